// What the hospital lets patients do by themselves, and which moves the state of an appointment allows.
import { addDays, dayInIndia, instantInIndia } from '../../../platform/clock.ts'
import { toTimeOfDay } from '../../../platform/contract.ts'
import { notFound, Problem } from '../../../platform/problem.ts'
import {
  absenceTooEarly,
  appointmentEnded,
  appointmentState,
  holdExpired,
  notForPublic,
  tooEarlyToBook,
  tooLateToBook,
  tooLateToCancel,
} from '../contract.ts'
import type { LockedAppointment, LockedSlot, Release, SlotStandings } from './requests.ts'
import { isEnded, type Move, movesOf, nextStatus } from './states.ts'

const MINUTE_MS = 60_000
const ABSENT_AFTER_MS = 30 * MINUTE_MS

export const startOf = (one: Pick<LockedSlot, 'held_on' | 'starts_minute'>): Date =>
  instantInIndia(one.held_on, toTimeOfDay(one.starts_minute))

const endOf = (one: Pick<LockedAppointment, 'held_on' | 'ends_minute'>): Date =>
  instantInIndia(one.held_on, toTimeOfDay(one.ends_minute))

/** Why patients may not book this slot by themselves. */
export function refusePublic(
  slot: LockedSlot,
  now: Date,
  { isFollowUp, isTooLong }: { readonly isFollowUp: boolean; readonly isTooLong: boolean },
): Problem | undefined {
  const isForThem = slot.audience === 'public' || (slot.audience === 'follow-up' && isFollowUp)
  if (!isForThem || !slot.is_public || isTooLong) return new Problem(notForPublic)
  if (startOf(slot).getTime() - now.getTime() < slot.notice_minutes * MINUTE_MS) return new Problem(tooLateToBook)
  const opensOn = addDays(slot.held_on, -slot.opens_days)
  return dayInIndia(now) < opensOn ? new Problem(tooEarlyToBook, { members: { opensOn } }) : undefined
}

/** Why the state of an appointment refuses a move. It names what may be done instead. */
export function refuseMove({ status }: Pick<LockedAppointment, 'status'>, move: Move): Problem | undefined {
  if (nextStatus(status, move) !== undefined) return undefined
  if (isEnded(status)) return new Problem(appointmentEnded, { members: { status } })
  return new Problem(appointmentState, { members: { status, may: movesOf(status) } })
}

/** A change of hours moves only who still waits: the hours may be back, and then the appointment stands again. */
export function refuseSettled(before: LockedAppointment, by: Release['by']): Problem | undefined {
  if (by !== 'schedule' || before.status === 'DISPLACED') return undefined
  return refuseMove(before, 'lapse')
}

/** Why the time refuses that an appointment ends, or moves, in this way. */
export function refuseEnd(
  { now, slots }: { readonly now: Date; readonly slots: SlotStandings },
  before: LockedAppointment,
  by: Release['by'],
  move?: Move,
): Problem | undefined {
  if (move === 'miss') {
    const from = new Date(endOf(before).getTime() + ABSENT_AFTER_MS)
    return now < from ? new Problem(absenceTooEarly, { members: { from: from.toISOString() } }) : undefined
  }
  // Who was displaced by the hospital may always choose again.
  if (by !== 'family' || before.status === 'HELD' || before.status === 'DISPLACED') return undefined
  const slot = slots.get(before.slot_ids[0] as (typeof before.slot_ids)[number])?.locked
  if (!slot) return new Problem(notFound)
  const until = new Date(startOf(before).getTime() - slot.cancel_until_minutes * MINUTE_MS)
  return now > until ? new Problem(tooLateToCancel, { members: { until: until.toISOString() } }) : undefined
}

/** Why a hold cannot become a booking. */
export function refuseConfirm(
  { status, held_until }: Pick<LockedAppointment, 'status' | 'held_until'>,
  now: Date,
): Problem | undefined {
  const isOver = status === 'EXPIRED' || (status === 'HELD' && held_until !== null && held_until <= now)
  return isOver ? new Problem(holdExpired) : refuseMove({ status }, 'confirm')
}
