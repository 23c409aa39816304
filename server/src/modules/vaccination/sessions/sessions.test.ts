// Tests of stock and sessions: sessions never promise more than the stock holds, and no lot goes below zero.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays } from '../../../platform/clock.ts'
import { setup, TODAY } from '../../../testing/setup.ts'
import { closePastSessions } from '../jobs.ts'
import { assertInvariants, openCentre, type Refused, slugOf, WINDOW } from '../testing.ts'

async function begin(t: Parameters<typeof setup>[0]) {
  const place = await setup(t)
  const centre = await openCentre(place)
  const { facilityId, sunita } = centre
  const session = { facilityId, date: TODAY, vaccine: 'COVAXIN', dose: 1, capacity: 10, windows: [WINDOW], minAge: 18 }
  const open = (change: object = {}, key?: string) =>
    place.ask<Refused & { sessionId: string; available: number }>('POST', '/v1/vaccination/sessions', {
      by: sunita,
      body: { ...session, ...change },
      ...(key !== undefined && { key }),
    })
  const move = (change: object) =>
    place.ask<Refused & { onHand: number; free: number }>('POST', '/v1/vaccination/stock', {
      by: sunita,
      body: { facilityId, vaccine: 'COVAXIN', lot: 'L1', quantity: 10, expiresOn: '2027-12-31', ...change },
    })
  return { place, centre, open, move }
}

test('all sessions of a vaccine together promise no more doses than the stock holds', async (t) => {
  const { place, open, move } = await begin(t)
  assert.equal(slugOf((await open()).body), 'stock-too-low')
  assert.equal((await move({ quantity: 15 })).body.free, 15)
  assert.equal((await open()).status, 201)
  assert.equal(slugOf((await open()).body), 'stock-too-low')
  assert.equal((await open({ capacity: 5 })).status, 201)
  assert.equal(slugOf((await open({ capacity: 1, dose: 2 })).body), 'stock-too-low')
  await assertInvariants(place)
})

test('a session cannot promise doses that expire before its day', async (t) => {
  const { place, open, move } = await begin(t)
  await move({ expiresOn: '2026-03-05' })
  assert.equal(slugOf((await open({ date: '2026-03-06' })).body), 'stock-too-low')
  assert.equal((await open({ date: '2026-03-05' })).status, 201)
  await assertInvariants(place)
})

test('promised doses cannot leave the stock, and a lot cannot go below zero', async (t) => {
  const { place, open, move } = await begin(t)
  await move({ quantity: 10 })
  await move({ lot: 'L2', quantity: 5 })
  await open({ capacity: 10 })
  assert.equal(slugOf((await move({ quantity: -6, reason: 'wasted' })).body), 'stock-too-low')
  assert.equal((await move({ quantity: -5, reason: 'wasted' })).status, 201)
  assert.equal(slugOf((await move({ lot: 'L2', quantity: -6, reason: 'corrected' })).body), 'stock-too-low')
  await assertInvariants(place)
})

test('a count is recorded once, and is refused if the lot does not hold the expected number', async (t) => {
  const { place, centre, move } = await begin(t)
  await move({ quantity: 100 })
  await move({ lot: 'L2', quantity: 5 })
  // A page has shown 100 doses since the morning. Since then 40 doses were written off, and somebody counts 60.
  await move({ quantity: -40, reason: 'wasted' })
  const count = { facilityId: centre.facilityId, vaccine: 'COVAXIN', lot: 'L1', reason: 'corrected' }
  const correct = (quantity: number, expectedOnHand: number, key = 'k') =>
    place.ask<Refused & { onHand: number }>('POST', '/v1/vaccination/stock', {
      by: centre.sunita,
      body: { ...count, quantity, expectedOnHand },
      key,
    })
  const late = await correct(-40, 100)
  assert.equal(late.status, 409)
  assert.equal(slugOf(late.body), 'stock-changed-meanwhile')
  assert.equal(late.body.onHand, 60)
  const counted = await correct(-2, 60)
  assert.equal(counted.status, 201)
  assert.equal(counted.body.onHand, 58 + 5)
  assert.deepEqual((await correct(-2, 60)).body, counted.body)
  assert.equal(slugOf((await correct(-2, 60, 'another')).body), 'stock-changed-meanwhile')
  const unknown = await move({ lot: 'L3', quantity: 1, expectedOnHand: 1 })
  assert.equal(slugOf(unknown.body), 'stock-changed-meanwhile')
  assert.equal((await move({ lot: 'L3', quantity: 1, expectedOnHand: 0 })).status, 201)
  assert.equal((await move({ expectedOnHand: -1 })).body.errors?.[0]?.pointer, '/expectedOnHand')
  await assertInvariants(place)
})

