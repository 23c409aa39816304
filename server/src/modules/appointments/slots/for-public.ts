// Says which slots patients may book by themselves. The search in memory has the same rule over its packed days.
import { addDays, dayInIndia } from '../../../platform/clock.ts'
import { startOf } from '../booking/limits.ts'
import type { Practice } from '../tables.ts'
import type { FreeSlot } from './free-store.ts'

const MINUTE_MS = 60_000

/** Whether patients may book this slot by themselves now, if it has a free place. */
export function isForPublic(slot: FreeSlot, practice: Practice, now: Date): boolean {
  const { notice_minutes, opens_days } = practice
  if (slot.audience !== 'public') return false
  if (slot.held_on > addDays(dayInIndia(now), opens_days)) return false
  return startOf(slot).getTime() - now.getTime() >= Math.max(notice_minutes * MINUTE_MS, 1)
}
