// Steps on sessions, inside a transaction: opening, changing and closing them against the stock.

import type { Context } from '../../../platform/module.ts'
import { type Tx, transaction } from '../../../platform/postgres/db.ts'
import { invalidField, Problem } from '../../../platform/problem.ts'
import { type EventOrigin, publish } from '../../../platform/work/outbox.ts'
import { type FacilityFacts, findFacility } from '../../facilities/contract.ts'
import { type CentreFacts, upsertCentre } from '../availability/store.ts'
import { cancelBookings } from '../bookings/steps.ts'
import {
  capacityBelowBooked,
  notACentre,
  sessionChanged,
  sessionClosed,
  sessionNotOpen,
  sessionOpened,
} from '../contract.ts'
import { findWindowFault } from '../rules.ts'
import { changePromise } from '../stock/steps.ts'
import type { VaccinationTables } from '../tables.ts'
import { insertSession, type Session, updateSession } from './store.ts'

/**
 * The centre's copy. Events bring it within a second of a change; an official who has just registered a centre and
 * opens a session at once must not be told that it is none, so here it is asked for.
 */
export async function requireCentre(
  context: Context<VaccinationTables>,
  facilityId: CentreFacts['facility_id'],
): Promise<CentreFacts> {
  const facility = await context.call(findFacility, { facilityId })
  if (!facility) throw invalidField('/facilityId', 'there is no such facility')
  if (!facility.isActive || !facility.kinds.includes('vaccination-centre')) throw new Problem(notACentre)
  return transaction(context.db, (tx) => upsertCentre(tx, toCentre(facility)))
}

/** The copy that this module keeps of a facility. */
export function toCentre(facility: FacilityFacts): CentreFacts {
  const { facilityId, cell, name, address, pin, district, state, stateCode, version } = facility
  return { cell, facility_id: facilityId, name, address, pin, district, state, state_code: stateCode, version }
}

export function requireWindows(windows: readonly string[]): void {
  const fault = findWindowFault(windows)
  if (fault !== undefined) throw invalidField('/windows', fault)
}

export async function openSession(tx: Tx<VaccinationTables>, session: Session, origin: EventOrigin): Promise<void> {
  await changePromise(tx, undefined, session)
  await insertSession(tx, session)
  const { id: sessionId, facility_id: facilityId, held_on: date, course, vaccine, dose, capacity } = session
  const body = { sessionId, facilityId, date, course, vaccine, dose, capacity }
  await publish(tx, origin, sessionOpened, body)
}

/** Changes a locked session that is open. */
export async function changeSession(
  tx: Tx<VaccinationTables>,
  session: Session,
  set: Parameters<typeof updateSession>[2],
  origin: EventOrigin,
): Promise<Session> {
  if (session.status === 'closed') throw new Problem(sessionNotOpen, { detail: 'The session is closed' })
  const after = { ...session, ...set }
  if (after.capacity < session.booked) {
    throw new Problem(capacityBelowBooked, { detail: `${session.booked} seats are booked` })
  }
  if (after.age_max !== null && after.age_max < after.age_min) {
    throw invalidField('/maxAge', `is below the minimum age of ${after.age_min}`)
  }
  await changePromise(tx, session, after)
  const { id: sessionId, facility_id: facilityId } = session
  const body = { sessionId, facilityId, capacity: after.capacity }
  await publish(tx, origin, sessionChanged, body)
  return updateSession(tx, session.id, set)
}

/**
 * Closes a locked session: it takes no more bookings and gives its free seats back to the stock. Those who are booked
 * keep their booking unless `cancelBookings` says otherwise.
 */
export async function closeSession(
  tx: Tx<VaccinationTables>,
  session: Session,
  { cancelBookings: isCancelling }: { cancelBookings: boolean },
  origin: EventOrigin,
): Promise<Session> {
  let current = session
  if (session.status === 'open') {
    await changePromise(tx, session, { ...session, status: 'closed' })
    current = await updateSession(tx, session.id, { status: 'closed' })
    const { id: sessionId, facility_id: facilityId } = session
    await publish(tx, origin, sessionClosed, { sessionId, facilityId })
  }
  return isCancelling ? cancelBookings(tx, current, origin) : current
}
