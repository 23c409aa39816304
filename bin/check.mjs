// `npm run check`: format, lint, types, and the tests that the change touches; about a minute, before each commit.
import { spawnSync } from 'node:child_process'
import { preparePackages } from './debian.mjs'
import { checkNodeVersion, ensureInstalled, giveUp, root } from './install.mjs'
import { checks, runAll, tests } from './steps.mjs'
import { listTestFiles, readFiles } from './test-files.mjs'
import { touchedTests } from './touched.mjs'
import { ensureWebBuilt } from './web.mjs'

checkNodeVersion()
await ensureInstalled()
const changed = changedFiles()
const touched = touchedTests(changed, listTestFiles())
console.log(`${changed.length} files are changed; they touch ${touched.length} test files.`)
process.exitCode = (await runAll(checks)) || (await runTests())

async function runTests() {
  if (touched.some((file) => file.startsWith('e2e/'))) await ensureWebBuilt()
  const settings = await preparePackages(readFiles(touched))
  return runAll([tests(touched)], { ...process.env, ...settings })
}

/** All files that differ from main: committed on this branch, not committed yet, and new ones. */
function changedFiles() {
  const base = git('merge-base', 'HEAD', 'main') ?? 'HEAD'
  const tracked = git('diff', '--name-only', '--diff-filter=d', base)
  if (tracked === undefined) giveUp('this is no git clone, so the changed files are unknown.', 'Run: npm test')
  return [...lines(tracked), ...lines(git('ls-files', '--others', '--exclude-standard'))]
}

function git(...args) {
  const { status, stdout } = spawnSync('git', args, { cwd: root, encoding: 'utf8' })
  return status === 0 ? stdout.trim() : undefined
}

// A declaration, because changedFiles calls it before this line runs.
function lines(text = '') {
  return text.split('\n').filter((line) => line !== '')
}
