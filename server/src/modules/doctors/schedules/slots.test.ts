// Tests how hours become slots: weekdays, validity, leave, extra hours, closed days, nights, leap days, month ends.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { toMinute, toTimeOfDay } from '../../../platform/contract.ts'
import type { FacilityId } from '../../facilities/contract.ts'
import type { PracticeFacts } from '../contract.ts'
import { decideStatus, findExtraOverlap, findNextDay, findTemplateOverlap } from '../rules.ts'
import {
  type ExceptionFacts,
  overlaps,
  type ScheduleFacts,
  slotsOf,
  type TemplateFacts,
  weekdayOf,
} from './contract.ts'

const HERE = 'here' as FacilityId
const THERE = 'there' as FacilityId
/** A Monday. */
const MONDAY = '2026-03-02'

const practice = (facilityId: FacilityId, changes: Partial<PracticeFacts> = {}) =>
  ({ facilityId, status: 'active', isPublic: true, ...changes }) as PracticeFacts
const template = (changes: Partial<TemplateFacts> = {}) =>
  ({
    ...{ templateId: 'monday', facilityId: HERE, weekday: 1, starts: '09:00', ends: '10:00' },
    ...{ slotMinutes: 15, bufferMinutes: 0, capacity: 1, mode: 'in-person', audience: 'public' },
    validFrom: '2026-01-01',
    ...changes,
  }) as TemplateFacts
const leave = (changes: Partial<ExceptionFacts> = {}) =>
  ({ exceptionId: 'leave', kind: 'leave', fromOn: MONDAY, untilOn: MONDAY, ...changes }) as ExceptionFacts
const extra = (changes: Partial<ExceptionFacts> = {}) =>
  leave({
    ...{ exceptionId: 'extra' as never, kind: 'extra', facilityId: HERE, starts: '18:00', ends: '19:00' },
    ...{ slotMinutes: 30, capacity: 2 },
    ...changes,
  })
const schedule = (changes: Partial<ScheduleFacts> = {}) =>
  ({
    ...{ isBookable: true, practices: [practice(HERE), practice(THERE)], templates: [template()] },
    ...{ exceptions: [], closures: [] },
    ...changes,
  }) as unknown as ScheduleFacts
const startsOf = (changes: Partial<ScheduleFacts>, day = MONDAY) =>
  slotsOf(schedule(changes), day).map(({ startsMinute }) => toTimeOfDay(startsMinute))

describe('slots', () => {
  test('fill the hours, and none ends after them', () => {
    assert.deepEqual(startsOf({}), ['09:00', '09:15', '09:30', '09:45'])
    assert.deepEqual(startsOf({ templates: [template({ slotMinutes: 25 })] }), ['09:00', '09:25'])
    assert.deepEqual(startsOf({ templates: [template({ bufferMinutes: 10 })] }), ['09:00', '09:25'])
    assert.deepEqual(startsOf({ templates: [template({ starts: '23:00', ends: '24:00', slotMinutes: 60 })] }), [
      '23:00',
    ])
  })

  test('come on their weekday only, also on a leap day and at the end of a month', () => {
    assert.deepEqual(startsOf({}, '2026-03-03'), [])
    assert.equal(weekdayOf('2028-02-29'), 2)
    assert.equal(startsOf({ templates: [template({ weekday: 2 })] }, '2028-02-29').length, 4)
    assert.equal(startsOf({ templates: [template({ weekday: 2 })] }, '2026-03-31').length, 4)
    assert.equal(weekdayOf('2026-03-01'), 7)
  })

  test('begin and end with the validity of the hours, both days included', () => {
    const valid = { templates: [template({ validFrom: MONDAY, validUntil: '2026-03-09' })] }
    assert.deepEqual(
      ['2026-02-23', MONDAY, '2026-03-09', '2026-03-16'].map((day) => startsOf(valid, day).length),
      [0, 4, 4, 0],
    )
  })

  test('are none for a doctor who is not verified, and none at a practice that has ended', () => {
    assert.deepEqual(startsOf({ isBookable: false }), [])
    assert.deepEqual(startsOf({ practices: [practice(HERE, { status: 'ended' })] }), [])
  })

  test('are none on a closed day of that hospital, while the other hospital is open', () => {
    const templates = [template(), template({ facilityId: THERE, starts: '11:00', ends: '11:30' })]
    const closures = [{ facilityId: HERE, day: MONDAY }]
    assert.deepEqual(startsOf({ templates, closures }), ['11:00', '11:15'])
  })

  test('leave cuts each whole slot that it touches by one minute, and no other', () => {
    assert.deepEqual(startsOf({ exceptions: [leave({ starts: '09:14', ends: '09:16' })] }), ['09:30', '09:45'])
    assert.deepEqual(startsOf({ exceptions: [leave({ starts: '09:15', ends: '09:30' })] }), ['09:00', '09:30', '09:45'])
    assert.deepEqual(startsOf({ exceptions: [leave()] }), [])
  })

  test('leave at one hospital leaves the other open', () => {
    const templates = [template(), template({ facilityId: THERE, starts: '11:00', ends: '11:30' })]
    assert.deepEqual(startsOf({ templates, exceptions: [leave({ facilityId: HERE })] }), ['11:00', '11:15'])
    assert.deepEqual(startsOf({ templates, exceptions: [leave()] }), [])
  })

  test('leave from 22:00 to 06:00 cuts both days', () => {
    const night = leave({ starts: '22:00', ends: '06:00' })
    const late = template({ starts: '21:00', ends: '23:00', slotMinutes: 60 })
    const early = template({ weekday: 2, starts: '05:00', ends: '07:00', slotMinutes: 60 })
    const exceptions = [night]
    assert.deepEqual(startsOf({ templates: [late], exceptions }), ['21:00'])
    assert.deepEqual(startsOf({ templates: [early], exceptions }, '2026-03-03'), ['06:00'])
    assert.deepEqual(startsOf({ templates: [{ ...early, weekday: 1 }], exceptions }), ['05:00', '06:00'])
  })

  test('extra hours make slots of their own, which leave cuts too', () => {
    assert.deepEqual(startsOf({ templates: [], exceptions: [extra()] }), ['18:00', '18:30'])
    assert.deepEqual(startsOf({ templates: [], exceptions: [extra(), leave({ starts: '18:45', ends: '20:00' })] }), [
      '18:00',
    ])
  })

  test('never overlap, end after they start, and lie in their hours, whatever the hours are', () => {
    const time = fc.integer({ min: 0, max: 1_440 })
    fc.assert(
      fc.property(
        time,
        time,
        fc.integer({ min: 5, max: 240 }),
        fc.integer({ min: 0, max: 60 }),
        (a, b, length, gap) => {
          const [from, until] = [Math.min(a, b), Math.max(a, b)]
          const hours = { starts: toTimeOfDay(from), ends: toTimeOfDay(until), slotMinutes: length, bufferMinutes: gap }
          const slots = slotsOf(schedule({ templates: [template(hours)] }), MONDAY)
          for (const [index, slot] of slots.entries()) {
            assert.equal(slot.endsMinute - slot.startsMinute, length)
            assert.ok(from <= slot.startsMinute && slot.endsMinute <= until)
            const next = slots[index + 1]
            assert.ok(!next || (!overlaps(slot, next) && next.startsMinute - slot.endsMinute === gap))
          }
          assert.equal(toMinute(toTimeOfDay(from)), from)
        },
      ),
    )
  })
})

