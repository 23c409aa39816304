// Which dose comes next, and how old somebody is.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ageOn, findDue } from './due.ts'
import type { Booking, DoseGiven, Vaccine } from './family.ts'

const vaccine: Vaccine = {
  code: 'COVISHIELD',
  name: 'Covishield',
  manufacturer: 'SII',
  doses: 2,
  intervalDaysMin: 84,
  ageYearsMin: 18,
  pricePaise: 0,
}
// 20:00 UTC is the next day in India.
const first = { dose: 1, vaccine: 'COVISHIELD', bookingId: 'b1', givenAt: '2026-01-01T20:00:00Z' } as DoseGiven
const booking = (status: Booking['status']) => ({ bookingId: 'b2', dose: 2, status }) as Booking

test('the second dose is due when its interval is over, counted from the day in India', () => {
  const due = findDue({ doses: [first], bookings: [] }, [vaccine])
  assert.deepEqual(due, { vaccine: 'COVISHIELD', dose: 2, from: '2026-03-27' })
})

test('a dose that is booked is not offered again; one that was cancelled is', () => {
  assert.equal(findDue({ doses: [first], bookings: [booking('BOOKED')] }, [vaccine]), undefined)
  assert.equal(findDue({ doses: [first], bookings: [booking('CANCELLED')] }, [vaccine])?.dose, 2)
})

test('nothing is due before the first dose, after the last one, or of a vaccine that is not known', () => {
  assert.equal(findDue({ doses: [], bookings: [] }, [vaccine]), undefined)
  assert.equal(findDue({ doses: [first, { ...first, dose: 2 }], bookings: [] }, [vaccine]), undefined)
  assert.equal(findDue({ doses: [first], bookings: [] }, []), undefined)
})

test('somebody is a year older on the birthday, and of the first of January where only the year is known', () => {
  const born = { birthDate: '2000-05-14', birthYear: 2000 }
  assert.deepEqual([ageOn('2026-05-13', born), ageOn('2026-05-14', born)], [25, 26])
  assert.equal(ageOn('2026-01-01', { birthYear: 2000 }), 26)
})
