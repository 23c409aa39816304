// The SQL of all bookings and doses of some records, without the limits of a page, and of parting them from a family.
import { sql } from 'kysely'
import { cellOf, type Id } from '../../../platform/id.ts'
import type { Db, Tx } from '../../../platform/postgres/db.ts'
import type { PatientId } from '../../patients/contract.ts'
import { findBooking } from '../bookings/store.ts'
import type { BookingId } from '../contract.ts'
import type { AdverseEventRow, CertificateRow, DoseRow, HistoricalDoseRow, VaccinationTables } from '../tables.ts'

/** The ids of all bookings that were ever made for a record, the oldest first. */
export async function listBookingIds(db: Db<VaccinationTables>, id: PatientId): Promise<BookingId[]> {
  const { rows } = await sql<{ booking_id: BookingId }>`
    select booking_id from vaccination.claims where cell = ${cellOf(id)} and patient_id = ${id}
    union select booking_id from vaccination.released_claims where cell = ${cellOf(id)} and patient_id = ${id}
    order by booking_id`.execute(db)
  return rows.map(({ booking_id }) => booking_id)
}

/** The bookings of a record that wait for their day. */
export async function listOpenBookings(db: Db<VaccinationTables>, id: PatientId) {
  const { rows } = await sql<{ booking_id: BookingId }>`
    select booking_id from vaccination.claims
    where cell = ${cellOf(id)} and patient_id = ${id} and given_on is null`.execute(db)
  const bookings = await Promise.all(rows.map(({ booking_id }) => findBooking(db, booking_id)))
  return bookings.filter((booking) => booking?.status === 'BOOKED').filter((booking) => booking !== undefined)
}

/** All versions of all doses of a record, also those that were taken back. */
export async function listDoseVersions(db: Db<VaccinationTables>, id: PatientId): Promise<DoseRow[]> {
  return db
    .selectFrom('vaccination.doses')
    .selectAll()
    .where('cell', '=', cellOf(id))
    .where('patient_id', '=', id)
    .orderBy('given_at')
    .orderBy('version')
    .execute()
}

/** All versions of the reports of adverse events of a record. */
export async function listAllAdverseEvents(db: Db<VaccinationTables>, id: PatientId): Promise<AdverseEventRow[]> {
  return db
    .selectFrom('vaccination.adverse_events')
    .selectAll()
    .where('cell', '=', cellOf(id))
    .where('patient_id', '=', id)
    .orderBy('id')
    .orderBy('version')
    .execute()
}

/** The names of centres, as the copy of the facilities has them. */
export async function listCentreNames(
  db: Db<VaccinationTables>,
  ids: readonly DoseRow['facility_id'][],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('vaccination.centres')
    .select(['facility_id', 'name', 'pin'])
    .where('cell', 'in', [...new Set(ids.map(cellOf))])
    .where('facility_id', 'in', [...new Set(ids)])
    .execute()
  return new Map(rows.map(({ facility_id, name, pin }) => [facility_id, `${name}, ${pin}`]))
}

/**
 * Takes from a record what health does not need: which account booked, so that nothing ties the family together, what
 * the proofs of presence quote, and the hash of name and birth on certificates. The printed certificates stay valid.
 */
export async function unlinkRecord(
  tx: Tx<VaccinationTables>,
  id: PatientId,
  bookingIds: readonly BookingId[],
): Promise<void> {
  const cell = cellOf(id)
  for (const bookingId of bookingIds) {
    await tx
      .updateTable('vaccination.bookings')
      .set({ account_id: null })
      .where('cell', '=', cellOf(bookingId))
      .where('id', '=', bookingId)
      .where('account_id', 'is not', null)
      .execute()
    await tx
      .updateTable('vaccination.walk_in_proofs')
      .set({ last4: null })
      .where('cell', '=', cellOf(bookingId))
      .where('booking_id', '=', bookingId)
      .where('last4', 'is not', null)
      .execute()
  }
  await tx
    .updateTable('vaccination.historical_doses')
    .set({ proof_last4: null })
    .where('cell', '=', cell)
    .where('patient_id', '=', id)
    .where('proof_last4', 'is not', null)
    .execute()
  await tx
    .updateTable('vaccination.certificates')
    .set({ subject_hash: '' })
    .where('cell', '=', cell)
    .where('patient_id', '=', id)
    .execute()
}

/** Deletes how often these patients, or this account, cancelled lately. */
export async function deleteCounts(
  tx: Tx<VaccinationTables>,
  subjects: readonly (PatientId | Id<'account'>)[],
): Promise<void> {
  for (const id of subjects) {
    await tx
      .deleteFrom('vaccination.cancellation_counts')
      .where('cell', '=', cellOf(id))
      .where('subject_id', '=', id)
      .execute()
  }
}

/** All doses that a patient had elsewhere, also the cancelled records. */
export async function listAllHistorical(db: Db<VaccinationTables>, id: PatientId): Promise<HistoricalDoseRow[]> {
  return db
    .selectFrom('vaccination.historical_doses')
    .selectAll()
    .where('cell', '=', cellOf(id))
    .where('patient_id', '=', id)
    .orderBy('given_on')
    .execute()
}

/** All certificates of a patient, also those that were withdrawn. */
export async function listAllCertificates(db: Db<VaccinationTables>, id: PatientId): Promise<CertificateRow[]> {
  return db
    .selectFrom('vaccination.certificates')
    .selectAll()
    .where('cell', '=', cellOf(id))
    .where('patient_id', '=', id)
    .orderBy('issued_at')
    .execute()
}

export interface BookingNote {
  readonly booking_id: string
  readonly kind: string
  readonly at: Date
  readonly document: string | null
  readonly last4: string | null
  readonly reason: string | null
}

/** What staff noted about bookings: how a walk-in proved who they are, why a dose was confirmed or taken back. */
export async function listNotes(db: Db<VaccinationTables>, ids: readonly BookingId[]): Promise<BookingNote[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<BookingNote>`
    with own (cell, id) as (select * from unnest(${ids.map(cellOf)}::int[], ${[...ids]}::uuid[]))
    select p.booking_id, 'walk-in' as kind, p.proven_at as at, coalesce(p.document, p.kind) as document, p.last4,
      null as reason
    from own join vaccination.walk_in_proofs p on p.cell = own.cell and p.booking_id = own.id
    union all
    select c.booking_id, 'confirmation', c.confirmed_at, null, null, c.reason
    from own join vaccination.dose_confirmations c on c.cell = own.cell and c.booking_id = own.id
    union all
    select u.subject_id, u.subject, u.undone_at, null, null, u.reason
    from own join vaccination.undone_entries u on u.cell = own.cell and u.subject_id = own.id
    order by at`.execute(db)
  return rows
}
