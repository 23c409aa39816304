// Tests the search of slots: what it shows to whom, what it hears of other processes and of time, and its memory.
import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { addDays } from '../../../platform/clock.ts'
import { type Citizen, type Person, TEST_NOW, TODAY } from '../../../testing/setup.ts'
import type { SlotId } from '../contract.ts'
import { fieldOf, openPlace, openPractice, type Practising, type Refused, type SlotSeen } from '../testing.ts'
import { createFeed } from './feed.ts'
import { PackedDay, type SlotState } from './packed-day.ts'
import { SlotsInMemory } from './projection.ts'

interface Searched {
  readonly doctors: readonly {
    readonly days: readonly { readonly free: number; readonly slots: readonly object[] }[]
  }[]
}

interface OfDay {
  readonly doctors: readonly {
    readonly slots: readonly { slotId: string; start: string; free: number; over: number; audience: string }[]
  }[]
}

const TOMORROW = addDays(TODAY, 1)
const NO_FILTER = {
  ...{
    facilityId: undefined,
    speciality: undefined,
    cell: undefined,
    mode: undefined,
    language: undefined,
    show: 'all' as const,
    after: undefined,
  },
  limit: 20,
}

test('a packed day gives each slot as it was put, by its start, and keeps the newest revision', () => {
  const slot = (starts: number, changed: Partial<SlotState> = {}): SlotState => ({
    id: `019ca000-0000-8${starts.toString().padStart(3, '0')}-8000-00000000abcd` as SlotId,
    ...{ starts_minute: starts, ends_minute: starts + 15, mode: 'in-person', audience: 'public', capacity: 1 },
    ...{ booked: 0, isOpen: true, revision: 1, holds: [], ...changed },
  })
  const day = new PackedDay()
  const put = [slot(600), slot(30, { mode: 'tele', audience: 'follow-up', capacity: 50, booked: 49 })]
  for (const one of [...put, slot(900, { isOpen: false, revision: 2 ** 32 - 1, holds: [5, 9] })])
    assert.ok(day.put(one))
  assert.ok(!day.put(slot(600, { booked: 1 })), 'the same revision changes nothing')
  assert.ok(day.put(slot(600, { booked: 1, revision: 2, holds: [7] })))
  assert.ok(day.put(slot(600, { booked: 1, revision: 3 })))
  assert.ok(!day.put(slot(600, { revision: 2 })), 'an older state changes nothing')
  assert.deepEqual(
    [...day.slots()],
    [put[1], slot(600, { booked: 1, revision: 3 }), slot(900, { isOpen: false, revision: 2 ** 32 - 1, holds: [5, 9] })],
  )
  assert.equal(day.size, 3)
})

const { place, cleanUps, ask } = openPlace<Refused>()

const book = async (by: Person, slotId: string, patientId: string): Promise<void> => {
  const booked = await ask('POST', '/v1/appointments', { by, body: { slotIds: [slotId], patientId } })
  assert.equal(booked.status, 201)
}

describe('searching slots', () => {
  test('shows what is free, by doctor, and by speciality near a PIN; never what only staff book', async () => {
    const here = await openPractice(place)
    const seen = await here.slots()
    assert.equal(seen.length, 7 * 4)
    assert.deepEqual(
      seen.slice(0, 4).map(({ start, free }) => `${start} ${free}`),
      ['12:00 1', '12:15 1', '12:30 1', '12:45 1'],
    )
    const near = await ask('GET', '/v1/appointments/slots?speciality=paediatrics&pin=110001&days=1')
    assert.ok(JSON.stringify(near.body).includes(here.doctorId))
    const tag = near.headers.etag as string
    const again = await ask('GET', '/v1/appointments/slots?speciality=paediatrics&pin=110001&days=1', {
      headers: { 'if-none-match': tag },
    })
    assert.equal(again.status, 304)
    assert.equal(fieldOf(await ask('GET', '/v1/appointments/slots')), '400 query/doctor')
    assert.equal(fieldOf(await ask('GET', '/v1/appointments/slots?pin=999999')), '400 query/pin')
    await here.keep({ audience: 'staff' })
    assert.deepEqual(await here.slots(), [])
  })

  test('shows of each doctor only the next free day, by language, and says which days are full', async () => {
    const here = await openPractice(place, {}, { starts: '12:00', ends: '14:00' })
    const url = `/v1/appointments/slots?doctor=${here.doctorId}`
    const read = async (query: string) => {
      const { body } = await place.ask<Searched>('GET', url + query)
      return body.doctors.flatMap(({ days }) => days.map(({ free, slots }) => `${free} in ${slots.length}`))
    }
    assert.deepEqual(await read('&show=next'), ['8 in 4'])
    assert.deepEqual(await read('&show=next&language=ta'), [])
    assert.deepEqual(await read('&language=hi&days=1'), ['8 in 8'])
    for (const { slotId } of await here.slots('&days=1')) {
      const { patientId } = await place.citizen()
      await book(here.reception, slotId, patientId)
    }
    assert.deepEqual(await read('&days=2'), ['0 in 0', '8 in 8'], 'a full day is not a day without hours')
    assert.deepEqual(await read('&show=next'), ['8 in 4'])
  })

  test('the staff of a hospital see all slots of a day: full ones, and those that only they book', async () => {
    const here = await openPractice(place, {}, { audience: 'staff', starts: '12:00', ends: '12:30' })
    const url = `/v1/appointments/slots/of-day?facility=${here.facilityId}`
    const read = async (day: string) => {
      const { body } = await place.ask<OfDay>('GET', `${url}&day=${day}&doctor=${here.doctorId}`, {
        by: here.reception,
      })
      return body.doctors.flatMap(({ slots }) => slots)
    }
    const [first] = await read(TOMORROW)
    const { patientId } = await place.citizen()
    await book(here.reception, first?.slotId as string, patientId)
    assert.deepEqual(
      (await read(TOMORROW)).map(({ start, free, over, audience }) => [start, free, over, audience]),
      [
        ['12:00', 0, 0, 'staff'],
        ['12:15', 1, 0, 'staff'],
      ],
    )
    const other = await place.staff('reception', here.otherFacilityId)
    assert.equal((await ask('GET', url, { by: other })).status, 403)
    assert.equal(fieldOf(await ask('GET', `${url}&day=${addDays(TODAY, 32)}`, { by: here.doctor })), '400 query/day')
    assert.equal(fieldOf(await ask('GET', `${url}&day=${addDays(TODAY, -2)}`, { by: here.doctor })), '400 query/day')
  })
})

