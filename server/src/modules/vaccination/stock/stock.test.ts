// Tests of stock by lot: expired and blocked doses are never free, and a vial serves as any dose of a course.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays } from '../../../platform/clock.ts'
import { type Citizen, setup, TODAY } from '../../../testing/setup.ts'
import { assertInvariants, type Booked, openCentre, type Refused, slugOf, WINDOW } from '../testing.ts'

interface Level {
  readonly onHand: number
  readonly promised: number
  readonly blocked: number
  readonly expired: number
  readonly free: number
  readonly short: number
}

interface ShownLot {
  readonly lot: string
  readonly onHand: number
  readonly state: string
  readonly reason?: string
}

async function begin(t: Parameters<typeof setup>[0]) {
  const place = await setup(t)
  const centre = await openCentre(place)
  const { facilityId, sunita } = centre
  const lotOf = { facilityId, vaccine: 'COVAXIN', lot: 'L1' }
  const move = (change: object = {}) =>
    place.ask<Refused & Level>('POST', '/v1/vaccination/stock', {
      by: sunita,
      body: { ...lotOf, quantity: 10, expiresOn: '2027-12-31', ...change },
    })
  const decide = (decision: string, change: object = {}, more: object = {}) =>
    place.ask<Refused & ShownLot>('POST', `/v1/vaccination/stock/lots/${decision}`, {
      by: sunita,
      body: { ...lotOf, reason: 'The freezer was warm', ...change },
      ...more,
    })
  const open = async (capacity: number, change: object = {}) => {
    const session = { date: TODAY, vaccine: 'COVAXIN', dose: 1, capacity, windows: [WINDOW], minAge: 18 }
    const body = { facilityId, ...session, ...change }
    return place.ask<Refused & { sessionId: string }>('POST', '/v1/vaccination/sessions', { by: sunita, body })
  }
  const read = async () => {
    const url = `/v1/vaccination/stock?facility=${facilityId}`
    const { body } = await place.ask<{ levels: Level[]; lots: ShownLot[] }>('GET', url, { by: sunita })
    return { level: body.levels[0] as Level & { vaccine: string }, levels: body.levels, lots: body.lots }
  }
  const book = async (by: Citizen, sessionId: string): Promise<string> => {
    const body = { sessionId, window: WINDOW, patientIds: [by.patientId] }
    const answer = await place.ask<Booked>('POST', '/v1/vaccination/bookings', { by, body })
    assert.equal(answer.status, 201, JSON.stringify(answer.body))
    return answer.body.bookings[0]?.bookingId as string
  }
  const give = (bookingId: string, lot: string) => centre.give(bookingId, lot)
  return { place, centre, move, decide, open, read, book, give }
}

test('a centre can receive a lot on its last day, but not an expired lot', async (t) => {
  const { place, move } = await begin(t)
  const late = await move({ expiresOn: addDays(TODAY, -30) })
  assert.equal(late.status, 400)
  assert.equal(late.body.errors?.[0]?.pointer, '/expiresOn')
  assert.match(late.body.errors?.[0]?.detail ?? '', /2026-01-31/)
  assert.equal((await move({ expiresOn: TODAY })).body.free, 10)
  place.clock.set(`${addDays(TODAY, 1)}T05:00:00Z`)
  assert.equal((await move({ expiresOn: undefined })).body.errors?.[0]?.pointer, '/expiresOn')
  await assertInvariants(place)
})

test('doses that expire in the store are not free and cannot be promised, but can all be written off', async (t) => {
  const { place, move, open, read } = await begin(t)
  await move({ expiresOn: addDays(TODAY, 1) })
  await move({ lot: 'L2', quantity: 4 })
  assert.equal((await open(12)).status, 201)
  place.clock.set(`${addDays(TODAY, 2)}T05:00:00Z`)
  const { level } = await read()
  assert.deepEqual(level, {
    ...{ vaccine: 'COVAXIN', onHand: 14, promised: 12, blocked: 0, expired: 10, free: 0, short: 8 },
  })
  assert.equal(slugOf((await open(1, { date: addDays(TODAY, 2) })).body), 'stock-too-low')
  // The usable doses are promised, so they must stay. The expired doses cover no promise, so they may go.
  assert.equal(slugOf((await move({ lot: 'L2', quantity: -1, reason: 'wasted' })).body), 'stock-too-low')
  const gone = await move({ quantity: -10, reason: 'wasted', expiresOn: undefined })
  assert.equal(gone.status, 201)
  assert.equal(gone.body.short, 8)
  await assertInvariants(place)
  assert.equal((await move({ lot: 'L3', quantity: 9 })).body.free, 1)
  await assertInvariants(place)
})

