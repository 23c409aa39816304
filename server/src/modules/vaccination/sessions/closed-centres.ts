// What happens to the sessions of a centre that closes: they take no more bookings, and an hour later nobody is booked.
import { dayInIndia } from '../../../platform/clock.ts'
import type { Context } from '../../../platform/module.ts'
import { transaction } from '../../../platform/postgres/db.ts'
import type { EventOrigin } from '../../../platform/work/outbox.ts'
import type { FacilityFacts } from '../../facilities/contract.ts'
import { findCentre, upsertCentre } from '../availability/store.ts'
import type { SessionId } from '../contract.ts'
import type { VaccinationTables } from '../tables.ts'
import { closeSession, toCentre } from './steps.ts'
import { listBookedAtClosed, listOpenOfFacility, lockSessions } from './store.ts'

/** Who closed a facility by mistake has so long to open it again before the booked people lose their seats. */
const GRACE_MS = 3_600_000

/**
 * Closes the sessions of a facility that has closed or vaccinates no longer. Bookings stay for now. An event that is
 * older than what we know changes nothing.
 */
export async function closeCentre(
  context: Context<VaccinationTables>,
  facility: FacilityFacts,
  origin: EventOrigin,
): Promise<void> {
  const { db, clock } = context
  const now = clock.now()
  const isClosed = await transaction(db, async (tx) => {
    const known = await findCentre(tx, facility.facilityId)
    if (!known) return false
    const { version, closed_at } = await upsertCentre(tx, { ...toCentre(facility), closed_at: now })
    return version === facility.version && closed_at !== null
  })
  if (!isClosed) return
  for (const id of await listOpenOfFacility(db, facility, dayInIndia(now))) {
    await closeOne(context, id, { cancelBookings: false }, origin)
  }
}

/** Cancels the bookings of centres that closed over an hour ago, so that nobody comes in vain. At most 500 sessions. */
export async function cancelAtClosedCentres(context: Context<VaccinationTables>): Promise<void> {
  const { db, clock } = context
  const now = clock.now()
  const origin = { actorId: null, requestId: 'cancel-at-closed-centres' }
  const ids = await listBookedAtClosed(db, new Date(now.getTime() - GRACE_MS), dayInIndia(now))
  for (const id of ids) await closeOne(context, id, { cancelBookings: true }, origin)
}

async function closeOne(
  { db }: Context<VaccinationTables>,
  id: SessionId,
  how: { cancelBookings: boolean },
  origin: EventOrigin,
): Promise<void> {
  await transaction(db, async (tx) => {
    const [session] = await lockSessions(tx, [id])
    if (session) await closeSession(tx, session, how, origin)
  })
}
