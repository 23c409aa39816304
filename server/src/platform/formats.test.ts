// The check digit of a national id finds every single wrong digit and every swap of neighbours.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { hasVerhoeffDigit } from './formats.ts'

function withCheckDigit(digits: string): string {
  for (const digit of '0123456789') if (hasVerhoeffDigit(digits + digit)) return digits + digit
  throw new Error('no digit fits')
}

test('the published example of Verhoeff holds', () => {
  assert.equal(withCheckDigit('236'), '2363')
  assert.equal(hasVerhoeffDigit('2364'), false)
})

test('each number has exactly one check digit', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[2-9][0-9]{10}$/), (digits) => {
      assert.equal([...'0123456789'].filter((digit) => hasVerhoeffDigit(digits + digit)).length, 1)
    }),
  )
})

test('a wrong digit or two swapped neighbours are found', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[2-9][0-9]{10}$/), fc.nat(10), fc.nat(9), (digits, place, wrong) => {
      const right = withCheckDigit(digits)
      const changed = right.slice(0, place) + wrong + right.slice(place + 1)
      assert.equal(hasVerhoeffDigit(changed), changed === right)
      const swapped = right.slice(0, place) + right[place + 1] + right[place] + right.slice(place + 2)
      assert.equal(hasVerhoeffDigit(swapped), swapped === right)
    }),
  )
})
