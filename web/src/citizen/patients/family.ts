// The people of an account, with the bookings and doses of each.

import { noteAnswer, noteItem } from '../../api/cache.ts'
import type { Answer } from '../../api/client.ts'
import { useAnswer, useAnswers } from '../../api/queries.ts'

export type Member = Answer<'GET /v1/patients'>['items'][number]
export type Booking = Answer<'GET /v1/vaccination/bookings/{bookingId}'>
export type DoseGiven = Answer<'GET /v1/patients/{patientId}/doses'>['items'][number]
export type Vaccine = Answer<'GET /v1/vaccination/vaccines'>['items'][number]

/** What tells the doses of a person apart: a dose had elsewhere has no booking. */
export const keyOfDose = ({ course, dose }: Pick<DoseGiven, 'course' | 'dose'>): string => `${course} ${dose}`

export const FAMILY_MAX = 6
const VACCINES_FRESH_MS = 3_600_000

export interface Relative extends Member {
  /** The latest first. */
  readonly bookings: readonly Booking[]
  readonly doses: readonly DoseGiven[]
}

interface Asked<Data> {
  readonly data: Data | undefined
  /** Set only while there are no data. When asking again fails, the last answer stays on the page. */
  readonly error: unknown
  readonly retry: () => void
}

/** All people of the family, the account holder first. */
export function useMembers(): Asked<readonly Member[]> {
  const { data, error, refetch } = useAnswer('GET /v1/patients', {})
  const holderFirst = data?.items.toSorted((a, b) => Number(b.isAccountHolder) - Number(a.isAccountHolder))
  return { data: holderFirst, error: data ? null : error, retry: () => void refetch() }
}

/** All people of the family with their bookings and doses. */
export function useFamily(): Asked<readonly Relative[]> {
  const members = useMembers()
  const ids = (members.data ?? []).map(({ patientId }) => patientId)
  const bookings = useAnswers(
    'GET /v1/vaccination/bookings',
    ids.map((patient) => ({ query: { patient } })),
  )
  const doses = useAnswers(
    'GET /v1/patients/{patientId}/doses',
    ids.map((patientId) => ({ path: { patientId } })),
  )
  const all = [...bookings, ...doses]
  const error = members.error ?? all.find((answer) => answer.error)?.error
  const isComplete = members.data !== undefined && all.every(({ data }) => data)
  return {
    data: isComplete
      ? members.data?.map((member, nth) => ({
          ...member,
          bookings: bookings[nth]?.data?.items ?? [],
          doses: doses[nth]?.data?.items ?? [],
        }))
      : undefined,
    error: isComplete ? null : error,
    retry: () => void Promise.all([members.retry(), ...all.map(({ refetch }) => refetch())]),
  }
}

/**
 * Writes the answer to a change into the kept bookings, so that pages have it at once, also when asking again fails.
 */
export function noteBooking(booking: Booking): void {
  const { bookingId } = booking
  noteAnswer('GET /v1/vaccination/bookings/{bookingId}', { path: { bookingId } }, () => booking)
  noteItem('GET /v1/vaccination/bookings', booking, (each) => each.bookingId)
}

export function useVaccines(enabled = true): Asked<readonly Vaccine[]> {
  const options = { freshMs: VACCINES_FRESH_MS, enabled }
  const { data, error, refetch } = useAnswer('GET /v1/vaccination/vaccines', {}, options)
  return { data: data?.items, error: data ? null : error, retry: () => void refetch() }
}

/** The day is past, but the centre has recorded neither the dose nor that nobody came. */
export const isUnrecorded = ({ status, date }: Pick<Booking, 'status' | 'date'>, day: string): boolean =>
  status === 'BOOKED' && date < day

export const nameOfVaccine = (vaccines: readonly Vaccine[] | undefined, code: string): string =>
  vaccines?.find((vaccine) => vaccine.code === code)?.name ?? code
