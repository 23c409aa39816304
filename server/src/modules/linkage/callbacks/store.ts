// SQL of callbacks: claims due ones, records tries, and lists the log for staff.
import type pg from 'pg'
import { cellOf } from '../../../platform/id.ts'
import type { CustomerId, DeliveryId, WorkflowId } from '../contract.ts'
import type { DeliveryAttemptRow, DeliveryRow } from '../tables.ts'
import { ANSWERED } from '../workflows/states.ts'

export interface DueDelivery {
  readonly cell: number
  readonly workflowId: WorkflowId
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
  text: `select c.*, ${WITHOUT_WAITING} from linkage.claim_deliveries($1, $2, $3) c`,
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
  readonly workflowId: WorkflowId
  readonly id: DeliveryId
  readonly lease: number
  readonly durationMs: number
  readonly answerStatus: number | null
  readonly fault: string | null
  readonly status: 'delivered' | 'failed' | 'pending'
  readonly reason: string | null
  readonly retryMs: number
}

/** A statement that calls a function once for each result, with the columns of `recordEach`. */
const recordingBy = (name: string, call: string) => ({
  name: `linkage-${name}`,
  text: `select r.n, linkage.${call} as recorded, ${WITHOUT_WAITING}
    from (select * from unnest($1::int[], $2::int[], $3::uuid[], $4::int[], $5::int[], $6::int[], $7::text[],
      $8::text[], $9::text[], $10::bigint[], $11::uuid[])
      as u (n, cell, id, lease, duration, answer, fault, status, reason, retry_ms, workflow_id) order by cell, id) r`,
})

const RESULT = 'r.duration, r.answer, r.fault, r.status, r.reason, r.retry_ms, $12'
const RECORD = recordingBy('record-deliveries', `record_delivery(r.cell, r.workflow_id, r.id, r.lease, ${RESULT})`)
const RECORD_FIRST = recordingBy('record-first-tries', `record_first_try(r.cell, r.workflow_id, r.id, ${RESULT})`)

export type Recorded = 'done' | 'lease-lost'

/** Records tries of claimed callbacks, each by itself. */
export const recordDeliveries = (pool: pg.Pool, results: readonly DeliveryResult[]): Promise<Recorded[]> =>
  recordEach(pool, RECORD, results)

/** Records first tries, whose callbacks are in the queue, each by itself. */
export const recordFirstTries = (pool: pg.Pool, results: readonly DeliveryResult[]): Promise<Recorded[]> =>
  recordEach(pool, RECORD_FIRST, results)

async function recordEach(
  pool: pg.Pool,
  statement: typeof RECORD,
  results: readonly DeliveryResult[],
): Promise<Recorded[]> {
  const { rows } = await pool.query<{ n: number; recorded: Recorded }>({
    ...statement,
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
      results.map(({ workflowId }) => workflowId),
      ANSWERED,
    ],
  })
  const recorded: Recorded[] = []
  for (const row of rows) recorded[row.n] = row.recorded
  return recorded
}

const RECORD_DELIVERED = {
  name: 'linkage-record-delivered',
  text: `select linkage.record_delivered($1, $2, $3, $4, $5, $6), ${WITHOUT_WAITING}`,
}

/** Records first tries that were delivered. Writes none and throws LK001 if one is recorded already. */
export async function recordDelivered(pool: pg.Pool, results: readonly DeliveryResult[]): Promise<void> {
  const sorted = results.toSorted((left, right) => left.cell - right.cell || (left.id < right.id ? -1 : 1))
  await pool.query({
    ...RECORD_DELIVERED,
    values: [
      sorted.map(({ cell }) => cell),
      sorted.map(({ workflowId }) => workflowId),
      sorted.map(({ id }) => id),
      sorted.map(({ durationMs }) => durationMs),
      sorted.map(({ answerStatus }) => answerStatus),
      ANSWERED,
    ],
  })
}

/** Moves callbacks from the queue to those that any process may send. */
export async function queueCallbacks(
  pool: pg.Pool,
  callbacks: readonly { readonly cell: number; readonly workflowId: WorkflowId; readonly id: DeliveryId }[],
): Promise<void> {
  await pool.query({
    name: 'linkage-queue-callbacks',
    text: `select linkage.queue_callback(u.cell, u.workflow_id, u.id, 0)
      from unnest($1::int[], $2::uuid[], $3::uuid[]) u (cell, workflow_id, id)`,
    values: [
      callbacks.map(({ cell }) => cell),
      callbacks.map(({ workflowId }) => workflowId),
      callbacks.map(({ id }) => id),
    ],
  })
}

