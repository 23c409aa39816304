// Tests the states, counts and search of a day of appointments.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Appointment, absentFromMs, countStates, isMeant, minutesWaiting, stateOf } from './day.ts'

const appointment = (facts: Partial<Appointment>): Appointment =>
  ({
    ...{ status: 'BOOKED', date: '2026-03-02', start: '10:30', minutes: 15, doctorName: 'Kavita Rao' },
    ...{ reference: 'DL-7F3K-9Q2M', patient: { name: 'Asha Sharma', birthYear: 1990, gender: 'female' } },
    ...facts,
  }) as Appointment

test('each status has one state, and who left was not seen', () => {
  const all = (['BOOKED', 'ARRIVED', 'LEFT', 'NO_SHOW', 'MOVED', 'DISPLACED'] as const).map((status) =>
    appointment({ status }),
  )
  assert.deepEqual(countStates(all), {
    ...{ expected: 1, arrived: 1, inRoom: 0, seen: 0, absent: 2, displaced: 1, cancelled: 1 },
  })
  assert.equal(stateOf({ status: 'IN_CONSULTATION' }), 'inRoom')
})

test('a search finds by the name of patient or doctor, and by the reference in any spelling', () => {
  for (const words of ['', 'asha', 'KAVITA r', 'dl 7f3k', '9q2m']) assert.ok(isMeant(appointment({}), words), words)
  assert.ok(!isMeant(appointment({}), 'ravi'))
})

test('somebody is absent half an hour after the end of the slot, and waits since the arrival', () => {
  assert.equal(new Date(absentFromMs(appointment({}))).toISOString(), '2026-03-02T05:45:00.000Z')
  const arrivedAt = '2026-03-02T05:00:00.000Z'
  assert.equal(minutesWaiting({ arrivedAt }, Date.parse('2026-03-02T05:20:59.000Z')), 20)
  assert.equal(minutesWaiting(appointment({}), Date.parse(arrivedAt)), 0)
})
