// The people under an account, with what each has booked and was given.

import { noteAnswer, noteItem } from '../../api/cache.ts'
import type { Answer } from '../../api/client.ts'
import { useAnswer, useAnswers } from '../../api/queries.ts'

export type Member = Answer<'GET /v1/patients'>['items'][number]
export type Booking = Answer<'GET /v1/vaccination/bookings/{bookingId}'>
export type DoseGiven = Answer<'GET /v1/patients/{patientId}/doses'>['items'][number]
export type Vaccine = Answer<'GET /v1/vaccination/vaccines'>['items'][number]

export const FAMILY_MAX = 6
const VACCINES_FRESH_MS = 3_600_000

export interface Relative extends Member {
  /** The latest first. */
  readonly bookings: readonly Booking[]
  readonly doses: readonly DoseGiven[]
}

interface Asked<Data> {
  readonly data: Data | undefined
  /** Only while there are no data: what was answered stays on the page when asking again fails. */
  readonly error: unknown
  readonly retry: () => void
}

/** Everybody of the family, the holder of the account first. */
export function useMembers(): Asked<readonly Member[]> {
  const { data, error, refetch } = useAnswer('GET /v1/patients', {})
  const holderFirst = data?.items.toSorted((a, b) => Number(b.isAccountHolder) - Number(a.isAccountHolder))
  return { data: holderFirst, error: data ? null : error, retry: () => void refetch() }
}

/** Everybody of the family with bookings and doses. */
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

/** What the answer to a change says of a booking: it is known at once, also when asking again fails. */
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

/** Its day is over and the centre has said nothing: neither that the dose was given, nor that nobody came. */
export const isUnrecorded = ({ status, date }: Pick<Booking, 'status' | 'date'>, day: string): boolean =>
  status === 'BOOKED' && date < day

export const nameOfVaccine = (vaccines: readonly Vaccine[] | undefined, code: string): string =>
  vaccines?.find((vaccine) => vaccine.code === code)?.name ?? code
