// Tests which texts are codes of packs.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isPackCode } from './gs1.ts'

test('codes of packs are told from names and lots', () => {
  for (const code of ['(01)08901234567894(10)A1', ']d201089012345678941727063010A1', '0108901234567894']) {
    assert.ok(isPackCode(code), code)
  }
  for (const words of ['paracetamol', 'JA-23', '010203', 'A(1)', '']) assert.ok(!isPackCode(words), words)
})
