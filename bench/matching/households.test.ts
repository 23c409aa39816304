// Tests that the made-up country has each person once: a person at two places would count as a wrong link.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeHousehold } from './households.ts'

test('no two people of 200,000 households have one number', () => {
  const seen = new Set<string>()
  for (let household = 0; household < 200_000; household++) {
    for (const { abha } of makeHousehold(household, 10_000_000).members) {
      if (abha === undefined) continue
      assert.ok(!seen.has(abha), `household ${household}: ${abha}`)
      seen.add(abha)
    }
  }
})

test('the same number always makes the same household, and another number makes another one', () => {
  assert.deepEqual(makeHousehold(7, 100_000), makeHousehold(7, 100_000))
  assert.notDeepEqual(makeHousehold(7, 100_000), makeHousehold(8, 100_000))
})
