// Tests of the limits: which values fit a contract, and which do not.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { postCustomers } from './limits/post-customers.ts'
import { postFacilities } from './limits/post-facilities.ts'
import { postVaccinationSessions } from './limits/post-vaccination-sessions.ts'
import { fits, type Limits } from './limits.ts'

function check(limits: Limits, right: readonly unknown[], wrong: readonly unknown[]): void {
  for (const value of right) assert.ok(fits(limits, value), `${JSON.stringify(value)} is right`)
  for (const value of wrong) assert.ok(!fits(limits, value), `${JSON.stringify(value)} is wrong`)
}

test('a number keeps to its minimum and maximum, and an integer is a whole number', () => {
  check(postVaccinationSessions.dose, [1, 6], [0, 7, 1.5, Number.NaN, '1', undefined])
  check(postFacilities.latitude, [6, 28.61, 38], [5.99, 38.01, Number.POSITIVE_INFINITY])
})

test('a text keeps to its length and pattern, and a blank text does not fit', () => {
  check(postFacilities.name, ['A', 'अ'.repeat(200), `अ${'😀'.repeat(199)}`], ['', '   ', 'A'.repeat(201), 'a\u0007b'])
  check(postFacilities.pin, ['110001'], ['010001', '11000', '1100011', 110001])
})

test('a day must be in the calendar', () => {
  check(postVaccinationSessions.date, ['2026-02-28', '2028-02-29'], ['2026-02-29', '2026-2-28', '28.02.2026', ''])
})

test('a list keeps to its count, and each item to its own limits', () => {
  check(postVaccinationSessions.windows, [['09:00-11:00']], [[], ['9-11'], Array(25).fill('09:00-11:00')])
  check(postFacilities.kinds, [['lab', 'hospital']], [[], ['temple'], 'lab'])
})

test('a choice must be one of the given values', () => {
  check(postCustomers['choice-by'], ['staff', 'customer'], ['nobody', ''])
})
