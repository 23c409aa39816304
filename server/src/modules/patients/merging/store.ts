// The SQL of merges: which record of a person is kept, and which merges were undone.
import { type Selectable, sql } from 'kysely'
import { cellOf } from '../../../platform/id.ts'
import type { Db, Tx } from '../../../platform/postgres/db.ts'
import type { PatientId } from '../contract.ts'
import type { MergeRow, PatientsTables } from '../tables.ts'

export type Merge = Selectable<MergeRow>

/** Locks patients in the order of their ids, so that two merges never block each other; gives the ids that exist. */
export async function lockPatients(tx: Tx<PatientsTables>, ids: readonly PatientId[]): Promise<PatientId[]> {
  const found: PatientId[] = []
  for (const id of [...ids].sort()) {
    const row = await tx
      .selectFrom('patients.patients')
      .select('id')
      .where('cell', '=', cellOf(id))
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst()
    if (row) found.push(row.id)
  }
  return found
}

/** Finds the merge that took this record away; undefined when no merge is in force. */
export async function findLiveMerge(db: Db<PatientsTables>, goneId: PatientId): Promise<Merge | undefined> {
  return db
    .selectFrom('patients.merges')
    .selectAll()
    .where('cell', '=', cellOf(goneId))
    .where('gone_id', '=', goneId)
    .where('undone_at', 'is', null)
    .executeTakeFirst()
}

/** How many merges this record has had, undone merges included. The caller has locked the patient. */
export async function countMerges(tx: Tx<PatientsTables>, goneId: PatientId): Promise<number> {
  const { merges } = await tx
    .selectFrom('patients.merges')
    .select(({ fn }) => fn.countAll<string>().as('merges'))
    .where('cell', '=', cellOf(goneId))
    .where('gone_id', '=', goneId)
    .executeTakeFirstOrThrow()
  return Number(merges)
}

export async function insertMerge(tx: Tx<PatientsTables>, merge: Merge): Promise<void> {
  await tx.insertInto('patients.merges').values(merge).execute()
}

export async function undoMerge(
  tx: Tx<PatientsTables>,
  merge: Merge,
  by: Merge['merged_by'],
  now: Date,
): Promise<Merge> {
  return tx
    .updateTable('patients.merges')
    .set({ undone_by: by, undone_at: now })
    .where('cell', '=', merge.cell)
    .where('id', '=', merge.id)
    .returningAll()
    .executeTakeFirstOrThrow()
}

const HISTORY_MAX = 100

/** Lists at most 100 merges of this record into others, the newest first. */
export async function listMerges(db: Db<PatientsTables>, goneId: PatientId): Promise<Merge[]> {
  return db
    .selectFrom('patients.merges')
    .selectAll()
    .where('cell', '=', cellOf(goneId))
    .where('gone_id', '=', goneId)
    .orderBy('merged_at', 'desc')
    .orderBy('id', 'desc')
    .limit(HISTORY_MAX)
    .execute()
}

/** Hides a patient from searches: deletes the keys, but keeps the match record for an undo. */
export async function hideFromIndex(tx: Tx<PatientsTables>, id: PatientId): Promise<void> {
  await sql`
    delete from patients.match_keys k
    using unnest((select keys from patients.match_records where cell = ${cellOf(id)} and patient_id = ${id})) gone (key)
    where k.key = gone.key and k.patient_id = ${id}`.execute(tx)
}

export async function showInIndex(tx: Tx<PatientsTables>, id: PatientId): Promise<void> {
  await sql`
    insert into patients.match_keys (key, patient_id)
    select unnest(keys), patient_id from patients.match_records where cell = ${cellOf(id)} and patient_id = ${id}
    on conflict (key, patient_id) do nothing`.execute(tx)
}
