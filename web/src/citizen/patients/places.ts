// The centres of bookings, and the way to a centre.
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

/**
 * The way to a centre, without a key and without a name: only the position leaves Sehat. Android opens the person's own
 * maps app. Other devices have no common app, so they open a map in the browser.
 */
export function wayTo({ latitude, longitude }: Place, agent: string = navigator.userAgent): string {
  const position = `${latitude},${longitude}`
  if (/Android/.test(agent)) return `geo:${position}?q=${position}`
  return `https://www.openstreetmap.org/directions?to=${encodeURIComponent(position)}`
}
