// Prepares the bookings of a day for a page: states, counts, search and groups.
import type { Answer } from '../../../api/client.ts'
import { toPlain } from '../../../entered.ts'

export type Booking = Answer<'GET /v1/vaccination/bookings'>['items'][number]

export const STATES = ['expected', 'arrived', 'vaccinated', 'absent', 'cancelled'] as const
export type State = (typeof STATES)[number]

export function stateOf({ status, arrivedAt }: Pick<Booking, 'status' | 'arrivedAt'>): State {
  if (status === 'BOOKED') return arrivedAt === undefined ? 'expected' : 'arrived'
  if (status === 'COMPLETED') return 'vaccinated'
  return status === 'ABSENT' ? 'absent' : 'cancelled'
}

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

export interface Group {
  readonly key: string
  readonly window: string
  readonly course: string
  readonly vaccine: string
  readonly dose: number
  readonly bookings: readonly Booking[]
}

/** Groups by window and session, in the order in which people come. Within a group by token. */
export function toGroups(bookings: readonly Booking[]): Group[] {
  const groups = new Map<string, Group & { bookings: Booking[] }>()
  for (const booking of bookings) {
    const { window, course, vaccine, dose, sessionId } = booking
    const key = `${window} ${vaccine} ${dose} ${sessionId}`
    const group = groups.get(key) ?? { key, window, course, vaccine, dose, bookings: [] }
    group.bookings.push(booking)
    groups.set(key, group)
  }
  return [...groups.values()].sort((left, right) => (left.key < right.key ? -1 : 1))
}
