// Turns events about an account into notices to its holder.
import { dayInIndia } from '../../../platform/clock.ts'
import { transaction } from '../../../platform/postgres/db.ts'
import type { EventEnvelope } from '../../../platform/work/outbox.ts'
import type { accountSecured, closingAsked, closingUndone } from '../../identity/contract.ts'
import type { NotificationsContext } from '../tables.ts'
import { toDayAndTime } from '../templates/rules.ts'
import type { Worded } from '../templates/templates.ts'
import { DAY_MS, type Told, toNotice } from './steps.ts'
import { insertNotices } from './store.ts'

/** Tells the holder of an account what somebody changed there, at once. */
export async function noteSecured(context: NotificationsContext, event: Told<typeof accountSecured>): Promise<void> {
  const { change, deviceName, at } = event.body
  const when = toDayAndTime(new Date(at))
  const worded: Worded =
    change === 'new-device'
      ? { template: 'account-new-device', params: { ...when, device: deviceName ?? '' } }
      : { template: `account-${change}`, params: when }
  await tellHolder(context, event, worded)
}

/**
 * Tells the holder when the account closes, and how to keep it. Without days to think `identity` has told it, because
 * the address went in the same moment.
 */
export async function noteClosing(context: NotificationsContext, event: Told<typeof closingAsked>): Promise<void> {
  const closesAt = new Date(event.body.closesAt)
  if (closesAt <= new Date(event.occurredAt)) return
  await tellHolder(context, event, { template: 'account-closing', params: { day: dayInIndia(closesAt) } })
}

/** Tells the holder that the account stays open. */
export async function noteKept(context: NotificationsContext, event: Told<typeof closingUndone>): Promise<void> {
  await tellHolder(context, event, { template: 'account-kept', params: {} })
}

async function tellHolder(
  { db }: NotificationsContext,
  event: EventEnvelope<{ readonly accountId: string }>,
  worded: Worded,
): Promise<void> {
  const dueAt = new Date(event.occurredAt)
  const stated = { subject: undefined, facilityId: null, dueAt, expiresAt: new Date(dueAt.getTime() + 2 * DAY_MS) }
  const notice = toNotice(event, { kind: 'account', id: event.body.accountId }, worded, stated)
  await transaction(db, (tx) => insertNotices(tx, [notice]))
}
