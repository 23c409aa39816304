// Prepares the appointments of a day for a page: states, counts, and the search.
import type { Answer } from '../../api/client.ts'
import { toPlain } from '../../entered.ts'

export type Appointment = Answer<'GET /v1/appointments'>['items'][number]

export const STATES = ['expected', 'arrived', 'inRoom', 'seen', 'absent', 'displaced', 'cancelled'] as const
export type State = (typeof STATES)[number]

const STATE_OF: Readonly<Record<Appointment['status'], State>> = {
  HELD: 'expected',
  BOOKED: 'expected',
  ARRIVED: 'arrived',
  IN_CONSULTATION: 'inRoom',
  FULFILLED: 'seen',
  NO_SHOW: 'absent',
  LEFT: 'absent',
  DISPLACED: 'displaced',
  CANCELLED: 'cancelled',
  MOVED: 'cancelled',
  EXPIRED: 'cancelled',
  VOID: 'cancelled',
}

export const stateOf = ({ status }: Pick<Appointment, 'status'>): State => STATE_OF[status]

export function countStates(appointments: readonly Appointment[]): Record<State, number> {
  const counts = { expected: 0, arrived: 0, inRoom: 0, seen: 0, absent: 0, displaced: 0, cancelled: 0 }
  for (const one of appointments) counts[stateOf(one)]++
  return counts
}

/** Whether a search finds an appointment: by part of the name of patient or doctor, or by the reference. */
export function isMeant({ patient, doctorName, reference }: Appointment, text: string): boolean {
  const wanted = plain(text)
  return wanted === '' || [patient?.name ?? '', doctorName, reference].some((one) => plain(one).includes(wanted))
}

const plain = (text: string): string =>
  toPlain(text)
    .toLowerCase()
    .replace(/[\s-]+/g, '')

const MINUTE_MS = 60_000
/** From this many minutes on, somebody waits too long. */
export const LONG_WAIT_MINUTES = 30

/** Whole minutes since the arrival. */
export const minutesWaiting = ({ arrivedAt }: Pick<Appointment, 'arrivedAt'>, nowMs: number): number =>
  arrivedAt === undefined ? 0 : Math.max(Math.floor((nowMs - Date.parse(arrivedAt)) / MINUTE_MS), 0)

type Timed = Pick<Appointment, 'date' | 'start' | 'minutes'>

export const startOf = ({ date, start }: Pick<Timed, 'date' | 'start'>): string => `${date}T${start}:00+05:30`

/** An absence is recorded from half an hour after the end of the slot. */
export const absentFromMs = (one: Timed): number => Date.parse(startOf(one)) + (one.minutes + 30) * MINUTE_MS
