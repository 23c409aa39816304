// Tests the pure decisions of diagnostics: every state against every event, ranges by sex and age, flags, shipped rows.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findOverlap, findRange, type Person } from './catalogue/ranges.ts'
import { findFault } from './catalogue/shipped.ts'
import { LINE_STATUSES, SPECIMEN_STATUSES } from './contract.ts'
import { CRITICAL_EVENTS, CRITICAL_STATES, decideCritical, decideEscalation, toDueAt } from './criticals/states.ts'
import { decideLine, LINE_EVENTS, toOrderStatus } from './orders/states.ts'
import { readValue, toFlag, toSeverity } from './results/flags.ts'
import { decideResult, RESULT_EVENTS, RESULT_STATES } from './results/states.ts'
import { hiddenUntil, isShown } from './results/visible.ts'
import { decideSpecimen, SPECIMEN_EVENTS } from './specimens/states.ts'
import type { Range } from './tables.ts'

type Decide<State, Event> = (state: State, event: Event) => { next: unknown } | { instead: readonly unknown[] }

/** Every state against every event, as `FROM event TO`; a refusal names exactly what the state allows. */
function listMoves<State, Event>(states: readonly State[], events: readonly Event[], decide: Decide<State, Event>) {
  const moves: string[] = []
  for (const state of states) {
    const allowed = events.filter((event) => 'next' in decide(state, event))
    for (const event of events) {
      const decided = decide(state, event)
      if ('next' in decided) moves.push(`${state} ${event} ${decided.next}`)
      else assert.deepEqual(decided.instead, allowed)
    }
  }
  return moves
}

test('a line, a specimen, a result and an alarm move as the tables say, and in no other way', () => {
  assert.deepEqual(listMoves(LINE_STATUSES, LINE_EVENTS, decideLine), [
    ...['PLACED collect COLLECTED', 'PLACED perform IN_PROGRESS', 'PLACED cancel CANCELLED', 'PLACED move CANCELLED'],
    ...['COLLECTED receive IN_PROGRESS', 'COLLECTED return PLACED', 'COLLECTED move CANCELLED'],
    ...['IN_PROGRESS return PLACED', 'IN_PROGRESS complete COMPLETED', 'IN_PROGRESS move CANCELLED'],
  ])
  assert.deepEqual(listMoves(SPECIMEN_STATUSES, SPECIMEN_EVENTS, decideSpecimen), [
    ...['EXPECTED collect COLLECTED', 'COLLECTED receive RECEIVED', 'COLLECTED reject REJECTED'],
    ...['RECEIVED reject REJECTED', 'RECEIVED finish DONE'],
  ])
  assert.deepEqual(listMoves(RESULT_STATES, RESULT_EVENTS, decideResult), [
    ...['NONE enter PRELIMINARY', 'PRELIMINARY enter PRELIMINARY', 'PRELIMINARY authorise FINAL'],
    ...['PRELIMINARY void VOID', 'FINAL correct CORRECTED', 'CORRECTED correct CORRECTED', 'VOID enter PRELIMINARY'],
  ])
  assert.deepEqual(listMoves(CRITICAL_STATES, CRITICAL_EVENTS, decideCritical), [
    ...['RAISED tell TOLD', 'RAISED acknowledge ACKNOWLEDGED', 'RAISED replace REPLACED'],
    ...['TOLD tell TOLD', 'TOLD acknowledge ACKNOWLEDGED', 'TOLD replace REPLACED'],
  ])
})

test('an order is as far as its least advanced live line, and PARTIAL when some results are final', () => {
  for (const one of LINE_STATUSES) {
    for (const other of LINE_STATUSES) {
      const live = [one, other].filter((status) => status !== 'CANCELLED')
      const done = live.filter((status) => status === 'COMPLETED').length
      const least = LINE_STATUSES.find((status) => live.some((own) => own === status)) ?? 'CANCELLED'
      const expected = done === 1 && live.length === 2 ? 'PARTIAL' : least
      assert.equal(toOrderStatus([one, other]), expected, `${one} ${other}`)
    }
  }
})

