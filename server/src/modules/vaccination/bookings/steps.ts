// Steps on bookings, inside a transaction: cancelling, missing, moving and completing them.

import { dayInIndia } from '../../../platform/clock.ts'
import type { EventType, Static } from '../../../platform/contract.ts'
import { cellOf } from '../../../platform/id.ts'
import type { Tx } from '../../../platform/postgres/db.ts'
import { notFound, Problem } from '../../../platform/problem.ts'
import { type EventOrigin, publish } from '../../../platform/work/outbox.ts'
import type { PatientFacts } from '../../patients/contract.ts'
import { arrivalCancelled, type BookingId, type bookingCancelled, doseGiven, patientArrived } from '../contract.ts'
import { type Refusal, refuseCompletion } from '../rules.ts'
import { countSeats, lockSessions, type Session } from '../sessions/store.ts'
import { changePromise, takeDose } from '../stock/steps.ts'
import type { VaccinationTables } from '../tables.ts'
import { toRefusalProblem } from './engine.ts'
import {
  type BookingWithSession,
  endBooking,
  findBooking,
  insertDose,
  lockClaims,
  releaseClaim,
  setArrival,
} from './store.ts'

export function refuse(refusal: Refusal | undefined): void {
  if (refusal) throw toRefusalProblem(refusal)
}

/** A booking with its session locked: nothing about it changes until the transaction ends. */
export async function lockBooking(
  tx: Tx<VaccinationTables>,
  id: BookingId,
): Promise<{ booking: BookingWithSession; session: Session }> {
  const before = await findBooking(tx, id)
  const [session] = before ? await lockSessions(tx, [before.session_id]) : []
  // Read again: it may have ended while the lock was waited for.
  const booking = session && (await findBooking(tx, id))
  if (!booking) throw new Problem(notFound)
  return { booking, session }
}

interface End {
  readonly status: 'CANCELLED' | 'ABSENT'
  readonly event: EventType<typeof bookingCancelled.body>
  readonly origin: EventOrigin
  readonly now: Date
  readonly rescheduledTo?: BookingId
}

/** Ends a booking without a dose: frees seat, stock and claim. Gives the session as it is then. */
export async function releaseBooking(
  tx: Tx<VaccinationTables>,
  session: Session,
  booking: BookingWithSession,
  { status, event, origin, now, rescheduledTo }: End,
): Promise<Session> {
  await endBooking(tx, booking.id, {
    status,
    ended_at: now,
    ended_by: origin.actorId,
    ...(rescheduledTo !== undefined && { rescheduled_to: rescheduledTo }),
  })
  await releaseClaim(tx, booking, now)
  const after = await countSeats(tx, session.id, { booked: -1 })
  await changePromise(tx, session, after)
  await publish(tx, origin, event, toFacts(booking))
  return after
}

/** Records that the patient of a locked booking came, or with null that this was a mistake. Once is enough. */
export async function setBookingArrival(
  tx: Tx<VaccinationTables>,
  booking: BookingWithSession,
  { arrivedAt, origin }: { arrivedAt: Date | null; origin: EventOrigin },
): Promise<void> {
  if ((booking.arrived_at === null) === (arrivedAt === null)) return
  await setArrival(tx, booking.id, arrivedAt)
  const event = arrivedAt === null ? arrivalCancelled : patientArrived
  await publish(tx, origin, event, toFacts(booking))
}

function toFacts(booking: BookingWithSession): Static<typeof bookingCancelled.body> {
  return {
    bookingId: booking.id,
    sessionId: booking.session_id,
    facilityId: booking.facility_id,
    patientId: booking.patient_id,
  }
}

interface Completion {
  readonly lot: string
  readonly patient: PatientFacts
  readonly actorId: string
  readonly origin: EventOrigin
  readonly now: Date
}

/** Records that the dose of a booking was given: one dose of the lot leaves the stock. */
export async function completeBooking(
  tx: Tx<VaccinationTables>,
  { session, booking }: { session: Session; booking: BookingWithSession },
  { lot, patient, actorId, origin, now }: Completion,
): Promise<Session> {
  const today = dayInIndia(now)
  const claims = await lockClaims(tx, booking.patient_id)
  refuse(refuseCompletion(booking, session, patient, claims, today))
  await takeDose(tx, session, { lot, today, actorId, now })
  await endBooking(tx, booking.id, { status: 'COMPLETED', ended_at: now, ended_by: actorId })
  const { patient_id, course, dose, vaccine, facility_id, id: booking_id } = booking
  const given = { cell: cellOf(patient_id), patient_id, course, dose, vaccine, lot, facility_id, booking_id }
  await insertDose(tx, { ...given, given_at: now, given_by: actorId }, today)
  const after = await countSeats(tx, session.id, { given: 1 })
  const body = { ...toFacts(booking), course, vaccine, dose, lot, date: today }
  await publish(tx, origin, doseGiven, body)
  return after
}
