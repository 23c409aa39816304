// `npm test`: installs what is missing, then runs format and lint, types and all tests; the first failure ends it.
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { findBrowser } from './browser.mjs'
import { handOver } from './handover.mjs'
import { checkNodeVersion, ensureInstalled, pinnedNode, root } from './install.mjs'
import { ensureWebBuilt } from './web.mjs'

const fragments = process.argv.slice(2)
const packages = join(root, 'node_modules')
const compiler = join(packages, 'typescript/bin/tsc')
const checks = [
  { name: 'format and lint', args: [join(packages, '@biomejs/biome/bin/biome'), 'check', '.'] },
  { name: 'types of the server', args: [compiler, '--noEmit'] },
  { name: 'types of the web app', args: [compiler, '--noEmit', '--project', 'web'] },
  { name: 'types of the browser tests', args: [compiler, '--noEmit', '--project', 'e2e'] },
]
const tests = { name: 'tests', args: [join(root, 'server/src/testing/run.ts'), ...fragments] }

checkNodeVersion()
await ensureInstalled()
process.exitCode = (fragments.length > 0 ? 0 : await runAll(checks, process.env)) || (await runTests())

async function runTests() {
  const wantsBrowser = browserTests().some(
    (file) => fragments.length === 0 || fragments.some((one) => file.includes(one)),
  )
  if (wantsBrowser || fragments.length === 0) await ensureWebBuilt()
  const browser = wantsBrowser ? await findBrowser() : undefined
  return runAll([tests], { ...process.env, ...(browser && { CHROMIUM: browser }) })
}

function browserTests() {
  const folder = join(root, 'e2e')
  const files = existsSync(folder) ? readdirSync(folder, { recursive: true }) : []
  return files.filter((file) => file.endsWith('.test.ts')).map((file) => `e2e/${file.replaceAll('\\', '/')}`)
}

async function runAll(steps, env) {
  for (const step of steps) {
    console.log(`\n== ${step.name} ==`)
    const startedAtMs = Date.now()
    const code = await handOver(pinnedNode, step.args, { cwd: root, env })
    const seconds = ((Date.now() - startedAtMs) / 1000).toFixed(1)
    if (code !== 0) {
      console.error(`== ${step.name}: FAILED after ${seconds} s (exit code ${code}) ==`)
      return code > 128 ? code : 1
    }
    console.log(`== ${step.name}: ok in ${seconds} s ==`)
  }
  return 0
}
