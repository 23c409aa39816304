// Gives the jobs of dead processes to others. Without this, graphile-worker keeps them locked for four hours.
import type pg from 'pg'
import type { Logger } from '../log.ts'
import { createLoop, type Loop } from './loop.ts'

/**
 * The first number of the advisory locks that living pools hold; the second one comes from the id of the pool.
 * graphile-worker locks a job for the whole pool of workers of a process.
 */
export const LOCK_CLASS = 7_401

/** A pool takes its lock a moment after its first job. */
const YOUNG_SECONDS = 10
const PAUSE_MS = 20_000

/**
 * Frees jobs that are locked by pools that no longer hold their advisory lock: PostgreSQL ends such a lock with the
 * session that held it. A job may run twice when only the connection broke, and this must do no harm. Gives the number
 * of dead pools.
 */
export async function freeDeadJobs(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ dead: number }>(
    `with pools as materialized (
       select distinct locked_by from graphile_worker.jobs
       where locked_at < now() - make_interval(secs => $2)
     ), dead as materialized (
       select locked_by from pools where pg_try_advisory_xact_lock($1, hashtext(locked_by))
     ), freed as materialized (
       select graphile_worker.force_unlock_workers(array_agg(locked_by)) from dead having count(*) > 0
     )
     select (select count(*) from dead)::int as dead, (select count(*) from freed) as called`,
    [LOCK_CLASS, YOUNG_SECONDS],
  )
  return rows[0]?.dead ?? 0
}

export interface WorkerWatch {
  /** Begins for the pool of this process. */
  start(poolId: string): void
  stop(): Promise<void>
}

/** Holds the lock of the pool of this process, and frees the jobs of dead ones again and again. */
export function watchWorkers({ pool, log }: { readonly pool: pg.Pool; readonly log: Logger }): WorkerWatch {
  let own: string | undefined
  let holder: pg.PoolClient | undefined
  const hold = async (): Promise<void> => {
    if (holder) return
    const client = await pool.connect()
    // The session has ended, and its lock with it: the next turn takes it again.
    client.on('error', () => {
      if (holder !== client) return
      holder = undefined
      client.release(true)
    })
    try {
      await client.query('select pg_try_advisory_lock($1, hashtext($2))', [LOCK_CLASS, own])
      holder = client
    } catch (error) {
      client.release(true)
      throw error
    }
  }
  const turn = async (): Promise<boolean> => {
    await hold()
    const dead = await freeDeadJobs(pool)
    if (dead > 0) log.warn({ pools: dead }, 'workers died with jobs; others do these jobs now')
    return false
  }
  const loop: Loop = createLoop({ name: 'dead workers', log, pauseMs: PAUSE_MS, turn })
  return {
    start(poolId) {
      own = poolId
      loop.start()
    },
    async stop() {
      await loop.stop()
      // Ends the session, and its locks with it.
      holder?.release(true)
    },
  }
}
