// The SQL of all bookings and doses of some records, without the limits of a page, and of parting them from a family.
import { sql } from 'kysely'
import { cellOf } from '../../../platform/id.ts'
import type { Db, Tx } from '../../../platform/postgres/db.ts'
import type { PatientId } from '../../patients/contract.ts'
import { findBooking } from '../bookings/store.ts'
import type { BookingId } from '../contract.ts'
import type { DoseRow, VaccinationTables } from '../tables.ts'

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

/** Bookings no longer say which account made them, so that nothing ties the members of a family together. */
export async function unlinkBookings(tx: Tx<VaccinationTables>, ids: readonly BookingId[]): Promise<void> {
  for (const id of ids) {
    await tx
      .updateTable('vaccination.bookings')
      .set({ account_id: null })
      .where('cell', '=', cellOf(id))
      .where('id', '=', id)
      .where('account_id', 'is not', null)
      .execute()
  }
}
