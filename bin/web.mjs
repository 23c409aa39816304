// Builds the web app when web/dist is missing or older than its sources.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { handOver } from './handover.mjs'
import { giveUp, pinnedNode, root } from './install.mjs'

const web = join(root, 'web')
const noteFile = join(web, 'dist', '.built-from')

export async function ensureWebBuilt() {
  const wanted = digestOfSources()
  if (existsSync(noteFile) && readFileSync(noteFile, 'utf8') === wanted) return
  const startedAtMs = Date.now()
  console.log('Building the web app (after each change of it; about 10 s) ...')
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js')
  // The page of customers has a build of its own: so nothing of it can get into the files that citizens load.
  for (const config of ['vite.config.ts', 'vite.customer.ts']) {
    const args = [vite, 'build', web, '--config', join(web, config), '--logLevel', 'error']
    const code = await handOver(pinnedNode, args, { cwd: root })
    if (code > 128) process.exit(code)
    if (code !== 0) {
      giveUp(
        `the web app could not be built (${config}, exit code ${code}).`,
        'The message above names the file. Correct it, then run this again.',
      )
    }
  }
  writeFileSync(noteFile, wanted)
  console.log(`Built in ${Math.round((Date.now() - startedAtMs) / 1000)} s.`)
}

/** A digest of what the build depends on: the sources in web/ and package-lock.json. */
function digestOfSources() {
  const hash = createHash('sha256')
  for (const file of [join(root, 'package-lock.json'), ...filesIn(web)]) {
    hash.update(`\0${file.slice(root.length)}\0`).update(readFileSync(file))
  }
  return `${hash.digest('hex')}\n`
}

function filesIn(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !['dist', 'node_modules'].includes(name) && !/\.(test\.ts|md)$/.test(name))
    .flatMap((entry) => (entry.isDirectory() ? filesIn(join(folder, entry.name)) : [join(folder, entry.name)]))
    .sort()
}
