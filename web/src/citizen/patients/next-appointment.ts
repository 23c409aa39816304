// Finds the next appointment of a family.
import type { Booking, Relative } from './family.ts'

export interface Appointment {
  readonly booking: Booking
  readonly member: Relative
}

/** The open bookings of this day and later, of anybody in the family. The earliest one counts. */
export function findNext(family: readonly Relative[], day: string): Appointment | undefined {
  return family
    .flatMap((member) => member.bookings.map((booking) => ({ booking, member })))
    .filter(({ booking }) => booking.status === 'BOOKED' && booking.date >= day)
    .toSorted((a, b) => startOf(a.booking).localeCompare(startOf(b.booking)))[0]
}

const startOf = ({ date, window }: Booking): string => `${date} ${window}`
