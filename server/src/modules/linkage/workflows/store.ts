// SQL of workflows: take them for work, move them, and find forgotten ones.
import type pg from 'pg'
import { cellOf } from '../../../platform/id.ts'
import type { WorkflowId } from '../contract.ts'
import type { WorkflowRow } from '../tables.ts'
import type { Settled } from './rules.ts'
import { ANSWERED, type Outcome, PENDING, type Status, statesBefore } from './states.ts'

/** A workflow for a worker, with the lease that the worker must state in its writes. */
export interface TakenWorkflow {
  readonly cell: number
  readonly id: WorkflowId
  readonly customerId: string
  readonly patientId: string
  readonly choiceBy: 'customer' | 'staff'
  readonly attempts: number
  readonly lease: number
  readonly sealed: Buffer | null
}

const TAKE = {
  name: 'linkage-take',
  text: `select r.cell, r.workflow_id as id, t.customer_id as "customerId", t.patient_id as "patientId",
      t.choice_by as "choiceBy", t.attempts, t.lease, t.sealed
    from (select cell, workflow_id from linkage.queue where ready_at <= now() order by ready_at limit $1) r
    cross join lateral linkage.take_workflow(r.cell, r.workflow_id, $3, $2) t
    where t.lease is not null`,
}

/** Takes up to `limit` ready messages. No other worker gets these workflows while the lease lasts. */
export async function takeWorkflows(pool: pg.Pool, limit: number, leaseSeconds: number): Promise<TakenWorkflow[]> {
  const { rows } = await pool.query<TakenWorkflow>({
    ...TAKE,
    values: [limit, leaseSeconds, statesBefore('IN_PROGRESS')],
  })
  return rows
}

/** Deletes ready messages of workflows that need no search, and puts off messages of workflows under a lease. */
export async function tidyQueue(pool: pg.Pool): Promise<void> {
  await pool.query(
    `delete from linkage.queue q using linkage.workflows w
     where q.ready_at <= now() and w.cell = q.cell and w.id = q.workflow_id and not w.status = any ($1)`,
    [PENDING],
  )
  await pool.query(
    `update linkage.queue q set ready_at = w.leased_until from linkage.workflows w
     where q.ready_at <= now() and w.cell = q.cell and w.id = q.workflow_id and w.leased_until > now()`,
  )
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

export async function findWorkflow(pool: pg.Pool | pg.PoolClient, id: WorkflowId): Promise<WorkflowRow | undefined> {
  const { rows } = await pool.query<WorkflowRow>({
    name: 'linkage-workflow',
    text: 'select * from linkage.workflows where cell = $1 and id = $2',
    values: [cellOf(id), id],
  })
  return rows[0]
}

/** The workflows of these ids whose revision differs from the seen one. */
export async function listChanged(
  pool: pg.Pool,
  seen: readonly { id: WorkflowId; revision: number }[],
): Promise<WorkflowRow[]> {
  const { rows } = await pool.query<WorkflowRow>({
    name: 'linkage-changed',
    text: `select w.* from unnest($1::int[], $2::uuid[], $3::int[]) s (cell, id, revision)
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

/**
 * Forgotten workflows, up to 1,000: the message to the workers was lost, or the index did not answer in time. A
 * workflow with a message is not forgotten. It waits for a worker.
 */
export async function listForgotten(
  pool: Pick<pg.Pool, 'query'>,
  { staleSeconds, indexAnswerSeconds }: StaleAfter,
): Promise<WorkflowRow[]> {
  const { rows } = await pool.query<WorkflowRow>(
    `select w.* from linkage.workflows w
     where w.ended_at is null and w.choice_at is null and w.reconcile_at <= now() and w.status = any ($1)
       and ${isStale('$2', '$3')}
       and (w.leased_until is null or w.leased_until < now())
       and not exists (select from linkage.queue q where q.cell = w.cell and q.workflow_id = w.id)
     order by w.id limit ${FORGOTTEN_AT_ONCE}`,
    [PENDING, staleSeconds, indexAnswerSeconds],
  )
  return rows
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
  staleSeconds: number,
  eraseSeconds: number,
): Promise<void> {
  await pool.query(
    `select linkage.complete_workflow(w.cell, w.id, $3, $1)
     from (select o.cell, o.id from linkage.workflows o where ${TO_LOOK_AT} and not ${IS_SENDING}
       order by o.id limit ${FORGOTTEN_AT_ONCE}) w`,
    [ANSWERED, staleSeconds, eraseSeconds],
  )
}

const TO_LOOK_AT = `o.ended_at is null and o.choice_at is null and o.reconcile_at <= now()
  and o.status = any ($1) and o.updated_at < now() - make_interval(secs => $2)`
const IS_SENDING = `exists (select from linkage.deliveries d
  where d.cell = o.cell and d.workflow_id = o.id and d.status = 'pending')`

/**
 * Makes reconciliation skip answered workflows with a callback under way for an hour, because a million of them may
 * wait for one dead receiver. Gives the number of workflows put off, up to 1,000.
 */
export async function putOffAnswered(pool: Pick<pg.Pool, 'query'>, staleSeconds: number): Promise<number> {
  const { rowCount } = await pool.query(
    `update linkage.workflows w set reconcile_at = now() + interval '1 hour'
     from (select o.cell, o.id from linkage.workflows o where ${TO_LOOK_AT} and ${IS_SENDING}
       order by o.id limit ${FORGOTTEN_AT_ONCE}) f
     where w.cell = f.cell and w.id = f.id and w.ended_at is null`,
    [ANSWERED, staleSeconds],
  )
  return rowCount ?? 0
}
