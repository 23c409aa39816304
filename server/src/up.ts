// Starts and stops Sehat: all of it on a laptop, or one process of it on a server.
import { createWriteStream, mkdirSync } from 'node:fs'
import path from 'node:path'
import { type LivingDemo, printDemoAccounts, seedDemo } from './demo.ts'
import { modules } from './modules.ts'
import { demoClock } from './platform/clock.ts'
import type { Config } from './platform/config.ts'
import { groupByUrl, urlOf } from './platform/databases.ts'
import { type Logger, openLog } from './platform/log.ts'
import { modulesHere } from './platform/module-order.ts'
import { openPool } from './platform/postgres/db.ts'
import { startEmbeddedPostgres } from './platform/postgres/embedded/embedded.ts'
import { OtherSchemaError } from './platform/postgres/migrations.ts'
import { migrateAll, openProgram, type Program } from './platform/program.ts'
import { StartError } from './platform/start-error.ts'

const say = (text: string): void => console.log(text)

/**
 * `npm start`: starts the database, migrates the schema, loads the places, and runs the API and the worker in this
 * process. With `demo` on it also makes the demo accounts.
 */
export async function up(config: Config, root: string): Promise<void> {
  mkdirSync(config.home, { recursive: true })
  const logFile = path.join(config.home, 'sehat.log')
  const log = openLog(config, createWriteStream(logFile, { flags: 'a', mode: 0o600 }))
  const database = await openDatabase(config)
  let program: Program | undefined
  let demo: LivingDemo | undefined
  const stop = async (): Promise<void> => {
    await demo?.stop()
    await program?.stop()
    await database.stop()
  }
  try {
    await prepare(config, database.url, root, log)
    const clock = demoClock()
    program = await openProgram({ config, databaseUrl: database.url, log, modules, clock })
    const { port } = await program.start()
    demo = config.demo ? await seedDemo(program, config, clock) : undefined
    say(`\nSehat is up at http://localhost:${port}\n`)
    say(`  API and documentation   http://localhost:${port}/docs`)
    if (config.environment !== 'production') say(`  Messages (OTP)          http://localhost:${port}/dev/inbox`)
    say(`  Log                     ${logFile}`)
    if (config.demo) printDemoAccounts(config, say)
    say('\nCtrl-C stops it; the data stays.')
    demo?.live(say)
    stopOnSignal(stop, log)
  } catch (error) {
    await stop().catch(() => {})
    throw error
  }
}

/** Runs one process of a larger installation. Its log goes to standard output. */
export async function serve(config: Config): Promise<void> {
  const databaseUrl = requireDatabaseUrl(config)
  const log = openLog(config)
  await checkDatabase(databaseUrl)
  const program = await openProgram({ config, databaseUrl, log, modules })
  stopOnSignal(() => program.stop(), log)
  const { port } = await program.start()
  log.info({ role: config.role, port }, 'serving')
  if (config.environment === 'production' && config.trustProxyHops === 0) {
    log.warn('SEHAT_TRUST_PROXY_HOPS is 0: behind a proxy all people count as one network address. Set it there')
  }
}

export async function migrateOnly(config: Config, root: string): Promise<void> {
  const databaseUrl = requireDatabaseUrl(config)
  await checkDatabase(databaseUrl)
  mkdirSync(config.home, { recursive: true })
  await prepare(config, databaseUrl, root, openLog({ ...config, logLevel: 'silent' }))
}

function requireDatabaseUrl(config: Config): string {
  if (config.databaseUrl) return config.databaseUrl
  throw new StartError('DATABASE_URL is needed here, e.g. postgresql://user:password@host:5432/sehat')
}

async function openDatabase(config: Config): Promise<{ url: string; stop: () => Promise<void> }> {
  if (config.databaseUrl) {
    await checkDatabase(config.databaseUrl)
    return { url: config.databaseUrl, stop: async () => {} }
  }
  const folder = embeddedFolder(config)
  return startEmbeddedPostgres({
    folder,
    onProgress: say,
    onUnexpectedEnd: (error) => {
      console.error(`sehat: ${error.message}`)
      process.exit(1)
    },
  }).catch((error: Error) => {
    throw new StartError(error.message, { cause: error })
  })
}

/** Throws one clear line when the database cannot be reached. The line names the address but not the password. */
async function checkDatabase(databaseUrl: string): Promise<void> {
  const pool = openPool({ url: databaseUrl, poolMax: 1, statementTimeoutMs: 5_000, log: openLog(SILENT) })
  try {
    await pool.query('select 1')
  } catch (error) {
    const { hostname, port, pathname } = new URL(databaseUrl)
    const { message, code } = error as { message: string; code?: string }
    const place = `${hostname}:${port || 5432}${pathname}`
    throw new StartError(`Sehat cannot use the database at ${place} (${code ?? message}): check DATABASE_URL`)
  } finally {
    await pool.end()
  }
}

const SILENT = { logLevel: 'silent', environment: 'production' } as const

/** The folder of the embedded PostgreSQL, which `npm start` uses when DATABASE_URL is not set. */
const embeddedFolder = (config: Config): string => path.join(config.home, 'postgres')

/** Adds what to do to the error. Sehat deletes nothing: the operator decides what happens to the old database. */
function refusal(error: OtherSchemaError, config: Config): StartError {
  if (error.is === 'newer') return new StartError(error.message)
  const cure = config.databaseUrl
    ? 'create an empty database and name it in DATABASE_URL; Sehat does not change the old database'
    : `move the folder ${embeddedFolder(config)} away, which keeps the data in it, and start again`
  return new StartError(`${error.message}: ${cure}`)
}

async function prepare(config: Config, databaseUrl: string, root: string, log: Logger): Promise<void> {
  const here = modulesHere(modules, config)
  const groups = groupByUrl(
    config,
    databaseUrl,
    here.map(({ name }) => name),
  )
  let applied = 0
  for (const [url, names] of groups) {
    const own = here.filter(({ name }) => names.includes(name))
    applied += await migrateAll(url, own, log).catch((error: unknown) => {
      throw error instanceof OtherSchemaError ? refusal(error, config) : error
    })
  }
  if (applied > 0) say(`Applied ${applied} migrations`)
  for (const { name, prepare: load } of here) {
    if (!load) continue
    const pool = openPool({ url: urlOf(config, databaseUrl, name), poolMax: 2, statementTimeoutMs: 120_000, log })
    try {
      await load({ pool, dataFolder: path.join(root, 'data'), home: config.home, say })
    } finally {
      await pool.end()
    }
  }
}

const REPEATED_SIGNAL_MS = 1_000
const STOP_TIMEOUT_MS = 25_000

/**
 * Stops cleanly on the first signal. The same signal may come twice within a second (from the terminal and from the
 * program that started us). A second signal after that ends the process at once.
 */
function stopOnSignal(stop: () => Promise<void>, log: Logger): void {
  let firstAt = 0
  const onSignal = (): void => {
    if (firstAt > 0) {
      if (Date.now() - firstAt > REPEATED_SIGNAL_MS) process.exit(130)
      return
    }
    firstAt = Date.now()
    say('\nStopping ...')
    setTimeout(() => process.exit(1), STOP_TIMEOUT_MS).unref()
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'the stop failed')
        process.exit(1)
      },
    )
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal)
}
