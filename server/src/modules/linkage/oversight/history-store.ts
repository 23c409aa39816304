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

/** A refused move, or the move of an operator who ran the workflow again. */
export interface RecordedMove {
  readonly at: Date
  readonly from: Status
  readonly to: Status
  /** Null: the move was made. */
  readonly refusal: string | null
}

const SHOWN_MAX = 100

/** The recorded moves of this workflow, the oldest first, 100 at most. */
export async function listRecordedMoves(pool: pg.Pool, id: WorkflowId): Promise<RecordedMove[]> {
  const { rows } = await pool.query<RecordedMove>(
    `select at, from_status as "from", to_status as "to", refusal from linkage.workflow_moves
     where cell = $1 and workflow_id = $2 order by at limit ${SHOWN_MAX}`,
    [cellOf(id), id],
  )
  return rows
}

/** The callbacks of this workflow, the oldest first, 100 at most: an answer goes to each webhook that waits for it. */
export async function listDeliveriesOf(pool: pg.Pool, id: WorkflowId): Promise<DeliveryRow[]> {
  const { rows } = await pool.query<DeliveryRow>(
    `select * from linkage.deliveries where cell = $1 and workflow_id = $2 order by created_at, id limit ${SHOWN_MAX}`,
    [cellOf(id), id],
  )
  return rows
}
