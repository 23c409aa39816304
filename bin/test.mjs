// `npm test`: installs what is missing, then runs format and lint, types and all tests; the first failure ends it.
import { join } from 'node:path'
import { handOver } from './handover.mjs'
import { checkNodeVersion, ensureInstalled, pinnedNode, root } from './install.mjs'

const fragments = process.argv.slice(2)
const packages = join(root, 'node_modules')
const checks = [
  { name: 'format and lint', args: [join(packages, '@biomejs/biome/bin/biome'), 'check', '.'] },
  { name: 'types', args: [join(packages, 'typescript/bin/tsc'), '--noEmit'] },
]
const tests = { name: 'tests', args: [join(root, 'server/src/testing/run.ts'), ...fragments] }

checkNodeVersion()
await ensureInstalled()
process.exitCode = await runAll(fragments.length > 0 ? [tests] : [...checks, tests])

async function runAll(steps) {
  for (const step of steps) {
    console.log(`\n== ${step.name} ==`)
    const startedAtMs = Date.now()
    const code = await handOver(pinnedNode, step.args, { cwd: root })
    const seconds = ((Date.now() - startedAtMs) / 1000).toFixed(1)
    if (code !== 0) {
      console.error(`== ${step.name}: FAILED after ${seconds} s (exit code ${code}) ==`)
      return code > 128 ? code : 1
    }
    console.log(`== ${step.name}: ok in ${seconds} s ==`)
  }
  return 0
}
