// Tests the decisions about displaced appointments: places near the old time, and the three offers.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { toMinute } from '../../../platform/contract.ts'
import type { FreeSlot } from '../slots/free-store.ts'
import { distanceKm, listNear, listStretches, pickOffers } from './rules.ts'

const slot = (start: string, more: Partial<FreeSlot> = {}, day = '2026-03-05'): FreeSlot =>
  ({
    ...{ id: start, facility_id: 'f', doctor_id: 'd', held_on: day, capacity: 1, free: 1 },
    ...{ starts_minute: toMinute(start), ends_minute: toMinute(start) + 15, mode: 'in-person', audience: 'public' },
    ...more,
  }) as never

const one = { held_on: '2026-03-05', starts_minute: 720, ends_minute: 735, mode: 'in-person' } as const
const starts = (found: readonly (readonly FreeSlot[])[]) =>
  found.map((stretch) => stretch.map(({ id }) => id).join('+'))
const DAYS_BEFORE = { day: '2026-03-02', minute: 630 }

test('a place on the same day within two hours, the nearest first, and of two as near the later', () => {
  const free = [slot('09:59'), slot('10:00'), slot('11:45'), slot('12:15'), slot('14:00'), slot('14:01')]
  assert.deepEqual(starts(listNear(one, free, DAYS_BEFORE)), ['12:15', '11:45', '14:00', '10:00'])
  const other = [
    slot('12:15', { free: 0 }),
    slot('12:30', { mode: 'tele' }),
    slot('12:45', { audience: 'staff' }),
    slot('12:00', {}, '2026-03-06'),
  ]
  assert.deepEqual(listNear(one, other, DAYS_BEFORE), [])
})

test('on the day itself nobody must come earlier than planned at short notice, and never in the past', () => {
  const free = [slot('10:30'), slot('11:45'), slot('12:15')]
  assert.deepEqual(starts(listNear(one, free, { day: one.held_on, minute: toMinute('10:00') })), ['12:15'])
  assert.deepEqual(starts(listNear(one, free, { day: one.held_on, minute: toMinute('08:30') })).length, 3)
  assert.deepEqual(listNear(one, free, { day: one.held_on, minute: toMinute('12:15') }), [])
})

test('a long visit needs slots that follow each other, four at most', () => {
  const free = [slot('12:00'), slot('12:15'), slot('12:45'), slot('13:00'), slot('13:15')]
  assert.deepEqual(starts(listStretches(free, 30)), ['12:00+12:15', '12:45+13:00', '13:00+13:15'])
  assert.deepEqual(starts(listStretches(free, 45)), ['12:45+13:00+13:15'])
  assert.deepEqual(listStretches(free, 75), [])
})

test('three offers: the nearest of each tier, and further ones where a tier is empty', () => {
  const offer = (tier: 'same-doctor' | 'same-speciality' | 'nearby', awayMs: number) => ({ tier, awayMs })
  const all = [offer('nearby', 1), offer('nearby', 2), offer('same-doctor', 9), offer('same-speciality', 5)]
  assert.deepEqual(pickOffers(all), [all[2], all[3], all[0]])
  const two = [offer('nearby', 3), offer('same-doctor', 7), offer('same-doctor', 6), offer('same-doctor', 8)]
  assert.deepEqual(pickOffers(two), [two[2], two[1], two[0]])
  assert.deepEqual(pickOffers([]), [])
})

test('the distance between Delhi and Agra is about 178 km', () => {
  const km = distanceKm({ latitude: 28.6139, longitude: 77.209 }, { latitude: 27.1767, longitude: 78.0081 })
  assert.ok(km > 177 && km < 180, String(km))
})
