// Opens PostgreSQL: a pool with limits on everything, Kysely over it, and transactions that repeat on a lost race.
import { Kysely, PostgresDialect, type Transaction } from 'kysely'
import pg from 'pg'
import { type Clock, systemClock } from '../clock.ts'
import type { Logger } from '../log.ts'
import { again } from '../work/again.ts'

export interface DatabaseOptions {
  readonly url: string
  readonly poolMax: number
  readonly statementTimeoutMs: number
  readonly log: Logger
}

/** The tables of a module, and the clock that tells when something in them happened. */
export type Db<Tables> = Kysely<Tables> & Clocked
/** A transaction that `transaction` opened. */
export type Tx<Tables> = Transaction<Tables> & Clocked & Committing

interface Clocked {
  readonly clock: Clock
}

interface Committing {
  /** Does this when the transaction is committed, and never where it is rolled back; `db` is what it was opened on. */
  afterCommit(act: (db: object) => void): void
}

export type Pool = pg.Pool
export type Connection = pg.PoolClient

// int8 and numeric fit: counts and paise stay below 2^53. A date stays the text it is: a day has no time zone.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text)

/** A pool whose every wait ends: for a connection, for a lock, for a statement, and on the wire. */
export function openPool(options: DatabaseOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.poolMax,
    connectionTimeoutMillis: options.statementTimeoutMs,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    application_name: 'sehat',
    statement_timeout: options.statementTimeoutMs,
    lock_timeout: Math.ceil(options.statementTimeoutMs / 2),
    idle_in_transaction_session_timeout: options.statementTimeoutMs * 2,
    // When the network is silent no server answers with a timeout, so the client needs its own, somewhat later one.
    query_timeout: options.statementTimeoutMs + 2_000,
  })
  // An idle connection that breaks must not end the process; the pool replaces it.
  pool.on('error', (error) => options.log.warn({ err: error }, 'an idle database connection broke'))
  // One that breaks while it is checked out fails its query; this keeps the same event from ending the process.
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

export function openDb<Tables>(pool: pg.Pool, clock: Clock = systemClock): Db<Tables> {
  return Object.assign(new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) }), { clock })
}

/** Runs `work` in one transaction, and again when it lost a race (serialization failure or deadlock). */
export async function transaction<Tables, Result>(
  db: Db<Tables>,
  work: (tx: Tx<Tables>) => Promise<Result>,
): Promise<Result> {
  return again(async () => {
    const acts: ((db: object) => void)[] = []
    const added = { clock: db.clock, afterCommit: (act: (db: object) => void) => void acts.push(act) }
    const result = await db.transaction().execute((tx) => work(Object.assign(tx, added)))
    for (const act of acts) act(db)
    return result
  })
}
