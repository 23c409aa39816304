// Makes the answers of availability: a JSON fragment for each centre, and the answer for a place joined from them.

import { hash } from 'node:crypto'
import { addDays, dayInIndia, timeInIndia } from '../../../platform/clock.ts'
import { cursor } from '../../../platform/paging.ts'
import { FacilityId } from '../../facilities/contract.ts'
import type { SessionId } from '../contract.ts'
import { windowsAhead } from '../rules.ts'
import type { SessionState } from '../sessions/store.ts'
import type { CentreFacts } from './store.ts'

export interface AvailabilityQuery {
  /** Exactly one place: `pin:110001`, `cell:701` or `facility:<id>`. */
  readonly place: string
  readonly date: string
  readonly days: number
  readonly course: string | undefined
  readonly vaccine: string | undefined
  readonly dose: number | undefined
  readonly limit: number
  /** Centres after this facility id. */
  readonly after: string | undefined
}

/** The part of an answer that stays the same until something changes. Only `asOf` is added each time. */
export interface AnswerParts {
  /** The JSON after the value of `asOf`, with one character for each byte of its UTF-8 form (latin1). */
  readonly rest: string
  /** A weak ETag: answers that differ only in `asOf` have the same one. */
  readonly etag: string
  readonly validUntil: string
}

export const withAsOf = (asOf: string, rest: string): string => `{"asOf":"${asOf}${rest}`

interface Fragment {
  readonly json: string
  readonly digest: string
  readonly validUntil: string
}

/** A centre with its sessions, and the fragments made from them. A change clears the fragments. */
export interface Centre {
  facts: CentreFacts
  readonly sessions: Map<SessionId, SessionState>
  readonly fragments: Map<string, Fragment>
}

const FRAGMENTS_MAX = 8

/** The part of a query that decides which sessions are shown, as one text. */
export function filterOf({ date, days, course, vaccine, dose }: AvailabilityQuery): string {
  return [date, days, course, vaccine, dose].join('|')
}

/** Makes the answer for centres in the order of their ids. It is valid until `validUntil` or a change. */
export function makeAnswer(all: readonly Centre[], query: AvailabilityQuery, now: Date): AnswerParts {
  const from =
    query.after === undefined ? 0 : all.findIndex((centre) => centre.facts.facility_id > (query.after as string))
  const parts: string[] = []
  const digests: string[] = []
  let validUntil = '9999'
  let nextCursor = ''
  for (const centre of from < 0 ? [] : all.slice(from)) {
    const fragment = fragmentOf(centre, query, now)
    if (fragment.validUntil < validUntil) validUntil = fragment.validUntil
    if (fragment.json === '') continue
    if (parts.length === query.limit) {
      nextCursor = position.write({ id: lastIdOf(parts) })
      break
    }
    parts.push(fragment.json)
    digests.push(fragment.digest)
  }
  const more = nextCursor === '' ? '' : `,"nextCursor":"${nextCursor}"`
  return {
    rest: Buffer.from(`","centres":[${parts.join(',')}]${more}}`).toString('latin1'),
    etag: `W/"${hash('sha1', digests.join() + more, 'base64url')}"`,
    validUntil,
  }
}

/** Where the next page of centres begins. */
export const position = cursor({ id: FacilityId })

// A fragment begins with {"facilityId":"<id>".
const lastIdOf = (parts: readonly string[]) => (parts.at(-1) as string).slice(15, 51) as FacilityId

function fragmentOf(centre: Centre, query: AvailabilityQuery, now: Date): Fragment {
  const filter = filterOf(query)
  const known = centre.fragments.get(filter)
  if (known && now.toISOString() < known.validUntil) return known
  const lastDay = addDays(query.date, query.days - 1)
  const views = [...centre.sessions.values()]
    .filter((session) => session.held_on >= query.date && session.held_on <= lastDay && session.status === 'open')
    .filter((session) => query.course === undefined || session.course === query.course)
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

function toSessionView(session: SessionState, now: Date) {
  return {
    sessionId: session.id,
    date: session.held_on,
    course: session.course,
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

/** When the shown windows of a centre change next: at the end of the next window today, or at midnight. */
export function nextWindowEnd(centre: Centre, now: Date): string {
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
