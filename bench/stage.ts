// Opens the stage of a benchmark: a folder on a real disk, its own PostgreSQL with safe settings, and processes.
import { mkdirSync, mkdtempSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { pino } from 'pino'
import { type Logger, openLog } from '../server/src/platform/log.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../server/src/platform/postgres/embedded/embedded.ts'
import { migrateAll } from '../server/src/platform/program.ts'
import type { BenchOptions } from './options.ts'
import { openProcesses, type Processes } from './processes.ts'
import { createQuiet, type Quiet } from './quiet.ts'

export const repository = path.resolve(import.meta.dirname, '..')
/** The reference data that ships with Sehat. */
export const DATA = path.join(repository, 'data')

export interface Database {
  readonly url: string
  readonly pool: pg.Pool
}

export interface Stage {
  readonly folder: string
  readonly options: BenchOptions
  readonly processes: Processes
  readonly postgresVersion: string
  readonly postgresPid: number
  /** Makes an empty database with the newest schema of Sehat. */
  createDatabase(name: string): Promise<Database>
  dropDatabase(database: Database): Promise<void>
  readonly quiet: Quiet
  /** Writes a checkpoint, so that earlier work does not disturb the next measurement. Then waits for quiet. */
  settle(): Promise<void>
  say(text: string): void
  close(): Promise<void>
}

/** The longest wait of a measurement for a quiet machine. */
const QUIET_WITHIN_MS = 20_000
const MEMORY_FILE_SYSTEM = 0x01021994

/** Gives the temporary folder of the system. In memory a commit costs nothing, so then it gives `.sehat` instead. */
function realDiskFolder(): string {
  const usual = tmpdir()
  if (statfsSync(usual).type !== MEMORY_FILE_SYSTEM) return usual
  const own = path.join(repository, '.sehat')
  mkdirSync(own, { recursive: true })
  return own
}

/** A benchmark must write as safely as a production server does. */
const SAFE_SETTINGS = { fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on', autovacuum: 'on' }

export async function openStage(options: BenchOptions, say: (text: string) => void): Promise<Stage> {
  const folder = mkdtempSync(path.join(realDiskFolder(), 'sehat-bench-'))
  const processes = openProcesses(folder)
  let postgres: EmbeddedPostgres | undefined
  const pools = new Map<string, pg.Pool>()
  let closing: Promise<void> | undefined
  const closeAll = async (): Promise<void> => {
    await processes.stopAll()
    // Stop PostgreSQL before the pools: a pool would wait for its running statement, perhaps for minutes.
    await postgres?.stop()
    await Promise.all([...pools.values()].map((pool) => pool.end()))
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
  }
  const close = (): Promise<void> => {
    closing ??= closeAll()
    return closing
  }
  try {
    say('starting PostgreSQL')
    postgres = await startEmbeddedPostgres({ folder: path.join(folder, 'postgres'), settings: SAFE_SETTINGS })
    const admin = openBenchPool(postgres.url)
    pools.set(postgres.url, admin)
    const version = await admin.query<{ server_version: string }>('show server_version')
    const { url: serverUrl, pid: postgresPid } = postgres
    const quiet = createQuiet({
      waitMsMax: options.quick || options.busy ? 0 : QUIET_WITHIN_MS,
      triesMax: options.tries,
    })
    return {
      folder,
      options,
      processes,
      postgresPid,
      postgresVersion: version.rows[0]?.server_version ?? '',
      async createDatabase(name) {
        await admin.query(`create database ${name}`)
        const url = withDatabase(serverUrl, name)
        await migrate(url)
        const pool = openBenchPool(url)
        pools.set(url, pool)
        return { url, pool }
      },
      async dropDatabase({ url, pool }) {
        pools.delete(url)
        await pool.end()
        await admin.query(`drop database ${new URL(url).pathname.slice(1)} with (force)`)
      },
      quiet,
      async settle() {
        await admin.query('checkpoint')
        await quiet.wait()
      },
      say,
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

function openBenchPool(url: string): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, max: 2, application_name: 'bench' })
  pool.on('error', () => {})
  return pool
}

function withDatabase(url: string, name: string): string {
  const changed = new URL(url)
  changed.pathname = `/${name}`
  return changed.href
}

/** The log of what runs in this process. Only the report goes to the standard output: programs read it. */
export const openStageLog = (): Logger =>
  openLog({ logLevel: 'warn', environment: 'production' }, pino.destination({ dest: 2, sync: true }))

// Import the modules only here: listing the benchmarks must not load the whole server.
async function migrate(url: string): Promise<void> {
  const { modules } = await import('../server/src/modules.ts')
  await migrateAll(url, modules, openStageLog())
}
