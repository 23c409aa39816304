// Takes back what staff recorded by mistake, inside a transaction: a dose, an absence, a closed session. History stays.
import { dayInIndia } from '../../../platform/clock.ts'
import { cellOf } from '../../../platform/id.ts'
import type { Tx } from '../../../platform/postgres/db.ts'
import { Problem } from '../../../platform/problem.ts'
import { type EventOrigin, publish } from '../../../platform/work/outbox.ts'
import { refuse, toFactsAfter } from '../bookings/steps.ts'
import { type BookingWithSession, findDose, insertDose, lockClaims } from '../bookings/store.ts'
import {
  absenceCancelled,
  doseAlreadyBooked,
  doseCancelled,
  sessionFull,
  sessionNotOpen,
  sessionReopened,
} from '../contract.ts'
import { nothingToUndo } from '../problems.ts'
import { refuseDose } from '../rules.ts'
import { addCounts, type Session, updateSession } from '../sessions/store.ts'
import { changePromise, returnDose } from '../stock/steps.ts'
import type { VaccinationTables } from '../tables.ts'
import { refuseLaterDose } from './rules.ts'
import { insertUndone, restoreClaim, setBooked } from './store.ts'

interface Locked {
  readonly session: Session
  readonly booking: BookingWithSession
}

export interface Undo {
  readonly reason: string
  readonly actorId: string
  readonly origin: EventOrigin
  readonly now: Date
}

/** Takes back the dose of a COMPLETED booking: a new version of the dose says so, and the stock has the dose again. */
export async function undoCompletion(
  tx: Tx<VaccinationTables>,
  { session, booking }: Locked,
  { reason, actorId, origin, now }: Undo,
): Promise<void> {
  refuse(refuseLaterDose(booking, await lockClaims(tx, booking.patient_id)))
  const given = await findDose(tx, booking)
  if (given?.status !== 'given') throw new Error('A completed booking has no dose')
  await returnDose(tx, session, { lot: given.lot, actorId, now })
  const { version: _version, ...dose } = given
  await insertDose(tx, { ...dose, status: 'cancelled', reason, recorded_at: now, recorded_by: actorId }, null)
  await keepEnd(tx, 'completion', booking, { reason, actorId, now })
  await setBooked(tx, booking.id)
  await addCounts(tx, session.id, { given: -1 })
  const { course, vaccine, dose: number } = booking
  const what = { course, vaccine, dose: number, lot: given.lot }
  await publish(tx, origin, doseCancelled, { ...toFactsAfter(booking), ...what, reason })
}

/** Takes back the absence of an ABSENT booking: it gets its seat, claim and promised dose again, if they are free. */
export async function undoAbsence(
  tx: Tx<VaccinationTables>,
  { session, booking }: Locked,
  { reason, actorId, origin, now }: Undo,
): Promise<void> {
  if (session.booked >= session.capacity) throw new Problem(sessionFull, { members: { available: 0 } })
  const { patient_id, course, dose, vaccine, id: booking_id } = booking
  refuse(refuseDose(session, await lockClaims(tx, patient_id), session.held_on))
  const claim = { cell: cellOf(patient_id), patient_id, course, dose, vaccine, booking_id, given_on: null }
  // The booking engine may have given the claim away a moment ago.
  if (!(await restoreClaim(tx, claim))) throw new Problem(doseAlreadyBooked)
  await keepEnd(tx, 'absence', booking, { reason, actorId, now })
  await setBooked(tx, booking.id)
  await changePromise(tx, session, await addCounts(tx, session.id, { booked: 1 }))
  const what = { date: session.held_on, course, dose }
  await publish(tx, origin, absenceCancelled, { ...toFactsAfter(booking), ...what, reason })
}

function keepEnd(
  tx: Tx<VaccinationTables>,
  subject: 'completion' | 'absence',
  { id, ended_at, ended_by }: BookingWithSession,
  { reason, actorId, now }: Omit<Undo, 'origin'>,
): Promise<void> {
  const recorded = { recorded_at: ended_at, recorded_by: ended_by }
  return insertUndone(tx, { subject, subject_id: id, ...recorded, reason, undone_by: actorId, undone_at: now })
}

/**
 * Opens a locked session again that was closed by mistake. Its free seats need doses again. Bookings that the closing
 * cancelled stay cancelled: these people were told, and may have booked elsewhere.
 */
export async function reopenSession(
  tx: Tx<VaccinationTables>,
  session: Session,
  { reason, actorId, origin, now }: Undo,
): Promise<Session> {
  const { id: sessionId, facility_id: facilityId, held_on: heldOn } = session
  if (session.status === 'open') throw new Problem(nothingToUndo, { detail: 'The session is open' })
  if (heldOn < dayInIndia(now))
    throw new Problem(sessionNotOpen, { detail: `The day of the session, ${heldOn}, is over` })
  await changePromise(tx, session, { ...session, status: 'open' })
  const opened = await updateSession(tx, sessionId, { status: 'open' })
  const entry = { subject: 'closure', subject_id: sessionId, recorded_at: null, recorded_by: null } as const
  await insertUndone(tx, { ...entry, reason, undone_by: actorId, undone_at: now })
  await publish(tx, origin, sessionReopened, { sessionId, facilityId, version: opened.revision, reason })
  return opened
}
