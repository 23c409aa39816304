// SQL of callbacks: claims due ones, records tries, and lists the log for staff.
import type pg from 'pg'
import { cellOf } from '../../../platform/id.ts'
import type { CustomerId, DeliveryId, WorkflowId } from '../contract.ts'
import type { DeliveryAttemptRow, DeliveryRow } from '../tables.ts'
import { ANSWERED } from '../workflows/states.ts'

export interface DueDelivery {
  readonly cell: number
  readonly id: DeliveryId
  readonly customerId: CustomerId
  readonly body: string
  readonly webhookUrl: string | null
  readonly attempts: number
  readonly lease: number
}

// If the database crashes and loses such a commit, we send the callback again, which the promise to customers allows.
// So these commits do not wait for the disk.
const WITHOUT_WAITING = `set_config('synchronous_commit', 'off', true)`

const CLAIM = {
  name: 'linkage-claim-deliveries',
  text: `with due as materialized (
      select d.cell, d.id from unnest($1::uuid[], $2::int[]) c (customer_id, places)
      cross join lateral (
        select cell, id from linkage.deliveries
        where customer_id = c.customer_id and status = 'pending' and next_at <= now()
        order by next_at limit c.places) d)
    update linkage.deliveries d
    set lease = d.lease + 1, attempts = d.attempts + 1, next_at = now() + make_interval(secs => $3)
    from due where d.cell = due.cell and d.id = due.id and d.status = 'pending' and d.next_at <= now()
    returning d.cell, d.id, d.customer_id as "customerId", d.body, d.webhook_url as "webhookUrl", d.attempts, d.lease,
      ${WITHOUT_WAITING}`,
}

/** Takes due callbacks: at most as many of a customer as it has free places. They are due again after the lease. */
export async function claimDeliveries(
  pool: pg.Pool,
  places: ReadonlyMap<string, number>,
  leaseSeconds: number,
): Promise<DueDelivery[]> {
  const { rows } = await pool.query<DueDelivery>({
    ...CLAIM,
    values: [[...places.keys()], [...places.values()], leaseSeconds],
  })
  return rows
}

export interface DeliveryResult {
  readonly cell: number
  readonly id: DeliveryId
  readonly lease: number
  readonly durationMs: number
  readonly answerStatus: number | null
  readonly fault: string | null
  readonly status: 'delivered' | 'failed' | 'pending'
  readonly reason: string | null
  readonly retryMs: number
}

const RECORD = {
  name: 'linkage-record-deliveries',
  text: `select r.n, linkage.record_delivery(r.cell, r.id, r.lease, r.duration, r.answer, r.fault, r.status, r.reason,
      r.retry_ms, $11, $12) as recorded, ${WITHOUT_WAITING}
    from (select * from unnest($1::int[], $2::int[], $3::uuid[], $4::int[], $5::int[], $6::int[], $7::text[],
      $8::text[], $9::text[], $10::bigint[])
      as u (n, cell, id, lease, duration, answer, fault, status, reason, retry_ms) order by cell, id) r`,
}

export async function recordDeliveries(
  pool: pg.Pool,
  results: readonly DeliveryResult[],
  eraseSeconds: number,
): Promise<('done' | 'lease-lost')[]> {
  const { rows } = await pool.query<{ n: number; recorded: 'done' | 'lease-lost' }>({
    ...RECORD,
    values: [
      results.map((_, index) => index),
      results.map(({ cell }) => cell),
      results.map(({ id }) => id),
      results.map(({ lease }) => lease),
      results.map(({ durationMs }) => durationMs),
      results.map(({ answerStatus }) => answerStatus),
      results.map(({ fault }) => fault),
      results.map(({ status }) => status),
      results.map(({ reason }) => reason),
      results.map(({ retryMs }) => retryMs),
      eraseSeconds,
      ANSWERED,
    ],
  })
  const recorded: ('done' | 'lease-lost')[] = []
  for (const row of rows) recorded[row.n] = row.recorded
  return recorded
}