const range = (changes: Partial<Range>): Range => ({
  ...{ test: 'HB', sex: 'any', from_days: 0, until_days: 60_000, valid_from: '2026-01-01', low: 1, high: 2 },
  ...{ critical_low: null, critical_high: null, checked_by: 'somebody' as never, checked_at: new Date(0), ...changes },
})
const person = (changes: Partial<Person> = {}): Person => ({
  ...{ gender: 'female', birthDate: '1990-05-14', birthYear: 1990, ...changes },
})

test('the range of the own sex and age holds, the newest first, and only one that somebody has checked', () => {
  const day = '2026-03-02'
  const low = (ranges: readonly Range[], who = person(), on = day) => findRange(ranges, who, on)?.low
  assert.equal(low([range({ low: 5, checked_by: null, checked_at: null })]), undefined)
  assert.equal(low([range({}), range({ sex: 'female', low: 7 })]), 7)
  assert.equal(low([range({ sex: 'male' })]), undefined)
  assert.equal(low([range({ sex: 'female' })], person({ gender: 'other' })), undefined)
  assert.equal(low([range({}), range({ valid_from: '2026-02-01', low: 8 })]), 8)
  assert.equal(low([range({}), range({ valid_from: '2026-02-01', low: 8 })], person(), '2026-01-15'), 1)
  assert.equal(low([range({ valid_from: '2026-03-03' })]), undefined)
  const baby = person({ birthDate: '2026-02-20', birthYear: 2026 })
  const ages = [range({ until_days: 10, low: 3 }), range({ from_days: 10, low: 4 })]
  assert.deepEqual([low(ages, baby, '2026-03-01'), low(ages, baby), low(ages, baby, '2026-02-20')], [3, 4, 3])
  const ofYear = person({ birthDate: null, birthYear: 2026 })
  assert.equal(low(ages, ofYear), undefined, 'born in January or in March: the age is not known well enough')
  assert.equal(low(ages, person({ birthDate: null, birthYear: 2025 })), 4)
  assert.equal(findOverlap([range({ until_days: 10 })], range({ from_days: 10 })), undefined)
  assert.ok(findOverlap([range({ until_days: 11 })], range({ from_days: 10 })))
  assert.equal(findOverlap([range({ sex: 'male' })], range({ sex: 'female' })), undefined)
})

test('a flag compares with the limits; without limits there is none; the limit itself is inside the range', () => {
  const limits = { low: 3.5, high: 5.5, critical_low: 2.5, critical_high: 6.5 }
  const flags = [2.4, 2.5, 2.6, 3.5, 5.5, 5.6, 6.4, 6.5].map((number) => toFlag(number, limits))
  assert.deepEqual(flags, [...['critical-low', 'critical-low', 'low', 'none', 'none', 'high', 'high', 'critical-high']])
  assert.equal(toFlag(1_000, { low: null, high: null, critical_low: null, critical_high: null }), 'none')
  assert.equal(toFlag(0, { low: null, high: 5, critical_low: null, critical_high: null }), 'none')
  assert.deepEqual([toSeverity([]), toSeverity(['none', 'abnormal']), toSeverity(['low', 'critical-low'])], [0, 1, 2])
})

test('a value that no result can be is refused, and one below what the machine measures is a number', () => {
  const number = { kind: 'number', unit: '%', choices: [], highest_possible: 100 } as const
  for (const said of ['-1', 'abc', '101', '1e3', 'NaN', '1,5', '', '1.2.3', '1234567890', '>>3', '٣']) {
    assert.deepEqual(readValue(number, said), { expected: 'a number from 0 to 100 %' }, said)
  }
  assert.deepEqual(readValue(number, ' 4.20 '), { value: '4.20', number: 4.2 })
  assert.deepEqual(readValue(number, '< 0.01'), { value: '<0.01', number: 0.01 })
  const choice = { kind: 'choice', unit: null, choices: ['A+', 'B+'], highest_possible: null } as const
  assert.deepEqual(readValue(choice, 'A+'), { value: 'A+', number: null })
  assert.deepEqual(readValue(choice, 'a+'), { expected: 'one of A+, B+' })
  const words = { kind: 'text', unit: null, choices: [], highest_possible: null } as const
  assert.deepEqual(readValue(words, 'Amber'), { value: 'Amber', number: null })
})

