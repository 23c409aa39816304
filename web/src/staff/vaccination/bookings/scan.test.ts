// Tests of reading slips, as scanners and people enter them.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readScan } from './scan.ts'

test('a reference is read in any spelling', () => {
  for (const text of ['DL-7F3K-9Q2M', ' dl 7f3k 9q2m ', 'DL7F3K9Q2M', 'Ref: DL-7F3K-9Q2M.']) {
    assert.deepEqual(readScan(text), { reference: 'DL-7F3K-9Q2M' }, text)
  }
})

test('the code of a slip also has the id of the booking', () => {
  const id = '019cade5-4d40-8004-9999-0123456789ab'
  assert.deepEqual(readScan(`DL-7F3K-9Q2M ${id.toUpperCase()}`), { reference: 'DL-7F3K-9Q2M', bookingId: id })
})

test('any other text is not a slip', () => {
  for (const text of ['', 'hello', '7F3K-9Q2M', 'https://example.org', '019cade5-4d40-8004-9999-0123456789ab']) {
    assert.equal(readScan(text), undefined, text)
  }
})
