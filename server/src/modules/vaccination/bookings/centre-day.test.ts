// Tests of a day at a centre: arrivals, walk-ins, the check before a dose, and finding bookings and sessions.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { addDays } from '../../../platform/clock.ts'
import { cellOf, newId, numberOfReference, REFERENCES, referenceOf } from '../../../platform/id.ts'
import { type Person, setup, TODAY } from '../../../testing/setup.ts'
import type { Booking } from '../contract.ts'
import { assertInvariants, type Booked, openCentre, type Refused, slugOf, WINDOW } from '../testing.ts'

type Shown = Booking & Refused

async function begin(t: Parameters<typeof setup>[0]) {
  const place = await setup(t)
  const { ask } = place
  const centre = await openCentre(place)
  const other = await openCentre(place, '110001', 1)
  const asha = await place.citizen()
  const book = async (sessionId: string, by = asha): Promise<Booking> => {
    const body = { sessionId, window: WINDOW, patientIds: [by.patientId] }
    const answer = await ask<Booked>('POST', '/v1/vaccination/bookings', { by, body })
    return answer.body.bookings[0] as Booking
  }
  const change = (booking: Booking, what: string, by: Person = centre.ravi, more: object = {}) =>
    ask<Shown>('POST', `/v1/vaccination/bookings/${booking.bookingId}/${what}`, { by, ...more })
  const register = async (birthDate = '1990-01-01'): Promise<string> => {
    const body = { name: 'Gopal Mahto', birthDate, gender: 'male', pin: '110001', confirmedNew: true }
    const answer = await ask<{ patientId: string }>('POST', '/v1/patients/registrations', { by: centre.sunita, body })
    assert.equal(answer.status, 201)
    return answer.body.patientId
  }
  const walkIn = (sessionId: string, patientId: string, more: { by?: Person; key?: string; window?: string } = {}) =>
    ask<Shown>('POST', `/v1/vaccination/sessions/${sessionId}/walk-ins`, {
      by: more.by ?? centre.ravi,
      ...(more.key !== undefined && { key: more.key }),
      body: { patientId, window: more.window ?? WINDOW, proof: { kind: 'document', document: 'voter-id' } },
    })
  return { place, ask, centre, other, asha, book, change, register, walkIn }
}

describe('an arrival', () => {
  test('the staff of the centre record an arrival once, the patient sees it, and the staff can undo it', async (t) => {
    const { place, ask, centre, asha, book, change } = await begin(t)
    const booking = await book(await centre.openSession())
    const first = await change(booking, 'arrival')
    assert.equal(first.status, 200)
    assert.equal(first.body.arrivedAt, place.clock.now().toISOString())
    place.clock.set('2026-03-02T06:00:00Z')
    assert.equal((await change(booking, 'arrival')).body.arrivedAt, first.body.arrivedAt)
    const shown = await ask<Shown>('GET', `/v1/vaccination/bookings/${booking.bookingId}`, { by: asha })
    assert.equal(shown.body.arrivedAt, first.body.arrivedAt)
    assert.equal((await change(booking, 'arrival/cancellation')).body.arrivedAt, undefined)
    assert.equal((await change(booking, 'arrival/cancellation')).status, 200)
    await assertInvariants(place)
  })

  test('a repeat of an arrival with the same key gets the same answer and publishes no second event', async (t) => {
    const { place, centre, book, change } = await begin(t)
    const booking = await book(await centre.openSession())
    const answers = [
      await change(booking, 'arrival', centre.ravi, { key: 'a1' }),
      await change(booking, 'arrival', centre.ravi, { key: 'a1' }),
    ]
    assert.deepEqual(answers[1]?.body, answers[0]?.body)
    assert.equal(answers[1]?.headers['idempotent-replayed'], 'true')
    const { rows } = await place.program
      .context('vaccination')
      .pool.query(`select name from vaccination.outbox where name like '%arriv%'`)
    assert.deepEqual(rows, [{ name: 'vaccination.patient-arrived.v1' }])
  })

  test('an arrival is refused on another day, after the end, and to other centres and citizens', async (t) => {
    const { centre, other, asha, book, change, place } = await begin(t)
    const tomorrow = await book(await centre.openSession({ date: addDays(TODAY, 1) }))
    assert.equal(slugOf((await change(tomorrow, 'arrival')).body), 'arrival-other-day')
    assert.equal((await change(tomorrow, 'arrival', other.ravi)).status, 404)
    assert.equal((await change(tomorrow, 'arrival', asha)).status, 403)
    await change(tomorrow, 'cancellation')
    const today = await book(await centre.openSession())
    await change(today, 'absence')
    assert.equal(slugOf((await change(today, 'arrival')).body), 'booking-ended')
    assert.equal(slugOf((await change(today, 'arrival/cancellation')).body), 'booking-ended')
    await assertInvariants(place)
  })
})

