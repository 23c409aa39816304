// Tests what is preset for a prescription, and what is refused before anything is sent.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { costOf, faultOf, presetOf, type ShelfLine, toLines } from './giving.ts'

const shown = (itemCode: string, free: number, mrpPaise = 200) => ({
  ...{ itemCode, name: itemCode, unit: 'tablet', schedule: 'none', free, mrpPaise },
})
const shelf = [
  { lineKey: 1, left: 10, item: shown('A', 30), substitutes: [] },
  { lineKey: 2, left: 10, item: shown('B', 4), substitutes: [shown('C', 30, 150)] },
  { lineKey: 3, left: 0, item: shown('D', 30), substitutes: [] },
  { lineKey: 4, left: 5, substitutes: [shown('E', 9)] },
] as unknown as ShelfLine[]

test('all lines are preset with what is left and there; what was given whole is left out', () => {
  const preset = presetOf(shelf)
  assert.deepEqual(
    preset.map(({ lineKey, typed }) => [lineKey, typed]),
    [
      [1, '10'],
      [2, '4'],
      [4, '0'],
    ],
  )
  assert.deepEqual(toLines(preset), [
    { lineKey: 1, quantity: 10 },
    { lineKey: 2, quantity: 4 },
  ])
  assert.equal(costOf(preset, shelf), 14 * 200)
})

test('a substitute is sent with its reason, and counts at its own price', () => {
  const item = shown('C', 30, 150) as never
  const given = [{ lineKey: 2, typed: '10', instead: { item, reason: 'None left' } }]
  assert.equal(faultOf(given[0] as never, shelf[1]), undefined)
  assert.deepEqual(toLines(given), [{ lineKey: 2, quantity: 10, itemCode: 'C', substitutedReason: 'None left' }])
  assert.equal(costOf(given, shelf), 1_500)
})

test('more than is left or there, no number and no item are refused', () => {
  const faults = ['11', '5', 'x', '', '0', '-1'].map((typed) => faultOf({ lineKey: 2, typed }, shelf[1]))
  assert.deepEqual(faults, ['more-than-left', 'more-than-free', 'number', undefined, undefined, 'number'])
  assert.equal(faultOf({ lineKey: 4, typed: '1' }, shelf[3]), 'no-item')
})
