// All practices and their slots in memory, and the answers of the search. It answers at once, and also while the
// database is busy with a rush. It may be a quarter of a second behind: the locked row decides who gets a place.
import { LRUCache } from 'lru-cache'
import { addDays, type Clock } from '../../../platform/clock.ts'
import type { ReadyAnswer } from '../../../platform/http/ready-answers.ts'
import type { DoctorId } from '../../doctors/contract.ts'
import type { FacilityId } from '../../facilities/contract.ts'
import type { Practice } from '../tables.ts'
import {
  type AnswerParts,
  type Fragment,
  freeSlots,
  keyOf,
  makeAnswer,
  makeFragment,
  type PracticeSlots,
  type SlotQuery,
  type SlotView,
  toSlotView,
} from './answer.ts'
import { PackedDay, type SlotState } from './packed-day.ts'

/** A slot with where it belongs. */
export interface SlotRow {
  readonly facility_id: FacilityId
  readonly doctor_id: DoctorId
  readonly held_on: string
  readonly state: SlotState
}

/** Practices that a query chooses from: those of a doctor, a hospital or a district. */
interface Place {
  /** In the order of hospital and doctor, because the next page continues after one of them. */
  practices: PracticeSlots[]
  /** Grows with each change. An answer made for an older version is not used again. */
  version: number
}

/** The places of a practice never change: doctor, hospital and district are its key. */
interface Listed extends PracticeSlots {
  readonly places: readonly Place[]
}

interface Kept extends AnswerParts {
  readonly place: Place
  readonly version: number
}

const MEBIBYTE = 2 ** 20
const ADDRESSES = { max: 100_000, maxSize: 64 * MEBIBYTE } as const
const FRAGMENTS = { max: 100_000, maxSize: 32 * MEBIBYTE } as const
const NOWHERE: Place = { practices: [], version: 0 }

export class SlotsInMemory {
  readonly #clock: Clock
  readonly #places = new Map<string, Place>()
  readonly #practices = new Map<string, Listed>()
  readonly #addresses = new LRUCache<string, Kept>({ ...ADDRESSES, sizeCalculation: ({ rest }) => rest.length })
  readonly #fragments = new LRUCache<string, Fragment>({ ...FRAGMENTS, sizeCalculation: ({ json }) => json.length })
  #asOf: string

  constructor(clock: Clock) {
    this.#clock = clock
    this.#asOf = clock.now().toISOString()
  }

  /** The answer to a request with this address. Also keeps it, so that the next request can `recall` it. */
  answer(address: string, query: SlotQuery): ReadyAnswer {
    const now = this.#clock.now()
    const place = this.#places.get(placeOf(query)) ?? NOWHERE
    const parts = makeAnswer(place.practices, query, (practice) => this.#fragmentOf(practice, query, now))
    const kept = { ...parts, place, version: place.version }
    // An unknown place has no version that could grow. So its answer is not kept.
    if (place !== NOWHERE) this.#addresses.set(address, kept)
    return this.#complete(kept, now)
  }

  /** The last answer for this address; undefined when something has changed since, or time alone changes it. */
  readonly recall = (address: string): ReadyAnswer | undefined => {
    const kept = this.#addresses.get(address)
    if (!kept || kept.version !== kept.place.version) return undefined
    const now = this.#clock.now()
    return now.getTime() < kept.validUntilMs ? this.#complete(kept, now) : undefined
  }

  #fragmentOf(practice: PracticeSlots, query: SlotQuery, now: Date): Fragment {
    const key = `${keyOf(practice.facts)} ${query.fromOn} ${query.days} ${query.mode} ${query.show}`
    const known = this.#fragments.get(key)
    if (known && known.version === practice.version && now.getTime() < known.validUntilMs) return known
    const made = makeFragment(practice, query, now)
    this.#fragments.set(key, made)
    return made
  }

