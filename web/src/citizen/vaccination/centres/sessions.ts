// What of an availability answer is shown: which sessions meet the filters, and how much is free on each day.
import { day, integer, matching, oneOf, pin, words } from '../../../address.ts'
import type { Answer } from '../../../api/client.ts'
import { addDays } from '../../../i18n/format.ts'

export type Centre = Answer<'GET /v1/vaccination/availability'>['centres'][number]
export type Session = Centre['sessions'][number]

/** A centre in the list: with its distance where the search has a middle. */
export interface FoundCentre extends Centre {
  readonly distanceKm?: number
}

export const WEEK_DAYS = 7

export const readers = {
  pin,
  district: integer(1, 65_535),
  near: matching(/^-?\d{1,2}(\.\d{1,4})?,-?\d{1,3}(\.\d{1,4})?$/),
  radiusKm: integer(1, 200),
  vaccine: words,
  dose: integer(1, 6),
  age: integer(0, 130),
  fee: oneOf('free', 'paid'),
  /** The first day of the week that is shown. */
  from: day,
  /** The day whose sessions are listed. */
  date: day,
  cursor: matching(/^[\w-]{1,300}$/),
}

export interface Wishes {
  readonly vaccine?: string | undefined
  readonly dose?: number | undefined
  readonly age?: number | undefined
  readonly fee?: 'free' | 'paid' | undefined
}

export function meets(session: Session, { vaccine, dose, age, fee }: Wishes): boolean {
  if (vaccine !== undefined && session.vaccine !== vaccine) return false
  if (dose !== undefined && session.dose !== dose) return false
  if (age !== undefined && (age < session.minAge || age > (session.maxAge ?? age))) return false
  return fee === undefined || (fee === 'free') === (session.fee === 0)
}

/** Centres with only the sessions that meet the wishes; those without any are left out. */
export function choose(centres: readonly FoundCentre[], wishes: Wishes): FoundCentre[] {
  return centres
    .map((centre) => ({ ...centre, sessions: centre.sessions.filter((session) => meets(session, wishes)) }))
    .filter(({ sessions }) => sessions.length > 0)
}

/** How much is free on each day of a week; undefined on days without sessions. */
export function freeByDay(sessions: readonly Session[], from: string): { day: string; free: number | undefined }[] {
  const sums = new Map<string, number>()
  for (const { date, available } of sessions) sums.set(date, (sums.get(date) ?? 0) + available)
  return Array.from({ length: WEEK_DAYS }, (_, nth) => {
    const each = addDays(from, nth)
    return { day: each, free: sums.get(each) }
  })
}

/** Nearest first where distances are known; otherwise those with something free that day, then by name. */
export function inOrder(centres: readonly FoundCentre[], date: string | undefined): FoundCentre[] {
  const isFull = ({ sessions }: Centre): number =>
    sessions.some((session) => session.date === date && session.available > 0) ? 0 : 1
  return centres.toSorted((a, b) => {
    if (a.distanceKm !== undefined && b.distanceKm !== undefined) return a.distanceKm - b.distanceKm
    return isFull(a) - isFull(b) || a.name.localeCompare(b.name)
  })
}
