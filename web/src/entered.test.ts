// Tests of entered values: the different ways in which people write the same value.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { toDecimal, toList, toPaise, toPhone, toPin, toWhole } from './entered.ts'

test('whole numbers may be grouped', () => {
  assert.deepEqual([toWhole('1,000'), toWhole('1 000'), toWhole('0')], [1_000, 1_000, 0])
  for (const text of ['', '1.5', '-1', 'ten', '1'.repeat(10)]) assert.equal(toWhole(text), undefined, text)
})

test('a decimal has a point or a comma', () => {
  assert.deepEqual([toDecimal('28.61'), toDecimal(' 28,61 '), toDecimal('-7')], [28.61, 28.61, -7])
  for (const text of ['', '28.', '1.2.3', '0x10', '1e3']) assert.equal(toDecimal(text), undefined, text)
})

test('rupees become paise', () => {
  assert.deepEqual([toPaise('386.5'), toPaise('0'), toPaise('1410')], [38_650, 0, 141_000])
  for (const text of ['', '-1', '1.234', '₹5']) assert.equal(toPaise(text), undefined, text)
})

test('a mobile number and a PIN code may have spaces and dashes anywhere', () => {
  for (const text of ['98765 43210', '+91 98765-43210', '098765.43210', '(98765) 43210']) {
    assert.equal(toPhone(text), '9876543210', text)
  }
  assert.equal(toPin('110 0-01'), '110001')
})

test('words are split at spaces, commas, semicolons and bars', () => {
  assert.deepEqual(toList(' hospital; lab,  pharmacy\nhospital|x '), ['hospital', 'lab', 'pharmacy', 'hospital', 'x'])
})
