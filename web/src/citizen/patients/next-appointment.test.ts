// Tests which appointment of a family is the next one.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Booking, Relative } from './family.ts'
import { findNext } from './next-appointment.ts'

const booking = (bookingId: string, date: string, window: string, status = 'BOOKED') =>
  ({ bookingId, date, window, status }) as Booking
const person = (name: string, ...bookings: Booking[]) => ({ name, bookings }) as unknown as Relative

test('the next appointment is the earliest open one of anybody, from today on', () => {
  const meera = person('Meera', booking('m1', '2026-12-03', '09:00-10:00'), booking('m2', '2026-11-01', '09:00-10:00'))
  const rohan = person('Rohan', booking('r1', '2026-12-01', '14:00-15:00'), booking('r2', '2026-12-01', '10:00-11:00'))
  const zoya = person('Zoya', booking('z1', '2026-11-30', '09:00-10:00', 'CANCELLED'))
  const next = findNext([meera, rohan, zoya], '2026-11-30')
  assert.deepEqual([next?.member.name, next?.booking.bookingId], ['Rohan', 'r2'])
  assert.equal(findNext([meera], '2026-12-03')?.booking.bookingId, 'm1', 'an appointment of today counts')
  assert.equal(findNext([meera], '2026-12-04'), undefined)
  assert.equal(findNext([zoya], '2026-11-01'), undefined)
})
