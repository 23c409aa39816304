// Tests the two state machines exhaustively: every state of a prescription and of a dispense with every event.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Problem } from '../../../platform/problem.ts'
import { DISPENSE_STATUSES } from '../dispensing/contract.ts'
import { DISPENSE_EVENTS, decideDispense, eventsOf, isUnderWay } from '../dispensing/states.ts'
import { decidePrescription, RX_EVENTS, statusOn } from './states.ts'

const say = (outcome: unknown): string => {
  if (outcome instanceof Problem) return outcome.type.slug
  return typeof outcome === 'string' ? outcome : (outcome as { status: string }).status
}

test('the table of prescriptions: what is stopped or over takes nothing more', () => {
  const table = (['SIGNED', 'STOPPED'] as const).flatMap((status) =>
    ['2026-03-31', '2026-04-01'].flatMap((today) =>
      RX_EVENTS.map((event) => {
        const outcome = decidePrescription({ status, valid_until: '2026-03-31' }, event, today)
        return `${statusOn({ status, valid_until: '2026-03-31' }, today)} ${event} ${say(outcome)}`
      }),
    ),
  )
  assert.deepEqual(table, [
    ...['SIGNED amend SIGNED', 'SIGNED stop STOPPED', 'SIGNED dispense SIGNED'],
    ...RX_EVENTS.map((event) => `EXPIRED ${event} prescription-over`),
    ...[1, 2].flatMap(() => RX_EVENTS.map((event) => `STOPPED ${event} prescription-over`)),
  ])
})

const NOW = new Date('2026-03-02T05:00:00.000Z')
const moment = { now: NOW, by: 'one', to: 'the patient' }

test('the table of dispenses, every state with every event', () => {
  const table = DISPENSE_STATUSES.flatMap((status) =>
    DISPENSE_EVENTS.map(
      (event) => `${status} ${event} ${say(decideDispense({ status, second_person: null }, event, moment))}`,
    ),
  )
  const allowed = table.filter((entry) => !/dispense-(state|over)$/.test(entry))
  assert.deepEqual(allowed, [
    ...['PREPARING reserved PREPARED', 'PREPARING short REFUSED', 'PREPARING abandon ABANDONED'],
    ...['PREPARED free READY', 'PREPARED charged CHARGED', 'PREPARED abandon ABANDONED'],
    ...['CHARGED settled READY', 'CHARGED abandon ABANDONED'],
    ...['READY repicked READY', 'READY hand-over HANDED_OVER', 'READY abandon ABANDONED'],
    'HANDED_OVER return HANDED_OVER',
  ])
  for (const entry of table.filter((one) => !allowed.includes(one))) {
    const isEnd = /^(REFUSED|ABANDONED)/.test(entry)
    assert.ok(entry.endsWith(isEnd ? 'dispense-over' : 'dispense-state'), entry)
  }
  assert.deepEqual(DISPENSE_STATUSES.filter(isUnderWay), ['PREPARING', 'PREPARED', 'CHARGED', 'READY'])
  assert.deepEqual(eventsOf('ABANDONED'), [])
})

test('an end leaves what must be given back, and a hand-over what must leave the store', () => {
  const ready = { status: 'READY', second_person: null } as const
  assert.deepEqual(decideDispense(ready, 'abandon', { ...moment, reason: 'time' }), {
    ...{ status: 'ABANDONED', end_reason: 'time', ended_at: NOW, due_at: NOW },
  })
  assert.deepEqual(decideDispense(ready, 'hand-over', moment), {
    ...{ status: 'HANDED_OVER', handed_over_at: NOW, handed_over_by: 'one', handed_to: 'the patient' },
    ...{ due_at: NOW, is_money_settled: true },
  })
  assert.deepEqual(decideDispense({ ...ready, status: 'PREPARING' }, 'short', moment), {
    ...{ status: 'REFUSED', end_reason: 'short', ended_at: NOW, due_at: NOW, is_money_settled: true },
  })
})

test('Schedule X needs two people, who are not one', () => {
  const withSecond = (second_person: string | null) =>
    say(
      decideDispense({ status: 'READY', second_person: second_person as never }, 'hand-over', {
        ...{ ...moment, needsSecond: true },
      }),
    )
  assert.deepEqual([null, 'one', 'two'].map(withSecond), [
    'second-person-needed',
    'second-person-needed',
    'HANDED_OVER',
  ])
})
