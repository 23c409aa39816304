// Tests what people type as weekly hours, and how templates are sorted into the days of a week.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  countSlots,
  hoursOn,
  hoursToday,
  isAway,
  leaveOn,
  mondayOf,
  readHours,
  readSpan,
  type Schedule,
  type Template,
  weekFrom,
} from './hours.ts'

const TODAY = '2026-03-02'
const template = (changes: Partial<Template>): Template => ({
  ...{ templateId: 't', facilityId: 'here', weekday: 1, starts: '09:00', ends: '13:00', slotMinutes: 15 },
  ...{ bufferMinutes: 0, capacity: 1, mode: 'in-person', audience: 'public', validFrom: TODAY },
  ...changes,
})

test('hours are read as people write them', () => {
  const morning = { starts: '09:00', ends: '13:00', slotMinutes: 15, capacity: 1 }
  for (const text of ['09:00-13:00 15', '9-13 15', '9.00 – 13.00  15', '9 to 13 15', '९-१३ १५']) {
    assert.deepEqual(readHours(text), [morning], text)
  }
  const afternoon = { starts: '14:00', ends: '24:00', slotMinutes: 20, capacity: 2 }
  assert.deepEqual(readHours('9-13 15; 14-24 20 x2,'), [morning, afternoon])
  assert.deepEqual(readHours('14-24 20×2'), [afternoon])
})

test('what is no hours is refused as a whole', () => {
  for (const text of ['', ',', '9-13', '13-9 15', '9-25 15', '9-13 3', '9-9:10 15', '9-13 15 x99', '9-13 15, later']) {
    assert.equal(readHours(text), undefined, text)
  }
})

test('hours of leave may reach into the next day', () => {
  assert.deepEqual(readSpan('22-6:30'), { starts: '22:00', ends: '06:30' })
  for (const text of ['', '9', '9-9', '24-6', '22-0', '9-13 15']) assert.equal(readSpan(text), undefined, text)
})

test('a day has the hours that hold now or later, of the hospitals where the doctor still works', () => {
  const practices = [
    { facilityId: 'here', status: 'active' },
    { facilityId: 'there', status: 'ended' },
  ]
  const templates = [
    template({ templateId: 'late', starts: '14:00', ends: '17:00', validFrom: '2027-01-01' }),
    template({ templateId: 'early' }),
    template({ templateId: 'over', validUntil: '2026-03-01' }),
    template({ templateId: 'ended', facilityId: 'there' }),
    template({ templateId: 'tuesday', weekday: 2 }),
  ]
  const schedule = { practices, templates } as unknown as Schedule
  assert.deepEqual(
    hoursOn(schedule, 1, TODAY).map(({ templateId }) => templateId),
    ['early', 'late'],
  )
})

test('a slot that would end after the hours is not counted', () => {
  assert.equal(countSlots(template({})), 16)
  assert.equal(countSlots(template({ bufferMinutes: 5 })), 12)
  assert.equal(countSlots(template({ ends: '09:50' })), 3)
})

test('the hours of today are those that hold already, where the hospital is open', () => {
  const practices = ['here', 'there'].map((facilityId) => ({ facilityId, status: 'active' }))
  const templates = [
    template({ templateId: 'here' }),
    template({ templateId: 'later', starts: '14:00', ends: '17:00', validFrom: '2026-03-03' }),
    template({ templateId: 'closed', facilityId: 'there' }),
  ]
  const leave = { exceptionId: 'e', kind: 'leave', fromOn: '2026-03-01', untilOn: TODAY }
  const exceptions = [leave, { ...leave, kind: 'extra' }, { ...leave, untilOn: '2026-03-01' }]
  const closures = [{ facilityId: 'there', day: TODAY }]
  const schedule = { practices, templates, exceptions, closures } as unknown as Schedule
  assert.deepEqual(
    hoursToday(schedule, TODAY).map(({ templateId }) => templateId),
    ['here'],
  )
  assert.deepEqual(leaveOn(schedule, TODAY), [leave])
})

test('a week by its dates has the hours, extra hours, leave and closed days of each day', () => {
  const practices = ['here', 'there'].map((facilityId) => ({ facilityId, status: 'active' }))
  const leave = { exceptionId: 'l', kind: 'leave', facilityId: 'there', fromOn: '2026-03-03', untilOn: '2026-03-04' }
  const extra = { exceptionId: 'e', kind: 'extra', facilityId: 'here', fromOn: '2026-03-08', untilOn: '2026-03-08' }
  const schedule = {
    practices,
    templates: [template({}), template({ templateId: 'tuesday', facilityId: 'there', weekday: 2 })],
    exceptions: [leave, extra],
    closures: [{ facilityId: 'here', day: '2026-03-02' }],
  } as unknown as Schedule
  const week = weekFrom(schedule, TODAY)
  assert.deepEqual(
    week.map(({ date }) => date.slice(-2)),
    ['02', '03', '04', '05', '06', '07', '08'],
  )
  const [monday, tuesday] = week
  assert.deepEqual([monday?.closed, monday?.hours], [['here'], []])
  assert.deepEqual([tuesday?.hours.length, tuesday?.leave.length], [1, 1])
  assert.deepEqual(
    ['there', 'here'].map((facilityId) => isAway({ facilityId }, tuesday?.leave ?? [])),
    [true, false],
  )
  assert.equal(week.filter(({ extra: hours }) => hours.length > 0).map(({ date }) => date)[0], '2026-03-08')
})

test('leave of some hours takes no whole day away, and a week begins on its Monday', () => {
  const some = {
    exceptionId: 'l',
    kind: 'leave',
    fromOn: TODAY,
    untilOn: TODAY,
    starts: '09:00',
    ends: '11:00',
  } as const
  assert.equal(isAway({ facilityId: 'here' }, [some as never]), false)
  for (const day of [TODAY, '2026-03-05', '2026-03-08']) assert.equal(mondayOf(day), TODAY, day)
  assert.equal(mondayOf('2026-03-01'), '2026-02-23')
})
