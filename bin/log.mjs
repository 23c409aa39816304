// `npm run log`: shows the log of this installation, of another file or of standard input (-), in a readable form.
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { followLines } from './follow.mjs'
import { root } from './install.mjs'
import { toReadable } from './readable.mjs'

const BACKLOG_BYTES = 8 * 1024
const [file = join(resolve(root, process.env.SEHAT_HOME || '.sehat'), 'sehat.log')] = process.argv.slice(2)
const tell = (line) => console.log(toReadable(line, { hasColours: Boolean(process.stdout.isTTY) }))

if (file === '-') createInterface({ input: process.stdin }).on('line', tell)
else followLines(file, tell, { backlogBytes: BACKLOG_BYTES })
