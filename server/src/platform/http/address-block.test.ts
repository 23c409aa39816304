// Tests which part of a network address counts as one person.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { toAddressBlock } from './address-block.ts'

test('an address is reduced to the part that one person holds', () => {
  assert.equal(toAddressBlock('203.0.113.7'), '203.0.113.7')
  assert.equal(toAddressBlock('::ffff:203.0.113.7'), '203.0.113.7')
  assert.equal(toAddressBlock('2001:db8:1:2:3:4:5:6'), '2001:db8:1:2')
  assert.equal(toAddressBlock('2001:db8:1:2::9'), '2001:db8:1:2')
  assert.equal(toAddressBlock('2001:db8::9'), '2001:db8:0:0')
  assert.equal(toAddressBlock('::1'), '0:0:0:0')
  assert.equal(toAddressBlock('fe80::1%eth0'), 'fe80:0:0:0')
})