  #complete({ rest, etag, pulledAtMs }: Kept, now: Date): ReadyAnswer {
    const ageSeconds = Number.isFinite(pulledAtMs) ? Math.max(0, Math.round((now.getTime() - pulledAtMs) / 1_000)) : 0
    return { text: `{"asOf":"${this.#asOf}","viewAgeSeconds":${ageSeconds},${rest}`, etag }
  }

  /** The next free slots of the same doctor at the same hospital, the nearest in time first. */
  nearest(
    slot: Pick<SlotRow, 'facility_id' | 'doctor_id' | 'held_on'> & { readonly starts_minute: number },
  ): SlotView[] {
    const practice = this.#practices.get(keyOf(slot))
    if (!practice) return []
    const now = this.#clock.now()
    const found: (SlotView & { readonly distance: number })[] = []
    for (let away = -NEAREST_DAYS; away <= NEAREST_DAYS; away++) {
      const date = addDays(slot.held_on, away)
      for (const { slot: other, free } of freeSlots(practice, date, now)) {
        const distance = Math.abs(away * DAY_MINUTES + other.starts_minute - slot.starts_minute)
        if (free > 0 && distance > 0) found.push({ ...toSlotView(other, date, free), distance })
      }
    }
    return found
      .sort((left, right) => left.distance - right.distance || (left.slotId < right.slotId ? -1 : 1))
      .slice(0, NEAREST)
      .map(({ distance: _distance, ...view }) => view)
  }

  practiceOf(one: Pick<Practice, 'facility_id' | 'doctor_id'>): Practice | undefined {
    return this.#practices.get(keyOf(one))?.facts
  }

  putPractice(facts: Practice): void {
    const known = this.#practices.get(keyOf(facts))
    if (known && isOlder(facts, known.facts)) return
    const practice = known ?? { facts, days: new Map(), version: 0, places: this.#placesOf(facts) }
    practice.facts = facts
    if (!known) {
      this.#practices.set(keyOf(facts), practice)
      for (const { practices } of practice.places) {
        const at = practices.findIndex((other) => keyOf(other.facts) > keyOf(facts))
        practices.splice(at < 0 ? practices.length : at, 0, practice)
      }
    }
    this.#touch(practice)
  }

  /** Takes the state of a slot, unless the known state is as new or newer. */
  putSlot(slot: SlotRow): void {
    const practice = this.#practices.get(keyOf(slot))
    // A slot has the foreign key of its practice, and practices are read first.
    if (!practice) return
    const day = practice.days.get(slot.held_on) ?? new PackedDay()
    practice.days.set(slot.held_on, day)
    if (day.put(slot.state)) this.#touch(practice)
  }

  /** Notes that all changes up to this instant are included. */
  markSynced(at: Date): void {
    const instant = at.toISOString()
    if (instant > this.#asOf) this.#asOf = instant
  }

  /** Drops the slots of days before this one. */
  forgetBefore(day: string): void {
    for (const practice of this.#practices.values()) {
      for (const date of practice.days.keys()) if (date < day) practice.days.delete(date)
    }
  }

  get slotCount(): number {
    let count = 0
    for (const { days } of this.#practices.values()) for (const { size } of days.values()) count += size
    return count
  }

  /** How old the oldest hours are that patients can book; 0 when there are none. */
  get oldestViewSeconds(): number {
    let oldestMs = this.#clock.now().getTime()
    for (const { facts } of this.#practices.values()) {
      if (facts.is_bookable && facts.is_open) oldestMs = Math.min(oldestMs, facts.pulled_at.getTime())
    }
    return Math.round((this.#clock.now().getTime() - oldestMs) / 1_000)
  }

  #touch(practice: Listed): void {
    practice.version++
    for (const place of practice.places) place.version++
  }

  #placesOf({ doctor_id: doctorId, facility_id: facilityId, cell }: Practice): Place[] {
    return [`doctor:${doctorId}`, `facility:${facilityId}`, `cell:${cell}`].map((key) => {
      let place = this.#places.get(key)
      if (!place) {
        place = { practices: [], version: 1 }
        this.#places.set(key, place)
      }
      return place
    })
  }
}

const NEAREST = 3
const NEAREST_DAYS = 14
const DAY_MINUTES = 1_440

/** The narrowest place that holds all practices of the query. */
function placeOf({ doctorId, facilityId, cell }: SlotQuery): string {
  if (doctorId !== undefined) return `doctor:${doctorId}`
  return facilityId !== undefined ? `facility:${facilityId}` : `cell:${cell}`
}

const isOlder = (facts: Practice, known: Practice): boolean =>
  facts.pulled_at < known.pulled_at || facts.facility_version < known.facility_version