test('drafts are for the laboratory; what a doctor explains first the family reads after 72 hours', () => {
  const final = { status: 'FINAL', authorised_at: new Date('2026-03-02T05:00:00Z') } as const
  const corrected = { status: 'CORRECTED', authorised_at: new Date('2026-03-03T05:00:00Z') } as const
  const versions = [corrected, final]
  const shown = (now: string, viewer: { isFamily: boolean; isLab: boolean }, doctor_first = true) =>
    isShown(corrected, { line: { doctor_first }, versions, viewer, now: new Date(now) })
  const family = { isFamily: true, isLab: false }
  const doctor = { isFamily: false, isLab: false }
  assert.equal(hiddenUntil({ doctor_first: true }, versions)?.toISOString(), '2026-03-05T05:00:00.000Z')
  assert.equal(hiddenUntil({ doctor_first: false }, versions), undefined)
  assert.deepEqual(
    [
      shown('2026-03-05T04:59:59Z', family),
      shown('2026-03-05T05:00:00Z', family),
      shown('2026-03-03T06:00:00Z', doctor),
    ],
    [false, true, true],
  )
  assert.ok(shown('2026-03-03T06:00:00Z', family, false))
  for (const status of ['PRELIMINARY', 'VOID'] as const) {
    const seen = { line: { doctor_first: false }, versions: [], now: new Date() }
    assert.equal(isShown({ status, authorised_at: null }, { ...seen, viewer: doctor }), false)
    assert.ok(isShown({ status, authorised_at: null }, { ...seen, viewer: { isFamily: false, isLab: true } }))
  }
})

test('an alarm asks the doctors when it is due, and as long again later the administrators, each once', () => {
  const raised_at = new Date('2026-03-02T05:00:00Z')
  assert.equal(toDueAt(raised_at, 'stat').toISOString(), '2026-03-02T05:15:00.000Z')
  assert.equal(toDueAt(raised_at, 'urgent').toISOString(), '2026-03-02T05:30:00.000Z')
  const due_at = toDueAt(raised_at, 'routine')
  const asked = (minute: number, escalations: number, status = 'RAISED') =>
    decideEscalation({ status, raised_at, due_at, escalations }, new Date(raised_at.getTime() + minute * 60_000))
  assert.deepEqual(
    [asked(29, 0), asked(30, 0), asked(59, 1), asked(60, 1), asked(600, 2), asked(60, 0)],
    [undefined, 'duty-doctors', undefined, 'administrators', undefined, 'duty-doctors'],
  )
  assert.equal(asked(30, 0, 'TOLD'), 'duty-doctors', 'being told is not the same as knowing')
  for (const status of ['ACKNOWLEDGED', 'REPLACED']) assert.equal(asked(60, 0, status), undefined)
})

test('rows of the shipped list whose range cannot be right are found', () => {
  const row = (stated_low: string, stated_high: string, stated_range: string) =>
    ({ unit: '%', stated_low, stated_high, stated_range }) as never
  const before = new Set<string>()
  const faults = (
    [
      ['20', '4', '20-4 %'],
      ['Varies', '55 mL/min', ''],
      ['12', '17', 'men 14-17, woman 12-16'],
      ['30', '1200', 'Newborn (0-30 days) 150 - 420'],
      ['0', '100', '20% - 40%'],
      ['0', '140', '< 140 mg/dl'],
      ['0', '140', '< 140 mg/dl'],
      ['', '', ''],
      ['4500', '11000', '4,500-11,000'],
    ] as const
  ).map(([low, high, text]) => findFault(row(low, high, text), before))
  assert.deepEqual(faults, [
    ...['low-above-high', 'text-in-number', 'sex-or-age-missing', 'sex-or-age-missing', 'text-differs', undefined],
    ...['same-as-another', undefined, undefined],
  ])
})
