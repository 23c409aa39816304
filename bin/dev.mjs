// `npm run dev`: runs Sehat for developers. The server starts again when a file changes, and Vite reloads the pages.
import { spawn } from 'node:child_process'
import { join, resolve } from 'node:path'
import { followLines } from './follow.mjs'
import { checkNodeVersion, ensureInstalled, pinnedNode, root } from './install.mjs'
import { toReadable } from './readable.mjs'
import { ensureWebBuilt } from './web.mjs'

const hasColours = Boolean(process.stdout.isTTY)

checkNodeVersion()
await ensureInstalled()
await ensureWebBuilt()

// The server reads the SQL files when it starts; no module imports them. So Node watches the folder, not the imports.
const watched = ['--watch', `--watch-path=${join(root, 'server/src')}`, '--watch-preserve-output']
const server = [...watched, join(root, 'server/src/main.ts'), 'up']
const vite = [join(root, 'node_modules/vite/bin/vite.js'), join(root, 'web'), '--clearScreen', 'false']
const children = [server, vite].map((args) => spawn(pinnedNode, args, { cwd: root, stdio: 'inherit' }))
const logFile = join(resolve(root, process.env.SEHAT_HOME || '.sehat'), 'sehat.log')
const stopFollowing = followLines(logFile, (line) => console.log(toReadable(line, { hasColours })))

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stop(signal))
for (const child of children) {
  child.once('exit', (code) => {
    process.exitCode ||= code ?? 0
    stop('SIGTERM')
  })
}

/** Stops both: neither is useful without the other. A terminal has already sent its signal to all of them. */
function stop(signal) {
  stopFollowing()
  for (const child of children) {
    const isTold = signal !== 'SIGTERM' && process.stdin.isTTY
    if (!isTold && child.exitCode === null && child.signalCode === null) child.kill('SIGTERM')
  }
}
