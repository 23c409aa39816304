// Tests of a day's bookings without a browser: states, counts, search and groups.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Booking, countStates, isMeant, stateOf, toGroups } from './day.ts'

const booking = (change: Partial<Booking> = {}): Booking => ({
  bookingId: '0',
  reference: 'DL-7F3K-9Q2M',
  token: 12,
  status: 'BOOKED',
  patientId: '0',
  sessionId: 's1',
  facilityId: 'f',
  date: '2026-03-02',
  window: '09:00-11:00',
  course: 'COVID-19',
  vaccine: 'COVAXIN',
  dose: 1,
  patient: { name: 'Asha  Sharma', birthYear: 1990, gender: 'female' },
  ...change,
})

test('a person who came is "arrived" until the booking ends', () => {
  assert.equal(stateOf(booking()), 'expected')
  assert.equal(stateOf(booking({ arrivedAt: '2026-03-02T05:00:00Z' })), 'arrived')
  assert.equal(stateOf(booking({ status: 'COMPLETED', arrivedAt: '2026-03-02T05:00:00Z' })), 'vaccinated')
  const counts = countStates([booking(), booking({ status: 'ABSENT' }), booking({ status: 'CANCELLED' })])
  assert.deepEqual(counts, { expected: 1, arrived: 0, vaccinated: 0, absent: 1, cancelled: 1 })
})

test('a search finds a booking by part of the name, by the reference in any spelling, or by the whole token', () => {
  for (const text of ['', 'asha', 'SHARMA', 'asha sharma', 'dl 7f3k 9q2m', '7F3K', '12']) {
    assert.ok(isMeant(booking(), text), text)
  }
  for (const text of ['1', '2', 'omar', 'DL-7F3K-9Q2N']) assert.ok(!isMeant(booking(), text), text)
})

test('a name is found in its own script', () => {
  assert.ok(isMeant(booking({ patient: { name: 'आशा शर्मा', birthYear: 1990, gender: 'female' } }), 'शर्मा'))
})

test('groups are in the order of the windows, and each session has its own', () => {
  const groups = toGroups([
    booking({ window: '14:00-16:00', token: 3 }),
    booking({ sessionId: 's2', token: 1 }),
    booking({ token: 1 }),
    booking({ token: 2 }),
  ])
  assert.deepEqual(
    groups.map(({ window, bookings }) => [window, bookings.map(({ token }) => token)]),
    [
      ['09:00-11:00', [1, 2]],
      ['09:00-11:00', [1]],
      ['14:00-16:00', [3]],
    ],
  )
})
