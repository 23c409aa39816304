// Tests of the table of states, of the decisions about candidates, and of the pauses between tries.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readConfig } from '../../../platform/config.ts'
import type { LinkPatient } from '../contract.ts'
import {
  callbackPauseMs,
  chosenCandidate,
  decide,
  refuseBirth,
  retryAfterMs,
  searchPauseMs,
  toOffers,
} from '../rules.ts'
import type { Candidate } from './patient-index.ts'
import { ANSWERED, mayMove, PENDING, STATUSES, statesBefore } from './states.ts'

const patient: LinkPatient = {
  id: 'A-1',
  full_name: 'Asha Sharma',
  dob: '1990-05-14',
  contact: { phone: '+919812345678' },
}
const person = (grade: Candidate['grade'], more: Partial<Candidate> = {}): Candidate => ({
  patientId: 'p-1',
  grade,
  agreed: ['name'],
  disagreed: [],
  ...more,
})

test('no move leaves a final state, and every other state leads to one', () => {
  for (const from of STATUSES) {
    const next = STATUSES.filter((to) => mayMove(from, to))
    if (from === 'COMPLETED' || from === 'FAILED') assert.deepEqual(next, [])
    else assert.ok(next.some((to) => to === 'COMPLETED' || to === 'FAILED' || ANSWERED.includes(to)))
  }
  assert.deepEqual(statesBefore('REQUESTED'), ['RECEIVED'])
  assert.deepEqual(statesBefore('RECEIVED'), [...PENDING])
  assert.deepEqual(statesBefore('COMPLETED'), ['LINKED', 'NO_RESULTS', 'CHOICE'])
  assert.equal(mayMove('RECEIVED', 'COMPLETED'), false)
  assert.equal(mayMove('LINKED', 'FAILED'), false)
})

test('one certain candidate is linked, no candidate gives no result, anything else needs a choice', () => {
  assert.deepEqual(decide(patient, [], 'customer'), { status: 'NO_RESULTS' })
  assert.deepEqual(decide(patient, [person('certain')], 'customer'), { status: 'LINKED', patientId: 'p-1' })
  const others = [
    [person('probable')],
    [person('certain'), person('certain', { patientId: 'p-2' })],
    [person('probable'), person('certain', { patientId: 'p-2' })],
    [person('certain', { disagreed: ['birth'] })],
    [person('certain', { disagreed: ['gender'] })],
    [person('certain', { disagreed: ['name'] })],
    [person('certain', { disagreed: ['name', 'birth'], isProven: true })],
    [person('certain', { disagreed: ['gender'], isProven: true })],
  ]
  for (const candidates of others) assert.equal(decide(patient, candidates, 'customer').status, 'CHOICE')
})

test('a candidate with only one agreeing fact is shown to staff and not to a customer', () => {
  const [known, guess] = [person('probable'), person('probable', { patientId: 'p-2', isGuess: true })]
  assert.deepEqual(decide(patient, [guess, known], 'customer'), { status: 'CHOICE', candidates: [known] })
  assert.deepEqual(decide(patient, [guess], 'customer'), { status: 'NO_RESULTS' })
  assert.deepEqual(decide(patient, [guess, known], 'staff'), { status: 'CHOICE', candidates: [guess, known] })
})

test('a verified number outweighs a name or a birth that disagrees, if another fact agrees', () => {
  const linked = { status: 'LINKED', patientId: 'p-1' }
  for (const disagreed of [['name'], ['birth']]) {
    assert.deepEqual(decide(patient, [person('certain', { disagreed, isProven: true })], 'customer'), linked)
  }
  const guess = person('certain', { isProven: true, isGuess: true })
  assert.deepEqual(decide(patient, [guess], 'customer'), { status: 'NO_RESULTS' })
  assert.equal(decide(patient, [guess], 'staff').status, 'CHOICE')
})

test('a name alone never links without a person', () => {
  const thin: LinkPatient = { id: 'A-1', full_name: 'Asha Sharma' }
  assert.equal(decide(thin, [person('certain')], 'customer').status, 'CHOICE')
  assert.equal(decide({ ...thin, gender: 'female' }, [person('certain')], 'customer').status, 'CHOICE')
  const known = { ...thin, identifiers: [{ system: 'abha', value: '91-1234-5678-9012' }] }
  assert.equal(decide(known, [person('certain')], 'customer').status, 'LINKED')
})

test('offers hold no id of a person, and a choice finds its candidate', () => {
  const found = [person('probable'), person('possible', { patientId: 'p-2' })]
  const offers = toOffers(found)
  assert.equal(JSON.stringify(offers).includes('p-'), false)
  assert.equal(chosenCandidate(found, 'c2')?.patientId, 'p-2')
  for (const name of ['c0', 'c3', 'c', 'p-1', 'c1 ', 'c01']) assert.equal(chosenCandidate(found, name), undefined)
})

test('a birth date in the future or more than 130 years back is refused', () => {
  assert.equal(refuseBirth('2026-03-03', '2026-03-02'), 'lies in the future')
  assert.equal(refuseBirth('2026-03-02', '2026-03-02'), undefined)
  assert.match(refuseBirth('1890-01-01', '2026-03-02') ?? '', /130 years/)
  assert.equal(refuseBirth(undefined, '2026-03-02'), undefined)
})

test('with the default settings, searches are tried for more than an hour', () => {
  const { attemptsMax, searchRetryMs } = readConfig({ NODE_ENV: 'test' }, '/').linkage
  const shortest = Array.from({ length: attemptsMax - 1 }, (_, index) => searchPauseMs(index + 1, searchRetryMs, 0))
  assert.ok(shortest.reduce((sum, pause) => sum + pause, 0) > 3_600_000, String(shortest))
})

test('callbacks are tried for days, with growing pauses, and longer pauses if the receiver asks', () => {
  const pauses = Array.from({ length: 12 }, (_, index) => callbackPauseMs(index + 1, 5_000, undefined, 0.5))
  assert.deepEqual(pauses.slice(0, 4), [5_000, 20_000, 80_000, 320_000])
  assert.equal(Math.max(...pauses), 86_400_000)
  const days = pauses.reduce((sum, pause) => sum + pause, 0) / 86_400_000
  assert.ok(days > 3 && days < 8, String(days))
  assert.equal(callbackPauseMs(1, 5_000, 60_000, 0.5), 60_000)
  assert.equal(callbackPauseMs(1, 5_000, 1e12, 0.5), 86_400_000)
  assert.ok(callbackPauseMs(1, 5_000, undefined, 0) >= 4_000 && callbackPauseMs(1, 5_000, undefined, 1) <= 6_000)
  assert.equal(searchPauseMs(20, 1_000, 0.5), 300_000)
  const now = Date.parse('2026-03-02T00:00:00Z')
  assert.equal(retryAfterMs('120', now), 120_000)
  assert.equal(retryAfterMs('Mon, 02 Mar 2026 00:01:00 GMT', now), 60_000)
  assert.equal(retryAfterMs('soon', now), undefined)
})
