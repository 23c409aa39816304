// Tests the rules of queues: every state of a token with every event, the order of turns, and the estimate.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Problem } from '../../../platform/problem.ts'
import { LANES, TOKEN_EVENTS, TOKEN_STATUSES, type TokenStatus } from './contract.ts'
import { CREDIT, estimateWait, labelOf, laneOf, letterOf, measure, orderKeyOf } from './rules.ts'
import { decideToken, isLive, type TokenBefore } from './states.ts'

/** 10:30 in India. */
const NOW = new Date('2026-03-02T05:00:00.000Z')
const ago = (seconds: number): Date => new Date(NOW.getTime() - seconds * 1_000)
const before = (status: TokenStatus, more: Partial<TokenBefore> = {}): TokenBefore => ({
  ...{ status, lane: 'appointment', room: status === 'CALLED' ? '3' : null, order_key: 600, recalls: 0, returns: 0 },
  ...{ called_at: ago(90), started_at: null, is_seen: false, ...more },
})
const moment = { now: NOW, meanSeconds: 300, by: null, room: '5' }
const slugOf = (outcome: unknown): string => (outcome as Problem).type.slug

test('the table of tokens, every state with every event', () => {
  const table = TOKEN_STATUSES.flatMap((status) =>
    TOKEN_EVENTS.map((event) => {
      const outcome = decideToken(before(status), event, moment)
      return `${status} ${event} ${outcome instanceof Problem ? slugOf(outcome) : outcome.status}`
    }),
  )
  const allowed = table.filter((line) => !/token-(state|ended)$/.test(line))
  assert.deepEqual(allowed, [
    ...['WAITING call CALLED', 'WAITING start IN_SERVICE', 'WAITING transfer MOVED', 'WAITING close DONE'],
    ...['WAITING end CANCELLED', 'CALLED start IN_SERVICE', 'CALLED recall CALLED', 'CALLED skip MISSED'],
    ...['CALLED close DONE', 'CALLED end CANCELLED', 'IN_SERVICE finish DONE', 'IN_SERVICE pause WAITING'],
    ...['IN_SERVICE close DONE', 'IN_SERVICE end CANCELLED', 'MISSED call CALLED', 'MISSED start IN_SERVICE'],
    ...['MISSED back WAITING', 'MISSED transfer MOVED', 'MISSED close DONE', 'MISSED end CANCELLED'],
  ])
  for (const line of table.filter((one) => !allowed.includes(one))) {
    const [status] = line.split(' ') as [TokenStatus]
    assert.ok(line.endsWith(isLive(status) ? 'token-state' : 'token-ended'), line)
  }
})

test('a refusal names what may be done instead', () => {
  const refused = decideToken(before('WAITING'), 'finish', moment) as Problem
  assert.deepEqual(refused.details.members, { status: 'WAITING', may: ['call', 'start', 'transfer', 'close', 'end'] })
})

test('a person is called again three times, a minute apart', () => {
  assert.equal(slugOf(decideToken(before('CALLED', { called_at: ago(59) }), 'recall', moment)), 'recall-too-early')
  const again = decideToken(before('CALLED', { called_at: ago(60), recalls: 2 }), 'recall', moment)
  assert.deepEqual(again, { status: 'CALLED', recalls: 3, called_at: NOW })
  assert.equal(slugOf(decideToken(before('CALLED', { recalls: 3 }), 'recall', moment)), 'recalled-enough')
})

test('a missed person comes back after two turns, twice at most', () => {
  const back = decideToken(before('MISSED', { returns: 1 }), 'back', moment)
  assert.deepEqual(back, { status: 'WAITING', room: null, returns: 2, order_key: 630 + 10 })
  const guessed = decideToken(before('MISSED'), 'back', { ...moment, meanSeconds: null })
  assert.deepEqual(guessed, { status: 'WAITING', room: null, returns: 1, order_key: 630 + 20 })
  const third = decideToken(before('CALLED', { returns: 2 }), 'skip', moment)
  assert.deepEqual(third, { status: 'CANCELLED', room: null, finished_at: NOW })
})

test('a pause for a test keeps the number and gives priority', () => {
  const inside = before('IN_SERVICE', { room: '3', started_at: ago(300) })
  const paused = { status: 'WAITING', room: null, started_at: null }
  assert.deepEqual(decideToken(inside, 'pause', moment), { ...paused, lane: 'priority', order_key: 610 })
  const urgent = decideToken({ ...inside, lane: 'emergency' }, 'pause', moment)
  assert.deepEqual(urgent, { ...paused, lane: 'emergency', order_key: 630 - 1_440 })
})

test('the turn is due at the later of slot and arrival, less the credit of the lane', () => {
  assert.deepEqual(
    LANES.map((lane) => orderKeyOf(lane, 630, 660)),
    [660 - 1_440, 640, 660, 660],
  )
  assert.equal(orderKeyOf('appointment', 700, 660), 700, 'who comes late')
  assert.equal(orderKeyOf('walk-in', 630), 630)
  assert.equal(CREDIT['walk-in'], 0)
  assert.deepEqual([laneOf('normal', true), laneOf('normal', false)], ['appointment', 'walk-in'])
  assert.deepEqual([laneOf('senior', false), laneOf('emergency', true)], ['priority', 'emergency'])
})

test('labels', () => {
  assert.deepEqual([0, 1, 25, 26, 51, 52].map(letterOf), ['A', 'B', 'Z', 'AA', 'AZ', 'BA'])
  assert.deepEqual([labelOf('B', 14), labelOf('A', 7), labelOf('P', 112)], ['B-14', 'A-07', 'P-112'])
})

test('the estimate follows the turns of today, and is 0 for an empty queue', () => {
  assert.equal(measure(null, 600), 600)
  assert.equal(measure(600, 1_200), 720)
  assert.deepEqual([measure(null, 1), measure(null, 90_000)], [120, 3_600])
  const pace = { before: 0, served: 40, meanSeconds: 900, rooms: 1, delayMinutes: 0 }
  assert.deepEqual(estimateWait(pace), { minutesFrom: 0, minutesTo: 0 })
  assert.deepEqual(estimateWait({ ...pace, before: 4 }), { minutesFrom: 45, minutesTo: 75 })
  assert.deepEqual(estimateWait({ ...pace, before: 4, rooms: 2 }), { minutesFrom: 22, minutesTo: 38 })
  assert.deepEqual(estimateWait({ ...pace, before: 4, delayMinutes: 30 }), { minutesFrom: 75, minutesTo: 105 })
  const unmeasured = { ...pace, before: 2, served: 0, meanSeconds: null }
  assert.deepEqual(estimateWait(unmeasured), { minutesFrom: 10, minutesTo: 35 })
})
