// Tests that the check digit of a national id finds each wrong digit and each swap of neighbours; and days, instants.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { hasVerhoeffDigit, isDay, isInstant } from './formats.ts'

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

test('the check digit finds one wrong digit and two swapped neighbours', () => {
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

test('a day must be in the calendar', () => {
  for (const day of ['2024-02-29', '2000-02-29', '1988-02-29', '0001-01-01', '9999-12-31']) assert.ok(isDay(day), day)
  const no = ['2026-02-29', '1900-02-29', '2026-02-30', '2026-04-31', '2026-13-01', '2026-00-10', '0000-01-01', '']
  for (const day of [...no, '2026-3-02', '2026-03-02Z', '२०२६-03-02', '02026-03-02']) assert.ok(!isDay(day), day)
})

test('an instant must be a time that a clock can show', () => {
  const yes = ['2026-03-02T05:00:00Z', '2024-02-29T23:59:59.123456Z', '2026-03-02T10:30:00+05:30']
  for (const text of yes) assert.ok(isInstant(text), text)
  const no = ['2026-06-30T23:59:60Z', '2026-03-02T24:00:00Z', '2026-02-29T00:00:00Z', '0000-01-01T00:00:00Z']
  for (const text of [...no, '2026-03-02', '2026-03-02T05:00:00', '2026-03-02 05:00:00Z'])
    assert.ok(!isInstant(text), text)
})