const ENDED_AT_ONCE = 1_000

/** Ends due callbacks of a customer whose receiver is off, 1,000 at most. Gives their number. */
export async function failDeliveries(pool: pg.Pool, customerId: CustomerId, reason: string): Promise<number> {
  const { rowCount } = await pool.query(
    `with ended as (
       update linkage.deliveries d set status = 'failed', reason = $2, ended_at = now()
       from (select cell, workflow_id, id from linkage.deliveries where customer_id = $1 and status = 'pending'
         and webhook_url is null and next_at <= now() order by next_at limit ${ENDED_AT_ONCE}) due
       where d.cell = due.cell and d.workflow_id = due.workflow_id and d.id = due.id and d.ended_at is null
         and d.next_at <= now()
       returning d.cell, d.workflow_id)
     select cell, workflow_id from ended`,
    [customerId, reason],
  )
  if (rowCount) {
    await pool.query(
      `select linkage.complete_workflow(d.cell, d.workflow_id, $3) from (
         select distinct cell, workflow_id from linkage.deliveries
         where customer_id = $1 and status = 'failed' and reason = $2 and ended_at > now() - interval '1 minute') d`,
      [customerId, reason, ANSWERED],
    )
  }
  return rowCount ?? 0
}

/** Ends the waiting callbacks of a workflow that an operator stops, also one in its first try. Gives their number. */
export async function stopDeliveries(db: pg.Pool, id: WorkflowId): Promise<number> {
  await db.query(
    `select linkage.queue_callback(cell, workflow_id, delivery_id, 0) from linkage.queue
     where cell = $1 and workflow_id = $2 and delivery_id is not null`,
    [cellOf(id), id],
  )
  const { rowCount } = await db.query(
    `update linkage.deliveries set status = 'stopped', reason = 'stopped', ended_at = now(), lease = lease + 1
     where cell = $1 and workflow_id = $2 and ended_at is null`,
    [cellOf(id), id],
  )
  return rowCount ?? 0
}

// The key of a callback begins with its workflow. A person names only the callback, so we look with each customer.
const BY_ID = `select f.cell, f.workflow_id, f.id from linkage.customers c
  cross join lateral (select * from linkage.deliveries o where o.customer_id = c.id and o.id = $1 limit 1) f`
const FOUND = 'd.cell = found.cell and d.workflow_id = found.workflow_id and d.id = found.id'

/** Makes ended callbacks due again: one, or all failed ones of a customer made since an instant. Gives their number. */
export async function replayDeliveries(
  pool: pg.Pool,
  which: { readonly id: DeliveryId } | { readonly customerId: CustomerId; readonly since: Date },
): Promise<number> {
  const again = `update linkage.deliveries d set status = 'pending', reason = null, ended_at = null, attempts = 0,
    lease = lease + 1, next_at = now()`
  const { rowCount } =
    'id' in which
      ? await pool.query(`${again} from (${BY_ID}) found where ${FOUND} and d.ended_at is not null`, [which.id])
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

/** The tries of these callbacks. A callback that its first try delivered has no row of its own for it. */
export async function listAttempts(
  pool: pg.Pool,
  deliveries: readonly DeliveryRow[],
): Promise<Omit<DeliveryAttemptRow, 'cell'>[]> {
  const { rows } = await pool.query<DeliveryAttemptRow>(
    `select a.* from unnest($1::int[], $2::uuid[]) d (cell, id)
     join linkage.delivery_attempts a on a.cell = d.cell and a.delivery_id = d.id order by a.delivery_id, a.number`,
    [deliveries.map(({ cell }) => cell), deliveries.map(({ id }) => id)],
  )
  const firsts = deliveries.flatMap(({ id, duration_ms, answer_status, created_at }) =>
    duration_ms === null
      ? []
      : [{ delivery_id: id, number: 1, at: created_at, duration_ms, answer_status, fault: null }],
  )
  return [...firsts, ...rows]
}
