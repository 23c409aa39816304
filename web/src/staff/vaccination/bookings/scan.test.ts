// Tests of reading slips, as scanners and people enter them.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createSlipReader, readScan } from './scan.ts'

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

test('keys that come as fast as from a scanner are a slip, and its Enter ends it', () => {
  const read = createSlipReader()
  const slip = 'DL-7F3K-9Q2M 01A2'
  const heard = [...slip].map((key, nth) => read(key, 1_000 + nth * 5).isScanner)
  assert.deepEqual(heard.slice(0, 4), [false, false, true, true])
  assert.deepEqual(read('Enter', 1_000 + slip.length * 5), { isScanner: true, slip })
  assert.deepEqual(read('Enter', 1_010 + slip.length * 5), { isScanner: false }, 'a second Enter is no slip')
})

test('keys of a person are no slip, also when they spell one', () => {
  const read = createSlipReader()
  const keys = [...'DL-7F3K-9Q2M', 'Enter']
  assert.deepEqual(
    new Set(keys.map((key, nth) => JSON.stringify(read(key, nth * 120)))),
    new Set(['{"isScanner":false}']),
  )
})

test('an arrow between the keys ends what came before, and Shift belongs to the next letter', () => {
  const read = createSlipReader()
  for (const [nth, key] of ['o', 'm', 'a', 'r', 'ArrowDown'].entries()) read(key, nth)
  assert.deepEqual(read('Enter', 6), { isScanner: false })
  for (const [nth, key] of [...'DL-7F3K-9Q2M'].entries()) {
    read('Shift', 100 + nth * 5)
    read(key, 102 + nth * 5)
  }
  assert.deepEqual(read('Enter', 165), { isScanner: true, slip: 'DL-7F3K-9Q2M' })
})
