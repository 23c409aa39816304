// Prepares the bookings of a day for a page: states, counts, search, and the order in which staff need them.
import type { Answer } from '../../../api/client.ts'
import { toPlain } from '../../../entered.ts'

export type Booking = Answer<'GET /v1/vaccination/bookings'>['items'][number]

export const STATES = ['expected', 'arrived', 'vaccinated', 'absent', 'cancelled'] as const
export type State = (typeof STATES)[number]
/** What a row shows: a person who has had the dose is observed for a while first. */
export type Shown = State | 'observing'

const MINUTE_MS = 60_000
/** From this many minutes on, somebody waits too long. */
export const LONG_WAIT_MINUTES = 20

export function stateOf({ status, arrivedAt }: Pick<Booking, 'status' | 'arrivedAt'>): State {
  if (status === 'BOOKED') return arrivedAt === undefined ? 'expected' : 'arrived'
  if (status === 'COMPLETED') return 'vaccinated'
  return status === 'ABSENT' ? 'absent' : 'cancelled'
}

export function shownOf(booking: Pick<Booking, 'status' | 'arrivedAt' | 'observedUntil'>, nowMs: number): Shown {
  const state = stateOf(booking)
  return state === 'vaccinated' && minutesLeft(booking, nowMs) > 0 ? 'observing' : state
}

/** Whole minutes under observation that are left, 0 when it is over. */
export const minutesLeft = ({ observedUntil }: Pick<Booking, 'observedUntil'>, nowMs: number): number =>
  observedUntil === undefined ? 0 : Math.max(Math.ceil((Date.parse(observedUntil) - nowMs) / MINUTE_MS), 0)

/** Whole minutes since the arrival. */
export const minutesWaiting = ({ arrivedAt }: Pick<Booking, 'arrivedAt'>, nowMs: number): number =>
  arrivedAt === undefined ? 0 : Math.max(Math.floor((nowMs - Date.parse(arrivedAt)) / MINUTE_MS), 0)

export function countStates(bookings: readonly Booking[]): Record<State, number> {
  const counts = { expected: 0, arrived: 0, vaccinated: 0, absent: 0, cancelled: 0 }
  for (const booking of bookings) counts[stateOf(booking)]++
  return counts
}

/** Whether a search finds a booking: by part of the name, the reference in any spelling, or the token. */
export function isMeant(booking: Booking, text: string): boolean {
  const wanted = plain(text)
  if (wanted === '') return true
  if (/^\d{1,4}$/.test(wanted)) return String(booking.token) === wanted
  const name = plain(booking.patient?.name ?? '')
  return name.includes(wanted) || plain(booking.reference).includes(wanted)
}

const plain = (text: string): string =>
  toPlain(text)
    .toLowerCase()
    .replace(/[\s-]+/g, '')

const RANKS: Record<Shown, number> = { arrived: 0, observing: 1, expected: 2, vaccinated: 3, absent: 4, cancelled: 5 }

/** Within a state: who came first, who may leave first, who is expected first, who had the dose last. */
function keyOf(booking: Booking, shown: Shown): string {
  const token = String(booking.token).padStart(9, '0')
  if (shown === 'arrived') return `${booking.arrivedAt} ${token}`
  if (shown === 'observing') return `${booking.observedUntil} ${token}`
  return `${booking.window} ${token}`
}

/** First who waits, then who is observed, then as the day goes. What is over comes last, the latest dose first. */
export function inOrder(bookings: readonly Booking[], nowMs: number): Booking[] {
  const keyed = bookings.map((booking) => {
    const shown = shownOf(booking, nowMs)
    return { booking, rank: RANKS[shown], key: keyOf(booking, shown), givenAt: booking.givenAt ?? '' }
  })
  keyed.sort((one, other) => {
    if (one.rank !== other.rank) return one.rank - other.rank
    if (one.rank === RANKS.vaccinated && one.givenAt !== other.givenAt) return one.givenAt < other.givenAt ? 1 : -1
    return one.key < other.key ? -1 : 1
  })
  return keyed.map(({ booking }) => booking)
}

/** The beginning of a window such as 09:00-11:00. */
export const beginOf = (window: string): string => window.slice(0, 5)

/** When the next expected people come: the first window that has not begun, or else the first of all. */
export function nextExpected(bookings: readonly Booking[], clock: string): string | undefined {
  const begins = bookings.filter((booking) => stateOf(booking) === 'expected').map(({ window }) => beginOf(window))
  begins.sort()
  return begins.find((begin) => begin >= clock) ?? begins[0]
}