test('nobody can promise or give doses of a lot in quarantine until somebody releases it', async (t) => {
  const { place, centre, move, decide, open, read, book, give } = await begin(t)
  await move({})
  await move({ lot: 'L2', quantity: 3 })
  const { sessionId } = (await open(8)).body
  const asha = await place.citizen()
  const booking = await book(asha, sessionId)
  const held = await decide('quarantine')
  assert.equal(held.status, 200)
  assert.equal(held.body.state, 'quarantined')
  const { level, lots } = await read()
  assert.deepEqual([level.onHand, level.promised, level.blocked, level.free, level.short], [13, 8, 10, 0, 5])
  assert.deepEqual(
    lots.map(({ lot, state, reason }) => [lot, state, reason]),
    [
      ['L1', 'quarantined', 'The freezer was warm'],
      ['L2', 'usable', undefined],
    ],
  )
  await assertInvariants(place)
  assert.equal(slugOf((await open(1)).body), 'stock-too-low')
  const refused = await give(booking, 'L1')
  assert.equal(slugOf(refused.body), 'lot-not-usable')
  assert.match(refused.body.detail, /quarantined/)
  // Doses that arrive for a lot in quarantine are in quarantine too.
  assert.equal((await move({ quantity: 2 })).body.blocked, 12)
  assert.equal((await give(booking, 'L2')).status, 200)
  await assertInvariants(place)
  assert.equal((await decide('release', { reason: 'The logger says it was cold' })).body.state, 'usable')
  const after = await read()
  assert.deepEqual([after.level.blocked, after.level.free, after.level.short], [0, 14 - 7, 0])
  assert.equal(after.lots.find(({ lot }) => lot === 'L1')?.reason, 'The logger says it was cold')
  await assertInvariants(place)
  assert.equal((await centre.openSession({ capacity: 1 })) !== undefined, true)
})

test('a quarantine does not end a recall; only a release does, and sessions may lack doses', async (t) => {
  const { place, move, decide, open, read } = await begin(t)
  await move({})
  await open(10)
  assert.equal((await decide('recall')).body.state, 'recalled')
  assert.equal((await decide('recall')).status, 200)
  assert.equal(slugOf((await decide('quarantine')).body), 'lot-recalled')
  assert.deepEqual((await read()).level.short, 10)
  const sentBack = await move({ quantity: -10, reason: 'wasted' })
  assert.equal(sentBack.status, 201)
  assert.deepEqual([sentBack.body.onHand, sentBack.body.blocked, sentBack.body.short], [0, 0, 10])
  await assertInvariants(place)
  assert.equal((await decide('release', { reason: 'It was another lot' })).body.state, 'usable')
  assert.equal((await move({ quantity: 10 })).body.short, 0)
  await assertInvariants(place)
})

test('after a recall, each cancellation and the closing of a session reduce the number of lacking doses', async (t) => {
  const { place, centre, move, decide, open, read, book } = await begin(t)
  await move({})
  const { sessionId } = (await open(3)).body
  const crowd = [await place.citizen(), await place.citizen()]
  const bookings = [await book(crowd[0] as Citizen, sessionId), await book(crowd[1] as Citizen, sessionId)]
  await decide('recall')
  assert.equal((await read()).level.short, 3)
  // A closed session promises doses only for its bookings. Each cancelled booking gives one back.
  await place.ask('POST', `/v1/vaccination/sessions/${sessionId}/closure`, { by: centre.sunita, body: {} })
  assert.equal((await read()).level.short, 2)
  await assertInvariants(place)
  const cancel = `/v1/vaccination/bookings/${bookings[0]}/cancellation`
  assert.equal((await place.ask('POST', cancel, { by: crowd[0] as Citizen })).status, 200)
  assert.equal((await read()).level.short, 1)
  await assertInvariants(place)
})

test('a quarantine also covers doses that arrive for the lot at the same moment', async (t) => {
  const { place, move, decide, read } = await begin(t)
  await move({})
  const { pool } = place.program.context('vaccination')
  const colleague = await pool.connect()
  try {
    // A colleague has written a receipt but not committed it when the quarantine begins.
    await colleague.query('begin')
    await colleague.query(RECEIVE_FIVE)
    const decided = decide('quarantine')
    while ((await pool.query(WAITING)).rowCount === 0) await new Promise((resolve) => setTimeout(resolve, 10))
    await colleague.query('commit')
    assert.equal((await decided).status, 200)
  } finally {
    colleague.release()
  }
  assert.deepEqual([(await read()).level.onHand, (await read()).level.blocked], [15, 15])
  await assertInvariants(place)
})

