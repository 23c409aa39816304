// `npm test`: installs missing packages, then runs format and lint, types and all tests; stops at the first failure.
import { preparePackages } from './debian.mjs'
import { checkNodeVersion, ensureInstalled } from './install.mjs'
import { checks, runAll, tests } from './steps.mjs'
import { listTestFiles, readFiles } from './test-files.mjs'
import { ensureWebBuilt } from './web.mjs'

const fragments = process.argv.slice(2)

checkNodeVersion()
await ensureInstalled()
process.exitCode = (fragments.length > 0 ? 0 : await runAll(checks)) || (await runTests())

async function runTests() {
  const files = listTestFiles(fragments)
  if (fragments.length === 0 || files.some((file) => file.startsWith('e2e/'))) await ensureWebBuilt()
  const settings = await preparePackages(readFiles(files))
  return runAll([tests(fragments)], { ...process.env, ...settings })
}
