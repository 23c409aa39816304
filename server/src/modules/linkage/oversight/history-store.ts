// SQL of what staff read of workflows: the list, and what is on record of one.
import type pg from 'pg'
import { cellOf } from '../../../platform/id.ts'
import type { CustomerId, WorkflowId } from '../contract.ts'
import type { DeliveryRow, WorkflowRow } from '../tables.ts'
import type { Status } from '../workflows/states.ts'
import { isStale, type StaleAfter } from '../workflows/store.ts'

export interface WorkflowSearch {
  readonly customerId: CustomerId | undefined
  /** A patient of that customer, in the shard of both. */
  readonly patient: { readonly cell: number; readonly patientId: string } | undefined
  readonly status: Status | undefined
  /** Only those that wait for no person and were not touched for so long. */
  readonly stale: StaleAfter | undefined
  readonly before: WorkflowId | undefined
  readonly limit: number
}

/** The newest first: of each customer as many as could be shown, and of these the newest. */
export async function listWorkflows(
  pool: Pick<pg.Pool, 'query'>,
  { customerId, patient, status, stale, before, limit }: WorkflowSearch,
): Promise<WorkflowRow[]> {
  // Unnamed, so that it is planned with its values: what is asked of open workflows reads open ones only.
  const { rows } = await pool.query<WorkflowRow>(
    `select w.* from linkage.customers c cross join lateral (
       select * from linkage.workflows
       where customer_id = c.id and ($2::text is null or status = $2) and ($3::uuid is null or id < $3)
         and ($2::text is null or $2 in ('COMPLETED', 'FAILED') or ended_at is null)
         and ($2::text is distinct from 'CHOICE' or choice_at is not null)
         and ($2::text is distinct from 'FAILED' or reason is not null)
         and ($5::float8 is null
           or (ended_at is null and choice_at is null and ${isStale('$5', '$8')}))
         and ($6::int is null or (cell = $6 and patient_id = $7))
       order by id desc limit $4) w
     where $1::uuid is null or c.id = $1
     order by w.id desc limit $4`,
    [
      ...[customerId ?? null, status ?? null, before ?? null, limit, stale?.staleSeconds ?? null],
      ...[patient?.cell ?? null, patient?.patientId ?? null, stale?.indexAnswerSeconds ?? null],
    ],
  )
  return rows
}

export interface Refusal {
  readonly at: Date
  readonly from: Status
  readonly to: Status
  readonly refusal: string
}

const REFUSALS_MAX = 100

/** Moves of this workflow that were refused, the oldest first. */
export async function listRefusals(pool: pg.Pool, id: WorkflowId): Promise<Refusal[]> {
  const { rows } = await pool.query<Refusal>(
    `select at, from_status as "from", to_status as "to", refusal from linkage.workflow_moves
     where cell = $1 and workflow_id = $2 order by at limit ${REFUSALS_MAX}`,
    [cellOf(id), id],
  )
  return rows
}

/** All callbacks of this workflow, the oldest first: few, because a workflow is answered twice at the most. */
export async function listDeliveriesOf(pool: pg.Pool, id: WorkflowId): Promise<DeliveryRow[]> {
  const { rows } = await pool.query<DeliveryRow>(
    'select * from linkage.deliveries where cell = $1 and workflow_id = $2 order by id',
    [cellOf(id), id],
  )
  return rows
}

/** When the link that this workflow made was ended; undefined while it is live, or where it made none. */
export async function findDelinkedAt(pool: pg.Pool, workflow: WorkflowRow): Promise<Date | undefined> {
  const { rows } = await pool.query<{ at: Date }>(
    `select created_at as at from linkage.patient_mappings
     where cell = $1 and customer_id = $2 and patient_id = $3 and workflow_id = $4 and status = 'DE-LINKED'`,
    [workflow.cell, workflow.customer_id, workflow.patient_id, workflow.id],
  )
  return rows[0]?.at
}
