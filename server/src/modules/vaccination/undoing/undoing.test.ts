// Tests that staff can take back a dose, an absence and a closed session, with a reason, and that the history stays.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { addDays } from '../../../platform/clock.ts'
import { type Citizen, type Person, setup, TODAY } from '../../../testing/setup.ts'
import type { Booking } from '../contract.ts'
import { closePastSessions } from '../jobs.ts'
import { assertInvariants, type Booked, openCentre, type Refused, slugOf, WINDOW } from '../testing.ts'

type Answered = Booking & Refused & { available: number; status: string }

async function begin(t: Parameters<typeof setup>[0]) {
  const place = await setup(t)
  const centre = await openCentre(place)
  const other = await openCentre(place, '411001')
  const [asha, omar] = [await place.citizen(), await place.citizen()]
  const { ask } = place
  const { pool } = place.program.context('vaccination')
  const book = async (by: Citizen, sessionId: string): Promise<string> => {
    const body = { sessionId, window: WINDOW, patientIds: [by.patientId] }
    const { body: made } = await ask<Booked>('POST', '/v1/vaccination/bookings', { by, body })
    return made.bookings[0]?.bookingId as string
  }
  const act = (id: string, what: string, asked: { by?: Person; body?: object; key?: string } = {}) =>
    ask<Answered>('POST', `/v1/vaccination/bookings/${id}/${what}`, { by: centre.ravi, ...asked })
  const undo = (id: string, end: 'completion' | 'absence', asked: { by?: Person; body?: object; key?: string } = {}) =>
    act(id, `${end}/cancellation`, { body: { reason: 'The wrong person' }, ...asked })
  const session = (id: string, what: string, asked: { by?: Person; body?: object; key?: string } = {}) =>
    ask<Answered>('POST', `/v1/vaccination/sessions/${id}/${what}`, { by: centre.sunita, ...asked })
  const dosesOf = async (by: Citizen): Promise<object[]> =>
    (await ask<{ items: object[] }>('GET', `/v1/patients/${by.patientId}/doses`, { by })).body.items
  const onHand = async (): Promise<number> => {
    const url = `/v1/vaccination/stock?facility=${centre.facilityId}`
    return (await ask<{ levels: { onHand: number }[] }>('GET', url, { by: centre.ravi })).body.levels[0]?.onHand ?? -1
  }
  const read = async <Row>(text: string): Promise<Row[]> => (await pool.query(text)).rows as Row[]
  return { place, centre, other, asha, omar, ask, book, act, undo, session, dosesOf, onHand, read }
}

