// SQL of workflows: take them for work, move them, and find forgotten ones.
import type pg from 'pg'
import { cellOf } from '../../../platform/id.ts'
import type { CustomerId, DeliveryId, WorkflowId } from '../contract.ts'
import type { ShownWorkflowRow, WorkflowRow } from '../tables.ts'
import type { Settled } from './rules.ts'
import { ANSWERED, type Outcome, type Status, statesBefore } from './states.ts'

/** A message for a worker, with the lease that the worker must state in its writes. */
export interface TakenWork {
  readonly cell: number
  readonly id: WorkflowId
  readonly customerId: CustomerId
  readonly patientId: string
  readonly choiceBy: 'customer' | 'staff'
  readonly webhookUrl: string | null
  readonly attempts: number
  readonly lease: number
  /** A callback whose first try is unknown; null: a search is to make. */
  readonly deliveryId: DeliveryId | null
  readonly sealed: Buffer | null
}

/** The place in the queue after which a worker looks for more. */
export interface QueuePlace {
  readonly cell: number
  readonly id: string
}

export const QUEUE_START: QueuePlace = { cell: -1, id: '00000000-0000-0000-0000-000000000000' }

const TAKE = { name: 'linkage-take', text: 'select * from linkage.take_work($1, $2, $3, $4)' }

/** Takes up to `limit` messages after a place. No other worker gets them while the lease lasts. */
export async function takeWork(
  pool: pg.Pool,
  after: QueuePlace,
  limit: number,
  leaseSeconds: number,
): Promise<TakenWork[]> {
  const { rows } = await pool.query<TakenWork>({ ...TAKE, values: [after.cell, after.id, limit, leaseSeconds] })
  return rows
}

const READY_AT_ONCE = 500

/** Puts workflows whose pause after a failed search is over back into the queue. Gives their number. */
export async function queueReady(pool: pg.Pool): Promise<number> {
  const { rowCount } = await pool.query({
    name: 'linkage-queue-ready',
    text: `with ready as (
        delete from linkage.waiting w using (
          select cell, workflow_id from linkage.waiting where wait_for = 'retry' and ready_at <= now()
          order by ready_at limit ${READY_AT_ONCE} for update skip locked) r
        where w.cell = r.cell and w.workflow_id = r.workflow_id returning w.cell, w.workflow_id)
      select linkage.queue_workflow(cell, workflow_id) from ready`,
  })
  return rowCount ?? 0
}

export interface Settlement {
  readonly id: WorkflowId
  /** Null for writers without a lease: a person who chooses or stops, a later answer of the index, reconciliation. */
  readonly lease: number | null
  readonly to: Status
  /** The states from which this move is allowed, if the writer allows fewer than the table of states. */
  readonly from?: readonly Status[]
  readonly outcome?: Outcome
  readonly reason?: string
  readonly searchId?: string
  readonly mapping?: { readonly id: string; readonly internalPatientId: string }
  readonly candidates?: Buffer
  readonly delivery?: { readonly id: string; readonly type: string; readonly body: string }
  readonly event?: { readonly id: string; readonly name: string; readonly body: string }
  readonly retryMs?: number
  /** Given by a worker, which knows whose workflow it is. */
  readonly of?: WorkflowOwner
}

export interface WorkflowOwner {
  readonly customerId: CustomerId
  readonly patientId: string
  /** The URL that the request named; null: that of the customer. */
  readonly webhookUrl: string | null
}