const ENDED_AT_ONCE = 1_000

/** Ends due callbacks of a customer whose receiver is off, 1,000 at most. Gives their number. */
export async function failDeliveries(
  pool: pg.Pool,
  customerId: CustomerId,
  reason: string,
  eraseSeconds: number,
): Promise<number> {
  const { rowCount } = await pool.query(
    `with ended as (
       update linkage.deliveries d set status = 'failed', reason = $2, ended_at = now()
       from (select cell, id from linkage.deliveries where customer_id = $1 and status = 'pending'
         and webhook_url is null and next_at <= now() order by next_at limit ${ENDED_AT_ONCE}) due
       where d.cell = due.cell and d.id = due.id and d.status = 'pending' and d.next_at <= now()
       returning d.cell, d.workflow_id)
     select cell, workflow_id from ended`,
    [customerId, reason],
  )
  if (rowCount) {
    await pool.query(
      `select linkage.complete_workflow(d.cell, d.workflow_id, $3, $4) from (
         select distinct cell, workflow_id from linkage.deliveries
         where customer_id = $1 and status = 'failed' and reason = $2 and ended_at > now() - interval '1 minute') d`,
      [customerId, reason, eraseSeconds, ANSWERED],
    )
  }
  return rowCount ?? 0
}

/** Ends the waiting callbacks of a workflow that an operator stops. Gives their number. */
export async function stopDeliveries(db: pg.Pool, id: WorkflowId): Promise<number> {
  const { rowCount } = await db.query(
    `update linkage.deliveries set status = 'stopped', reason = 'stopped', ended_at = now(), lease = lease + 1
     where cell = $1 and workflow_id = $2 and status = 'pending'`,
    [cellOf(id), id],
  )
  return rowCount ?? 0
}

/** Makes ended callbacks due again: one, or all failed ones of a customer made since an instant. Gives their number. */
export async function replayDeliveries(
  pool: pg.Pool,
  which: { readonly id: DeliveryId } | { readonly customerId: CustomerId; readonly since: Date },
): Promise<number> {
  const again = `update linkage.deliveries set status = 'pending', reason = null, ended_at = null, attempts = 0,
    lease = lease + 1, next_at = now()`
  const { rowCount } =
    'id' in which
      ? await pool.query(`${again} where cell = $1 and id = $2 and status <> 'pending'`, [cellOf(which.id), which.id])
      : await pool.query(`${again} where customer_id = $1 and status = 'failed' and created_at >= $2`, [
          which.customerId,
          which.since,
        ])
  return rowCount ?? 0
}

export interface DeliverySearch {
  readonly customerId: CustomerId
  readonly status: DeliveryRow['status'] | undefined
  readonly afterId: string | undefined
  readonly limit: number
}

export async function listDeliveries(
  pool: Pick<pg.Pool, 'query'>,
  { customerId, status, afterId, limit }: DeliverySearch,
): Promise<DeliveryRow[]> {
  const { rows } = await pool.query<DeliveryRow>(
    `select * from linkage.deliveries where customer_id = $1 and ($2::uuid is null or id < $2::uuid)
       and ($3::text is null or status = $3)
     order by id desc limit $4`,
    [customerId, afterId ?? null, status ?? null, limit],
  )
  return rows
}

export async function listAttempts(
  pool: pg.Pool,
  deliveries: readonly { cell: number; id: DeliveryId }[],
): Promise<DeliveryAttemptRow[]> {
  const { rows } = await pool.query<DeliveryAttemptRow>(
    `select a.* from unnest($1::int[], $2::uuid[]) d (cell, id)
     join linkage.delivery_attempts a on a.cell = d.cell and a.delivery_id = d.id order by a.delivery_id, a.number`,
    [deliveries.map(({ cell }) => cell), deliveries.map(({ id }) => id)],
  )
  return rows
}
