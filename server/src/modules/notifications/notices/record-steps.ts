// Turns events about the record of a patient into notices: who opened it in an emergency.
import { dayInIndia } from '../../../platform/clock.ts'
import { transaction } from '../../../platform/postgres/db.ts'
import type { emergencyDeclared } from '../../visits/contract.ts'
import type { NotificationsContext } from '../tables.ts'
import { DAY_MS, findPlace, type Told, toNotice } from './steps.ts'
import { insertNotices } from './store.ts'

/** Tells the family where and when somebody opened a record in an emergency, and not what stands in it. */
export async function noteEmergency(
  context: NotificationsContext,
  event: Told<typeof emergencyDeclared>,
): Promise<void> {
  const { facilityId, patientId } = event.body
  const { place } = await findPlace(context, facilityId)
  const dueAt = new Date(event.occurredAt)
  const stated = { subject: undefined, facilityId, dueAt, expiresAt: new Date(dueAt.getTime() + 2 * DAY_MS) }
  const worded = { template: 'emergency-access', params: { day: dayInIndia(dueAt), place } } as const
  const notice = toNotice(event, { kind: 'patient', id: patientId }, worded, stated)
  await transaction(context.db, (tx) => insertNotices(tx, [notice]))
}
