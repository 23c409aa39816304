// Availability: all centres and their sessions in memory. The answers for a PIN, a district and a facility come from
// them. These answers never disagree, because all three use the same fragment of each centre.
import { LRUCache } from 'lru-cache'
import type { Clock } from '../../../platform/clock.ts'
import type { ReadyAnswer } from '../../../platform/http/ready-answers.ts'
import type { SessionId } from '../contract.ts'
import type { SessionState } from '../sessions/store.ts'
import { type AnswerParts, type AvailabilityQuery, type Centre, filterOf, makeAnswer, withAsOf } from './answer.ts'
import type { CentreFacts } from './store.ts'

export interface Place {
  /** In the order of their ids, because the next page continues after an id. */
  centres: Centre[]
  /** Grows with each change. An answer made for an older version is not used again. */
  version: number
}

interface Kept extends AnswerParts {
  readonly place: Place
  readonly version: number
}

const ANSWERS_MAX = 200_000
const ADDRESSES_MAX = 100_000
const NOWHERE: Place = { centres: [], version: 0 }

export class Availability {
  readonly #clock: Clock
  readonly #places = new Map<string, Place>()
  readonly #centres = new Map<string, Centre>()
  readonly #sessions = new Map<SessionId, SessionState>()
  readonly #answers = new LRUCache<string, Kept>({ max: ANSWERS_MAX })
  readonly #addresses = new LRUCache<string, Kept>({ max: ADDRESSES_MAX })
  #asOf: string

  constructor(clock: Clock) {
    this.#clock = clock
    this.#asOf = clock.now().toISOString()
  }

  /** The answer to a request with this address. Also keeps it, so that the next request can `recall` it. */
  answer(address: string, query: AvailabilityQuery): ReadyAnswer {
    const kept = this.#keep(query)
    // An unknown place has no version that could grow. So we do not keep its answer by address.
    if (kept.place !== NOWHERE) this.#addresses.set(address, kept)
    return this.#complete(kept)
  }

  /** The last answer for this address; undefined when something has changed or a window has ended since. */
  readonly recall = (address: string): ReadyAnswer | undefined => {
    const kept = this.#addresses.get(address)
    return kept && this.#holds(kept) ? this.#complete(kept) : undefined
  }

  #keep(query: AvailabilityQuery): Kept {
    const place = this.#places.get(query.place) ?? NOWHERE
    const key = `${query.place} ${filterOf(query)} ${query.limit} ${query.after ?? ''}`
    const kept = this.#answers.get(key)
    if (kept && kept.place === place && this.#holds(kept)) return kept
    const { rest, etag, validUntil } = makeAnswer(place.centres, query, this.#clock.now())
    const made = { rest, etag, validUntil, place, version: place.version }
    this.#answers.set(key, made)
    return made
  }

  #holds({ place, version, validUntil }: Kept): boolean {
    return version === place.version && this.#asOf < validUntil
  }

  #complete({ rest, etag }: Kept): ReadyAnswer {
    return { text: withAsOf(this.#asOf, rest), etag }
  }

  /** Takes the state of a session, unless the known state is as new or newer. */
  putSession(session: SessionState): void {
    const known = this.#sessions.get(session.id)
    const centre = this.#centres.get(session.facility_id)
    // We cannot show a session without its centre. The feed reads the session again until the centre is known.
    if (!centre || (known && known.revision >= session.revision)) return
    this.#sessions.set(session.id, session)
    centre.sessions.set(session.id, session)
    this.#touch(centre)
  }

  putCentre(facts: CentreFacts): void {
    const before = this.#centres.get(facts.facility_id)
    if (before && before.facts.version > facts.version) return
    const centre = before ?? { facts, sessions: new Map(), fragments: new Map() }
    if (before) for (const place of this.#placesOf(before)) place.centres.splice(place.centres.indexOf(before), 1)
    if (before) this.#touch(before)
    centre.facts = facts
    this.#centres.set(facts.facility_id, centre)
    for (const { centres } of this.#placesOf(centre)) {
      const at = centres.findIndex((other) => other.facts.facility_id > facts.facility_id)
      centres.splice(at < 0 ? centres.length : at, 0, centre)
    }
    this.#touch(centre)
  }

  centreOf(facilityId: string): CentreFacts | undefined {
    return this.#centres.get(facilityId)?.facts
  }

  sessionOf(sessionId: SessionId): SessionState | undefined {
    return this.#sessions.get(sessionId)
  }

  isFull(sessionId: SessionId): boolean {
    const session = this.#sessions.get(sessionId)
    return session !== undefined && session.booked >= session.capacity
  }

  /** Notes that all changes up to this instant are included. */
  markSynced(at: Date): void {
    const instant = at.toISOString()
    if (instant > this.#asOf) this.#asOf = instant
  }

  /** Drops the sessions of days before this one. */
  forgetBefore(day: string): void {
    for (const session of this.#sessions.values()) {
      if (session.held_on >= day) continue
      this.#sessions.delete(session.id)
      const centre = this.#centres.get(session.facility_id)
      centre?.sessions.delete(session.id)
      if (centre) this.#touch(centre)
    }
  }

  /** The instant up to which all changes are included. */
  get asOf(): string {
    return this.#asOf
  }

  /** The districts that have centres. */
  *districts(): Iterable<Place> {
    for (const [key, place] of this.#places) if (key.startsWith('cell:') && place.centres.length > 0) yield place
  }

  get sessionCount(): number {
    return this.#sessions.size
  }

  #touch(centre: Centre): void {
    centre.fragments.clear()
    for (const place of this.#placesOf(centre)) place.version++
  }

  #placesOf({ facts }: Centre): Place[] {
    return [`pin:${facts.pin}`, `cell:${facts.cell}`, `facility:${facts.facility_id}`].map((key) => {
      let place = this.#places.get(key)
      if (!place) {
        place = { centres: [], version: 1 }
        this.#places.set(key, place)
      }
      return place
    })
  }
}
