// Finds free slots: for the public search, for staff, and the nearest ones when a slot is full.
import { addDays, dayInIndia } from '../../../platform/clock.ts'
import { toTimeOfDay } from '../../../platform/contract.ts'
import { cellOf } from '../../../platform/id.ts'
import { startOf } from '../booking/limits.ts'
import type { SlotId } from '../contract.ts'
import type { AppointmentsContext, Practice } from '../tables.ts'
import { type FreeSlot, findPractice, findSlot, listFree } from './store.ts'

const MINUTE_MS = 60_000
const NEAREST = 3
const NEAREST_DAYS = 14

/** Whether patients may book this slot by themselves now, if it has a free place. */
export function isForPublic(slot: FreeSlot, practice: Practice, now: Date): boolean {
  const { notice_minutes, opens_days } = practice
  if (slot.audience !== 'public') return false
  if (slot.held_on > addDays(dayInIndia(now), opens_days)) return false
  return startOf(slot).getTime() - now.getTime() >= Math.max(notice_minutes * MINUTE_MS, 1)
}

export function toSlotView({ id, held_on, starts_minute, ends_minute, mode, free }: FreeSlot) {
  const minutes = ends_minute - starts_minute
  return { slotId: id, date: held_on, start: toTimeOfDay(starts_minute), minutes, mode, free: Math.max(free, 0) }
}

/** The next free slots of the same doctor at the same hospital, the nearest in time first. */
export async function findNearest({ db, clock }: AppointmentsContext, slotId: SlotId) {
  const cell = cellOf(slotId)
  const slot = await findSlot(db, slotId, cell)
  const practice = slot && (await findPractice(db, slot))
  if (!slot || !practice) return []
  const now = clock.now()
  const today = dayInIndia(now)
  const from = addDays(slot.held_on, -NEAREST_DAYS)
  const fromOn = from < today ? today : from
  const days = { fromOn, untilOn: addDays(slot.held_on, NEAREST_DAYS) }
  const free = await listFree(db, { practices: [practice], ...days, now })
  const distance = (one: FreeSlot): number => Math.abs(startOf(one).getTime() - startOf(slot).getTime())
  return free
    .filter((one) => one.free > 0 && one.id !== slotId && isForPublic(one, practice, now))
    .sort((left, right) => distance(left) - distance(right) || (left.id < right.id ? -1 : 1))
    .slice(0, NEAREST)
    .map(toSlotView)
}