describe('a dose that was recorded by mistake', () => {
  test('the one who recorded it takes it back on the same day: dose, stock and counts are right again', async (t) => {
    const { place, centre, asha, book, undo, dosesOf, onHand, read } = await begin(t)
    const sessionId = await centre.openSession()
    const id = await book(asha, sessionId)
    await centre.give(id)
    assert.deepEqual([await onHand(), (await dosesOf(asha)).length], [9, 1])
    const undone = await undo(id, 'completion', { key: 'u1' })
    assert.deepEqual([undone.status, undone.body.status], [200, 'BOOKED'], JSON.stringify(undone.body))
    assert.deepEqual((await undo(id, 'completion', { key: 'u1' })).body, undone.body)
    assert.deepEqual([await onHand(), (await dosesOf(asha)).length], [10, 0])
    assert.equal(slugOf((await undo(id, 'completion')).body), 'nothing-to-undo')
    await assertInvariants(place)
    assert.equal((await centre.give(id)).body.status, 'COMPLETED')
    const history = await read('select version, status, reason from vaccination.doses order by version')
    assert.deepEqual(history, [
      { version: 1, status: 'given', reason: null },
      { version: 2, status: 'cancelled', reason: 'The wrong person' },
      { version: 3, status: 'given', reason: null },
    ])
    const moved = await read('select quantity, reason from vaccination.stock_movements order by id')
    assert.deepEqual(moved.map((one) => JSON.stringify(one)).sort(), [
      '{"quantity":-1,"reason":"given"}',
      '{"quantity":-1,"reason":"given"}',
      '{"quantity":1,"reason":"returned"}',
      '{"quantity":10,"reason":"received"}',
    ])
    const entries = await read<{ recorded_by: string; undone_by: string }>('select * from vaccination.undone_entries')
    assert.deepEqual(
      entries.map(({ recorded_by, undone_by }) => [recorded_by, undone_by]),
      [[centre.ravi.accountId, centre.ravi.accountId]],
    )
    const events = await read<{
      name: string
      version: number
    }>(`select name, (body -> 'body' ->> 'version')::int as version
      from vaccination.outbox where name in ('vaccination.dose-given.v1', 'vaccination.dose-cancelled.v1') order by 2`)
    assert.deepEqual(events, [
      { name: 'vaccination.dose-given.v1', version: 3 },
      { name: 'vaccination.dose-cancelled.v1', version: 4 },
      { name: 'vaccination.dose-given.v1', version: 5 },
    ])
    await assertInvariants(place)
  })

  test('others cannot take it back, nor can anybody but the administrator on a later day', async (t) => {
    const { place, centre, other, asha, book, undo } = await begin(t)
    const id = await book(asha, await centre.openSession())
    await centre.give(id)
    const colleague = await place.staff('vaccinator', centre.facilityId)
    const refused = await undo(id, 'completion', { by: colleague })
    assert.deepEqual([refused.status, slugOf(refused.body)], [403, 'undo-of-others'])
    assert.equal((await undo(id, 'completion', { by: other.sunita })).status, 404)
    assert.equal((await undo(id, 'completion', { by: asha })).status, 403)
    const bare = await undo(id, 'completion', { by: centre.sunita, body: {} })
    assert.equal(bare.body.errors?.[0]?.pointer, '/reason')
    const blank = await undo(id, 'completion', { by: centre.sunita, body: { reason: '  ' } })
    assert.equal(blank.body.errors?.[0]?.pointer, '/reason')
    place.clock.set(`${addDays(TODAY, 1)}T05:00:00Z`)
    assert.equal(slugOf((await undo(id, 'completion')).body), 'undo-of-others')
    assert.equal((await undo(id, 'completion', { by: centre.sunita })).body.status, 'BOOKED')
    assert.equal((await centre.give(id)).status, 409, 'its day is over')
    await assertInvariants(place)
  })

  test('a first dose stays as long as a second dose counts its interval from it', async (t) => {
    const { place, centre, asha, book, undo, dosesOf } = await begin(t)
    const first = await book(asha, await centre.openSession())
    await centre.give(first)
    place.clock.set(`${addDays(TODAY, 28)}T05:00:00Z`)
    const second = await book(asha, await centre.openSession({ dose: 2, date: addDays(TODAY, 28) }))
    await centre.give(second)
    const by = centre.sunita
    assert.equal(slugOf((await undo(first, 'completion', { by })).body), 'later-dose-given')
    assert.equal((await undo(second, 'completion', { by })).status, 200)
    assert.equal((await undo(first, 'completion', { by })).status, 200)
    assert.deepEqual(await dosesOf(asha), [])
    await assertInvariants(place)
  })

  test('a dose goes back to a lot that was recalled meanwhile, and the session then lacks it', async (t) => {
    const { place, centre, ask, asha, book, undo } = await begin(t)
    const id = await book(asha, await centre.openSession({ capacity: 1 }))
    await centre.give(id)
    const lot = { facilityId: centre.facilityId, vaccine: 'COVAXIN', lot: centre.lotOf(), reason: 'Recalled' }
    await ask('POST', '/v1/vaccination/stock/lots/recall', { by: centre.sunita, body: lot })
    assert.equal((await undo(id, 'completion')).status, 200)
    const url = `/v1/vaccination/stock?facility=${centre.facilityId}`
    const { body } = await ask<{ levels: { short: number; blocked: number }[] }>('GET', url, { by: centre.sunita })
    assert.deepEqual([body.levels[0]?.short, body.levels[0]?.blocked], [1, 1])
    await assertInvariants(place)
  })

  test('of two people who take back one dose at once, one succeeds', async (t) => {
    const { place, centre, asha, book, undo, onHand } = await begin(t)
    const id = await book(asha, await centre.openSession())
    await centre.give(id)
    const answers = await Promise.all([undo(id, 'completion'), undo(id, 'completion', { by: centre.sunita })])
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409])
    assert.equal(await onHand(), 10)
    await assertInvariants(place)
  })
})

