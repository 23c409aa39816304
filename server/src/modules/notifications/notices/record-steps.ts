// Turns events about the record of a patient into notices: opened in an emergency, or by a visit without a booking.
import { dayInIndia } from '../../../platform/clock.ts'
import { transaction } from '../../../platform/postgres/db.ts'
import type { EventEnvelope } from '../../../platform/work/outbox.ts'
import type { FacilityId } from '../../facilities/contract.ts'
import type { emergencyDeclared, visitOpened } from '../../visits/contract.ts'
import type { NotificationsContext } from '../tables.ts'
import { DAY_MS, findPlace, type Told, toNotice } from './steps.ts'
import { insertNotices } from './store.ts'

/** Tells the family where and when somebody opened a record in an emergency, and not what stands in it. */
export async function noteEmergency(
  context: NotificationsContext,
  event: Told<typeof emergencyDeclared>,
): Promise<void> {
  await tellOfPlace(context, event, 'emergency-access')
}

/** Tells that staff opened a visit without an appointment, so that nobody opens the record of somebody absent. */
export async function noteVisit(context: NotificationsContext, event: Told<typeof visitOpened>): Promise<void> {
  if (event.body.kind === 'walk-in') await tellOfPlace(context, event, 'walk-in-seated')
}

async function tellOfPlace(
  context: NotificationsContext,
  event: EventEnvelope<{ readonly facilityId: FacilityId; readonly patientId: string }>,
  template: 'emergency-access' | 'walk-in-seated',
): Promise<void> {
  const { facilityId, patientId } = event.body
  const { place } = await findPlace(context, facilityId)
  const dueAt = new Date(event.occurredAt)
  const stated = { subject: undefined, facilityId, dueAt, expiresAt: new Date(dueAt.getTime() + 2 * DAY_MS) }
  const worded = { template, params: { day: dayInIndia(dueAt), place } }
  const notice = toNotice(event, { kind: 'patient', id: patientId }, worded, stated)
  await transaction(context.db, (tx) => insertNotices(tx, [notice]))
}
