// Tests of a person's next dose and age.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ageOn, findDue } from './due.ts'
import type { Booking, DoseGiven, Vaccine } from './family.ts'

const vaccine: Vaccine = {
  code: 'COVISHIELD',
  course: 'COVID-19',
  name: 'Covishield',
  manufacturer: 'SII',
  doses: 2,
  intervalDaysMin: 84,
  ageYearsMin: 18,
  pricePaise: 0,
}
// 20:00 UTC is already the next day in India.
const covid = { course: 'COVID-19', vaccine: 'COVISHIELD' }
const first = { ...covid, dose: 1, bookingId: 'b1', givenOn: '2026-01-02' } as DoseGiven
const booking = (status: Booking['status'], course = 'COVID-19') =>
  ({ bookingId: 'b2', course, dose: 2, status }) as Booking

test('the second dose is due when its interval is over, counted from the day in India', () => {
  const due = findDue({ doses: [first], bookings: [] }, [vaccine])
  assert.deepEqual(due, [{ ...covid, dose: 2, from: '2026-03-27' }])
})

test('a booked dose is not offered again, a cancelled one is', () => {
  assert.deepEqual(findDue({ doses: [first], bookings: [booking('BOOKED')] }, [vaccine]), [])
  assert.equal(findDue({ doses: [first], bookings: [booking('CANCELLED')] }, [vaccine])[0]?.dose, 2)
})

test('no dose is due before the first one, after the last one, or of an unknown vaccine', () => {
  assert.deepEqual(findDue({ doses: [], bookings: [] }, [vaccine]), [])
  assert.deepEqual(findDue({ doses: [first, { ...first, dose: 2 }], bookings: [] }, [vaccine]), [])
  assert.deepEqual(findDue({ doses: [first], bookings: [] }, []), [])
})

test('each course has its own next dose: doses and bookings of other courses do not count', () => {
  const opv = { ...vaccine, code: 'BOPV', course: 'POLIO', doses: 4, intervalDaysMin: 28 }
  const polio = { ...first, course: 'POLIO', vaccine: 'BOPV', dose: 3 }
  const dueIn = (bookings: Booking[]) =>
    findDue({ doses: [polio, first], bookings }, [vaccine, opv]).map(({ course, dose }) => `${course} ${dose}`)
  assert.deepEqual(dueIn([]), ['COVID-19 2', 'POLIO 4'])
  assert.deepEqual(dueIn([booking('BOOKED')]), ['POLIO 4'])
  assert.deepEqual(dueIn([booking('BOOKED', 'POLIO')]), ['COVID-19 2', 'POLIO 4'])
})

test('a person is a year older on the birthday, or on the first of January when only the birth year is known', () => {
  const born = { birthDate: '2000-05-14', birthYear: 2000 }
  assert.deepEqual([ageOn('2026-05-13', born), ageOn('2026-05-14', born)], [25, 26])
  assert.equal(ageOn('2026-01-01', { birthYear: 2000 }), 26)
})
