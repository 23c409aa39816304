// Says which slots patients may book by themselves: one rule for the rows and for the packed days in memory.
import { addDays, dayInIndia } from '../../../platform/clock.ts'
import { startOf } from '../booking/limits.ts'
import type { Practice } from '../tables.ts'
import type { FreeSlot } from './free-store.ts'

const MINUTE_MS = 60_000

/** Whether a day is open for booking yet. */
export const isDayOpen = (date: string, { opens_days }: Pick<Practice, 'opens_days'>, now: Date): boolean =>
  date <= addDays(dayInIndia(now), opens_days)

/** The last millisecond at which patients may book what begins then, both since 1970. */
export const lastBookingMs = (startsMs: number, { notice_minutes }: Pick<Practice, 'notice_minutes'>): number =>
  startsMs - Math.max(notice_minutes * MINUTE_MS, 1)

/** Whether patients may book this slot by themselves now, if it has a free place. */
export function isForPublic(slot: FreeSlot, practice: Practice, now: Date): boolean {
  if (slot.audience !== 'public' || !isDayOpen(slot.held_on, practice, now)) return false
  return now.getTime() <= lastBookingMs(startOf(slot).getTime(), practice)
}