describe('an absence that was recorded by mistake', () => {
  test('the booking gets its seat and token again, and the dose can be given', async (t) => {
    const { place, centre, asha, book, act, undo } = await begin(t)
    const id = await book(asha, await centre.openSession({ capacity: 1 }))
    const absent = await act(id, 'absence', { key: 'a1' })
    const undone = await undo(id, 'absence')
    assert.deepEqual([undone.body.status, undone.body.token], ['BOOKED', 1])
    assert.deepEqual((await act(id, 'absence', { key: 'a1' })).body, absent.body, 'a repeat gets the same answer')
    assert.equal(slugOf((await undo(id, 'absence')).body), 'nothing-to-undo')
    await assertInvariants(place)
    assert.equal((await centre.give(id)).body.status, 'COMPLETED')
    assert.equal(slugOf((await undo(id, 'absence')).body), 'nothing-to-undo')
    await assertInvariants(place)
  })

  test('it is refused when the seat was given away, or the dose is booked elsewhere', async (t) => {
    const { place, centre, asha, omar, book, act, undo } = await begin(t)
    const sessionId = await centre.openSession({ capacity: 1 })
    const id = await book(asha, sessionId)
    await act(id, 'absence')
    const taken = await book(omar, sessionId)
    assert.equal(slugOf((await undo(id, 'absence')).body), 'session-full')
    await act(taken, 'absence')
    const elsewhere = await book(asha, await centre.openSession())
    assert.equal(slugOf((await undo(id, 'absence')).body), 'dose-already-booked')
    await act(elsewhere, 'cancellation')
    assert.equal((await undo(id, 'absence')).status, 200)
    await assertInvariants(place)
  })

  test('in a closed session it needs a free dose in the stock', async (t) => {
    const { place, centre, ask, asha, book, act, undo, session } = await begin(t)
    const sessionId = await centre.openSession({ capacity: 1 })
    const id = await book(asha, sessionId)
    await act(id, 'absence')
    await session(sessionId, 'closure')
    const out = { facilityId: centre.facilityId, vaccine: 'COVAXIN', lot: centre.lotOf(), quantity: -1 }
    await ask('POST', '/v1/vaccination/stock', { by: centre.sunita, body: { ...out, reason: 'wasted' } })
    assert.equal(slugOf((await undo(id, 'absence')).body), 'stock-too-low')
    await centre.receive(1)
    assert.equal((await undo(id, 'absence')).status, 200)
    await assertInvariants(place)
  })
})

describe('a session that was closed by mistake', () => {
  const WHY = { body: { reason: 'The wrong session' } }

  test('it takes bookings again; bookings that the closing cancelled stay cancelled', async (t) => {
    const { place, centre, other, asha, omar, ask, book, session, read } = await begin(t)
    const sessionId = await centre.openSession({ capacity: 2 })
    const id = await book(asha, sessionId)
    await session(sessionId, 'closure', { body: { cancelBookings: true } })
    assert.equal((await session(sessionId, 'closure/cancellation', { ...WHY, by: other.sunita })).status, 403)
    assert.equal((await session(sessionId, 'closure/cancellation', { ...WHY, by: centre.ravi })).status, 403)
    assert.equal((await session(sessionId, 'closure/cancellation', { body: {} })).status, 400)
    const opened = await session(sessionId, 'closure/cancellation', { ...WHY, key: 'o1' })
    assert.deepEqual([opened.status, opened.body.status, opened.body.available], [200, 'open', 2])
    assert.deepEqual((await session(sessionId, 'closure/cancellation', { ...WHY, key: 'o1' })).body, opened.body)
    assert.equal(slugOf((await session(sessionId, 'closure/cancellation', WHY)).body), 'nothing-to-undo')
    const old = await ask<Booking>('GET', `/v1/vaccination/bookings/${id}`, { by: asha })
    assert.equal(old.body.status, 'CANCELLED')
    assert.ok(await book(asha, sessionId))
    assert.ok(await book(omar, sessionId))
    const events = await read(`select 1 from vaccination.outbox where name like '%session-reopened%'`)
    assert.equal(events.length, 1)
    await assertInvariants(place)
  })

  test('it stays closed without enough stock, and after its day', async (t) => {
    const { place, centre, ask, session } = await begin(t)
    const sessionId = await centre.openSession({ capacity: 2 })
    await session(sessionId, 'closure')
    const out = { facilityId: centre.facilityId, vaccine: 'COVAXIN', lot: centre.lotOf(), quantity: -1 }
    await ask('POST', '/v1/vaccination/stock', { by: centre.sunita, body: { ...out, reason: 'wasted' } })
    assert.equal(slugOf((await session(sessionId, 'closure/cancellation', WHY)).body), 'stock-too-low')
    await centre.receive(5)
    place.clock.set(`${addDays(TODAY, 1)}T05:00:00Z`)
    await closePastSessions(place.program.context('vaccination') as never)
    assert.equal(slugOf((await session(sessionId, 'closure/cancellation', WHY)).body), 'session-not-open')
    await assertInvariants(place)
  })
})
