// Finds the booking of a slip at this centre.
import { ask } from '../../../api/client.ts'
import { ApiProblem } from '../../../api/problem.ts'
import { today } from '../../../i18n/format.ts'
import type { Booking } from './day.ts'
import { readScan } from './scan.ts'

export type Found = Pick<Booking, 'bookingId' | 'date'>

/** The booking of a slip. Throws the problem `booking-not-here` if this centre has none. */
export async function findBooking(facility: string, text: string): Promise<Found> {
  const booking = await search(facility, text)
  if (!booking) throw new ApiProblem(404, { type: '/problems/booking-not-here' })
  return booking
}

async function search(facility: string, text: string): Promise<Found | undefined> {
  const scan = readScan(text)
  if (scan?.bookingId !== undefined) {
    const { bookingId } = scan
    return ask('GET /v1/vaccination/bookings/{bookingId}', { path: { bookingId } }).catch((error: unknown) => {
      if (error instanceof ApiProblem && error.status === 404) return undefined
      throw error
    })
  }
  const { items } = await ask('GET /v1/vaccination/bookings', {
    query: { facility, reference: scan?.reference as string },
  })
  return items.find(({ date }) => date === today()) ?? items[0]
}
