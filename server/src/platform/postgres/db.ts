// Opens PostgreSQL: a pool with time limits, Kysely on the pool, and transactions that run again after a lost race.
import { Kysely, PostgresDialect, type Transaction } from 'kysely'
import pg from 'pg'
import { type Clock, systemClock } from '../clock.ts'
import type { Logger } from '../log.ts'
import { again } from '../work/again.ts'
import { preparing } from './prepared.ts'

export interface DatabaseOptions {
  readonly url: string
  readonly poolMax: number
  readonly statementTimeoutMs: number
  readonly log: Logger
}

/** Kysely on the tables of a module, with the clock that gives the instants written there. */
export type Db<Tables> = Kysely<Tables> & Clocked
/** A transaction that `transaction` opened. */
export type Tx<Tables> = Transaction<Tables> & Clocked & Committing

interface Clocked {
  readonly clock: Clock
}

interface Committing {
  /** Calls `act` after the commit, and never after a rollback. `db` is the database that the transaction is on. */
  afterCommit(act: (db: object) => void): void
}

export type Pool = pg.Pool
export type Connection = pg.PoolClient

// Read int8 as a number: counts and paise stay below 2^53. Keep a date as text, because a day has no time zone.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text)

/** A pool in which every wait has a time limit: for a connection, a lock, a statement and the network. */
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
    // When the network is silent, the server cannot report a timeout. So the client has its own, two seconds later.
    query_timeout: options.statementTimeoutMs + 2_000,
  })
  // A broken idle connection must not end the process. The pool replaces it.
  pool.on('error', (error) => {
    // A pool that ends does not wait for its connections, so the server may cut one first. That is no news.
    if (!pool.ending) options.log.warn({ err: error }, 'an idle database connection broke')
  })
  // When a connection breaks during use, its query fails. This handler prevents the same event from ending the process.
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

export function openDb<Tables>(pool: pg.Pool, clock: Clock = systemClock): Db<Tables> {
  return Object.assign(new Kysely<Tables>({ dialect: new PostgresDialect({ pool: preparing(pool) }) }), { clock })
}

/** Runs `work` in one transaction. Runs it again when it lost a race (serialization failure or deadlock). */
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

/** Reads as of one moment: between its statements `work` sees no change that somebody else commits. */
export async function snapshot<Tables, Result>(
  db: Db<Tables>,
  work: (moment: Db<Tables>) => Promise<Result>,
): Promise<Result> {
  const reading = db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only')
  return again(() => reading.execute((tx) => work(Object.assign(tx, { clock: db.clock }))))
}
