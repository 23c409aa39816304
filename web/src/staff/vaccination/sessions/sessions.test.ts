// Tests of sessions without a browser: typed windows, the days of a week, and the copy of a week.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readWindows, type Session, toCopies, toDays } from './sessions.ts'

const session = (change: Partial<Session> = {}): Session => ({
  sessionId: 's',
  facilityId: 'f',
  date: '2026-03-02',
  course: 'COVID-19',
  vaccine: 'COVAXIN',
  dose: 1,
  capacity: 10,
  windows: ['09:00-11:00'],
  minAge: 18,
  fee: 0,
  status: 'open',
  available: 10,
  booked: 0,
  given: 0,
  ...change,
})

test('windows are read in the different ways in which people write them', () => {
  assert.deepEqual(readWindows('9-11, 11:00 – 13:30; 22.15 to 24'), ['09:00-11:00', '11:00-13:30', '22:15-24:00'])
})

test('windows that overlap, end before they begin, or are not windows are refused', () => {
  for (const text of ['', ',', '9', '9-11, 10-12', '11-9', '9-9', '9-25', '9-11:60', 'morning', '11-12, 9-10']) {
    assert.equal(readWindows(text), undefined, text)
  }
})

test('a week has seven days, also days without sessions', () => {
  const days = toDays([session({ date: '2026-03-04' })], '2026-03-02')
  assert.deepEqual(
    days.map(({ day, sessions }) => `${day} ${sessions.length}`),
    [2, 3, 4, 5, 6, 7, 8].map((nth) => `2026-03-0${nth} ${nth === 4 ? 1 : 0}`),
  )
})

test('copying a week leaves out closed sessions and sessions that exist already', () => {
  const week = [session(), session({ vaccine: 'COVISHIELD' }), session({ status: 'closed', dose: 2 })]
  const next = [
    session({ date: '2026-03-09' }),
    session({ date: '2026-03-09', vaccine: 'COVISHIELD', status: 'closed' }),
  ]
  assert.deepEqual(
    toCopies(week, next).map(({ date, vaccine }) => `${date} ${vaccine}`),
    ['2026-03-09 COVISHIELD'],
  )
})
