// Prepares an availability answer for a page: the sessions that fit the filters, and the free doses of each day.
import { day, oneOf, reader } from '../../../address.ts'
import type { Answer } from '../../../api/client.ts'
import { getFacilities } from '../../../api/limits/get-facilities.ts'
import { getPinsByPin } from '../../../api/limits/get-pins-by-pin.ts'
import { getVaccinationAvailability } from '../../../api/limits/get-vaccination-availability.ts'
import { addDays } from '../../../i18n/format.ts'

export type Centre = Answer<'GET /v1/vaccination/availability'>['centres'][number]
export type Session = Centre['sessions'][number]

/** A centre in the list. It has a distance if the search has a point to measure from. */
export interface FoundCentre extends Centre {
  readonly distanceKm?: number
}

export const WEEK_DAYS = 7

/** Filters that only this page applies. The API does not know them. */
export const WISHES = {
  age: { type: 'integer', minimum: 0, maximum: 999 },
  fee: { type: 'string', enum: ['free', 'paid'] },
} as const

/** Other orders of the list than the usual one. */
export const SORTS = ['left', 'name'] as const

export const readers = {
  pin: reader(getPinsByPin.pin),
  district: reader(getVaccinationAvailability.district),
  near: reader(getFacilities.near),
  radiusKm: reader(getFacilities.radiusKm),
  vaccine: reader(getVaccinationAvailability.vaccine),
  dose: reader(getVaccinationAvailability.dose),
  age: reader(WISHES.age),
  fee: oneOf(...WISHES.fee.enum),
  /** The first day of the week that the page shows. */
  from: day,
  /** The day whose sessions the page lists. */
  date: day,
  sort: oneOf(...SORTS),
  cursor: reader(getVaccinationAvailability.cursor),
}

/** Another filter makes another list: begin at its first page, and at the first day with a free dose. */
export const BEGIN = { date: undefined, cursor: undefined }
export const NO_WISHES = { vaccine: undefined, dose: undefined, age: undefined, fee: undefined }

/** The question that is open below the pills. */
export type Open = 'place' | 'who' | 'what' | 'more'

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

/** The centres with only the sessions that fit the wishes. Leaves out centres without any. */
export function choose(centres: readonly FoundCentre[], wishes: Wishes): FoundCentre[] {
  return centres
    .map((centre) => ({ ...centre, sessions: centre.sessions.filter((session) => meets(session, wishes)) }))
    .filter(({ sessions }) => sessions.length > 0)
}

/** The free doses on each day of a week. Undefined on days without sessions. */
export function freeByDay(sessions: readonly Session[], from: string): { day: string; free: number | undefined }[] {
  const sums = new Map<string, number>()
  for (const { date, available } of sessions) sums.set(date, (sums.get(date) ?? 0) + available)
  return Array.from({ length: WEEK_DAYS }, (_, nth) => {
    const each = addDays(from, nth)
    return { day: each, free: sums.get(each) }
  })
}

/** Whether somebody can book this session now. */
export const isBookable = ({ available, opensAt }: Pick<Session, 'available' | 'opensAt'>): boolean =>
  available > 0 && (opensAt === undefined || Date.parse(opensAt) <= Date.now())

export const hasTimes = ({ sessions }: Pick<Centre, 'sessions'>): boolean => sessions.some(isBookable)

/** The centres with only their sessions of one day. Leaves out centres without any. */
export function sessionsOn(centres: readonly FoundCentre[], date: string): FoundCentre[] {
  return centres
    .map((centre) => ({ ...centre, sessions: centre.sessions.filter((session) => session.date === date) }))
    .filter(({ sessions }) => sessions.length > 0)
}

/**
 * Centres of one day, in the order that the person chose. The usual order: the nearest first if distances are known;
 * otherwise centres with free doses first, then by name.
 */
export function inOrder(centres: readonly FoundCentre[], sort?: (typeof SORTS)[number]): FoundCentre[] {
  const isFull = (centre: FoundCentre): number => (hasTimes(centre) ? 0 : 1)
  const left = ({ sessions }: FoundCentre): number => sessions.reduce((sum, { available }) => sum + available, 0)
  const byName = (a: FoundCentre, b: FoundCentre): number => a.name.localeCompare(b.name)
  return centres.toSorted((a, b) => {
    if (sort === 'name') return byName(a, b)
    if (sort === 'left') return left(b) - left(a) || byName(a, b)
    if (a.distanceKm !== undefined && b.distanceKm !== undefined) return a.distanceKm - b.distanceKm
    return isFull(a) - isFull(b) || byName(a, b)
  })
}
