// Tests the free seats by state and district: what they count, that they follow changes, and what the route refuses.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays } from '../../../platform/clock.ts'
import { setup, TODAY } from '../../../testing/setup.ts'
import { openCentre, WINDOW } from '../testing.ts'

interface Places {
  readonly asOf: string
  readonly from: string
  readonly to: string
  readonly items: readonly {
    readonly code?: string
    readonly cell?: number
    readonly name?: string
    readonly available: number
    readonly centres: number
  }[]
}

const URL = '/v1/vaccination/availability/places'

async function begin(t: Parameters<typeof setup>[0]) {
  const place = await setup(t, { isStarted: false })
  const look = async (query = '') => (await place.ask<Places>('GET', `${URL}${query}`)).body
  /** The numbers are at most five seconds old: let more time pass. */
  const later = (): void => place.clock.set(new Date(place.clock.now().getTime() + 6_000).toISOString())
  return { place, look, later }
}

test('each state and district has the free seats of the next seven days', async (t) => {
  const { place, look } = await begin(t)
  const delhi = await openCentre(place)
  const bengaluru = await openCentre(place, '560001')
  await delhi.openSession({ capacity: 5 })
  await delhi.openSession({ capacity: 7, date: addDays(TODAY, 6) })
  await delhi.openSession({ capacity: 50, date: addDays(TODAY, 7) })
  await bengaluru.openSession({ capacity: 3 })
  const { from, to, items } = await look()
  assert.deepEqual([from, to], [TODAY, addDays(TODAY, 6)])
  assert.deepEqual(items, [
    { code: 'DL', available: 12, centres: 1 },
    { code: 'KA', available: 3, centres: 1 },
  ])
  const { body } = await place.ask<{ district: { cell: number; name: string } }>('GET', '/v1/pins/110001')
  assert.deepEqual((await look('?state=DL')).items, [{ ...body.district, available: 12, centres: 1 }])
  assert.deepEqual((await look('?state=GA')).items, [])
})

test('the numbers follow bookings, closures and ended windows within five seconds', async (t) => {
  const { place, look, later } = await begin(t)
  const centre = await openCentre(place)
  const sessionId = await centre.openSession({ capacity: 5 })
  const free = async () => (await look()).items.map(({ available, centres }) => [available, centres])
  assert.deepEqual(await free(), [[5, 1]])
  const by = await place.citizen()
  const body = { sessionId, window: WINDOW, patientIds: [by.patientId] }
  assert.equal((await place.ask('POST', '/v1/vaccination/bookings', { by, body })).status, 201)
  assert.deepEqual(await free(), [[5, 1]], 'the same answer serves everybody for five seconds')
  later()
  assert.deepEqual(await free(), [[4, 1]])
  const morning = await centre.openSession({ capacity: 2, windows: ['06:00-23:00'] })
  later()
  assert.deepEqual(await free(), [[6, 1]])
  const closure = { by: centre.sunita, body: {} }
  assert.equal((await place.ask('POST', `/v1/vaccination/sessions/${morning}/closure`, closure)).status, 200)
  later()
  assert.deepEqual(await free(), [[4, 1]])
  place.clock.set(`${addDays(TODAY, 1)}T05:00:00Z`)
  assert.deepEqual(await free(), [[0, 0]], 'nobody can book the windows of yesterday')
})

test('an asker who has the numbers hears 304, and a wrong state is refused', async (t) => {
  const { place } = await begin(t)
  await (await openCentre(place)).openSession()
  const first = await place.ask('GET', URL)
  const etag = first.headers.etag as string
  assert.match(etag, /^W\//)
  const again = await place.ask('GET', URL, { headers: { 'if-none-match': etag } })
  assert.equal(again.status, 304)
  for (const query of ['?state=delhi', '?state=DL&pin=110001', '?state=DL&state=UP']) {
    assert.equal((await place.ask('GET', `${URL}${query}`)).status, 400, query)
  }
})