test('the ledger lists movements, the newest first, page by page, and only to the staff of the centre', async (t) => {
  const { place, centre, move } = await begin(t)
  const quantities = [10, -3, 4, -1]
  for (const [nth, quantity] of quantities.entries()) {
    place.clock.set(`${TODAY}T05:0${nth}:00.000Z`)
    const reason = quantity > 0 ? 'received' : 'wasted'
    assert.equal((await move({ quantity, reason, lot: nth === 2 ? 'L2' : 'L1' })).status, 201)
  }
  type Ledger = Refused & { items: { quantity: number }[]; nextCursor?: string }
  const url = `/v1/vaccination/stock/movements?facility=${centre.facilityId}`
  const read = (query = '', by = centre.ravi) => place.ask<Ledger>('GET', `${url}${query}`, { by })
  const seen: number[] = []
  for (let cursor = ''; seen.length < 4; ) {
    const { body } = await read(`&limit=3${cursor}`)
    seen.push(...body.items.map(({ quantity }) => quantity))
    cursor = `&cursor=${body.nextCursor}`
    assert.equal(body.nextCursor === undefined, seen.length === 4)
  }
  assert.deepEqual(seen, quantities.toReversed())
  assert.deepEqual(
    (await read('&lot=L1&reason=wasted')).body.items.map(({ quantity }) => quantity),
    [-1, -3],
  )
  const pune = await openCentre(place, '411001')
  assert.equal((await read('', pune.ravi)).status, 403)
  for (const wrong of ['&reason=lost', '&cursor=7', '&lot=', '&vaccine=COVAXIN']) {
    assert.equal((await read(wrong)).status, 400, wrong)
  }
})

test('of twenty requests at once for sessions of ten seats, a stock of ten doses lets one succeed', async (t) => {
  const { place, open, move } = await begin(t)
  await move({ quantity: 10 })
  const answers = await Promise.all(Array.from({ length: 20 }, () => open()))
  assert.equal(answers.filter(({ status }) => status === 201).length, 1)
  assert.equal(answers.filter(({ status }) => status === 409).length, 19)
  await assertInvariants(place)
})

test('a bad stock entry is refused, and the refusal names its field', async (t) => {
  const { move } = await begin(t)
  const fieldOf = async (change: object) => (await move(change)).body.errors?.[0]?.pointer
  assert.equal(await fieldOf({ quantity: 0 }), '/quantity')
  assert.equal(await fieldOf({ quantity: -1 }), '/quantity')
  assert.equal(await fieldOf({ reason: 'wasted' }), '/quantity')
  assert.equal(await fieldOf({ vaccine: 'PLACEBO' }), '/vaccine')
  assert.equal(await fieldOf({ dose: 1 }), '/dose')
  assert.equal(await fieldOf({ expiresOn: '2026-02-29' }), '/expiresOn')
  assert.equal(await fieldOf({ expiresOn: undefined }), '/expiresOn')
  assert.equal(await fieldOf({ expiresOn: addDays(TODAY, -1) }), '/expiresOn')
  await move({})
  assert.equal(await fieldOf({ expiresOn: '2028-02-29' }), '/expiresOn')
})

test('a bad session is refused, and the refusal names its field', async (t) => {
  const { open, move } = await begin(t)
  await move({})
  const fieldOf = async (change: object) => (await open(change)).body.errors?.[0]?.pointer
  assert.equal(await fieldOf({ date: '2026-03-01' }), '/date')
  assert.equal(await fieldOf({ date: '2027-12-31' }), '/date')
  assert.equal(await fieldOf({ date: '2026-02-30' }), '/date')
  assert.equal(await fieldOf({ windows: ['10:00-09:00'] }), '/windows')
  assert.equal(await fieldOf({ windows: ['9:00-10:00'] }), '/windows/0')
  assert.equal(await fieldOf({ vaccine: 'PLACEBO' }), '/vaccine')
  assert.equal(await fieldOf({ dose: 3 }), '/dose')
  assert.equal(await fieldOf({ minAge: 17 }), '/minAge')
  assert.equal(await fieldOf({ maxAge: 17 }), '/maxAge')
  assert.equal(await fieldOf({ capacity: 0 }), '/capacity')
  assert.equal(await fieldOf({ colour: 'red' }), '/colour')
})

test('two requests with the same key open one session', async (t) => {
  const { open, move } = await begin(t)
  await move({ quantity: 20 })
  const first = await open({}, 'k')
  const again = await open({}, 'k')
  assert.deepEqual(again.body, first.body)
  assert.equal((await open({ capacity: 9 }, 'k')).status, 422)
})

