// `npm run check`: format, lint, types, and the tests that the change touches; about a minute, before each commit.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { findBrowser } from './browser.mjs'
import { checkNodeVersion, ensureInstalled, giveUp, root } from './install.mjs'
import { checks, runAll, tests } from './steps.mjs'
import { touchedTests } from './touched.mjs'
import { ensureWebBuilt } from './web.mjs'

checkNodeVersion()
await ensureInstalled()
const changed = changedFiles()
const touched = touchedTests(changed, testFiles())
console.log(`${changed.length} files are changed; they touch ${touched.length} test files.`)
process.exitCode = (await runAll(checks)) || (await runTests())

async function runTests() {
  const wantsBrowser = touched.some((file) => file.startsWith('e2e/'))
  if (wantsBrowser) await ensureWebBuilt()
  const browser = wantsBrowser ? await findBrowser() : undefined
  return runAll([tests(touched)], { ...process.env, ...(browser && { CHROMIUM: browser }) })
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

function testFiles() {
  const folders = ['bench', 'bin', 'e2e', 'server/src', 'web/src'].filter((folder) => existsSync(join(root, folder)))
  return folders
    .flatMap((folder) => readdirSync(join(root, folder), { recursive: true }).map((file) => `${folder}/${file}`))
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => /\.test\.(ts|mjs)$/.test(file))
}
