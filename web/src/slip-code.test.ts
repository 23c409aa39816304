// The code of a slip is what the centre's scanner reads.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { toSlipCode } from './slip-code.ts'
import { readScan } from './staff/vaccination/bookings/scan.ts'

test('what a slip says is what the scanner of a centre reads', () => {
  const slip = { reference: 'DL-7F3K-9Q2M', bookingId: '019cade5-4d40-8004-9999-0123456789ab' }
  assert.deepEqual(readScan(toSlipCode(slip)), slip)
})

test('a slip is written in the signs of the small kind of QR code', () => {
  const code = toSlipCode({ reference: 'DL-7F3K-9Q2M', bookingId: '019cade5-4d40-8004-9999-0123456789ab' })
  assert.match(code, /^[0-9A-Z $%*+\-./:]+$/)
})
