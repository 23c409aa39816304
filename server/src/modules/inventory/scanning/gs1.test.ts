// Tests that every code that GS1 allows is read as it was written, and that wrong ones are refused.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays } from '../../../platform/clock.ts'
import { checkDigitOf, hasCheckDigit, readGs1, SEPARATOR, writeGs1 } from './gs1.ts'

const digits = fc.array(fc.nat(9), { minLength: 13, maxLength: 13 }).map((list) => list.join(''))
const gtin = digits.map((text) => text + checkDigitOf(text))
const lot = fc.stringMatching(/^[A-Z0-9/-]{1,20}$/)
const expiresOn = fc.integer({ min: 0, max: 20_000 }).map((days) => addDays('2024-01-01', days))
const whole = fc.record({ gtin, lot, expiresOn }, { noNullPrototype: true })

test('a code is read as it was written: with brackets, and as scanners send it, in any order', () => {
  fc.assert(
    fc.property(whole, (facts) => {
      const day = facts.expiresOn.slice(2).replaceAll('-', '')
      const parts = [`(01)${facts.gtin}`, `(10)${facts.lot}`, `(17)${day}`] as const
      assert.deepEqual(readGs1(writeGs1(facts)), facts)
      assert.deepEqual(readGs1(`]d2${SEPARATOR}${writeGs1(facts)}`), facts)
      assert.deepEqual(readGs1(parts.join('')), facts)
      assert.deepEqual(readGs1(parts.toReversed().join('')), facts)
      const sent = `10${facts.lot}${SEPARATOR}17${day}01${facts.gtin}`
      assert.deepEqual(readGs1(sent), facts)
    }),
  )
})

test('one wrong digit of the product number is found, and no text throws', () => {
  fc.assert(
    fc.property(gtin, fc.nat(13), fc.integer({ min: 1, max: 9 }), (right, at, add) => {
      const wrong = [...right]
        .map((digit, place) => (place === at ? String((Number(digit) + add) % 10) : digit))
        .join('')
      assert.deepEqual([hasCheckDigit(right), hasCheckDigit(wrong)], [true, false])
      assert.equal(readGs1(`01${wrong}`), undefined)
    }),
  )
  fc.assert(fc.property(fc.string(), (text) => void readGs1(text)))
})

test('day 00 is the last of its month, and what is no code is refused', () => {
  assert.deepEqual(readGs1('(17)280200'), { expiresOn: '2028-02-29' })
  for (const text of ['', 'abc', '(17)281301', '(17)270230', '(10)', '99123', '(01)123', '(10)A(10)B', '17260101X']) {
    assert.equal(readGs1(text), undefined, text)
  }
})
