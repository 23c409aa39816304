// Adds rows to the chain of a day: of today in India, or of the next day when today is signed already.
import { addDays, dayInIndia } from '../../../platform/clock.ts'
import { Problem, unavailable } from '../../../platform/problem.ts'
import type { AuditContext } from '../tables.ts'
import { type Appended, appendRows, type Queryable, SIGNED } from './store.ts'

/** A process whose clock is late meets a signed day. Its rows go to the first day that is still open. */
const DAYS_TRIED_MAX = 3

/** Adds rows of one district. `toRows` makes them for the day on which they are recorded. Gives how many were new. */
export async function appendToDay<Row extends Appended>(
  { pool, clock }: { readonly pool: Queryable; readonly clock: AuditContext['clock'] },
  kind: 'reads' | 'changes',
  cell: number,
  toRows: (day: string) => readonly Row[],
): Promise<number> {
  let day = dayInIndia(clock.now())
  for (let tries = 0; tries < DAYS_TRIED_MAX; tries++) {
    const added = await appendRows(pool, { kind, cell, day }, toRows(day))
    if (added !== SIGNED) return added
    day = addDays(day, 1)
  }
  throw new Problem(unavailable, { detail: 'The clock of this server is days late', retryAfterSeconds: 60 })
}
