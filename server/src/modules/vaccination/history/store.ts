// The SQL of doses that people had elsewhere, and of the claims that these doses hold.
import { cellOf } from '../../../platform/id.ts'
import type { Db, Tx } from '../../../platform/postgres/db.ts'
import type { FacilityId } from '../../facilities/contract.ts'
import type { PatientId } from '../../patients/contract.ts'
import type { BookingId } from '../contract.ts'
import type { HistoricalDoseRow, VaccinationTables } from '../tables.ts'
import type { HistoricalDoseId } from './contract.ts'

/** Inserts the dose with its claim. Gives false, and inserts nothing, when the person has a claim for this dose. */
export async function insertHistoricalDose(tx: Tx<VaccinationTables>, row: HistoricalDoseRow): Promise<boolean> {
  const { cell, patient_id, course, dose, vaccine, given_on, id } = row
  // The id of the dose stands where the id of a booking stands otherwise: it says what holds the claim.
  const claim = { cell, patient_id, course, dose, vaccine, given_on, booking_id: id as string as BookingId }
  const claimed = await tx
    .insertInto('vaccination.claims')
    .values(claim)
    .onConflict((conflict) => conflict.columns(['cell', 'patient_id', 'course', 'dose']).doNothing())
    .executeTakeFirst()
  if (claimed.numInsertedOrUpdatedRows !== 1n) return false
  await tx.insertInto('vaccination.historical_doses').values(row).execute()
  return true
}

export async function findHistoricalDose(
  db: Db<VaccinationTables> | Tx<VaccinationTables>,
  id: HistoricalDoseId,
): Promise<HistoricalDoseRow | undefined> {
  return db
    .selectFrom('vaccination.historical_doses')
    .selectAll()
    .where('cell', '=', cellOf(id))
    .where('id', '=', id)
    .executeTakeFirst()
}

/** Cancels a live record and deletes its claim. Gives the record after that; undefined when it is not live. */
export async function cancelHistoricalDose(
  tx: Tx<VaccinationTables>,
  id: HistoricalDoseId,
  { reason, by, now }: { reason: string; by: string; now: Date },
): Promise<HistoricalDoseRow | undefined> {
  const row = await tx
    .updateTable('vaccination.historical_doses')
    .set({ cancelled_by: by, cancelled_at: now, cancel_reason: reason })
    .where('cell', '=', cellOf(id))
    .where('id', '=', id)
    .where('cancelled_at', 'is', null)
    .returningAll()
    .executeTakeFirst()
  if (!row) return undefined
  await tx
    .deleteFrom('vaccination.claims')
    .where('cell', '=', row.cell)
    .where('patient_id', '=', row.patient_id)
    .where('course', '=', row.course)
    .where('dose', '=', row.dose)
    .where('booking_id', '=', id as string as BookingId)
    .execute()
  return row
}

/** The doses that a patient had elsewhere, without the cancelled records. */
export async function listHistoricalDoses(
  db: Db<VaccinationTables>,
  patientId: PatientId,
): Promise<HistoricalDoseRow[]> {
  return db
    .selectFrom('vaccination.historical_doses')
    .selectAll()
    .where('cell', '=', cellOf(patientId))
    .where('patient_id', '=', patientId)
    .where('cancelled_at', 'is', null)
    .orderBy('course')
    .orderBy('dose')
    .execute()
}

/** The records of the staff of a centre, also the cancelled ones, the newest first. */
export async function listRecordedAt(
  db: Db<VaccinationTables>,
  facilityId: FacilityId,
  beforeId: HistoricalDoseId | undefined,
  limit: number,
): Promise<HistoricalDoseRow[]> {
  return db
    .selectFrom('vaccination.historical_doses')
    .selectAll()
    .where('facility_id', '=', facilityId)
    .$if(beforeId !== undefined, (query) => query.where('id', '<', beforeId as HistoricalDoseId))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
}
