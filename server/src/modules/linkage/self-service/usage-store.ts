// SQL of what customers use: adds the requests that a process counted, counts callbacks, and reads the days.
import type pg from 'pg'
import { cellOf } from '../../../platform/id.ts'
import type { CustomerId } from '../contract.ts'
import type { UsageDayRow } from '../tables.ts'

type Pool = Pick<pg.Pool, 'query'>

export interface CountedDay {
  readonly customerId: CustomerId
  /** YYYY-MM-DD in India. */
  readonly day: string
  readonly requests: number
  readonly refused: number
  readonly busiestSecond: number
}

/** Adds to the counts of these days. Sorted, so that two processes never wait for each other in a circle. */
export async function addRequests(pool: Pool, counted: readonly CountedDay[]): Promise<void> {
  const sorted = counted.toSorted((left, right) => (left.customerId + left.day < right.customerId + right.day ? -1 : 1))
  await pool.query(
    `insert into linkage.usage_days as u (cell, customer_id, day, requests, refused, busiest_second)
     select * from unnest($1::int[], $2::uuid[], $3::date[], $4::int[], $5::int[], $6::int[])
     on conflict on constraint usage_days_pk do update set
       requests = u.requests + excluded.requests, refused = u.refused + excluded.refused,
       busiest_second = greatest(u.busiest_second, excluded.busiest_second)`,
    [
      sorted.map(({ customerId }) => cellOf(customerId)),
      sorted.map(({ customerId }) => customerId),
      sorted.map(({ day }) => day),
      sorted.map(({ requests }) => requests),
      sorted.map(({ refused }) => refused),
      sorted.map(({ busiestSecond }) => busiestSecond),
    ],
  )
}

/** A call counts an hour. A month of a busy customer is counted over several calls. */
const CALLS_MAX = 100

/** Counts the callbacks made since the last count. Gives the instant until which they are counted. */
export async function countCallbacks(pool: Pool, id: CustomerId, daysMax: number, graceSeconds: number): Promise<Date> {
  let counted: { until: Date; is_done: boolean } | undefined
  for (let calls = 0; calls < CALLS_MAX && !counted?.is_done; calls++) {
    const { rows } = await pool.query<{ until: Date; is_done: boolean }>(
      `select * from linkage.count_usage($1, $2, now() - make_interval(days => $3), make_interval(secs => $4))`,
      [cellOf(id), id, daysMax, graceSeconds],
    )
    counted = rows[0]
  }
  return (counted as { until: Date }).until
}

/** The days of a customer since this day, the newest first. Days without any use have no row. */
export async function listUsage(
  pool: Pool,
  id: CustomerId,
  sinceDay: string,
): Promise<(UsageDayRow & { on: string })[]> {
  const { rows } = await pool.query<UsageDayRow & { on: string }>(
    `select *, day::text as "on" from linkage.usage_days where cell = $1 and customer_id = $2 and day >= $3
     order by day desc`,
    [cellOf(id), id, sinceDay],
  )
  return rows
}

/** Deletes the counts of days before this one. */
export async function forgetUsage(pool: Pool, beforeDay: string): Promise<void> {
  await pool.query('delete from linkage.usage_days where day < $1', [beforeDay])
}
