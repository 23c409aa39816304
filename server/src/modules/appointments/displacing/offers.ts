// Computes what a patient may choose instead: the same doctor, the same speciality there, or a hospital nearby.
import { addDays, dayInIndia } from '../../../platform/clock.ts'
import { startOf } from '../booking/limits.ts'
import { isForPublic } from '../slots/for-public.ts'
import { listFree } from '../slots/free-store.ts'
import { findPractice } from '../slots/practice-store.ts'
import type { Appointment, AppointmentsContext, Practice } from '../tables.ts'
import { distanceKm, listStretches, pickOffers, type Stretch, type Tier } from './rules.ts'
import { listAround } from './store.ts'

const RADIUS_KM = 15
const KM_PER_DEGREE = 111
const DAYS = 14

export interface Offer {
  readonly tier: Tier
  readonly awayMs: number
  readonly practice: Practice
  readonly km: number
  readonly stretch: Stretch
}

/** Up to three offers, from the day of the appointment on, or from today when that is later. */
export async function findOffers({ db, clock }: AppointmentsContext, one: Appointment): Promise<Offer[]> {
  const now = clock.now()
  const home = await findPractice(db, one)
  if (!home) return []
  const around = (await listAround(db, toRectangle(home))).map((practice) => ({ practice, ...rank(home, practice) }))
  const near = around.filter(({ km, tier }) => km <= RADIUS_KM || tier === 'same-doctor')
  const today = dayInIndia(now)
  const fromOn = addDays(one.held_on, -DAYS / 2) < today ? today : addDays(one.held_on, -DAYS / 2)
  const days = { fromOn, untilOn: addDays(fromOn, 2 * DAYS) }
  const free = await listFree(db, { practices: near.map(({ practice }) => practice), ...days, now })
  const offers = near.flatMap(({ practice, tier, km }) => {
    const own = free.filter(
      (slot) => slot.facility_id === practice.facility_id && slot.doctor_id === practice.doctor_id,
    )
    const usable = own.filter((slot) => slot.free > 0 && slot.mode === one.mode && isForPublic(slot, practice, now))
    return listStretches(usable, one.ends_minute - one.starts_minute).map((stretch) => {
      const awayMs = Math.abs(startOf(stretch[0]).getTime() - startOf(one).getTime())
      return { tier, awayMs, practice, km, stretch }
    })
  })
  return pickOffers(offers)
}

function toRectangle({ doctor_id: doctorId, specialities, latitude, longitude }: Practice) {
  const high = RADIUS_KM / KM_PER_DEGREE
  const wide = high / Math.cos((latitude * Math.PI) / 180)
  const sides = {
    latitude: [latitude - high, latitude + high],
    longitude: [longitude - wide, longitude + wide],
  } as const
  return { doctorId, specialities, ...sides }
}

function rank(home: Practice, other: Practice): { tier: Tier; km: number } {
  const km = distanceKm(home, other)
  if (other.doctor_id === home.doctor_id) return { tier: 'same-doctor', km }
  return { tier: other.facility_id === home.facility_id ? 'same-speciality' : 'nearby', km }
}
