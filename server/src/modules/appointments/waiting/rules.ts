// Decides until when an offer stands, and whether a slot is what somebody waits for.
import { addDays, dayInIndia, instantInIndia, timeInIndia } from '../../../platform/clock.ts'
import type { FreeSlot } from '../slots/free-store.ts'
import type { WaitingEntry } from '../tables.ts'
import type { Part } from './contract.ts'

const WINDOW_MS = 900_000
const DAY_BEGINS = '08:00'
const DAY_ENDS = '21:00'
const NIGHT_ENDS = '08:15'

/** A quarter of an hour by day. Who is offered a place at night has until 08:15. */
export function offerUntil(now: Date): Date {
  const time = timeInIndia(now)
  if (DAY_BEGINS <= time && time < DAY_ENDS) return new Date(now.getTime() + WINDOW_MS)
  const today = dayInIndia(now)
  return instantInIndia(time < DAY_BEGINS ? today : addDays(today, 1), NIGHT_ENDS)
}

const GRACE_MS = 90_000

/** The hold outlives the offer a little, so that the job gives the place on, and not whoever looks at the page. */
export const holdUntil = (until: Date): Date => new Date(until.getTime() + GRACE_MS)

export const OFFERS_MAX = 3

const AFTERNOON = 12 * 60
const EVENING = 17 * 60

const partOf = (minute: number): Part => (minute < AFTERNOON ? 'morning' : minute < EVENING ? 'afternoon' : 'evening')

type Wanted = Pick<WaitingEntry, 'from_on' | 'until_on' | 'part' | 'passed_slots'>

/** Whether somebody waits for this slot. A slot that was offered once is never offered again. */
export function isWanted(
  { from_on, until_on, part, passed_slots }: Wanted,
  { id, held_on, starts_minute }: Pick<FreeSlot, 'id' | 'held_on' | 'starts_minute'>,
): boolean {
  if (held_on < from_on || until_on < held_on || passed_slots.includes(id)) return false
  return part === 'any' || part === partOf(starts_minute)
}
