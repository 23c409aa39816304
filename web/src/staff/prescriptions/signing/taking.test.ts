// Tests how a typed line becomes the times, days and words of a medicine, and back.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { doseOf, readTaking, toTyped } from './taking.ts'

const fixed = (morning: number, noon: number, evening: number, night: number) => ({ morning, noon, evening, night })

test('a grid with days, with dashes or without, and words after it', () => {
  assert.deepEqual(readTaking('1-0-1 5'), { times: fixed(1, 0, 0, 1), days: 5 })
  assert.deepEqual(readTaking('101 5'), { times: fixed(1, 0, 0, 1), days: 5 })
  assert.deepEqual(readTaking(' 1-1-1-1  x10 '), { times: fixed(1, 1, 1, 1), days: 10 })
  assert.deepEqual(readTaking('0.5-0-1.25 7d after food'), {
    ...{ times: fixed(0.5, 0, 0, 1.25), days: 7, instructions: 'after food' },
  })
  assert.deepEqual(readTaking('sos 3 5'), { times: { asNeeded: true, perDayMax: 3 }, days: 5 })
})

test('what is missing, nothing, too much or no quarter is refused', () => {
  for (const typed of ['', '1-0-1', '1-0 5', '0-0-0 5', '1-0-1 0', '1-0-1 181', '0.3-0-1 5', '101-0-1 5', 'sos 5']) {
    assert.equal(readTaking(typed), undefined, typed)
  }
})

test('a line comes back as it is typed', () => {
  for (const typed of ['1-0-1 5', '1-1-2-1 10 with milk', 'sos 3 5']) {
    const taking = readTaking(typed)
    assert.ok(taking)
    assert.equal(toTyped(taking), typed)
  }
})

test('the dose names the portion, and the unit where somebody knows it', () => {
  assert.equal(doseOf(fixed(1, 0, 0, 1), 'tablet'), '1 tablet')
  assert.equal(doseOf(fixed(1, 0, 0, 2), 'tablet'), '1–2 tablet')
  assert.equal(doseOf(fixed(1, 0, 0, 1), ''), '1')
})
