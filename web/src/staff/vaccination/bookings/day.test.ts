// Tests of a day's bookings without a browser: states, counts, search and the order of the rows.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  type Booking,
  countStates,
  inOrder,
  isMeant,
  minutesLeft,
  minutesWaiting,
  nextExpected,
  shownOf,
  stateOf,
} from './day.ts'

const NOW = Date.parse('2026-03-02T05:00:00Z')

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
  patient: { name: 'Asha  Sharma', birthYear: 1990, age: 35, gender: 'female' },
  ...change,
})

const given = (givenAt: string, observedUntil: string): Partial<Booking> => ({
  ...{ status: 'COMPLETED', arrivedAt: '2026-03-02T04:00:00Z', givenAt, observedUntil },
})

test('a person who came is "arrived" until the booking ends', () => {
  assert.equal(stateOf(booking()), 'expected')
  assert.equal(stateOf(booking({ arrivedAt: '2026-03-02T05:00:00Z' })), 'arrived')
  assert.equal(stateOf(booking({ status: 'COMPLETED', arrivedAt: '2026-03-02T05:00:00Z' })), 'vaccinated')
  const counts = countStates([booking(), booking({ status: 'ABSENT' }), booking({ status: 'CANCELLED' })])
  assert.deepEqual(counts, { expected: 1, arrived: 0, vaccinated: 0, absent: 1, cancelled: 1 })
})

test('a person is observed after the dose until the time is over, and the minutes are whole', () => {
  const person = booking(given('2026-03-02T04:31:00Z', '2026-03-02T05:01:00Z'))
  assert.deepEqual([shownOf(person, NOW), minutesLeft(person, NOW)], ['observing', 1])
  assert.deepEqual([shownOf(person, NOW + 1), minutesLeft(person, NOW + 59_999)], ['observing', 1])
  assert.deepEqual([shownOf(person, NOW + 60_000), minutesLeft(person, NOW + 60_000)], ['vaccinated', 0])
})

test('the minutes of waiting count from the arrival and are never below 0', () => {
  const at = (arrivedAt: string) => minutesWaiting(booking({ arrivedAt }), NOW)
  assert.deepEqual([at('2026-03-02T04:34:01Z'), at('2026-03-02T05:00:30Z')], [25, 0])
})

test('a search finds a booking by part of the name, by the reference in any spelling, or by the whole token', () => {
  for (const text of ['', 'asha', 'SHARMA', 'asha sharma', 'dl 7f3k 9q2m', '7F3K', '12']) {
    assert.ok(isMeant(booking(), text), text)
  }
  for (const text of ['1', '2', 'omar', 'DL-7F3K-9Q2N']) assert.ok(!isMeant(booking(), text), text)
})

test('a name is found in its own script', () => {
  assert.ok(isMeant(booking({ patient: { name: 'आशा शर्मा', birthYear: 1990, age: 35, gender: 'female' } }), 'शर्मा'))
})

test('first comes who waits longest, then who may leave first, then as the day goes, then what is over', () => {
  const rows = [
    booking({ token: 1, status: 'CANCELLED' }),
    booking({ token: 2, status: 'ABSENT' }),
    booking({ token: 3, ...given('2026-03-02T04:00:00Z', '2026-03-02T04:30:00Z') }),
    booking({ token: 4, ...given('2026-03-02T04:10:00Z', '2026-03-02T04:40:00Z') }),
    booking({ token: 5, window: '14:00-16:00' }),
    booking({ token: 6 }),
    booking({ token: 7, ...given('2026-03-02T04:50:00Z', '2026-03-02T05:20:00Z') }),
    booking({ token: 8, ...given('2026-03-02T04:40:00Z', '2026-03-02T05:10:00Z') }),
    booking({ token: 9, arrivedAt: '2026-03-02T04:55:00Z' }),
    booking({ token: 10, arrivedAt: '2026-03-02T04:30:00Z', window: '14:00-16:00' }),
  ]
  assert.deepEqual(
    inOrder(rows, NOW).map(({ token }) => token),
    [10, 9, 8, 7, 6, 5, 4, 3, 2, 1],
  )
})

test('the next expected people are those of the next window, or of the earliest when all have begun', () => {
  const rows = [booking({ window: '14:00-16:00' }), booking(), booking({ window: '08:00-09:00', status: 'ABSENT' })]
  assert.equal(nextExpected(rows, '10:00'), '14:00')
  assert.equal(nextExpected(rows, '15:00'), '09:00')
  assert.equal(nextExpected([], '10:00'), undefined)
})
