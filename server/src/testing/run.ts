// Runs the test files (all, or those whose path contains an argument) against one throw-away PostgreSQL server.
import { type ChildProcess, spawn } from 'node:child_process'
import { globSync } from 'node:fs'
import { availableParallelism, constants } from 'node:os'
import { resolve } from 'node:path'
import { startThrowawayPostgres } from './throwaway-postgres.ts'

const root = resolve(import.meta.dirname, '../../..')
const patterns = ['server/src/**/*.test.ts', 'bench/**/*.test.ts']
const fileTimeoutMs = 120_000

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
  const files = globSync(patterns, { cwd: root, exclude: ['**/node_modules/**'] })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => fragments.length === 0 || fragments.some((fragment) => file.includes(fragment)))
    .sort()
  if (files.length === 0) {
    console.error(`No test file has a path that contains ${fragments.join(' or ') || '".test.ts"'}.`)
    return 1
  }
  if (process.env.SEHAT_TEST_DATABASE_URL) return runFiles(files, process.env.SEHAT_TEST_DATABASE_URL)
  const database = await startThrowawayPostgres()
  try {
    return await runFiles(files, database.url)
  } finally {
    await database.stop()
  }
}

async function runFiles(files: string[], databaseUrl: string): Promise<number> {
  if (signalReceived !== undefined) return exitCodeOf(signalReceived)
  const flags = [
    '--test',
    `--test-concurrency=${Math.max(2, availableParallelism())}`,
    `--test-timeout=${fileTimeoutMs}`,
    '--test-reporter=spec',
  ]
  const env = { ...process.env, SEHAT_TEST_DATABASE_URL: databaseUrl }
  const child = spawn(process.execPath, [...flags, ...files], { cwd: root, env, stdio: 'inherit' })
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
