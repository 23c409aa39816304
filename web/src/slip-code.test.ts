// Tests that the scanner of a centre reads the code of a slip.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { toSlipCode } from './slip-code.ts'
import { readScan } from './staff/vaccination/bookings/scan.ts'

test('the scanner of a centre reads the text that the slip writes', () => {
  const slip = { reference: 'DL-7F3K-9Q2M', bookingId: '019cade5-4d40-8004-9999-0123456789ab' }
  assert.deepEqual(readScan(toSlipCode(slip)), slip)
})

test('a slip uses only the characters of the small kind of QR code', () => {
  const code = toSlipCode({ reference: 'DL-7F3K-9Q2M', bookingId: '019cade5-4d40-8004-9999-0123456789ab' })
  assert.match(code, /^[0-9A-Z $%*+\-./:]+$/)
})