describe('a walk-in', () => {
  test('a walk-in without an account gets a seat, counts as arrived, and gets the dose', async (t) => {
    const { place, ask, centre, change, register, walkIn } = await begin(t)
    const sessionId = await centre.openSession({ capacity: 1 })
    const patientId = await register()
    const seat = await walkIn(sessionId, patientId)
    assert.equal(seat.status, 201, JSON.stringify(seat.body))
    assert.equal(seat.body.token, 1)
    assert.ok(seat.body.arrivedAt)
    const list = await ask<{ items: { patient?: { name: string } }[] }>(
      'GET',
      `/v1/vaccination/bookings?facility=${centre.facilityId}&day=${TODAY}`,
      { by: centre.ravi },
    )
    assert.equal(list.body.items[0]?.patient?.name, 'Gopal Mahto')
    assert.equal(slugOf((await walkIn(sessionId, await register())).body), 'session-full')
    const given = await change(seat.body, 'completion', centre.ravi, { body: { lot: centre.lotOf() } })
    assert.equal(given.body.status, 'COMPLETED')
    await assertInvariants(place)
  })

  test('a walk-in with an account appears among the bookings of the family', async (t) => {
    const { ask, centre, asha, walkIn } = await begin(t)
    const seat = await walkIn(await centre.openSession(), asha.patientId)
    assert.equal(seat.status, 201)
    const url = `/v1/vaccination/bookings?patient=${asha.patientId}`
    const own = await ask<{ items: Booking[] }>('GET', url, { by: asha })
    assert.deepEqual(own.body.items[0], seat.body)
  })

  test('a repeat of a walk-in with the same key gets the same seat, even when the session is full', async (t) => {
    const { place, centre, register, walkIn } = await begin(t)
    const sessionId = await centre.openSession({ capacity: 1 })
    const patientId = await register()
    const first = await walkIn(sessionId, patientId, { key: 'w1' })
    const again = await walkIn(sessionId, patientId, { key: 'w1' })
    assert.deepEqual(again.body, first.body)
    assert.equal(again.headers['idempotent-replayed'], 'true')
    await assertInvariants(place)
  })

  test('a walk-in is refused by the rules of bookings, on other days, and to other centres', async (t) => {
    const { place, centre, other, register, walkIn } = await begin(t)
    const sessionId = await centre.openSession()
    const patientId = await register()
    assert.equal(slugOf((await walkIn(sessionId, await register('2015-01-01'))).body), 'age-not-eligible')
    const tomorrow = await centre.openSession({ date: addDays(TODAY, 1) })
    assert.equal(slugOf((await walkIn(tomorrow, patientId)).body), 'arrival-other-day')
    assert.equal((await walkIn(sessionId, patientId, { by: other.ravi })).status, 403)
    assert.equal((await walkIn(newId(cellOf(sessionId)), patientId)).status, 404)
    const nobody = await walkIn(sessionId, newId(cellOf(patientId)))
    assert.equal(nobody.body.errors?.[0]?.pointer, '/patientId')
    const window = await walkIn(sessionId, patientId, { window: '09:00-10:00' })
    assert.equal(window.body.errors?.[0]?.pointer, '/window')
    assert.equal((await walkIn(sessionId, patientId)).status, 201)
    assert.equal(slugOf((await walkIn(sessionId, patientId)).body), 'dose-already-booked')
    await assertInvariants(place)
  })
})

interface Readiness {
  readonly patient: { name: string; age: number }
  readonly lots: { lot: string; expiresOn: string; onHand: number }[]
  readonly earlierDoses: { course: string; dose: number; vaccine: string; givenOn: string }[]
  readonly refusal?: { slug: string; detail: string }
}

