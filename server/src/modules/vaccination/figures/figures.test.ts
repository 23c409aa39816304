// Tests of figures: they agree with bookings and doses, show only what a role may see, and refuse bad queries.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays } from '../../../platform/clock.ts'
import { type Person, setup, TODAY } from '../../../testing/setup.ts'
import { type Booked, openCentre, WINDOW } from '../testing.ts'

interface Counts {
  sessions: number
  seats: number
  booked: number
  given: number
  free: number
}
interface Figures {
  level: string
  total: Counts
  days: (Counts & { date: string })[]
  places: (Counts & { name: string; stateCode: string; district?: number; facilityId?: string })[]
  vaccines: (Counts & { vaccine: string; dose: number })[]
  errors?: { pointer: string }[]
}

/** New Delhi: 10 seats today, 2 booked, 1 of them given; tomorrow 5 seats of another vaccine. Pune: 7 seats today. */
async function setupFigures(t: Parameters<typeof setup>[0]) {
  const place = await setup(t)
  const delhi = await openCentre(place)
  const pune = await openCentre(place, '411001')
  const sessionId = await delhi.openSession()
  await delhi.openSession({ capacity: 5, vaccine: 'COVISHIELD', date: addDays(TODAY, 1) })
  await pune.openSession({ capacity: 7 })
  const book = async () => {
    const by = await place.citizen()
    const body = { sessionId, window: WINDOW, patientIds: [by.patientId] }
    const { body: made } = await place.ask<Booked>('POST', '/v1/vaccination/bookings', { by, body })
    return made.bookings[0]?.bookingId
  }
  const first = await book()
  await book()
  assert.equal((await delhi.give(first as string)).status, 200)
  const cell = delhi.facility.cell
  const read = (by: Person | undefined, query = '') =>
    place.ask<Figures>('GET', `/v1/vaccination/figures${query}`, { by })
  return { place, delhi, pune, cell, read, admin: await place.admin(), officer: await place.officer(cell) }
}

const counts = (sessions: number, seats: number, booked: number, given: number, free: number): Counts => {
  return { sessions, seats, booked, given, free }
}
const RANGE = `?from=${TODAY}&to=${addDays(TODAY, 6)}`

test('figures of the country sum up bookings and doses by day, state and vaccine', async (t) => {
  const { read, admin } = await setupFigures(t)
  const { body } = await read(admin, RANGE)
  assert.equal(body.level, 'country')
  assert.deepEqual(body.total, counts(3, 22, 2, 1, 20))
  assert.deepEqual(body.days, [
    { date: TODAY, ...counts(2, 17, 2, 1, 15) },
    { date: addDays(TODAY, 1), ...counts(1, 5, 0, 0, 5) },
  ])
  const places = body.places.map(({ name, stateCode, ...rest }) => [name, stateCode, rest.free])
  assert.deepEqual(places.sort(), [
    ['Delhi', 'DL', 13],
    ['Maharashtra', 'MH', 7],
  ])
  assert.deepEqual(body.vaccines, [
    { vaccine: 'COVAXIN', dose: 1, ...counts(2, 17, 2, 1, 15) },
    { vaccine: 'COVISHIELD', dose: 1, ...counts(1, 5, 0, 0, 5) },
  ])
})

test('figures of a state list its districts, and figures of a district list its centres', async (t) => {
  const { read, admin, cell, delhi } = await setupFigures(t)
  const state = (await read(admin, `${RANGE}&state=DL`)).body
  assert.deepEqual(
    state.places.map(({ name, district, free }) => [name, district, free]),
    [['New Delhi', cell, 13]],
  )
  const district = (await read(admin, `${RANGE}&district=${cell}`)).body
  assert.deepEqual(
    district.places.map(({ name, facilityId }) => [name, facilityId]),
    [[delhi.facility.name, delhi.facilityId]],
  )
  assert.deepEqual((await read(admin, `${RANGE}&state=KL`)).body.total, counts(0, 0, 0, 0, 0))
})

test('seats of past days and of closed sessions do not count as free', async (t) => {
  const { place, read, admin, delhi } = await setupFigures(t)
  place.clock.set(`${addDays(TODAY, 1)}T05:00:00.000Z`)
  assert.deepEqual((await read(admin, RANGE)).body.days[0], { date: TODAY, ...counts(2, 17, 2, 1, 0) })
  const sessionId = await delhi.openSession({ date: addDays(TODAY, 2) })
  const closed = await place.ask('POST', `/v1/vaccination/sessions/${sessionId}/closure`, { by: delhi.sunita })
  assert.equal(closed.status, 200)
  const last = (await read(admin, RANGE)).body.days.at(-1)
  assert.deepEqual(last, { date: addDays(TODAY, 2), ...counts(1, 10, 0, 0, 0) })
})

test('an officer sees only the own district, a national-admin sees all, others see nothing', async (t) => {
  const { place, read, officer, cell, delhi, pune } = await setupFigures(t)
  const own = await read(officer, RANGE)
  assert.deepEqual([own.body.level, own.body.total.seats], ['district', 15])
  assert.deepEqual((await read(officer, `${RANGE}&district=${cell}`)).body.total, own.body.total)
  assert.equal((await read(officer, `${RANGE}&district=${pune.facility.cell}`)).status, 403)
  assert.equal((await read(officer, `${RANGE}&state=DL`)).status, 403)
  assert.equal((await read(delhi.sunita, RANGE)).status, 403)
  assert.equal((await read(await place.citizen(), RANGE)).status, 403)
  assert.equal((await read(undefined, RANGE)).status, 401)
})

test('a bad query is refused, and the refusal names its field', async (t) => {
  const { read, admin, cell } = await setupFigures(t)
  const cases: [string, string][] = [
    [`?state=DL&district=${cell}`, 'query/district'],
    ['?state=Delhi', 'query/state'],
    ['?district=Delhi', 'query/district'],
    ['?from=2026-02-30', 'query/from'],
    [`?from=${TODAY}&to=${addDays(TODAY, -1)}`, 'query/to'],
    [`?from=${TODAY}&to=${addDays(TODAY, 92)}`, 'query/to'],
    ['?vaccine=COVAXIN', 'query/vaccine'],
  ]
  for (const [query, pointer] of cases) {
    const { status, body } = await read(admin, query)
    assert.deepEqual([status, body.errors?.[0]?.pointer], [400, pointer], query)
  }
  assert.equal((await read(admin, `?from=${TODAY}&to=${addDays(TODAY, 91)}`)).status, 200)
  assert.equal((await read(admin)).body.total.sessions, 2, 'without days, the last two weeks with today')
})
