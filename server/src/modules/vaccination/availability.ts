// Availability: one projection of centres and their sessions in memory, from which PIN, district and facility answers
// are made. They never disagree, because all three are joined from the same fragment of each centre.
import { hash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import { addDays, type Clock, dayInIndia, timeInIndia } from '../../platform/clock.ts'
import type { SessionId } from './contract.ts'
import type { SeatBoard } from './engine.ts'
import { windowsAhead } from './rules.ts'
import type { CentreFacts } from './store/centres.ts'
import type { SessionState } from './store/sessions.ts'

export interface AvailabilityQuery {
  /** Exactly one place: `pin:110001`, `cell:701` or `facility:<id>`. */
  readonly place: string
  readonly date: string
  readonly days: number
  readonly vaccine: string | undefined
  readonly dose: number | undefined
  readonly limit: number
  /** Centres after this facility id. */
  readonly after: string | undefined
}

export interface Answer {
  /** JSON that begins with {"asOf":"<instant>", and is brought up to date in place. */
  readonly bytes: Buffer
  /** Weak: two answers that differ only in asOf are the same. */
  readonly etag: string
}

interface Kept extends Answer {
  readonly version: number
  readonly validUntil: string
  asOf: string
}

interface Place {
  /** Centres by facility id, in that order: pages continue after an id. */
  centres: Centre[]
  version: number
}

interface Fragment {
  readonly json: string
  readonly digest: string
  readonly validUntil: string
}

interface Centre {
  facts: CentreFacts
  readonly sessions: Map<SessionId, SessionState>
  readonly fragments: Map<string, Fragment>
}

const ANSWERS_MAX = 200_000
const FRAGMENTS_MAX = 8
const AS_OF_AT = '{"asOf":"'.length

export interface Availability extends SeatBoard {
  answer(query: AvailabilityQuery): Answer
  /** Takes a session's state unless what is known is newer. */
  putSession(session: SessionState): void
  putCentre(centre: CentreFacts): void
  centreOf(facilityId: string): CentreFacts | undefined
  sessionOf(sessionId: SessionId): SessionState | undefined
  /** All changes up to this instant are in. */
  markSynced(at: Date): void
  /** Drops what lies before a day. */
  forgetBefore(day: string): void
  readonly sessionCount: number
}

export function createAvailability(clock: Clock): Availability {
  const places = new Map<string, Place>()
  const centres = new Map<string, Centre>()
  const sessions = new Map<SessionId, SessionState>()
  const answers = new LRUCache<string, Kept>({ max: ANSWERS_MAX })
  let asOf = clock.now().toISOString()

  const touch = (centre: Centre): void => {
    centre.fragments.clear()
    for (const key of placesOf(centre.facts)) {
      const place = places.get(key)
      if (place) place.version++
    }
  }

  const putSession = (session: SessionState): void => {
    const known = sessions.get(session.id)
    if (known && known.revision >= session.revision) return
    const centre = centres.get(session.facility_id)
    if (!centre) return
    sessions.set(session.id, session)
    centre.sessions.set(session.id, session)
    touch(centre)
  }

  const answer = (query: AvailabilityQuery): Answer => {
    const place = places.get(query.place)
    const filter = `${query.date} ${query.days} ${query.vaccine ?? ''} ${query.dose ?? ''}`
    const key = `${query.place} ${filter} ${query.limit} ${query.after ?? ''}`
    const version = place?.version ?? -1
    const kept = answers.get(key)
    if (kept && kept.version === version && asOf < kept.validUntil) {
      // Both instants have 24 characters. Bytes that a socket still holds get the newer one, which is as true.
      if (kept.asOf !== asOf) {
        kept.bytes.write(asOf, AS_OF_AT, 'latin1')
        kept.asOf = asOf
      }
      return kept
    }
    const made = makeAnswer(place, query, filter, asOf, clock.now())
    answers.set(key, { ...made, version, asOf })
    return made
  }

  return {
    answer,
    putSession,
    putCentre(facts) {
      const before = centres.get(facts.facility_id)
      const centre = before ?? { facts, sessions: new Map(), fragments: new Map() }
      if (before) removeFromPlaces(places, before)
      centre.facts = facts
      centres.set(facts.facility_id, centre)
      addToPlaces(places, centre)
      touch(centre)
    },
    centreOf: (facilityId) => centres.get(facilityId)?.facts,
    sessionOf: (sessionId) => sessions.get(sessionId),
    isFull(sessionId) {
      const session = sessions.get(sessionId)
      return session !== undefined && session.booked >= session.capacity
    },
    onSeats(locked, booked, revision) {
      putSession({ ...locked, booked, revision })
    },
    markSynced(at) {
      const instant = at.toISOString()
      if (instant > asOf) asOf = instant
    },
    forgetBefore(day) {
      for (const session of sessions.values()) {
        if (session.held_on >= day) continue
        sessions.delete(session.id)
        const centre = centres.get(session.facility_id)
        centre?.sessions.delete(session.id)
        if (centre) touch(centre)
      }
    },
    get sessionCount() {
      return sessions.size
    },
  }
}

const placesOf = (centre: CentreFacts): string[] => [
  `pin:${centre.pin}`,
  `cell:${centre.cell}`,
  `facility:${centre.facility_id}`,
]

function addToPlaces(places: Map<string, Place>, centre: Centre): void {
  for (const key of placesOf(centre.facts)) {
    const place = places.get(key) ?? { centres: [], version: 0 }
    const at = place.centres.findIndex((other) => other.facts.facility_id > centre.facts.facility_id)
    place.centres.splice(at < 0 ? place.centres.length : at, 0, centre)
    place.version++
    places.set(key, place)
  }
}

function removeFromPlaces(places: Map<string, Place>, centre: Centre): void {
  for (const key of placesOf(centre.facts)) {
    const place = places.get(key)
    if (!place) continue
    place.centres = place.centres.filter((other) => other !== centre)
    place.version++
  }
}

function makeAnswer(
  place: Place | undefined,
  query: AvailabilityQuery,
  filter: string,
  asOf: string,
  now: Date,
): Answer & { validUntil: string } {
  const all = place?.centres ?? []
  const from =
    query.after === undefined ? 0 : all.findIndex((centre) => centre.facts.facility_id > (query.after as string))
  const parts: string[] = []
  const digests: string[] = []
  let validUntil = '9999'
  let nextCursor = ''
  for (const centre of from < 0 ? [] : all.slice(from)) {
    const fragment = fragmentOf(centre, query, filter, now)
    if (fragment.validUntil < validUntil) validUntil = fragment.validUntil
    if (fragment.json === '') continue
    if (parts.length === query.limit) {
      nextCursor = lastIdOf(parts)
      break
    }
    parts.push(fragment.json)
    digests.push(fragment.digest)
  }
  const more = nextCursor === '' ? '' : `,"nextCursor":"${nextCursor}"`
  return {
    bytes: Buffer.from(`{"asOf":"${asOf}","centres":[${parts.join(',')}]${more}}`),
    etag: `W/"${hash('sha1', digests.join() + more, 'base64url')}"`,
    validUntil,
  }
}

// A fragment begins with {"facilityId":"<id>"; the id is the cursor.
function lastIdOf(parts: readonly string[]): string {
  const id = (parts.at(-1) as string).slice(15, 51)
  return Buffer.from(id).toString('base64url')
}

function fragmentOf(centre: Centre, query: AvailabilityQuery, filter: string, now: Date): Fragment {
  const known = centre.fragments.get(filter)
  if (known && now.toISOString() < known.validUntil) return known
  const lastDay = addDays(query.date, query.days - 1)
  const views = [...centre.sessions.values()]
    .filter((session) => session.held_on >= query.date && session.held_on <= lastDay && session.status === 'open')
    .filter((session) => query.vaccine === undefined || session.vaccine === query.vaccine)
    .filter((session) => query.dose === undefined || session.dose === query.dose)
    .sort(compareSessions)
    .map((session) => toSessionView(session, now))
    .filter((view) => view.windows.length > 0)
  const json = views.length === 0 ? '' : JSON.stringify({ ...toCentreView(centre.facts), sessions: views })
  const fragment = { json, digest: hash('sha1', json, 'base64url'), validUntil: nextWindowEnd(centre, now) }
  if (centre.fragments.size >= FRAGMENTS_MAX) centre.fragments.clear()
  centre.fragments.set(filter, fragment)
  return fragment
}

function compareSessions(left: SessionState, right: SessionState): number {
  if (left.held_on !== right.held_on) return left.held_on < right.held_on ? -1 : 1
  if (left.dose !== right.dose) return left.dose - right.dose
  return left.id < right.id ? -1 : 1
}

function toCentreView(centre: CentreFacts) {
  const { facility_id: facilityId, name, address, pin, district, state } = centre
  return { facilityId, name, address, pin, district, state }
}

export function toSessionView(session: SessionState, now: Date) {
  return {
    sessionId: session.id,
    date: session.held_on,
    vaccine: session.vaccine,
    dose: session.dose,
    minAge: session.age_min,
    ...(session.age_max !== null && { maxAge: session.age_max }),
    fee: session.fee_paise,
    ...(session.opens_at !== null && { opensAt: session.opens_at.toISOString() }),
    windows: windowsAhead(session, now),
    capacity: session.capacity,
    available: session.capacity - session.booked,
  }
}

/** Until when the shown windows of a centre stay the same: the end of the next one today, or midnight. */
function nextWindowEnd(centre: Centre, now: Date): string {
  const today = dayInIndia(now)
  const time = timeInIndia(now)
  let end = '24:00'
  for (const session of centre.sessions.values()) {
    if (session.held_on !== today) continue
    for (const window of session.windows) {
      const ends = window.slice(6)
      if (ends > time && ends < end) end = ends
    }
  }
  const [hours, minutes] = end.split(':') as [string, string]
  const midnight = Date.parse(`${today}T00:00:00+05:30`)
  return new Date(midnight + (Number(hours) * 60 + Number(minutes)) * 60_000).toISOString()
}
