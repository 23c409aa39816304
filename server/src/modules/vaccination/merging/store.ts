// The SQL of merged patients: which records are one person, and which of them books.
import { sql } from 'kysely'
import { cellOf } from '../../../platform/id.ts'
import type { Db, Pool, Tx } from '../../../platform/postgres/db.ts'
import type { PatientId } from '../../patients/contract.ts'
import type { VaccinationTables } from '../tables.ts'
import type { PlacedRecord } from './rules.ts'

/** The records of the person to whom a record belongs. */
export interface Person {
  /** The record that books; the asked one when it was never merged. */
  readonly staysId: PatientId
  /** The other records of the same person. */
  readonly sameIds: readonly PatientId[]
}

/** Lets only one transaction at a time change which records are one person. Merges are rare. */
export async function lockMerges(tx: Tx<VaccinationTables>): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('vaccination.merged_patients'))`.execute(tx)
}

/** The stored rows of these records. Leaves out records that were never merged. */
export async function listRecords(tx: Tx<VaccinationTables>, ids: readonly PatientId[]): Promise<PlacedRecord[]> {
  const found: PlacedRecord[] = []
  for (const id of new Set(ids)) {
    const row = await findRow(tx, id)
    if (!row) continue
    const { patient_id: patientId, kept_id: keptId, version, stays_id: staysId, same_ids: sameIds } = row
    found.push({ patientId, keptId, version, staysId, sameIds })
  }
  return found
}

function findRow(db: Db<VaccinationTables> | Tx<VaccinationTables>, id: PatientId) {
  return db
    .selectFrom('vaccination.merged_patients')
    .selectAll()
    .where('cell', '=', cellOf(id))
    .where('patient_id', '=', id)
    .executeTakeFirst()
}

export async function writeRecord(tx: Tx<VaccinationTables>, record: PlacedRecord, now: Date): Promise<void> {
  const { patientId, keptId, version, staysId, sameIds } = record
  const facts = { kept_id: keptId, version, stays_id: staysId, same_ids: [...sameIds], changed_at: now }
  await tx
    .insertInto('vaccination.merged_patients')
    .values({ cell: cellOf(patientId), patient_id: patientId, ...facts })
    .onConflict((conflict) => conflict.columns(['cell', 'patient_id']).doUpdateSet(facts))
    .execute()
}

/** The person of one record. */
export async function findPerson(db: Db<VaccinationTables> | Tx<VaccinationTables>, id: PatientId): Promise<Person> {
  const row = await findRow(db, id)
  return row ? { staysId: row.stays_id, sameIds: row.same_ids } : { staysId: id, sameIds: [] }
}

/** The people of many records at once, for the booking engine. Leaves out records that were never merged. */
export async function listPeople(pool: Pool, ids: readonly PatientId[]): Promise<Map<PatientId, Person>> {
  const { rows } = await pool.query<{ patient_id: PatientId; stays_id: PatientId; same_ids: PatientId[] }>({
    name: 'merged-patients-list',
    text: `select m.patient_id, m.stays_id, m.same_ids
           from unnest($1::int[], $2::uuid[]) wanted (cell, id)
           join vaccination.merged_patients m on m.cell = wanted.cell and m.patient_id = wanted.id`,
    values: [ids.map(cellOf), ids],
  })
  return new Map(rows.map((row) => [row.patient_id, { staysId: row.stays_id, sameIds: row.same_ids }]))
}
