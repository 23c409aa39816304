// The centres of bookings.
import type { Answer } from '../../api/client.ts'
import { useAnswers } from '../../api/queries.ts'
import type { Booking } from './family.ts'

export type Place = Answer<'GET /v1/facilities/{facilityId}'>

export interface Places {
  /** Undefined while the centre loads, and when it did not load. */
  readonly of: (booking: Booking) => Place | undefined
  readonly hasFailed: boolean
}

export function usePlaces(bookings: readonly Booking[]): Places {
  const ids = [...new Set(bookings.map(({ facilityId }) => facilityId))]
  const answers = useAnswers(
    'GET /v1/facilities/{facilityId}',
    ids.map((facilityId) => ({ path: { facilityId } })),
  )
  return {
    of: ({ facilityId }) => answers[ids.indexOf(facilityId)]?.data,
    hasFailed: answers.some(({ data, error }) => error !== null && data === undefined),
  }
}

export const addressOf = ({ address, pin }: Place): string => [address, pin].filter(Boolean).join(', ')