test('the capacity of a session can grow up to the stock and shrink down to the booked seats', async (t) => {
  const { place, centre, open, move } = await begin(t)
  await move({ quantity: 12 })
  const { sessionId } = (await open()).body
  const change = (body: object) =>
    place.ask<Refused & { maxAge?: number }>('PATCH', `/v1/vaccination/sessions/${sessionId}`, {
      by: centre.sunita,
      body,
    })
  assert.equal((await change({ capacity: 12 })).status, 200)
  assert.equal(slugOf((await change({ capacity: 13 })).body), 'stock-too-low')
  const asha = await place.citizen()
  const body = { sessionId, window: WINDOW, patientIds: [asha.patientId] }
  await place.ask('POST', '/v1/vaccination/bookings', { by: asha, body })
  assert.equal((await change({ capacity: 1 })).status, 200)
  const omar = await place.citizen()
  const full = await place.ask<Refused>('POST', '/v1/vaccination/bookings', {
    by: omar,
    body: { ...body, patientIds: [omar.patientId] },
  })
  assert.equal(slugOf(full.body), 'session-full')
  assert.equal((await change({ maxAge: 10 })).status, 400)
  const maxAgeAfter = async (body: object) => (await change(body)).body.maxAge
  assert.equal(await maxAgeAfter({ maxAge: 60 }), 60)
  assert.equal(await maxAgeAfter({ minAge: 20 }), 60)
  assert.equal(await maxAgeAfter({ maxAge: null }), undefined)
  await assertInvariants(place)
})

test('closing a session frees the doses of its free seats; with cancelBookings nobody stays booked', async (t) => {
  const { place, centre, open, move } = await begin(t)
  await move({ quantity: 10 })
  const { sessionId } = (await open()).body
  const asha = await place.citizen()
  const body = { sessionId, window: WINDOW, patientIds: [asha.patientId] }
  await place.ask('POST', '/v1/vaccination/bookings', { by: asha, body })
  const close = (cancelBookings: boolean) =>
    place.ask<{ booked: number }>('POST', `/v1/vaccination/sessions/${sessionId}/closure`, {
      by: centre.sunita,
      body: { cancelBookings },
    })
  assert.equal((await close(false)).body.booked, 1)
  assert.equal((await move({ quantity: -9, reason: 'wasted' })).status, 201)
  assert.equal((await close(true)).body.booked, 0)
  await assertInvariants(place)
})

test('the job closes a past session, and its unused doses are free again', async (t) => {
  const { place, open, move } = await begin(t)
  await move({ quantity: 10 })
  await open()
  place.clock.set(`${addDays(TODAY, 1)}T05:00:00Z`)
  await closePastSessions(place.program.context('vaccination') as never)
  assert.equal((await move({ quantity: -10, reason: 'wasted' })).status, 201)
  await assertInvariants(place)
})

test('other centres, districts and citizens cannot open a session; the officer of the district can', async (t) => {
  const { place, centre, move } = await begin(t)
  await move({ quantity: 10 })
  const { facilityId, facility } = centre
  const other = await openCentre(place, '411001')
  const body = { facilityId, date: TODAY, vaccine: 'COVAXIN', dose: 1, capacity: 1, windows: [WINDOW], minAge: 18 }
  const open = (by: Parameters<typeof place.ask>[2]) =>
    place.ask('POST', '/v1/vaccination/sessions', { body, ...by }).then(({ status }) => status)
  assert.equal(await open({}), 401)
  assert.equal(await open({ by: await place.citizen() }), 403)
  assert.equal(await open({ by: other.sunita }), 403)
  assert.equal(await open({ by: centre.ravi }), 403)
  assert.equal(await open({ by: await place.officer(other.facility.cell) }), 403)
  assert.equal(await open({ by: await place.officer(facility.cell) }), 201)
  assert.equal(await open({ by: await place.admin() }), 201)
})

test('a hospital that does not vaccinate cannot open a session', async (t) => {
  const place = await setup(t)
  const list = await place.ask<{ items: { facilityId: string }[] }>('GET', '/v1/facilities?pin=411001&kind=hospital')
  const facilityId = list.body.items[0]?.facilityId
  const body = { facilityId, date: TODAY, vaccine: 'COVAXIN', dose: 1, capacity: 1, windows: [WINDOW], minAge: 18 }
  const answer = await place.ask<Refused>('POST', '/v1/vaccination/sessions', { by: await place.admin(), body })
  assert.equal(slugOf(answer.body), 'not-a-vaccination-centre')
})
