// Runs the test files (all, or those whose path contains an argument) with one throw-away PostgreSQL server.
import { type ChildProcess, spawn } from 'node:child_process'
import { globSync } from 'node:fs'
import { availableParallelism, constants } from 'node:os'
import { resolve } from 'node:path'
import { settingsOfShift } from './other-time.ts'
import { startThrowawayPostgres } from './throwaway-postgres.ts'

const root = resolve(import.meta.dirname, '../../..')
const patterns = ['server/src/**/*.test.ts', 'bench/**/*.test.ts', 'web/src/**/*.test.ts', 'bin/**/*.test.mjs']
const browserPatterns = ['e2e/**/*.test.ts']
/** Ends a test that hangs. It is not a limit for a slow machine. */
const hangMs = 20 * 60_000

let runner: ChildProcess | undefined
let signalReceived: NodeJS.Signals | undefined

for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(name, () => {
    signalReceived ??= name
    runner?.kill('SIGTERM')
  })
}

process.exitCode = await runTests(process.argv.slice(2))

async function runTests(fragments: string[]): Promise<number> {
  const files = findFiles(patterns, fragments)
  const browserFiles = findFiles(browserPatterns, fragments)
  if (files.length + browserFiles.length === 0) {
    console.error(`No test file has a path that contains ${fragments.join(' or ') || '".test.ts"'}.`)
    return 1
  }
  if (browserFiles.length > 0 && !process.env.CHROMIUM) {
    console.error(`LEFT OUT: ${browserFiles.join(', ')}. Set CHROMIUM to the path of the browser to run them.`)
    // In CI the tests decide about a release, so a test that did not run counts as failed.
    if (process.env.CI === 'true' || files.length === 0) return 1
    browserFiles.length = 0
  }
  if (process.env.SEHAT_TEST_DATABASE_URL) return runBoth(files, browserFiles, process.env.SEHAT_TEST_DATABASE_URL)
  const database = await startThrowawayPostgres()
  try {
    return await runBoth(files, browserFiles, database.url)
  } finally {
    await database.stop()
  }
}

function findFiles(from: readonly string[], fragments: readonly string[]): string[] {
  return globSync(from, { cwd: root, exclude: ['**/node_modules/**'] })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => fragments.length === 0 || fragments.some((fragment) => file.includes(fragment)))
    .sort()
}

/** Runs the browser tests after the others. They share one program. */
async function runBoth(files: string[], browserFiles: string[], databaseUrl: string): Promise<number> {
  process.env.SEHAT_TEST_DATABASE_URL = databaseUrl
  // These wait more than they work: one file more than there are cores makes the run a quarter shorter.
  const code = await runFiles(files, {}, 1)
  if (code !== 0 || browserFiles.length === 0 || signalReceived !== undefined) return code
  const cleanUps: (() => Promise<void>)[] = []
  try {
    const { openDemo } = await import('./demo.ts')
    const demo = await openDemo({ after: (cleanUp) => void cleanUps.push(cleanUp) })
    return await runFiles(browserFiles, { SEHAT_TEST_DEMO: JSON.stringify(demo) })
  } finally {
    for (const cleanUp of cleanUps) await cleanUp()
  }
}

async function runFiles(files: string[], more: Record<string, string> = {}, spare = 0): Promise<number> {
  if (signalReceived !== undefined) return exitCodeOf(signalReceived)
  if (files.length === 0) return 0
  const atOnce = availableParallelism() + spare
  const flags = [`--test-concurrency=${atOnce}`, `--test-timeout=${hangMs}`, '--test-reporter=spec']
  const env = { ...process.env, ...settingsOfShift, ...more }
  const child = spawn(process.execPath, ['--test', ...flags, ...files], { cwd: root, env, stdio: 'inherit' })
  runner = child
  const code = await new Promise<number>((done) => {
    child.once('error', () => done(1))
    child.once('close', (exitCode, name) => done(exitCode ?? exitCodeOf(name ?? 'SIGTERM')))
  })
  return signalReceived === undefined ? code : exitCodeOf(signalReceived)
}

function exitCodeOf(name: NodeJS.Signals): number {
  return 128 + constants.signals[name]
}
