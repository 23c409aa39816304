// The free seats of the next days, summed for each state and district from the availability in memory.
import { hash } from 'node:crypto'
import { addDays, type Clock, dayInIndia } from '../../../platform/clock.ts'
import type { ReadyAnswer } from '../../../platform/http/ready-answers.ts'
import { windowsAhead } from '../rules.ts'
import { type Centre, nextWindowEnd, withAsOf } from './answer.ts'
import type { Availability, Place } from './projection.ts'

/** The days that the sums cover, today included: the week that a page shows. */
export const SUMMED_DAYS = 7

/**
 * Bookings change the sums of a busy country all the time. A person who compares states needs no newer numbers than
 * these, so all people together cost one sum in this time.
 */
const FRESH_MS = 5_000

interface DistrictSum {
  readonly cell: number
  readonly name: string
  readonly state: string
  readonly available: number
  /** Centres that have a free seat. */
  readonly centres: number
}

interface Kept {
  readonly version: number
  readonly validUntil: string
  readonly sum: DistrictSum
}

interface Made {
  readonly answer: ReadyAnswer
  readonly madeAtMs: number
}

const COUNTRY = ''

export class PlaceSums {
  readonly #availability: Availability
  readonly #clock: Clock
  readonly #kept = new WeakMap<Place, Kept>()
  /** By the code of a state, or COUNTRY. */
  readonly #answers = new Map<string, Made>()
  /** The state of an address that the route has checked. */
  readonly #addresses = new Map<string, string>()

  constructor(availability: Availability, clock: Clock) {
    this.#availability = availability
    this.#clock = clock
  }

  /** The states of the country, or the districts of one state. Also keeps the answer for `recall`. */
  answer(address: string, state: string | undefined): ReadyAnswer {
    const place = state ?? COUNTRY
    const found = this.#find(place) ?? this.#make(place)
    // Each of the few valid addresses once: a client may order or repeat parameters as it likes.
    if (this.#addresses.size < ADDRESSES_MAX) this.#addresses.set(address, place)
    return found
  }

  readonly recall = (address: string): ReadyAnswer | undefined => {
    const place = this.#addresses.get(address)
    return place === undefined ? undefined : this.#find(place)
  }

  #find(place: string): ReadyAnswer | undefined {
    const made = this.#answers.get(place)
    const ageMs = made && this.#clock.now().getTime() - made.madeAtMs
    return ageMs !== undefined && ageMs >= 0 && ageMs < FRESH_MS ? made?.answer : undefined
  }

  #make(place: string): ReadyAnswer {
    const now = this.#clock.now()
    const sums = [...this.#availability.districts()].map((district) => this.#sumOf(district, now))
    const from = dayInIndia(now)
    const items = place === COUNTRY ? toStates(sums) : toDistricts(sums, place)
    const rest = JSON.stringify({ from, to: addDays(from, SUMMED_DAYS - 1), items })
    const answer = {
      text: withAsOf(this.#availability.asOf, Buffer.from(`",${rest.slice(1)}`).toString('latin1')),
      etag: `W/"${hash('sha1', rest, 'base64url')}"`,
    }
    this.#answers.set(place, { answer, madeAtMs: now.getTime() })
    return answer
  }

  /** Sums a district again only when one of its sessions has changed or a window has ended. */
  #sumOf(district: Place, now: Date): DistrictSum {
    const known = this.#kept.get(district)
    if (known && known.version === district.version && now.toISOString() < known.validUntil) return known.sum
    const free = district.centres.map((centre) => freeOf(centre, now))
    const [{ facts }] = district.centres as [Centre]
    const sum = {
      ...{ cell: facts.cell, name: facts.district, state: facts.state_code },
      available: free.reduce((total, each) => total + each, 0),
      centres: free.filter((each) => each > 0).length,
    }
    const validUntil = district.centres.map((centre) => nextWindowEnd(centre, now)).sort()[0] as string
    this.#kept.set(district, { version: district.version, validUntil, sum })
    return sum
  }
}

const ADDRESSES_MAX = 200

/** The free seats that availability shows of this centre in the next days. */
function freeOf({ sessions }: Centre, now: Date): number {
  const today = dayInIndia(now)
  const last = addDays(today, SUMMED_DAYS - 1)
  let free = 0
  for (const session of sessions.values()) {
    if (session.status !== 'open' || session.held_on < today || session.held_on > last) continue
    if (windowsAhead(session, now).length > 0) free += session.capacity - session.booked
  }
  return free
}

function toStates(sums: readonly DistrictSum[]) {
  const states = new Map<string, { code: string; available: number; centres: number }>()
  for (const { state, available, centres } of sums) {
    const known = states.get(state) ?? { code: state, available: 0, centres: 0 }
    states.set(state, { ...known, available: known.available + available, centres: known.centres + centres })
  }
  return [...states.values()].sort((a, b) => (a.code < b.code ? -1 : 1))
}

function toDistricts(sums: readonly DistrictSum[], code: string) {
  return sums
    .filter(({ state }) => state === code)
    .map(({ cell, name, available, centres }) => ({ cell, name, available, centres }))
    .sort((a, b) => a.cell - b.cell)
}
