// The SQL of proofs: how the staff knew that a walk-in was there.
import { cellOf } from '../../../platform/id.ts'
import type { Db } from '../../../platform/postgres/db.ts'
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
