// The databases of a process: one pool for each address, and which modules have their tables where.
import type pg from 'pg'
import type { Config } from './config.ts'
import type { Logger } from './log.ts'
import type { Metrics } from './metrics.ts'
import { openPool } from './postgres/db.ts'

export interface Database {
  readonly url: string
  readonly pool: pg.Pool
  /** The modules of this process that use it. */
  readonly modules: readonly string[]
}

export interface Databases {
  readonly all: readonly Database[]
  of(module: string): Database
  end(): Promise<void>
}

/** The address of a module's database. */
export const urlOf = (config: Config, fallback: string, module: string): string =>
  config.apart.databaseUrls[module] ?? fallback

/** The modules of each address, in the order of the modules. */
export function groupByUrl(config: Config, fallback: string, modules: readonly string[]): Map<string, string[]> {
  const groups = new Map<string, string[]>()
  for (const module of modules) {
    const url = urlOf(config, fallback, module)
    groups.set(url, [...(groups.get(url) ?? []), module])
  }
  return groups
}

export interface DatabasesOptions {
  readonly config: Config
  readonly databaseUrl: string
  readonly modules: readonly string[]
  readonly log: Logger
  readonly metrics: Metrics
}

export function openDatabases({ config, databaseUrl, modules, log, metrics }: DatabasesOptions): Databases {
  const limits = { poolMax: config.databasePoolMax, statementTimeoutMs: config.statementTimeoutMs, log }
  const all = [...groupByUrl(config, databaseUrl, modules)].map(
    ([url, names]): Database => ({
      url,
      pool: openPool({ url, ...limits }),
      modules: names,
    }),
  )
  const sum = (count: (pool: pg.Pool) => number) => () => all.reduce((total, { pool }) => total + count(pool), 0)
  metrics.gauge(
    'database_connections',
    'Open connections of the pools',
    sum((pool) => pool.totalCount),
  )
  metrics.gauge(
    'database_waiting',
    'Requests that wait for a connection',
    sum((pool) => pool.waitingCount),
  )
  return {
    all,
    of: (module) => all.find((database) => database.modules.includes(module)) as Database,
    async end() {
      await Promise.all(all.map(({ pool }) => pool.end()))
    },
  }
}

/** The modules whose tables are in a database. The database itself knows it, so no two processes disagree. */
export async function findResidents(pool: pg.Pool): Promise<ReadonlySet<string>> {
  const { rows } = await pool.query<{ module: string }>('select distinct module from sehat.migrations')
  return new Set(rows.map(({ module }) => module))
}
