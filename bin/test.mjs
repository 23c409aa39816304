// `npm test`: installs missing packages, then runs format and lint, types and all tests; stops at the first failure.
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { findBrowser } from './browser.mjs'
import { checkNodeVersion, ensureInstalled, root } from './install.mjs'
import { checks, runAll, tests } from './steps.mjs'
import { ensureWebBuilt } from './web.mjs'

const fragments = process.argv.slice(2)

checkNodeVersion()
await ensureInstalled()
process.exitCode = (fragments.length > 0 ? 0 : await runAll(checks)) || (await runTests())

async function runTests() {
  const wantsBrowser = browserTests().some(
    (file) => fragments.length === 0 || fragments.some((one) => file.includes(one)),
  )
  if (wantsBrowser || fragments.length === 0) await ensureWebBuilt()
  const browser = wantsBrowser ? await findBrowser() : undefined
  return runAll([tests(fragments)], { ...process.env, ...(browser && { CHROMIUM: browser }) })
}

function browserTests() {
  const folder = join(root, 'e2e')
  const files = existsSync(folder) ? readdirSync(folder, { recursive: true }) : []
  return files.filter((file) => file.endsWith('.test.ts')).map((file) => `e2e/${file.replaceAll('\\', '/')}`)
}
