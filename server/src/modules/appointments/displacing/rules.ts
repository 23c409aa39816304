// Decides where a displaced appointment may go: at once on the same day, or which three offers the patient gets.
import { SLOTS_MAX } from '../contract.ts'
import type { FreeSlot } from '../slots/free-store.ts'
import type { Appointment } from '../tables.ts'

/** Free slots that follow each other and are long enough together. */
export type Stretch = readonly [FreeSlot, ...FreeSlot[]]

type Displaced = Pick<Appointment, 'held_on' | 'starts_minute' | 'ends_minute' | 'mode'>

/** Every stretch of one doctor's day in which a visit of so many minutes has room. The slots are in order of start. */
export function listStretches(slots: readonly FreeSlot[], minutes: number): Stretch[] {
  return slots.flatMap((first, index) => {
    const stretch: [FreeSlot, ...FreeSlot[]] = [first]
    let total = first.ends_minute - first.starts_minute
    for (const next of slots.slice(index + 1, index + SLOTS_MAX)) {
      const last = stretch.at(-1) as FreeSlot
      if (total >= minutes || next.starts_minute !== last.ends_minute || next.held_on !== last.held_on) break
      stretch.push(next)
      total += next.ends_minute - next.starts_minute
    }
    return total >= minutes ? [stretch] : []
  })
}

/** So far from the old time a patient can come without being asked. */
const NEAR_MINUTES = 120
/** Nobody must come earlier than planned with less notice than this. */
const NOTICE_MINUTES = 120

/** An instant as the day in India and its minute. */
export interface IndianMinute {
  readonly day: string
  readonly minute: number
}

/**
 * Where a displaced appointment can go at once: slots for everybody on the same day, at most two hours away. The
 * nearest is first, and of two as near the later one. `free` are slots of the same doctor at the same hospital.
 */
export function listNear(one: Displaced, free: readonly FreeSlot[], now: IndianMinute): Stretch[] {
  const { held_on, starts_minute, ends_minute, mode } = one
  const isUsable = (slot: FreeSlot): boolean =>
    slot.held_on === held_on && slot.free > 0 && slot.audience === 'public' && slot.mode === mode
  const isInTime = ([{ starts_minute: start }]: Stretch): boolean =>
    held_on > now.day || (start >= starts_minute ? start > now.minute : start >= now.minute + NOTICE_MINUTES)
  const distance = ([{ starts_minute: start }]: Stretch): number => Math.abs(start - starts_minute)
  return listStretches(free.filter(isUsable), ends_minute - starts_minute)
    .filter((stretch) => distance(stretch) <= NEAR_MINUTES && isInTime(stretch))
    .sort((left, right) => distance(left) - distance(right) || right[0].starts_minute - left[0].starts_minute)
}

/** The best offers first: the doctor whom the patient knows, then the hospital that the patient knows. */
export const TIERS = ['same-doctor', 'same-speciality', 'nearby'] as const
export type Tier = (typeof TIERS)[number]

const OFFERS_MAX = 3

interface Ranked {
  readonly tier: Tier
  /** How far it is from the old time. */
  readonly awayMs: number
}

/** Three offers at most: the nearest of each tier, and when a tier is empty, further ones of the tiers before. */
export function pickOffers<Offer extends Ranked>(offers: readonly Offer[]): Offer[] {
  const sorted = offers.toSorted((left, right) => left.awayMs - right.awayMs)
  const ranked = TIERS.flatMap((tier) => sorted.filter((offer) => offer.tier === tier))
  const best = TIERS.flatMap((tier) => ranked.find((offer) => offer.tier === tier) ?? [])
  const others = ranked.filter((offer) => !best.includes(offer))
  const picked = [...best, ...others].slice(0, OFFERS_MAX)
  return ranked.filter((offer) => picked.includes(offer))
}

const EARTH_KM = 6_371

const toRadians = (degrees: number): number => (degrees * Math.PI) / 180

interface Point {
  readonly latitude: number
  readonly longitude: number
}

/** The straight distance between two places. */
export function distanceKm(from: Point, to: Point): number {
  const half = (left: number, right: number): number => Math.sin(toRadians(right - left) / 2) ** 2
  const onCircle = Math.cos(toRadians(from.latitude)) * Math.cos(toRadians(to.latitude))
  const part = half(from.latitude, to.latitude) + onCircle * half(from.longitude, to.longitude)
  return 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(part)))
}
