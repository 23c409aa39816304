// The SQL of undoing: the entries that staff took back, and the booking and claim that an absence had freed.
import { sql } from 'kysely'
import { cellOf, newId } from '../../../platform/id.ts'
import type { Tx } from '../../../platform/postgres/db.ts'
import type { BookingId, SessionId } from '../contract.ts'
import type { ClaimRow, UndoneEntryRow, VaccinationTables } from '../tables.ts'

type Undone = Omit<UndoneEntryRow, 'cell' | 'id' | 'subject_id'> & { readonly subject_id: BookingId | SessionId }

/** Keeps what was recorded by mistake: who recorded it, who took it back, and why. */
export async function insertUndone(tx: Tx<VaccinationTables>, entry: Undone): Promise<void> {
  const cell = cellOf(entry.subject_id)
  const id = newId<'undone-entry'>(cell, entry.undone_at.getTime())
  await tx
    .insertInto('vaccination.undone_entries')
    .values({ cell, id, ...entry })
    .execute()
}

/** Sets an ended booking to BOOKED. The caller has locked its session. */
export async function setBooked(tx: Tx<VaccinationTables>, id: BookingId): Promise<void> {
  await tx
    .updateTable('vaccination.bookings')
    .set({ status: 'BOOKED', ended_at: null, ended_by: null, revision: sql<number>`revision + 1` })
    .where('cell', '=', cellOf(id))
    .where('id', '=', id)
    .execute()
}

/** Takes the claim of a booking again. Gives false if another booking of the patient holds this dose by now. */
export async function restoreClaim(tx: Tx<VaccinationTables>, claim: ClaimRow): Promise<boolean> {
  const result = await tx
    .insertInto('vaccination.claims')
    .values(claim)
    .onConflict((conflict) => conflict.columns(['cell', 'patient_id', 'course', 'dose']).doNothing())
    .executeTakeFirst()
  if (result.numInsertedOrUpdatedRows !== 1n) return false
  await tx
    .deleteFrom('vaccination.released_claims')
    .where('cell', '=', claim.cell)
    .where('patient_id', '=', claim.patient_id)
    .where('booking_id', '=', claim.booking_id)
    .execute()
  return true
}
