// Tests how the desk's search is read: letters of a name with a phone, in any order.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readWanted } from './wanted.ts'

test('letters and a phone are read in any order and form; one of both is not enough', () => {
  const kamala = { letters: 'kam', phone: '9876500001' }
  for (const text of [
    'kam 9876500001',
    '9876500001 kam',
    ' kam  +91 98765-00001',
    'kam,09876500001',
    'k kam 98765 00001',
  ]) {
    assert.deepEqual(readWanted(text), kamala, text)
  }
  assert.deepEqual(readWanted('कमल ९८७६५०००0१'), { letters: 'कमल', phone: '9876500001' })
  for (const text of ['', 'kam', '9876500001', 'ka 9876500001', 'kam 1234567890', 'kam 98765']) {
    assert.equal(readWanted(text), undefined, text)
  }
})
