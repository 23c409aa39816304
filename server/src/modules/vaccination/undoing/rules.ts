// Decides who may take back what staff recorded by mistake, and what stands in the way.
import { dayInIndia } from '../../../platform/clock.ts'
import { laterDoseGiven, nothingToUndo, undoOfOthers } from '../problems.ts'
import type { Refusal } from '../rules.ts'
import type { BookingRow, ClaimRow } from '../tables.ts'

interface Undoer {
  readonly actorId: string
  /** Whether this person may undo what others recorded, on any day. */
  readonly mayUndoAll: boolean
}

/** Why this person may not undo how a booking ended: it has not ended so, or it is not this person's to undo. */
export function refuseUndo(
  { status, ended_at, ended_by }: Pick<BookingRow, 'status' | 'ended_at' | 'ended_by'>,
  recorded: 'COMPLETED' | 'ABSENT',
  { actorId, mayUndoAll }: Undoer,
  now: Date,
): Refusal | undefined {
  if (status !== recorded || ended_at === null) {
    return { problem: nothingToUndo, detail: `The booking is ${status}` }
  }
  if (mayUndoAll || (ended_by === actorId && dayInIndia(ended_at) === dayInIndia(now))) return undefined
  return { problem: undoOfOthers, detail: 'Somebody else recorded this, or it was on another day' }
}

/**
 * Why a dose cannot be taken back: the interval of a later dose counts from it. If the person had this dose under
 * another record too, the interval still counts from that.
 */
export function refuseLaterDose(
  booking: Pick<BookingRow, 'id'> & Pick<ClaimRow, 'course' | 'dose'>,
  claims: readonly Pick<ClaimRow, 'course' | 'dose' | 'given_on' | 'booking_id'>[],
): Refusal | undefined {
  const given = claims.filter(
    ({ course, given_on, booking_id }) => course === booking.course && given_on !== null && booking_id !== booking.id,
  )
  if (given.some(({ dose }) => dose === booking.dose)) return undefined
  const later = given.find(({ dose }) => dose > booking.dose)
  return later && { problem: laterDoseGiven, detail: `Dose ${later.dose} was given on ${later.given_on}` }
}
