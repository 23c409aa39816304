// SQL of the archive: what is due for it, what is in it, and what has been there long enough.
import type pg from 'pg'
import { cellOf, newId } from '../../../platform/id.ts'
import type { Tx } from '../../../platform/postgres/db.ts'
import type { WorkflowId } from '../contract.ts'
import type { LinkageTables, WorkflowRow } from '../tables.ts'

export interface DueForArchive extends Omit<WorkflowRow, 'facts_hash'> {
  /** As text: a Date has no microseconds, and the time must be the same to the last one. */
  readonly erase_at: string
  readonly candidates: Buffer | null
  readonly customer_name: string | null
  readonly internal_patient_id: string | null
}

/** Ended requests, after this one, whose time to erase has come and that are not in the archive as they are now. */
export async function listDue(
  pool: pg.Pool,
  after: DueForArchive | undefined,
  limit: number,
): Promise<DueForArchive[]> {
  const { rows } = await pool.query<DueForArchive>(
    `select w.*, r.erase_at::text as erase_at, r.candidates, c.name as customer_name, m.internal_patient_id
     from linkage.requests r
     join linkage.workflows w on w.cell = r.cell and w.id = r.workflow_id and w.ended_at is not null
     left join linkage.customers c on c.id = w.customer_id
     left join linkage.patient_mappings m on m.cell = w.cell and m.customer_id = w.customer_id
       and m.patient_id = w.patient_id and m.id = w.link_id
     where r.erase_at <= now() and r.sealed is not null
       and not exists (select from linkage.archives a
         where a.cell = r.cell and a.workflow_id = r.workflow_id and a.erase_at = r.erase_at)
       and ($2::timestamptz is null or (r.erase_at, r.workflow_id) > ($2, $3::uuid))
     order by r.erase_at, r.workflow_id limit $1`,
    [limit, after?.erase_at ?? null, after?.id ?? null],
  )
  return rows
}

/** Notes that the data of these workflows is durable in the archive. */
export async function noteArchived(pool: pg.Pool, archived: readonly DueForArchive[]): Promise<void> {
  await pool.query(
    `insert into linkage.archives (cell, workflow_id, erase_at)
     select * from unnest($1::int[], $2::uuid[], $3::timestamptz[])
     on conflict on constraint archives_pk do update set erase_at = excluded.erase_at, archived_at = now()`,
    [archived.map(({ cell }) => cell), archived.map(({ id }) => id), archived.map(({ erase_at }) => erase_at)],
  )
}

/** Records that have been in the archive for so many days, the oldest first. */
export async function listExpired(pool: pg.Pool, days: number, limit: number): Promise<WorkflowId[]> {
  const { rows } = await pool.query<{ id: WorkflowId }>(
    `select workflow_id as id from linkage.archives where archived_at < now() - make_interval(days => $1)
     order by archived_at limit $2`,
    [days, limit],
  )
  return rows.map(({ id }) => id)
}

export interface Opening {
  readonly workflowId: WorkflowId
  readonly openedBy: string
  readonly reason: string
  readonly at: Date
}

/** Notes who opens a record, and why. */
export async function addOpening(tx: Tx<LinkageTables>, opening: Omit<Opening, 'at'>): Promise<void> {
  const cell = cellOf(opening.workflowId)
  await tx
    .insertInto('linkage.archive_openings')
    .values({
      ...{ cell, id: newId(cell, tx.clock.now().getTime()), workflow_id: opening.workflowId },
      ...{ opened_by: opening.openedBy, reason: opening.reason },
    })
    .execute()
}

const OPENINGS_SHOWN = 100

/** The newest openings first. */
export async function listOpenings(pool: pg.Pool): Promise<Opening[]> {
  const { rows } = await pool.query<Opening>(
    `select workflow_id as "workflowId", opened_by as "openedBy", reason, at from linkage.archive_openings
     order by at desc limit ${OPENINGS_SHOWN}`,
  )
  return rows
}

export async function forgetArchived(pool: pg.Pool, ids: readonly WorkflowId[]): Promise<void> {
  await pool.query(
    `delete from linkage.archives a using unnest($1::int[], $2::uuid[]) d (cell, id)
     where a.cell = d.cell and a.workflow_id = d.id`,
    [ids.map(cellOf), ids],
  )
}
