// Moving a booking to another session: the old seat is given back and the new one taken in one transaction, or neither.

import { cellOf, newId } from '../../../platform/id.ts'
import type { Tx } from '../../../platform/postgres/db.ts'
import { invalidField, notFound, Problem } from '../../../platform/problem.ts'
import { type EventOrigin, publish } from '../../../platform/work/outbox.ts'
import type { PatientFacts } from '../../patients/contract.ts'
import { type BookingId, bookingCancelled, doseBooked, type SessionId, sessionFull } from '../contract.ts'
import { refuseEnded, refusePatient, refuseSession } from '../rules.ts'
import { countSeats, lockSessions, type Session } from '../sessions/store.ts'
import type { VaccinationTables } from '../tables.ts'
import { refuse, releaseBooking } from './steps.ts'
import { type BookingWithSession, findBooking, insertBooking, insertClaim, lockClaims } from './store.ts'

export interface Move {
  readonly bookingId: BookingId
  readonly sessionId: SessionId
  readonly window: string
  readonly patient: PatientFacts
  readonly origin: EventOrigin
  readonly now: Date
}

/** Gives the sessions as they are then; the old booking names the new one. */
export async function rescheduleBooking(
  tx: Tx<VaccinationTables>,
  { bookingId, sessionId, window, patient, origin, now }: Move,
): Promise<Session[]> {
  const before = await findBooking(tx, bookingId)
  if (!before) throw new Problem(notFound)
  // Both at once, in the one order, so that two moves in opposite directions cannot wait for each other.
  const locked = await lockSessions(tx, [before.session_id, sessionId])
  const old = (await findBooking(tx, bookingId)) as BookingWithSession
  const oldSession = locked.find(({ id }) => id === old.session_id) as Session
  const target = locked.find(({ id }) => id === sessionId)
  if (!target) throw invalidField('/sessionId', 'there is no such session')
  if (target.course !== old.course) {
    throw invalidField('/sessionId', `is a session of ${target.course}; this booking is of ${old.course}`)
  }
  if (!target.windows.includes(window)) {
    throw invalidField('/window', `must be one of the session's windows: ${target.windows.join(', ')}`)
  }
  refuse(refuseEnded(old) ?? refuseSession(target, window, now))
  const claims = await lockClaims(tx, old.patient_id)
  const others = claims.filter(({ booking_id }) => booking_id !== bookingId)
  refuse(refusePatient(target, patient, others))
  const newBookingId = newId<'booking'>(target.cell, now.getTime())
  const end = { status: 'CANCELLED', event: bookingCancelled, origin, now, rescheduledTo: newBookingId } as const
  const released = await releaseBooking(tx, oldSession, old, end)
  // Within one session the seat that has just been given back counts as free.
  const open = target.id === released.id ? released : target
  if (open.booked >= open.capacity) throw new Problem(sessionFull)
  const taken = await countSeats(tx, open.id, { booked: 1, tokens: 1 })
  const { course, vaccine, dose, held_on: date, facility_id: facilityId, cell } = taken
  const { account_id, patient_id } = old
  const ids = { cell, id: newBookingId, session_id: taken.id, patient_id, account_id }
  await insertBooking(tx, { ...ids, time_window: window, token: taken.tokens_issued, booked_at: now })
  await insertClaim(tx, { cell: cellOf(patient_id), patient_id, course, dose, vaccine, booking_id: newBookingId })
  const ofDose = { course, vaccine, dose }
  const body = { bookingId: newBookingId, sessionId, facilityId, patientId: patient_id, ...ofDose, date, window }
  await publish(tx, origin, doseBooked, body)
  return taken.id === released.id ? [taken] : [released, taken]
}
