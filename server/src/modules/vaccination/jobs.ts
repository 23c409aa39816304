// Background work: the copy of centres follows the facilities, and past sessions close and free their stock.

import { dayInIndia } from '../../platform/clock.ts'
import type { EventType } from '../../platform/contract.ts'
import type { Context } from '../../platform/module.ts'
import { transaction } from '../../platform/postgres/db.ts'
import { on, type Schedule, type Subscription } from '../../platform/work/jobs.ts'
import { type EventEnvelope, originOfEvent } from '../../platform/work/outbox.ts'
import { type FacilityFacts, facilityChanged, facilityRegistered } from '../facilities/contract.ts'
import { patientMerges } from '../patients/merging/contract.ts'
import { upsertCentre } from './availability/store.ts'
import { deleteEndedCounts } from './bookings/cancellation-store.ts'
import { mergeSubscriptions } from './merging/steps.ts'
import { cancelAtClosedCentres, closeCentre } from './sessions/closed-centres.ts'
import { closeSession, toCentre } from './sessions/steps.ts'
import { listPastOpen, lockSessions } from './sessions/store.ts'
import type { VaccinationTables } from './tables.ts'

/** The events that this module hears; `subscriptions` says what it does on each. */
export const hears: readonly EventType[] = [facilityRegistered, facilityChanged, ...patientMerges]

export function subscriptions(context: Context<VaccinationTables>): Subscription[] {
  // A facility that stops vaccinating stays in the copy, because bookings and doses still refer to it.
  const copy = async (event: EventEnvelope<FacilityFacts>): Promise<void> => {
    const { body } = event
    const isCentre = body.isActive && body.kinds.includes('vaccination-centre')
    if (isCentre) await transaction(context.db, (tx) => upsertCentre(tx, toCentre(body)))
    else await closeCentre(context, body, originOfEvent(event))
  }
  return [on(facilityRegistered, copy), on(facilityChanged, copy), ...mergeSubscriptions(context)]
}

export function schedules(context: Context<VaccinationTables>): Schedule[] {
  const purge = () => deleteEndedCounts(context.db, context.clock.now())
  return [
    { name: 'close-past-sessions', cron: '*/15 * * * *', run: () => closePastSessions(context) },
    { name: 'delete-cancellation-counts', cron: '40 19 * * *', run: purge },
    { name: 'cancel-at-closed-centres', cron: '*/15 * * * *', run: () => cancelAtClosedCentres(context) },
  ]
}

/** Closes open sessions of past days, up to 500. */
export async function closePastSessions(context: Context<VaccinationTables>): Promise<void> {
  const origin = { actorId: null, requestId: 'close-past-sessions' }
  const today = dayInIndia(context.clock.now())
  for (const id of await listPastOpen(context.db, today)) {
    await transaction(context.db, async (tx) => {
      const [session] = await lockSessions(tx, [id])
      if (session) await closeSession(tx, session, { cancelBookings: false }, origin)
    })
  }
}
