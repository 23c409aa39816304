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

const spaced = (text: string): string => text.replaceAll('\u00a0', ' ')

test('a time does not break at the end of a line, and a window breaks only after its dash', () => {
  const english = createFormat('en-IN')
  for (const time of [english.timeOfDay('18:00'), english.time('2026-11-30T07:30:09Z')]) assert.doesNotMatch(time, / /)
  assert.deepEqual(english.window('18:00-24:00').split(' '), ['6:00\u00a0pm\u00a0–', '12:00\u00a0am'])
})

test('times are in words of the language: no am and pm in Hindi', () => {
  const at = '2026-11-30T07:30:09Z'
  const [english, hindi] = [createFormat('en-IN'), createFormat('hi-IN')]
  assert.equal(spaced(english.window('09:00-13:00')), '9:00 am – 1:00 pm')
  assert.equal(spaced(hindi.window('09:00-13:00')), 'सुबह 9:00 – दोपहर 1:00')
  assert.equal(spaced(english.instant(at)), '30 Nov 2026, 1:00 pm')
  assert.equal(spaced(english.moment(at)), '30 Nov 2026, 1:00:09 pm')
  for (const text of [hindi.time(at), hindi.instant(at), hindi.exactTime(at), hindi.moment(at)]) {
    assert.match(spaced(text), /दोपहर 1:00/)
    assert.doesNotMatch(text, /[a-z]/i)
  }
})
