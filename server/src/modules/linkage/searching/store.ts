// SQL of the searches: a try that could not begin is given back.
import type pg from 'pg'
import type { TakenWork } from '../workflows/store.ts'

/** Takes back that a worker has tried, if it still has the lease. */
export async function giveBackTry(pool: pg.Pool, { cell, id, lease }: TakenWork): Promise<void> {
  await pool.query(
    `update linkage.queue set attempts = attempts - 1
     where cell = $1 and workflow_id = $2 and lease = $3 and attempts > 0`,
    [cell, id, lease],
  )
}
