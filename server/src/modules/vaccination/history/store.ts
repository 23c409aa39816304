// The SQL of doses that people had elsewhere, and of the claims that these doses hold.
import { cellOf } from '../../../platform/id.ts'
import type { Db, Tx } from '../../../platform/postgres/db.ts'
import type { FacilityId } from '../../facilities/contract.ts'
import type { PatientId } from '../../patients/contract.ts'
import { listMergedInto, listRecordsOf } from '../bookings/store.ts'
import { lockClaim, withdrawCertificates } from '../certificates/store.ts'
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

/**
 * Cancels a live record, withdraws its certificates and deletes its claim. Gives the record after that; undefined when
 * it is not live. The claim is locked first: issuing a certificate holds the same lock, so none is issued meanwhile.
 */
export async function cancelHistoricalDose(
  tx: Tx<VaccinationTables>,
  id: HistoricalDoseId,
  { reason, by, now }: { reason: string; by: string; now: Date },
): Promise<HistoricalDoseRow | undefined> {
  const before = await findHistoricalDose(tx, id)
  if (!before) return undefined
  await lockClaim(tx, before)
  const row = await tx
    .updateTable('vaccination.historical_doses')
    .set({ cancelled_by: by, cancelled_at: now, cancel_reason: reason })
    .where('cell', '=', cellOf(id))
    .where('id', '=', id)
    .where('cancelled_at', 'is', null)
    .returningAll()
    .executeTakeFirst()
  if (!row) return undefined
  await withdrawCertificates(tx, { patient_id: row.patient_id, source_id: id }, now)
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

/**
 * The doses that a patient had elsewhere, also under records that are merged into this one, without cancelled records.
 */
export async function listHistoricalDoses(
  db: Db<VaccinationTables>,
  patientId: PatientId,
): Promise<HistoricalDoseRow[]> {
  return listOfRecords(db, await listMergedInto(db, patientId))
}

/** The same for all records of the person, whichever of them stays: those whose claims count. */
export async function listHistoricalDosesOfPerson(
  db: Db<VaccinationTables>,
  patientId: PatientId,
): Promise<HistoricalDoseRow[]> {
  return listOfRecords(db, await listRecordsOf(db, patientId))
}

async function listOfRecords(db: Db<VaccinationTables>, records: readonly PatientId[]): Promise<HistoricalDoseRow[]> {
  const found = await Promise.all(
    records.map((record) =>
      db
        .selectFrom('vaccination.historical_doses')
        .selectAll()
        .where('cell', '=', cellOf(record))
        .where('patient_id', '=', record)
        .where('cancelled_at', 'is', null)
        .orderBy('course')
        .orderBy('dose')
        .execute(),
    ),
  )
  return found.flat()
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
