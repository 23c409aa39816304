// Tests that the minutes of an observation follow the clock of the server, not that of the device.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { listStaying, type Observed } from './observed.ts'

const until = (observedUntil: string) => ({ bookingId: observedUntil, observedUntil }) as Observed
const answer = {
  asOf: '2026-03-02T05:00:00.000Z',
  items: [until('2026-03-02T05:00:30.000Z'), until('2026-03-02T05:29:00.001Z')],
}
const minutes = (passedMs: number) => listStaying(answer, passedMs).map(({ minutesLeft }) => minutesLeft)

test('minutes are whole, and the last one lasts to its end', () => {
  assert.deepEqual(minutes(0), [1, 30])
  assert.deepEqual(minutes(29_999), [1, 29])
})

test('who has stayed to the end leaves the list, also while the server gives no answer', () => {
  assert.deepEqual(minutes(30_000), [29])
  assert.deepEqual(minutes(30 * 60_000), [])
})

test('a clock of the device that goes back adds no minutes', () => {
  assert.deepEqual(minutes(-600_000), [1, 30])
})
