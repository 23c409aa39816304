// Steps on sessions, inside a transaction: open, change and close them, and change their promise of stock.

import type { Context } from '../../../platform/module.ts'
import { type Tx, transaction } from '../../../platform/postgres/db.ts'
import { invalidField, Problem } from '../../../platform/problem.ts'
import { type EventOrigin, publish } from '../../../platform/work/outbox.ts'
import { type FacilityFacts, findFacility } from '../../facilities/contract.ts'
import { findPatients, type PatientId } from '../../patients/contract.ts'
import { type CentreFacts, upsertCentre } from '../availability/store.ts'
import { cancelBookings } from '../bookings/steps.ts'
import { listLiveOfSession } from '../bookings/store.ts'
import { sessionChanged, sessionClosed, sessionNotOpen, sessionOpened } from '../contract.ts'
import { capacityBelowBooked, notACentre } from '../problems.ts'
import { findWindowFault, toRefusalProblem } from '../rules.ts'
import { changePromise } from '../stock/steps.ts'
import type { VaccinationTables } from '../tables.ts'
import { type Birth, type Births, narrowsAges, refuseChange } from './rules.ts'
import { insertSession, type Session, type SessionSet, updateSession } from './store.ts'

/**
 * Gives the copy of a centre after an update from the module facilities. Events update the copy within a second, but an
 * official may register a centre and open a session at once. Throws when the facility is unknown or no active centre.
 */
export async function requireCentre(
  context: Context<VaccinationTables>,
  facilityId: CentreFacts['facility_id'],
): Promise<CentreFacts> {
  const facility = await context.call(findFacility, { facilityId })
  if (!facility) throw invalidField('/facilityId', 'is not a known facility; check the id')
  if (!facility.isActive || !facility.kinds.includes('vaccination-centre')) throw new Problem(notACentre)
  return transaction(context.db, (tx) => upsertCentre(tx, toCentre(facility)))
}

/** The copy that this module keeps of a facility. */
export function toCentre(facility: FacilityFacts): CentreFacts {
  const { facilityId, cell, name, address, pin, district, state, stateCode, version } = facility
  const place = { cell, facility_id: facilityId, name, address, pin, district, state, state_code: stateCode }
  return { ...place, version, closed_at: null }
}

/** Throws a problem with the pointer /windows when the windows are out of order or overlap. */
export function requireWindows(windows: readonly string[]): void {
  const fault = findWindowFault(windows)
  if (fault !== undefined) throw invalidField('/windows', fault)
}

/** Promises the doses of a new session, and inserts it. Throws `stock-too-low`. */
export async function openSession(tx: Tx<VaccinationTables>, session: Session, origin: EventOrigin): Promise<void> {
  await changePromise(tx, undefined, session)
  await insertSession(tx, session)
  const { held_on: date, course, vaccine, dose, capacity } = session
  await publish(tx, origin, sessionOpened, { ...toFacts(session), date, course, vaccine, dose, capacity })
}

/** The facts for an event about a session. `session` is as it is after the change. */
function toFacts({ id: sessionId, facility_id: facilityId, revision: version }: Session) {
  return { sessionId, facilityId, version }
}

/**
 * Changes a locked session. Throws when it is closed, or when bookings, ages or stock do not allow the change. `births`
 * are those of the booked people, if the change concerns ages.
 */
export async function changeSession(
  tx: Tx<VaccinationTables>,
  session: Session,
  { set, births }: { set: SessionSet; births: Births },
  origin: EventOrigin,
): Promise<Session> {
  if (session.status === 'closed') throw new Problem(sessionNotOpen, { detail: 'The session is closed' })
  const after = { ...session, ...set }
  if (after.capacity < session.booked) {
    throw new Problem(capacityBelowBooked, { detail: `${session.booked} seats are booked. Give at least that many.` })
  }
  if (after.age_max !== null && after.age_max < after.age_min) {
    throw invalidField('/maxAge', `is below the minimum age of ${after.age_min}`)
  }
  if (session.booked > session.given) {
    const refusal = refuseChange(session, after, await listLiveOfSession(tx, session.id), births)
    if (refusal) throw toRefusalProblem(refusal)
  }
  await changePromise(tx, session, after)
  const changed = await updateSession(tx, session.id, set)
  await publish(tx, origin, sessionChanged, { ...toFacts(changed), capacity: changed.capacity })
  return changed
}

const PEOPLE_AT_ONCE = 1_000

/** The births of the people booked in a session, if a change of its ages may concern them. */
export async function findBirths(
  context: Context<VaccinationTables>,
  session: Session,
  set: SessionSet,
): Promise<Births> {
  const births = new Map<PatientId, Birth>()
  if (!narrowsAges(session, { ...session, ...set }) || session.booked === session.given) return births
  const bookings = await listLiveOfSession(context.db, session.id)
  for (let from = 0; from < bookings.length; from += PEOPLE_AT_ONCE) {
    const patientIds = bookings.slice(from, from + PEOPLE_AT_ONCE).map(({ patient_id }) => patient_id)
    for (const patient of await context.call(findPatients, { patientIds })) births.set(patient.patientId, patient)
  }
  return births
}

/**
 * Closes a locked session: it takes no more bookings, and the doses of its free seats go back to the stock. Bookings
 * stay, unless `cancelBookings` is true.
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
    await publish(tx, origin, sessionClosed, toFacts(current))
  }
  return isCancelling ? cancelBookings(tx, current, origin) : current
}
