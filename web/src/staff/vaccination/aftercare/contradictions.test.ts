// Tests that the form finds the contradictions that the server refuses.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findContradictions } from './contradictions.ts'

const fieldsOf = (entered: Parameters<typeof findContradictions>[0]) =>
  findContradictions(entered).map(({ field }) => field)

test('another reaction needs words', () => {
  assert.deepEqual(fieldsOf({ reactions: ['other'] }), ['description'])
  assert.deepEqual(fieldsOf({ reactions: ['other'], description: 'A numb arm' }), [])
})

test('reasons belong to a serious event only', () => {
  assert.deepEqual(fieldsOf({ severity: 'serious' }), ['seriousBecause'])
  assert.deepEqual(fieldsOf({ severity: 'minor', seriousBecause: ['cluster'] }), ['seriousBecause'])
  assert.deepEqual(fieldsOf({ severity: 'minor', seriousBecause: [] }), [])
  assert.deepEqual(fieldsOf({ seriousBecause: ['cluster'] }), [], 'the severity is asked for anyway')
})

test('a death is serious and is told in both places', () => {
  assert.deepEqual(fieldsOf({ severity: 'severe', outcome: 'died' }), ['severity'])
  const serious = { severity: 'serious', seriousBecause: ['hospitalization'] } as const
  assert.deepEqual(fieldsOf({ ...serious, outcome: 'died' }), ['seriousBecause'])
  assert.deepEqual(fieldsOf({ ...serious, seriousBecause: ['death'], outcome: 'recovered' }), ['outcome'])
  assert.deepEqual(fieldsOf({ ...serious, seriousBecause: ['death'], outcome: 'died' }), [])
})