describe('overlaps', () => {
  test('are found between hours of one weekday that share a minute while both are valid', () => {
    const other = (changes: Partial<TemplateFacts>) => [template(), template({ facilityId: THERE, ...changes })]
    assert.ok(findTemplateOverlap(other({ starts: '09:59', ends: '11:00' })))
    assert.equal(findTemplateOverlap(other({ starts: '10:00', ends: '11:00' })), undefined)
    assert.equal(findTemplateOverlap(other({ weekday: 2 })), undefined)
    assert.equal(findTemplateOverlap(other({ validUntil: '2026-01-01', validFrom: '2025-01-01' }))?.length, 2)
    assert.equal(findTemplateOverlap(other({ validUntil: '2025-12-31', validFrom: '2025-01-01' })), undefined)
  })

  test('of extra hours are found, but not on a day of leave or in the past', () => {
    const clash = extra({ facilityId: THERE, starts: '09:30', ends: '10:30' })
    const found = findExtraOverlap(schedule({ exceptions: [clash] }), MONDAY)
    assert.equal(found?.day, MONDAY)
    assert.ok(findExtraOverlap(schedule({ isBookable: false, exceptions: [clash] }), MONDAY))
    assert.equal(findExtraOverlap(schedule({ exceptions: [clash] }), '2026-03-03'), undefined)
    assert.equal(findExtraOverlap(schedule({ exceptions: [clash, leave({ facilityId: HERE })] }), MONDAY), undefined)
  })
})

test('the next day is the next one on which the public may book', () => {
  assert.equal(findNextDay(schedule(), '2026-03-03', 30), '2026-03-09')
  assert.equal(findNextDay(schedule(), '2026-03-03', 6), undefined)
  assert.equal(findNextDay(schedule({ templates: [template({ audience: 'staff' })] }), MONDAY, 30), undefined)
  assert.equal(findNextDay(schedule({ practices: [practice(HERE, { isPublic: false })] }), MONDAY, 30), undefined)
})

test('each state of a doctor allows its events, and no others', () => {
  const states = ['draft', 'verified', 'suspended', 'ended'] as const
  const table = states.map((state) =>
    (['verify', 'suspend', 'end'] as const).map((event) => decideStatus(state, event)),
  )
  assert.deepEqual(table, [
    ['verified', undefined, 'ended'],
    [undefined, 'suspended', 'ended'],
    ['verified', undefined, 'ended'],
    [undefined, undefined, undefined],
  ])
})
