// Decides, from the pulled hours of a doctor at a hospital, which slots are new, which change, and which vanish.
import { addDays } from '../../../platform/clock.ts'
import { cellOf } from '../../../platform/id.ts'
import type { DoctorId } from '../../doctors/contract.ts'
import { type DaySlot, overlaps, type ScheduleFacts, slotsOf } from '../../doctors/schedules/contract.ts'
import type { FacilityId } from '../../facilities/contract.ts'
import type { SlotId } from '../contract.ts'
import type { Slot } from '../tables.ts'

/** The days of the view, today included: patients book up to 30 days ahead. */
export const VIEW_DAYS = 31

export interface Place {
  readonly doctorId: DoctorId
  readonly facilityId: FacilityId
}

/** Gives the id of the slot that begins at this minute of a day. */
export type SlotIds = (day: string, startsMinute: number) => SlotId

export interface SlotChanges {
  readonly added: readonly Slot[]
  /** Slots with other words or another end, and slots that are open again. */
  readonly changed: readonly Slot[]
  /** Slots that vanished from the hours. They are `withdrawn` when somebody has booked, and `closed` otherwise. */
  readonly vanished: readonly Slot[]
}

/** Which days the view covers, and what has begun already. */
export interface ViewSpan {
  readonly fromOn: string
  /** Slots of `fromOn` that begin earlier stay as they are. */
  readonly fromMinute: number
  readonly idOf: SlotIds
}

/**
 * Compares the slots that there are with the hours. A slot that somebody has booked keeps its end, its words and its
 * capacity: a patient comes at the time that was promised. New slots that would overlap it are not made.
 */
export function compareSlots(
  schedule: ScheduleFacts,
  place: Place,
  slots: readonly Slot[],
  { fromOn, fromMinute, idOf }: ViewSpan,
): SlotChanges {
  const isAhead = (day: string, minute: number): boolean => day > fromOn || minute >= fromMinute
  const byDay = Map.groupBy(slots, ({ held_on }) => held_on)
  const days = Array.from({ length: VIEW_DAYS }, (_, nth) => addDays(fromOn, nth))
  const compared = days.map((day) => {
    const hours = slotsOf(schedule, day).filter(
      ({ facilityId, startsMinute }) => facilityId === place.facilityId && isAhead(day, startsMinute),
    )
    const wanted = hours.map((one) => ({ id: idOf(day, one.startsMinute), one }))
    return compareDay(place, day, wanted, byDay.get(day) ?? [])
  })
  const wantedIds = new Set(compared.flatMap((one) => one.wantedIds))
  const vanished = slots
    // About days after the span the hours say nothing: a pull from before midnight does not know the newest day.
    .filter(({ held_on }) => held_on <= (days.at(-1) as string))
    .filter((slot) => slot.status === 'open' && !wantedIds.has(slot.id) && isAhead(slot.held_on, slot.starts_minute))
    .map((slot) => ({ ...slot, status: isTaken(slot) ? ('withdrawn' as const) : ('closed' as const) }))
  return {
    added: compared.flatMap(({ added }) => added),
    changed: compared.flatMap(({ changed }) => changed),
    vanished,
  }
}

interface Wanted {
  readonly id: SlotId
  readonly one: DaySlot
}

/** The slots of one day that are new or change, and the ids of all slots that the hours give. */
function compareDay(place: Place, day: string, wanted: readonly Wanted[], slots: readonly Slot[]) {
  const known = new Map(slots.map((slot) => [slot.id, slot]))
  const kept = wanted.flatMap(({ id }) => known.get(id) ?? []).filter(isTaken)
  const made = wanted.filter(({ id, one }) => {
    const slot = known.get(id)
    return (slot && isTaken(slot)) || !kept.some((other) => overlaps(toSpan(other), one))
  })
  const added: Slot[] = []
  const changed: Slot[] = []
  for (const { id, one } of made) {
    const slot = known.get(id)
    if (!slot) added.push(toSlot(place, id, day, one))
    else if (isTaken(slot) && slot.status !== 'open') changed.push({ ...slot, status: 'open' })
    else if (!isTaken(slot) && !isSame(slot, one)) changed.push({ ...slot, ...toSlot(place, id, day, one) })
  }
  return { added, changed, wantedIds: made.map(({ id }) => id) }
}

const isTaken = ({ booked, over }: Slot): boolean => booked + over > 0

const toSpan = ({ starts_minute, ends_minute }: Slot) => ({ startsMinute: starts_minute, endsMinute: ends_minute })

const isSame = (slot: Slot, wanted: DaySlot): boolean =>
  slot.status === 'open' &&
  slot.ends_minute === wanted.endsMinute &&
  slot.mode === wanted.mode &&
  slot.audience === wanted.audience &&
  slot.capacity === wanted.capacity

function toSlot({ doctorId, facilityId }: Place, id: SlotId, day: string, wanted: DaySlot): Slot {
  const { startsMinute, endsMinute, mode, audience, capacity } = wanted
  return {
    ...{ cell: cellOf(facilityId), id, facility_id: facilityId, doctor_id: doctorId, held_on: day },
    ...{ starts_minute: startsMinute, ends_minute: endsMinute, mode, audience, capacity },
    ...{ booked: 0, over: 0, status: 'open', revision: 1 },
  }
}

const HOUR_MS = 3_600_000

/** Until when a displaced patient may choose: two days, but at least half a day before the slot began. */
export function decideBy(now: Date, startsAt: Date): Date {
  const latest = startsAt.getTime() - 12 * HOUR_MS
  // Staff help at once when the slot is so near.
  return new Date(latest <= now.getTime() ? startsAt.getTime() : Math.min(now.getTime() + 48 * HOUR_MS, latest))
}
