// Tests the rules of aftercare: how long a person is observed, and which reports cannot be true.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Reported } from './contract.ts'
import { findReportFault, observedSince, observedUntil } from './rules.ts'

const GIVEN = new Date('2026-03-02T05:00:45Z')
const NOW = new Date('2026-03-02T09:00:00Z')
const FEVER: Reported = {
  ...{ onsetAt: '2026-03-02T06:00:00Z', reactions: ['fever'], severity: 'minor', outcome: 'recovering' },
  toldBy: 'patient',
}
const pointerOf = (more: Partial<Reported>) => findReportFault({ ...FEVER, ...more }, GIVEN, NOW)?.pointer

test('a person is observed for thirty minutes, to the second', () => {
  assert.equal(observedUntil(GIVEN).toISOString(), '2026-03-02T05:30:45.000Z')
  assert.equal(observedSince(observedUntil(GIVEN)).toISOString(), GIVEN.toISOString())
})

test('the onset is not before the minute of the dose, and not in the future', () => {
  assert.equal(pointerOf({ onsetAt: '2026-03-02T05:00:00Z' }), undefined)
  assert.equal(pointerOf({ onsetAt: '2026-03-02T10:30:00+05:30' }), undefined)
  assert.equal(pointerOf({ onsetAt: '2026-03-02T04:59:45Z' }), '/onsetAt')
  assert.equal(pointerOf({ onsetAt: NOW.toISOString() }), undefined)
  assert.equal(pointerOf({ onsetAt: '2026-03-02T09:00:01Z' }), '/onsetAt')
})

test('a serious event has its reasons, and other events have none', () => {
  assert.equal(pointerOf({ severity: 'serious' }), '/seriousBecause')
  assert.equal(pointerOf({ severity: 'serious', seriousBecause: [] }), '/seriousBecause')
  assert.equal(pointerOf({ severity: 'serious', seriousBecause: ['hospitalization'] }), undefined)
  assert.equal(pointerOf({ severity: 'severe', seriousBecause: ['hospitalization'] }), '/seriousBecause')
  assert.equal(pointerOf({ severity: 'severe', seriousBecause: [] }), undefined)
})

test('a death is serious, and only a death has the reason death', () => {
  assert.equal(pointerOf({ outcome: 'died' }), '/severity')
  const serious = { severity: 'serious' } as const
  assert.equal(pointerOf({ ...serious, seriousBecause: ['hospitalization'], outcome: 'died' }), '/seriousBecause')
  assert.equal(pointerOf({ ...serious, seriousBecause: ['death'], outcome: 'recovered' }), '/outcome')
  assert.equal(pointerOf({ ...serious, seriousBecause: ['death', 'hospitalization'], outcome: 'died' }), undefined)
})

test('another reaction needs words', () => {
  assert.equal(pointerOf({ reactions: ['fever', 'other'] }), '/description')
  assert.equal(pointerOf({ reactions: ['other'], description: 'A numb arm' }), undefined)
})
