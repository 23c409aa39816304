// Turns events of the waiting list into notices: a place that is kept for a while, and the end of the waiting.
import { toMinute, toTimeOfDay } from '../../../platform/contract.ts'
import { cellOf } from '../../../platform/id.ts'
import { transaction } from '../../../platform/postgres/db.ts'
import type { waitingEnded, waitingOffered } from '../../appointments/waiting/contract.ts'
import type { NotificationsContext } from '../tables.ts'
import { toDayAndTime, toSite } from '../templates/rules.ts'
import { DAY_MS, findPlace, type Told, toNotice } from './steps.ts'
import { insertNotices } from './store.ts'
import { APPOINTMENT } from './subjects.ts'

/** Tells who waits that a place is kept, with a link that takes it in one tap. */
export async function noteOffered(context: NotificationsContext, event: Told<typeof waitingOffered>): Promise<void> {
  const { appointmentId, facilityId, patientId, date: day, start, minutes, until, link } = event.body
  const { place } = await findPlace(context, facilityId)
  const end = toDayAndTime(new Date(until))
  const params = {
    ...{ day, window: `${start}-${toTimeOfDay(toMinute(start) + minutes)}`, place },
    ...{ untilDay: end.day, untilTime: end.time, site: toSite(context.config.publicUrl), code: link },
  }
  const when = { dueAt: new Date(event.occurredAt), expiresAt: new Date(until) }
  const subject = { cell: cellOf(appointmentId), kind: APPOINTMENT, id: appointmentId }
  const stated = { subject, facilityId, ...when }
  const recipient = { kind: 'patient', id: patientId } as const
  const notice = toNotice(event, recipient, { template: 'waiting-offer', params }, stated)
  await transaction(context.db, (tx) => insertNotices(tx, [notice]))
}

/** Who took a place hears of the booking, and who left knows it. The others hear that they wait no longer. */
export async function noteWaitingEnded(context: NotificationsContext, event: Told<typeof waitingEnded>): Promise<void> {
  const { how, facilityId, patientId } = event.body
  if (how === 'taken' || how === 'left') return
  const { place } = await findPlace(context, facilityId)
  const dueAt = new Date(event.occurredAt)
  const stated = { subject: undefined, facilityId, dueAt, expiresAt: new Date(dueAt.getTime() + 2 * DAY_MS) }
  const worded = { template: 'waiting-over', params: { place } } as const
  const notice = toNotice(event, { kind: 'patient', id: patientId }, worded, stated)
  await transaction(context.db, (tx) => insertNotices(tx, [notice]))
}
