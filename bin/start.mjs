// `npm start`: installs the packages and builds the web app if needed, then runs `sehat up` on the pinned Node.
import { join } from 'node:path'
import { handOver } from './handover.mjs'
import { checkNodeVersion, ensureInstalled, pinnedNode, root } from './install.mjs'
import { ensureWebBuilt } from './web.mjs'

checkNodeVersion()
await ensureInstalled()
await ensureWebBuilt()
process.exitCode = await handOver(pinnedNode, [join(root, 'server/src/main.ts'), 'up', ...process.argv.slice(2)])
