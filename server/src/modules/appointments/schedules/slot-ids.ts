// The ids of slots: a second pull, or a pull after a crash, finds the same slot.
import { createHash } from 'node:crypto'
import { instantInIndia } from '../../../platform/clock.ts'
import { toTimeOfDay } from '../../../platform/contract.ts'
import { cellOf, idFromBytes } from '../../../platform/id.ts'
import type { SlotId } from '../contract.ts'
import type { Place } from './rules.ts'

/** The id that doctor, hospital, day and start determine of a slot determine. */
export function slotIdOf({ doctorId, facilityId }: Place, day: string, startsMinute: number): SlotId {
  const digest = createHash('sha256').update(`${doctorId} ${facilityId} ${day} ${startsMinute}`).digest()
  const startsAt = instantInIndia(day, toTimeOfDay(startsMinute))
  return idFromBytes<'slot'>(cellOf(facilityId), startsAt.getTime(), digest.subarray(0, 8))
}
