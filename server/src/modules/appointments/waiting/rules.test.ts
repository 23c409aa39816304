// Tests the decisions of the waiting list: how long an offer stands, by day and at night, and what is wanted.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { toMinute } from '../../../platform/contract.ts'
import { isWanted, offerUntil } from './rules.ts'

const inIndia = (day: string, time: string): Date => new Date(`${day}T${time}+05:30`)

test('an offer stands a quarter of an hour by day, and at night until 08:15', () => {
  for (const [at, until] of [
    ['08:00:00', '2026-03-02 08:15:00'],
    ['10:30:00', '2026-03-02 10:45:00'],
    ['20:59:59', '2026-03-02 21:14:59'],
    ['21:00:00', '2026-03-03 08:15:00'],
    ['23:59:00', '2026-03-03 08:15:00'],
    ['00:10:00', '2026-03-02 08:15:00'],
    ['07:59:59', '2026-03-02 08:15:00'],
  ] as const) {
    const [day, time] = until.split(' ') as [string, string]
    assert.equal(offerUntil(inIndia('2026-03-02', at)).toISOString(), inIndia(day, time).toISOString(), at)
  }
  assert.equal(
    offerUntil(inIndia('2028-02-28', '22:00:00')).toISOString(),
    inIndia('2028-02-29', '08:15:00').toISOString(),
  )
})

test('a slot is wanted in its days and its part of the day, and never twice', () => {
  const slot = (time: string, held_on = '2026-03-05') => ({ id: time, held_on, starts_minute: toMinute(time) }) as never
  const wish = { from_on: '2026-03-04', until_on: '2026-03-06', passed_slots: [] }
  const parts = (['any', 'morning', 'afternoon', 'evening'] as const).map((part) =>
    ['11:59', '12:00', '16:59', '17:00'].filter((time) => isWanted({ ...wish, part }, slot(time))).join(' '),
  )
  assert.deepEqual(parts, ['11:59 12:00 16:59 17:00', '11:59', '12:00 16:59', '17:00'])
  const any = { ...wish, part: 'any' } as const
  const days = ['2026-03-03', '2026-03-04', '2026-03-06', '2026-03-07']
  assert.deepEqual(
    days.map((day) => isWanted(any, slot('12:00', day))),
    [false, true, true, false],
  )
  assert.equal(isWanted({ ...any, passed_slots: ['12:00' as never] }, slot('12:00')), false)
})