describe('the slots in memory', () => {
  let here: Practising
  let asha: Citizen
  before(async () => {
    here = await openPractice(place)
    asha = await place.citizen()
  })

  const hold = async (by: Citizen, slotId: string): Promise<string> => {
    const body = { slotId, patientId: by.patientId }
    const held = await place.ask<{ appointmentId: string }>('POST', '/v1/appointments/holds', { by, body })
    assert.equal(held.status, 201, JSON.stringify(held.body))
    return held.body.appointmentId
  }
  const starts = (slots: readonly SlotSeen[], date = TOMORROW) =>
    slots.filter((slot) => slot.date === date).map(({ start }) => start)

  test('is ready until something or time changes it, and keeps its tag while only its age grows', async () => {
    const { context } = here
    const own = new SlotsInMemory(context.clock)
    const feed = createFeed(context, own)
    cleanUps.unshift(() => feed.stop())
    await feed.start()
    const query = { ...NO_FILTER, doctorId: here.doctorId, fromOn: TOMORROW, days: 1 }
    const first = own.answer('x', query)
    const age = ({ text }: { text: string }) => (JSON.parse(text) as { viewAgeSeconds: number }).viewAgeSeconds
    place.clock.set(new Date(Date.parse(TEST_NOW) + 60_000).toISOString())
    const second = own.recall('x')
    assert.deepEqual([second?.etag, second && age(second)], [first.etag, age(first) + 60])
    place.clock.set(TEST_NOW)
    await hold(asha, await here.slotAt('12:00', TOMORROW))
    await feed.readOn()
    assert.equal(own.recall('x'), undefined, 'it heard of the hold')
    assert.notEqual(own.answer('x', query).etag, first.etag)
    place.clock.set(new Date(Date.parse(TEST_NOW) + 120_001).toISOString())
    assert.equal(own.recall('x'), undefined, 'the hold is over')
    assert.equal(own.answer('x', query).etag, first.etag)
    place.clock.set(`${TOMORROW}T06:30:00.000Z`)
    assert.equal(own.recall('x'), undefined, 'it is too late for 12:00')
    await feed.stop()
    place.clock.set(TEST_NOW)
    assert.equal(starts(await here.slots()).length, 3)
    // Nobody sweeps, and nothing is written: the hold ends by time alone.
    place.clock.set(new Date(Date.parse(TEST_NOW) + 120_001).toISOString())
    assert.equal(starts(await here.slots()).length, 4)
    place.clock.set(TEST_NOW)
    const last = starts(await here.slots('&days=1'), TODAY)
    place.clock.set(`${TODAY}T06:31:00.000Z`)
    assert.deepEqual(starts(await here.slots('&days=1'), TODAY), last.slice(1), 'it is too late for 12:00')
    place.clock.set(TEST_NOW)
  })

  test('hears of holds, bookings and other hours of another process, and agrees with a fresh reading', async () => {
    const { context } = here
    const other = new SlotsInMemory(context.clock)
    // Another database object hears nothing of this process: it can only follow the tables.
    const feed = createFeed({ ...context, db: Object.create(context.db) as typeof context.db }, other)
    cleanUps.unshift(() => feed.stop())
    await feed.start()
    const query = { ...NO_FILTER, doctorId: here.doctorId, fromOn: TODAY, days: 31 }
    const rest = ({ text }: { text: string }) => text.slice(text.indexOf('"doctors"'))
    const agree = async (slots: SlotsInMemory) => {
      const answer = await place.ask<{ doctors: object[] }>(
        'GET',
        `/v1/appointments/slots?doctor=${here.doctorId}&days=31`,
      )
      assert.deepEqual(JSON.parse(`{${rest(slots.answer('x', query))}`).doctors, answer.body.doctors)
    }
    const omar = await place.citizen()
    const held = await hold(omar, await here.slotAt('12:30', TOMORROW))
    await feed.readOn()
    await agree(other)
    const body = { holdId: held }
    assert.equal((await place.ask('POST', '/v1/appointments', { by: omar, body })).status, 201)
    const kiran = await place.citizen()
    const released = await hold(kiran, await here.slotAt('12:45', TOMORROW))
    await place.ask('POST', `/v1/appointments/${released}/cancellation`, { by: kiran, body: {} })
    await here.keep({ ends: '12:45' })
    await feed.readOn()
    await agree(other)
    const fresh = new SlotsInMemory(context.clock)
    const second = createFeed({ ...context, db: Object.create(context.db) as typeof context.db }, fresh)
    cleanUps.unshift(() => second.stop())
    await second.start()
    await agree(fresh)
  })
})
