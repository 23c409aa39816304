// SQL of workflows for staff: the list of workflows, and the records of one workflow.
import type pg from 'pg'
import { cellOf } from '../../../platform/id.ts'
import type { CustomerId, WorkflowId } from '../contract.ts'
import type { DeliveryRow, ShownWorkflowRow } from '../tables.ts'
import type { ShownStatus, Status } from '../workflows/states.ts'
import { IS_SEARCHING, isStale, OPEN, type StaleAfter } from '../workflows/store.ts'

export interface WorkflowSearch {
  readonly customerId: CustomerId | undefined
  /** A patient of that customer, with the cell of both. */
  readonly patient: { readonly cell: number; readonly patientId: string } | undefined
  readonly status: ShownStatus | undefined
  /** Only workflows that have not changed for so long and do not wait for a person. */
  readonly stale: StaleAfter | undefined
  readonly before: WorkflowId | undefined
  readonly limit: number
}

/** The newest workflows first. The query reads up to `limit` rows of each customer and takes the newest of them. */
export async function listWorkflows(pool: Pick<pg.Pool, 'query'>, search: WorkflowSearch): Promise<ShownWorkflowRow[]> {
  const { customerId, patient, status, stale, before, limit } = search
  if (stale || (status !== undefined && isOpen(status))) return listOpen(pool, search)
  // Without a name, so that PostgreSQL plans it with its values.
  const { rows } = await pool.query<ShownWorkflowRow>(
    `select w.* from linkage.customers c cross join lateral (
       select w.*, ${IS_SEARCHING} from linkage.workflows w
       where customer_id = c.id and ($2::text is null or status = $2) and ($3::uuid is null or id < $3)
         and ($2::text is distinct from 'CHOICE' or choice_at is not null)
         and ($2::text is distinct from 'FAILED' or reason is not null)
         and ($5::int is null or (cell = $5 and patient_id = $6))
       order by id desc limit $4) w
     where $1::uuid is null or c.id = $1
     order by w.id desc limit $4`,
    [customerId ?? null, status ?? null, before ?? null, limit, patient?.cell ?? null, patient?.patientId ?? null],
  )
  return rows
}

const isOpen = (status: ShownStatus): boolean => status !== 'COMPLETED' && status !== 'FAILED' && status !== 'CHOICE'

/** Open workflows that do not wait for a person: their messages say which they are. */
async function listOpen(
  pool: Pick<pg.Pool, 'query'>,
  { customerId, patient, status, stale, before, limit }: WorkflowSearch,
): Promise<ShownWorkflowRow[]> {
  const { rows } = await pool.query<ShownWorkflowRow>(
    `select s.* from (
       select w.*, ${IS_SEARCHING} from (${OPEN}) o
       join linkage.workflows w on w.cell = o.cell and w.id = o.workflow_id
       where w.ended_at is null and w.choice_at is null
         and ($1::uuid is null or customer_id = $1) and ($3::uuid is null or id < $3)
         and ($5::int is null or (w.cell = $5 and patient_id = $6))
         and ($7::float8 is null or ${isStale('$7', '$8')})) s
     where $2::text is null or case when s.is_searching then 'IN_PROGRESS' else s.status end = $2
     order by s.id desc limit $4`,
    [
      ...[customerId ?? null, status ?? null, before ?? null, limit, patient?.cell ?? null, patient?.patientId ?? null],
      ...[stale?.staleSeconds ?? null, stale?.indexAnswerSeconds ?? null],
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
