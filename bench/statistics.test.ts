// Tests medians, percentiles, ratios and the seeded numbers.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { median, percentile, ratios, seededRandom, spreadOf } from './statistics.ts'

test('the median is the middle value, or the mean of the two in the middle', () => {
  assert.equal(median([3, 1, 2]), 2)
  assert.equal(median([4, 1, 2, 3]), 2.5)
  assert.equal(median([7]), 7)
  assert.ok(Number.isNaN(median([])))
})

test('the median does not change its argument', () => {
  const values = [3, 1, 2]
  median(values)
  assert.deepEqual(values, [3, 1, 2])
})

test('a percentile is one of the measured values', () => {
  const hundred = Float64Array.from({ length: 100 }, (_, index) => index + 1)
  assert.equal(percentile(hundred, 0.5), 50)
  assert.equal(percentile(hundred, 0.99), 99)
  assert.equal(percentile(hundred, 1), 100)
  assert.equal(percentile(hundred, 0), 1)
  assert.equal(percentile(Float64Array.of(5), 0.99), 5)
  assert.ok(Number.isNaN(percentile(new Float64Array(), 0.5)))
})

test('ratios pairs the rounds, and stops at the end of the shorter row', () => {
  assert.deepEqual(ratios([10, 20, 30], [5, 4]), [2, 5])
})

test('the spread of rounds is relative to their median', () => {
  assert.equal(spreadOf([90, 100, 120]), 0.3)
  assert.equal(spreadOf([100]), 0)
})

test('seeded numbers are the same in every run, are from 0 to below 1, and fill the range evenly', () => {
  const [left, right] = [seededRandom(7), seededRandom(7)]
  const drawn = Array.from({ length: 10_000 }, () => left())
  assert.ok(drawn.every((value) => value === right() && value >= 0 && value < 1))
  const tenths = Map.groupBy(drawn, (value) => Math.floor(value * 10))
  for (const [, values] of tenths) assert.ok(values.length > 850 && values.length < 1150)
})
