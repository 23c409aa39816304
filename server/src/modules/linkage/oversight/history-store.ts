// SQL of workflows for staff: the list of workflows, and the records of one workflow.
import type pg from 'pg'
import { cellOf } from '../../../platform/id.ts'
import type { CustomerId, WorkflowId } from '../contract.ts'
import type { DeliveryRow, WorkflowRow } from '../tables.ts'
import type { Status } from '../workflows/states.ts'
import { isStale, type StaleAfter } from '../workflows/store.ts'

export interface WorkflowSearch {
  readonly customerId: CustomerId | undefined
  /** A patient of that customer, with the cell of both. */
  readonly patient: { readonly cell: number; readonly patientId: string } | undefined
  readonly status: Status | undefined
  /** Only workflows that have not changed for so long and do not wait for a person. */
  readonly stale: StaleAfter | undefined
  readonly before: WorkflowId | undefined
  readonly limit: number
}

/** The newest workflows first. The query reads up to `limit` rows of each customer and takes the newest of them. */
export async function listWorkflows(
  pool: Pick<pg.Pool, 'query'>,
  { customerId, patient, status, stale, before, limit }: WorkflowSearch,
): Promise<WorkflowRow[]> {
  // Without a name, so that PostgreSQL plans it with its values. A query for open workflows then reads only open ones.
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

/** Refused moves of this workflow, the oldest first, 100 at most. */
export async function listRefusals(pool: pg.Pool, id: WorkflowId): Promise<Refusal[]> {
  const { rows } = await pool.query<Refusal>(
    `select at, from_status as "from", to_status as "to", refusal from linkage.workflow_moves
     where cell = $1 and workflow_id = $2 order by at limit ${REFUSALS_MAX}`,
    [cellOf(id), id],
  )
  return rows
}

/** All callbacks of this workflow, the oldest first. A workflow has at most two answers, so there are at most two. */
export async function listDeliveriesOf(pool: pg.Pool, id: WorkflowId): Promise<DeliveryRow[]> {
  const { rows } = await pool.query<DeliveryRow>(
    'select * from linkage.deliveries where cell = $1 and workflow_id = $2 order by id',
    [cellOf(id), id],
  )
  return rows
}

/** When the link of this workflow ended; undefined while the link is live, or when the workflow made no link. */
export async function findDelinkedAt(pool: pg.Pool, workflow: WorkflowRow): Promise<Date | undefined> {
  const { rows } = await pool.query<{ at: Date }>(
    `select created_at as at from linkage.patient_mappings
     where cell = $1 and customer_id = $2 and patient_id = $3 and workflow_id = $4 and status = 'DE-LINKED'`,
    [workflow.cell, workflow.customer_id, workflow.patient_id, workflow.id],
  )
  return rows[0]?.at
}
