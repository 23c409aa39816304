// Tests that the values of a problem are written in the language of the reader.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createFormat, valuesOf } from './format.ts'

test('days in a problem are written in words, and only texts and numbers are used', () => {
  const members = { earliestOn: '2026-12-07', vaccine: 'COVAXIN', available: 3, choices: ['a'] }
  const common = { vaccine: 'COVAXIN', available: 3 }
  assert.deepEqual(valuesOf(members, createFormat('en-IN')), { ...common, earliestOn: '7 December 2026' })
  assert.deepEqual(valuesOf(members, createFormat('hi-IN')), { ...common, earliestOn: '7 दिसंबर 2026' })
})
