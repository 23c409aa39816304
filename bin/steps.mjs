// Runs steps one after the other and stops at the first that fails; lists the steps that only read the code.
import { join } from 'node:path'
import { handOver } from './handover.mjs'
import { pinnedNode, root } from './install.mjs'

const packages = join(root, 'node_modules')
const compiler = join(packages, 'typescript/bin/tsc')

/** Format, lint and types. */
export const checks = [
  { name: 'format and lint', args: [join(packages, '@biomejs/biome/bin/biome'), 'check', '.'] },
  { name: 'types of the server', args: [compiler, '--noEmit'] },
  { name: 'types of the web app', args: [compiler, '--noEmit', '--project', 'web'] },
  { name: 'types of the browser tests', args: [compiler, '--noEmit', '--project', 'e2e'] },
]

/** The tests whose path contains one of the fragments; all tests when there are no fragments. */
export const tests = (fragments) => ({
  name: 'tests',
  args: [join(root, 'server/src/testing/run.ts'), ...fragments],
})

/** Runs each step with the pinned Node. Gives 0 on success, 1 after a failure, 128 + n when signal n ended a step. */
export async function runAll(steps, env = process.env) {
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