const SETTLE_FOUND = {
  name: 'linkage-settle-found',
  text: `select linkage.settle_found($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
}

/** A settlement by a worker under a lease: the patient is linked, or nobody was found. Its callback is sent at once. */
export interface FoundSettlement extends Settlement {
  readonly lease: number
  readonly to: 'LINKED' | 'NO_RESULTS'
  readonly delivery: NonNullable<Settlement['delivery']>
  readonly of: WorkflowOwner
}

export const isFound = (settlement: Settlement): settlement is FoundSettlement => {
  const { lease, to, from, reason, delivery, of } = settlement
  const isAnswer = to === 'LINKED' || to === 'NO_RESULTS'
  return isAnswer && lease !== null && from === undefined && reason === undefined && Boolean(delivery && of)
}

/** Writes settlements that nothing speaks against. Otherwise writes none, and throws LK001. */
export async function settleFound(pool: pg.Pool, all: readonly FoundSettlement[], sendSeconds: number): Promise<void> {
  // In the order of the patients, so that two batches do not block each other (deadlock).
  const sorted = all.toSorted((left, right) => cellOf(left.id) - cellOf(right.id) || compare(left, right))
  await pool.query({
    ...SETTLE_FOUND,
    values: [
      sorted.map(({ id }) => cellOf(id)),
      sorted.map(({ id }) => id),
      sorted.map(({ lease }) => lease),
      sorted.map(({ of }) => of.customerId),
      sorted.map(({ of }) => of.patientId),
      sorted.map(({ mapping }) => mapping?.internalPatientId ?? null),
      sorted.map(({ mapping }) => mapping?.id ?? null),
      sorted.map(({ delivery }) => delivery.id),
      sorted.map(({ delivery }) => delivery.type),
      sorted.map(({ delivery }) => delivery.body),
      sorted.map(({ event }) => event?.id ?? null),
      sorted.map(({ event }) => event?.name ?? null),
      sorted.map(({ event }) => event?.body ?? null),
      sendSeconds,
    ],
  })
}

const compare = (left: FoundSettlement, right: FoundSettlement): number => {
  const [one, other] = [`${left.of.customerId}${left.of.patientId}`, `${right.of.customerId}${right.of.patientId}`]
  return one < other ? -1 : one > other ? 1 : 0
}

const SETTLE = {
  name: 'linkage-settle',
  text: `select r.n, linkage.settle_workflow(r.cell, r.id, r.lease, string_to_array(r.allowed, ' '), r.status,
      r.outcome,
      r.reason, r.search_id, r.internal_id, r.mapping_id, r.candidates, r.delivery_id, r.delivery_type, r.delivery_body,
      r.event_id, r.event_name, r.event, r.retry_ms, $20) as settled
    from (select * from unnest($1::int[], $2::int[], $3::uuid[], $4::int[], $5::text[], $6::text[], $7::text[],
      $8::text[], $9::text[], $10::text[], $11::uuid[], $12::bytea[], $13::uuid[], $14::text[], $15::text[],
      $16::uuid[], $17::text[], $18::text[], $19::int[])
      as u (n, cell, id, lease, allowed, status, outcome, reason, search_id, internal_id, mapping_id, candidates,
        delivery_id, delivery_type, delivery_body, event_id, event_name, event, retry_ms)
      order by cell, id) r`,
}

/** Decides and writes each settlement separately. Gives the results in their order. */
export async function settleWorkflows(
  db: pg.Pool | pg.PoolClient,
  all: readonly Settlement[],
  eraseSeconds: number,
): Promise<Settled[]> {
  const { rows } = await db.query<{ n: number; settled: Settled }>({
    ...SETTLE,
    values: [
      all.map((_, index) => index),
      all.map(({ id }) => cellOf(id)),
      all.map(({ id }) => id),
      all.map(({ lease }) => lease),
      all.map(({ from, to }) => (from ?? statesBefore(to)).join(' ')),
      all.map(({ to }) => to),
      all.map(({ outcome }) => outcome ?? null),
      all.map(({ reason }) => reason ?? null),
      all.map(({ searchId }) => searchId ?? null),
      all.map(({ mapping }) => mapping?.internalPatientId ?? null),
      all.map(({ mapping }) => mapping?.id ?? null),
      all.map(({ candidates }) => candidates ?? null),
      all.map(({ delivery }) => delivery?.id ?? null),
      all.map(({ delivery }) => delivery?.type ?? null),
      all.map(({ delivery }) => delivery?.body ?? null),
      all.map(({ event }) => event?.id ?? null),
      all.map(({ event }) => event?.name ?? null),
      all.map(({ event }) => event?.body ?? null),
      all.map(({ retryMs }) => retryMs ?? 0),
      eraseSeconds,
    ],
  })
  const settled: Settled[] = []
  for (const row of rows) settled[row.n] = row.settled
  return settled
}

/** SQL: whether a worker searches for the workflow `w` now. Taking a message writes nothing into the workflow. */
export const IS_SEARCHING = `exists (select from linkage.queue q where q.cell = w.cell and q.workflow_id = w.id
  and q.delivery_id is null and q.leased_until > now()) as is_searching`

export async function findWorkflow(
  pool: pg.Pool | pg.PoolClient,
  id: WorkflowId,
): Promise<ShownWorkflowRow | undefined> {
  const { rows } = await pool.query<ShownWorkflowRow>({
    name: 'linkage-workflow',
    text: `select w.*, ${IS_SEARCHING} from linkage.workflows w where w.cell = $1 and w.id = $2`,
    values: [cellOf(id), id],
  })
  return rows[0]
}

/** The number of the newest lease under which a worker has searched for this workflow. */
export async function findLease(pool: pg.Pool, id: WorkflowId): Promise<number> {
  // In one statement: the end of a search moves the number from the message to the workflow.
  const { rows } = await pool.query<{ lease: number }>(
    `select greatest(w.lease, q.lease) as lease from linkage.workflows w
     left join linkage.queue q on q.cell = w.cell and q.workflow_id = w.id
     where w.cell = $1 and w.id = $2`,
    [cellOf(id), id],
  )
  return rows[0]?.lease ?? 0
}

/** The workflows of these ids whose revision differs from the seen one. */
export async function listChanged(
  pool: pg.Pool,
  seen: readonly { id: WorkflowId; revision: number }[],
): Promise<ShownWorkflowRow[]> {
  const { rows } = await pool.query<ShownWorkflowRow>({
    name: 'linkage-changed',
    text: `select w.*, ${IS_SEARCHING} from unnest($1::int[], $2::uuid[], $3::int[]) s (cell, id, revision)
      join linkage.workflows w on w.cell = s.cell and w.id = s.id and w.revision <> s.revision`,
    values: [seen.map(({ id }) => cellOf(id)), seen.map(({ id }) => id), seen.map(({ revision }) => revision)],
  })
  return rows
}

const FORGOTTEN_AT_ONCE = 1_000

/** Seconds without a change after which a workflow is stale. `indexAnswerSeconds` is for the status REQUESTED. */
export interface StaleAfter {
  readonly staleSeconds: number
  readonly indexAnswerSeconds: number
}

/** The SQL condition for a stale row of linkage.workflows. The arguments are parameter names, such as $1 and $2. */
export const isStale = (staleSeconds: string, indexAnswerSeconds: string): string =>
  `updated_at < now() - make_interval(secs =>
     case status when 'REQUESTED' then ${indexAnswerSeconds}::float8 else ${staleSeconds}::float8 end)`

/** Workflows whose index has promised an answer and has not given it in time, up to 1,000. */
export async function listSilent(pool: Pick<pg.Pool, 'query'>): Promise<WorkflowRow[]> {
  const { rows } = await pool.query<WorkflowRow>(
    `select w.* from (select cell, workflow_id from linkage.waiting where wait_for = 'answer' and ready_at <= now()
       order by ready_at limit ${FORGOTTEN_AT_ONCE}) r
     join linkage.workflows w on w.cell = r.cell and w.id = r.workflow_id and w.status = 'REQUESTED'`,
  )
  return rows
}

/** SQL: the keys of all open workflows that do not wait for a person. No index names them; their messages do. */
export const OPEN = `select cell, workflow_id from linkage.queue union select cell, workflow_id from linkage.waiting
  union select cell, workflow_id from linkage.deliveries where status = 'pending'`

/** SQL: whether nobody works on the open workflow `w`: no message, no pause and no callback under way. */
const IS_FORGOTTEN = `not exists (select from linkage.queue q where q.cell = w.cell and q.workflow_id = w.id)
  and not exists (select from linkage.waiting t where t.cell = w.cell and t.workflow_id = w.id)
  and not exists (select from linkage.deliveries d
    where d.cell = w.cell and d.workflow_id = w.id and d.ended_at is null)`

export interface Swept {
  readonly forgotten: readonly WorkflowRow[]
  /** The last workflow that the sweep read; undefined at the end of the customer. */
  readonly last: WorkflowId | undefined
}

/**
 * Reads workflows of one customer in the order of their ids, and gives the forgotten ones. One transaction writes each
 * workflow with its message, so a workflow is forgotten only when somebody deleted a message. No index of open
 * workflows finds them, because every healthy workflow would have to pay for it twice.
 */
export async function sweepWorkflows(
  pool: Pick<pg.Pool, 'query'>,
  { customerId, after, limit }: { customerId: CustomerId; after: string; limit: number },
  staleSeconds: number,
): Promise<Swept> {
  const { rows } = await pool.query<WorkflowRow & { is_forgotten: boolean }>(
    `select w.*, w.ended_at is null and w.choice_at is null and w.updated_at < now() - make_interval(secs => $4)
       and ${IS_FORGOTTEN} as is_forgotten
     from linkage.workflows w where w.customer_id = $1 and w.id > $2 order by w.id limit $3`,
    [customerId, after, limit, staleSeconds],
  )
  return {
    forgotten: rows.filter(({ is_forgotten }) => is_forgotten),
    last: rows.length === limit ? rows.at(-1)?.id : undefined,
  }
}

export async function countRequeue(pool: pg.Pool, ids: readonly WorkflowId[]): Promise<void> {
  await pool.query(
    `update linkage.workflows w set requeues = requeues + 1
     from unnest($1::int[], $2::uuid[]) r (cell, id) where w.cell = r.cell and w.id = r.id`,
    [ids.map(cellOf), ids],
  )
}

/** Workflows in which nobody chose within these days, up to 1,000. */
export async function listExpiredChoices(pool: Pick<pg.Pool, 'query'>, days: number): Promise<WorkflowRow[]> {
  const { rows } = await pool.query<WorkflowRow>(
    `select * from linkage.workflows
     where status = 'CHOICE' and choice_at < now() - make_interval(days => $1)
     order by choice_at limit ${FORGOTTEN_AT_ONCE}`,
    [days],
  )
  return rows
}

/** Completes answered workflows without a callback under way. A killed process may leave such workflows. */
export async function completeAnswered(
  pool: Pick<pg.Pool, 'query'>,
  answered: readonly { cell: number; id: WorkflowId }[],
): Promise<void> {
  if (answered.length === 0) return
  await pool.query(
    `select linkage.complete_workflow(w.cell, w.id, $3) from unnest($1::int[], $2::uuid[]) w (cell, id)`,
    [answered.map(({ cell }) => cell), answered.map(({ id }) => id), ANSWERED],
  )
}
