// The SQL of proofs: how the staff knew that a walk-in was there, and why they gave a dose despite a warning.
import { cellOf } from '../../../platform/id.ts'
import type { Db, Tx } from '../../../platform/postgres/db.ts'
import type { BookingId } from '../contract.ts'
import type { VaccinationTables, WalkInProofRow } from '../tables.ts'

export async function findWalkInProof(
  db: Db<VaccinationTables>,
  bookingId: BookingId,
): Promise<WalkInProofRow | undefined> {
  return db
    .selectFrom('vaccination.walk_in_proofs')
    .selectAll()
    .where('cell', '=', cellOf(bookingId))
    .where('booking_id', '=', bookingId)
    .executeTakeFirst()
}

/** Stores why staff gave a dose although likely the same person has had it. */
export async function insertConfirmation(
  tx: Tx<VaccinationTables>,
  confirmation: VaccinationTables['vaccination.dose_confirmations'],
): Promise<void> {
  await tx.insertInto('vaccination.dose_confirmations').values(confirmation).execute()
}