test('before a dose, staff see the patient, the usable lots, earlier doses, and what forbids the dose', async (t) => {
  const { place, ask, centre, other, asha, book, change } = await begin(t)
  const booking = await book(await centre.openSession())
  const lot = { facilityId: centre.facilityId, vaccine: 'COVAXIN', quantity: 5 }
  // The centre received these lots a week ago, when GONE was not expired yet.
  place.clock.set(`${addDays(TODAY, -7)}T05:00:00Z`)
  for (const [name, expiresOn] of [
    ['SOON', addDays(TODAY, 3)],
    ['GONE', addDays(TODAY, -1)],
    ['HELD', addDays(TODAY, 1)],
  ]) {
    const body = { ...lot, lot: name, expiresOn }
    assert.equal((await ask('POST', '/v1/vaccination/stock', { by: centre.sunita, body })).status, 201)
  }
  place.clock.set(`${TODAY}T05:00:00Z`)
  const held = { facilityId: centre.facilityId, vaccine: 'COVAXIN', lot: 'HELD', reason: 'The freezer was warm' }
  await ask('POST', '/v1/vaccination/stock/lots/quarantine', { by: centre.sunita, body: held })
  const read = (by: Person, of = booking) =>
    ask<Readiness>('GET', `/v1/vaccination/bookings/${of.bookingId}/readiness`, { by })
  const { body } = await read(centre.ravi)
  assert.equal(body.patient.name, 'Asha Sharma')
  assert.equal(body.patient.age, 35)
  assert.deepEqual(
    body.lots.map(({ lot: name }) => name),
    ['SOON', centre.lotOf()],
  )
  assert.equal(body.refusal?.slug, 'arrival-missing')
  await change(booking, 'arrival')
  assert.equal((await read(centre.ravi)).body.refusal, undefined)
  assert.deepEqual(body.earlierDoses, [])
  assert.equal((await read(other.ravi)).status, 404)
  assert.equal((await read(asha)).status, 403)
  await centre.give(booking.bookingId, 'SOON')
  assert.equal((await read(centre.ravi)).body.refusal?.slug, 'booking-ended')
  const later = addDays(TODAY, 28)
  const second = await book(await centre.openSession({ dose: 2, date: later }))
  const early = (await read(centre.ravi, second)).body
  assert.equal(early.refusal?.slug, 'dose-other-day')
  assert.deepEqual(early.earlierDoses, [{ course: 'COVID-19', dose: 1, vaccine: 'COVAXIN', givenOn: TODAY }])
  place.clock.set(`${later}T05:00:00Z`)
  await change(second, 'arrival')
  assert.equal((await read(centre.ravi, second)).body.refusal, undefined)
})

test('only the own centre finds a booking by its reference, and a mistyped reference is refused', async (t) => {
  const { ask, centre, other, asha, book } = await begin(t)
  const booking = await book(await centre.openSession({ date: addDays(TODAY, 7) }))
  const find = (facility: string, reference: string, by: Person) =>
    ask<{ items: Booking[] } & Refused>('GET', `/v1/vaccination/bookings?facility=${facility}&reference=${reference}`, {
      by,
    })
  const found = await find(centre.facilityId, booking.reference, centre.ravi)
  assert.deepEqual(
    found.body.items.map(({ bookingId }) => bookingId),
    [booking.bookingId],
  )
  assert.deepEqual((await find(other.facilityId, booking.reference, other.ravi)).body.items, [])
  assert.equal((await find(centre.facilityId, booking.reference, other.ravi)).status, 403)
  assert.equal((await find(centre.facilityId, booking.reference, asha)).status, 403)
  const wrong = await find(centre.facilityId, 'DL-0000-0001', centre.ravi)
  assert.equal(wrong.body.errors?.[0]?.pointer, 'query/reference')
  const id = booking.bookingId
  assert.equal(numberOfReference(referenceOf('DL', id)), Number.parseInt(id.slice(24), 16) % REFERENCES)
})

test('the staff of a centre list its sessions by day, page by page', async (t) => {
  const { ask, centre, other } = await begin(t)
  const days = [addDays(TODAY, 1), TODAY, addDays(TODAY, 9)]
  for (const date of days) await centre.openSession({ date, capacity: 2 })
  const url = `/v1/vaccination/sessions?facility=${centre.facilityId}&from=${TODAY}&to=${addDays(TODAY, 6)}`
  type Page = { items: { date: string }[]; nextCursor?: string } & Refused
  const first = await ask<Page>('GET', `${url}&limit=1`, { by: centre.ravi })
  assert.deepEqual(
    first.body.items.map(({ date }) => date),
    [TODAY],
  )
  const second = await ask<Page>('GET', `${url}&limit=1&cursor=${first.body.nextCursor}`, { by: centre.ravi })
  assert.deepEqual(
    second.body.items.map(({ date }) => date),
    [addDays(TODAY, 1)],
  )
  assert.equal(second.body.nextCursor, undefined)
  assert.equal((await ask('GET', url, { by: other.ravi })).status, 403)
  const faulty = await ask<Page>('GET', `${url}&cursor=abc`, { by: centre.ravi })
  assert.equal(faulty.body.errors?.[0]?.pointer, 'query/cursor')
})
