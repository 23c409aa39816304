// Tests that times and the values of a problem are written in the language of the reader.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createFormat, valuesOf } from './format.ts'

test('days in a problem are written in words, and only texts and numbers are used', () => {
  const members = { earliestOn: '2026-12-07', vaccine: 'COVAXIN', available: 3, choices: ['a'] }
  const common = { vaccine: 'COVAXIN', available: 3 }
  assert.deepEqual(valuesOf(members, createFormat('en-IN')), { ...common, earliestOn: '7 December 2026' })
  assert.deepEqual(valuesOf(members, createFormat('hi-IN')), { ...common, earliestOn: '7 दिसंबर 2026' })
})

test('times are in words of the language: no am and pm in Hindi', () => {
  const at = '2026-11-30T07:30:09Z'
  const [english, hindi] = [createFormat('en-IN'), createFormat('hi-IN')]
  assert.equal(english.window('09:00-13:00'), '9:00 am – 1:00 pm')
  assert.equal(hindi.window('09:00-13:00'), 'सुबह 9:00 – दोपहर 1:00')
  assert.equal(english.instant(at), '30 Nov 2026, 1:00 pm')
  for (const text of [hindi.time(at), hindi.instant(at)]) {
    assert.match(text, /दोपहर 1:00/)
    assert.doesNotMatch(text, /[a-z]/i)
  }
})
