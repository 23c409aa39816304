// Makes the record of how the staff know a walk-in, and the event about it. Pure.
import type { Static } from '../../../platform/contract.ts'
import type { PatientFacts } from '../../patients/contract.ts'
import type { BookingId } from '../contract.ts'
import type { walkInSeated } from './contract.ts'
import type { LockedSession, WalkIn } from './requests.ts'
import type { ProofGrant } from './seat-store.ts'

export function toProven(
  { proof, sessionId, window, origin }: WalkIn,
  { cell, facility_id: facilityId, course, vaccine, dose, held_on: date }: LockedSession,
  { patientId, accountId }: PatientFacts,
  bookingId: BookingId,
): { proof: ProofGrant; event: Static<typeof walkInSeated.body> } {
  const { kind, document = null, last4 = null } = proof
  const who = { bookingId, sessionId, facilityId, patientId, ...(accountId !== null && { accountId }) }
  return {
    proof: { cell, id: bookingId, kind, document, last4, proven_by: origin.actorId },
    event: { ...who, course, vaccine, dose, date, window, proof: kind },
  }
}
