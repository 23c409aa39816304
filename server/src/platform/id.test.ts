// Tests that ids contain their cell and sort by time, and that short references find typing mistakes.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { CELL_MAX, cellOf, ID_PATTERN, isReference, newId, referenceOf } from './id.ts'

test('an id contains the cell that it was made for', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: CELL_MAX }), (cell) => {
      const id = newId(cell)
      assert.match(id, new RegExp(ID_PATTERN))
      assert.equal(cellOf(id), cell)
    }),
  )
})

test('a later id sorts after an earlier one', () => {
  assert.ok(newId(4095, 1_700_000_000_000) < newId(1, 1_700_000_000_001))
  assert.ok(newId(4095, 0xffff_ffff) < newId(1, 0x1_0000_0000))
})

test('a million ids of one millisecond are all different', () => {
  const ids = new Set(Array.from({ length: 1_000_000 }, () => newId(701, 1_700_000_000_000)))
  assert.equal(ids.size, 1_000_000)
})

test('a cell outside its range is refused', () => {
  for (const cell of [-1, CELL_MAX + 1, 1.5, Number.NaN]) assert.throws(() => newId(cell), RangeError)
})

test('a reference with one wrong sign or two swapped signs is refused', () => {
  const signs = '0123456789BCDFGHJKLMNPQRSTVWXYZ'
  const places = [3, 4, 5, 6, 8, 9, 10, 11]
  fc.assert(
    fc.property(fc.nat(7), fc.nat(30), (place, sign) => {
      const reference = referenceOf('DL', newId(701))
      assert.ok(isReference(reference))
      const at = places[place] as number
      const wrong = reference.slice(0, at) + signs[sign] + reference.slice(at + 1)
      assert.equal(isReference(wrong), wrong === reference)
      const next = places[(place + 1) % 8] as number
      const [first, second] = [Math.min(at, next), Math.max(at, next)]
      if (second - first > 2) return
      const letters = [...reference]
      letters[first] = reference[second] as string
      letters[second] = reference[first] as string
      const swapped = letters.join('')
      assert.equal(isReference(swapped), swapped === reference)
    }),
  )
})
