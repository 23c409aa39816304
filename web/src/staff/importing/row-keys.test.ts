// Tests of the keys of rows, which prevent that a row makes something twice.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { keysOf } from './row-keys.ts'

test('the same row has the same key each time, and two equal rows in one file have two keys', () => {
  const [first, second, third] = keysOf([{ name: 'A' }, { name: 'B' }, { name: 'A' }])
  assert.equal(new Set([first, second, third]).size, 3)
  assert.deepEqual(keysOf([{ name: 'A' }]), [first])
  assert.match(String(first), /^[!-~]{1,128}$/)
})