const WAITING = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
const RECEIVE_FIVE = `with lots as (update vaccination.stock_lots set on_hand = on_hand + 5),
    moved as (insert into vaccination.stock_movements
      select cell, gen_random_uuid(), facility_id, vaccine, lot, 5, reason, actor_id, moved_at
      from vaccination.stock_movements)
  update vaccination.stock_levels set on_hand = on_hand + 5`

test('a decision about a lot publishes one event, and a bad decision is refused with its field', async (t) => {
  const { place, centre, move, decide } = await begin(t)
  await move({})
  const first = await decide('quarantine', {}, { key: 'k' })
  const again = await decide('quarantine', {}, { key: 'k' })
  assert.deepEqual(again.body, first.body)
  assert.equal(again.headers['idempotent-replayed'], 'true')
  await decide('quarantine', { reason: 'Once more' })
  const { rows } = await place.program
    .context('vaccination')
    .pool.query(`select body -> 'body' ->> 'state' as state from vaccination.outbox where name like '%lot-state%'`)
  assert.deepEqual(rows, [{ state: 'quarantined' }])
  const fieldOf = async (change: object) => (await decide('release', change)).body.errors?.[0]?.pointer
  assert.equal(await fieldOf({ lot: 'L2' }), '/lot')
  assert.equal(await fieldOf({ vaccine: 'COVISHIELD' }), '/lot')
  assert.equal(await fieldOf({ reason: undefined }), '/reason')
  assert.equal(await fieldOf({ reason: ' ' }), '/reason')
  assert.equal(await fieldOf({ dose: 1 }), '/dose')
  assert.equal((await decide('release', {}, { by: centre.ravi })).status, 403)
  const pune = await openCentre(place, '411001')
  assert.equal((await decide('release', {}, { by: pune.sunita })).status, 403)
})

test('vials of one lot can be first doses and second doses', async (t) => {
  const { place, move, open, read, book, give } = await begin(t)
  await move({ quantity: 2 })
  const asha = await place.citizen()
  const first = await book(asha, (await open(1)).body.sessionId)
  assert.equal((await give(first, 'L1')).status, 200)
  const later = addDays(TODAY, 28)
  const second = await book(asha, (await open(1, { dose: 2, date: later })).body.sessionId)
  place.clock.set(`${later}T05:00:00Z`)
  assert.equal((await give(second, 'L1')).status, 200)
  const { levels, lots } = await read()
  assert.deepEqual([levels.length, levels[0]?.onHand, levels[0]?.promised, lots.length], [1, 0, 0, 0])
  await assertInvariants(place)
})

test('all sums stay right when receipts, doses, a closing and a recall happen at once', async (t) => {
  const { place, centre, move, decide, open, read, book, give } = await begin(t)
  await move({ quantity: 12 })
  await move({ lot: 'L2', quantity: 12 })
  const sessions = [(await open(6)).body.sessionId, (await open(6, { dose: 1 })).body.sessionId]
  const crowd = await Promise.all(Array.from({ length: 8 }, () => place.citizen()))
  const bookings: string[] = []
  for (const [nth, by] of crowd.entries()) bookings.push(await book(by, sessions[nth % 2] as string))
  const close = () =>
    place.ask('POST', `/v1/vaccination/sessions/${sessions[1]}/closure`, {
      by: centre.sunita,
      body: { cancelBookings: true },
    })
  const answers = await Promise.all([
    ...bookings.map((booking, nth) => give(booking, nth % 3 === 0 ? 'L1' : 'L2')),
    ...Array.from({ length: 6 }, (_, nth) => move({ lot: nth % 2 === 0 ? 'L1' : 'L3', quantity: 5 })),
    ...Array.from({ length: 4 }, () => move({ lot: 'L2', quantity: -1, reason: 'wasted' })),
    decide('recall'),
    close(),
    decide('quarantine', { lot: 'L2' }),
  ])
  const slugs = answers.filter(({ status }) => status >= 400).map(({ body }) => slugOf(body as Refused))
  const expected = new Set(['lot-not-usable', 'booking-ended', 'stock-too-low'])
  assert.deepEqual(
    [...new Set(slugs)].filter((slug) => !expected.has(slug)),
    [],
  )
  await assertInvariants(place)
  const { level, lots } = await read()
  const good = lots.filter(({ state }) => state === 'usable')
  assert.deepEqual(
    good.map(({ lot, onHand }) => [lot, onHand]),
    [['L3', 15]],
  )
  assert.equal(level.free, Math.max(15 - level.promised, 0))
  await assertInvariants(place)
})
