// Steps on bookings, inside a transaction: record an arrival, complete a booking, cancel all bookings of a session.
import { addDays, dayInIndia } from '../../../platform/clock.ts'
import type { Static } from '../../../platform/contract.ts'
import { type Cell, cellOf, newId } from '../../../platform/id.ts'
import type { Tx } from '../../../platform/postgres/db.ts'
import { runStatements } from '../../../platform/postgres/records.ts'
import { notFound, Problem } from '../../../platform/problem.ts'
import { handOut } from '../../../platform/work/changes.ts'
import { type EventOrigin, publish } from '../../../platform/work/outbox.ts'
import type { PatientFacts } from '../../patients/contract.ts'
import { arrivalCancelled, type BookingId, bookingCancelled, doseGiven, patientArrived } from '../contract.ts'
import { type Refusal, refuseCompletion, toRefusalProblem } from '../rules.ts'
import { addCounts, lockSessions, type Session, sessionsChanged } from '../sessions/store.ts'
import { takeDose } from '../stock/steps.ts'
import type { VaccinationTables } from '../tables.ts'
import { findVaccine } from '../vaccines/store.ts'
import { decideSeats } from './rules.ts'
import { writeSeats } from './seat-store.ts'
import {
  type BookingWithSession,
  findBooking,
  insertDose,
  listLiveOfSession,
  lockClaims,
  setArrival,
  setCompleted,
} from './store.ts'

/** Throws the problem of a refusal, if there is one. */
export function refuse(refusal: Refusal | undefined): void {
  if (refusal) throw toRefusalProblem(refusal)
}

/** Locks the session of a booking and reads both. Nothing about the booking changes until the transaction ends. */
export async function lockBooking(
  tx: Tx<VaccinationTables>,
  id: BookingId,
): Promise<{ booking: BookingWithSession; session: Session }> {
  const before = await findBooking(tx, id)
  const [session] = before ? await lockSessions(tx, [before.session_id]) : []
  // Read the booking again. It may have ended while we waited for the lock.
  const booking = session && (await findBooking(tx, id))
  if (!booking) throw new Problem(notFound)
  return { booking, session }
}

/** Cancels the live bookings of a locked session that closes. Gives the session after that. */
export async function cancelBookings(
  tx: Tx<VaccinationTables>,
  session: Session,
  origin: EventOrigin,
): Promise<Session> {
  const bookings = await listLiveOfSession(tx, session.id)
  const now = tx.clock.now()
  const moment = { now, newId: (cell: Cell) => newId<never>(cell, now.getTime()) }
  const release = {
    kind: 'release',
    status: 'CANCELLED',
    sessionId: session.id,
    origin,
    repeatable: undefined,
  } as const
  const asked = bookings.map(({ id: bookingId }) => ({ request: { ...release, bookingId }, facts: [] }))
  const { write, events, rows } = decideSeats(asked, { sessions: [session], queues: [], claims: [], bookings }, moment)
  if (!write) return session
  await runStatements(tx, writeSeats(write, now))
  const bodies = events.map(({ body }) => body as Static<typeof bookingCancelled.body>)
  await publish(tx, origin, bookingCancelled, ...bodies)
  const after = { ...session, ...rows[0] }
  handOut(tx, sessionsChanged, after)
  return after
}

/** Records when the patient of a locked booking came. Null undoes it. A repeat changes nothing. */
export async function setBookingArrival(
  tx: Tx<VaccinationTables>,
  booking: BookingWithSession,
  { arrivedAt, origin }: { arrivedAt: Date | null; origin: EventOrigin },
): Promise<void> {
  if ((booking.arrived_at === null) === (arrivedAt === null)) return
  await setArrival(tx, booking.id, arrivedAt)
  const event = arrivedAt === null ? arrivalCancelled : patientArrived
  await publish(tx, origin, event, toFactsAfter(booking))
}

/** The facts for the event of a change. `booking` is as it was before the change. */
export function toFactsAfter(booking: BookingWithSession): Static<typeof bookingCancelled.body> {
  return {
    bookingId: booking.id,
    sessionId: booking.session_id,
    facilityId: booking.facility_id,
    patientId: booking.patient_id,
    version: booking.revision + 1,
  }
}

interface Completion {
  readonly lot: string
  readonly patient: PatientFacts
  readonly actorId: string
  readonly origin: EventOrigin
  readonly now: Date
}

/** Records that the dose of a booking was given, and takes one dose of the lot out of the stock. Throws a refusal. */
export async function completeBooking(
  tx: Tx<VaccinationTables>,
  { session, booking }: { session: Session; booking: BookingWithSession },
  { lot, patient, actorId, origin, now }: Completion,
): Promise<void> {
  const today = dayInIndia(now)
  const claims = await lockClaims(tx, booking.patient_id)
  refuse(refuseCompletion(booking, session, patient, claims, today))
  await takeDose(tx, session, { lot, today, actorId, now })
  await setCompleted(tx, booking.id, { ended_at: now, ended_by: actorId })
  const { patient_id, course, dose, vaccine, facility_id, id: booking_id } = booking
  const given = { cell: cellOf(patient_id), patient_id, course, dose, vaccine, lot, facility_id, booking_id }
  const recorded = { recorded_at: now, recorded_by: actorId, reason: null }
  await insertDose(tx, { ...given, status: 'given', given_at: now, given_by: actorId, ...recorded }, today)
  await addCounts(tx, session.id, { given: 1 })
  const facts = await findVaccine(tx, vaccine)
  const isLast = !facts || dose >= facts.doses
  const next = isLast ? {} : { nextDoseFrom: addDays(today, facts.interval_days_min) }
  const body = { ...toFactsAfter(booking), course, vaccine, dose, lot, date: today, ...next }
  await publish(tx, origin, doseGiven, body)
}
