// Tests of booking, cancelling, moving, missing and completing a dose, by citizens and by the staff of a centre.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { addDays } from '../../../platform/clock.ts'
import { cellOf, isReference, newId } from '../../../platform/id.ts'
import { type Citizen, type Setup, setup, TODAY } from '../../../testing/setup.ts'
import { assertInvariants, type Booked, openCentre, type Refused, slugOf, WINDOW } from '../testing.ts'

type Centre = Awaited<ReturnType<typeof openCentre>>

function booker({ ask }: Setup) {
  return async (by: Citizen, sessionId: string, more: { key?: string; patientIds?: string[]; window?: string } = {}) =>
    ask<Booked & Refused>('POST', '/v1/vaccination/bookings', {
      by,
      ...(more.key !== undefined && { key: more.key }),
      body: { sessionId, window: more.window ?? WINDOW, patientIds: more.patientIds ?? [by.patientId] },
    })
}

async function addChild({ ask }: Setup, by: Citizen, birthDate = '2000-01-01'): Promise<string> {
  const body = { name: 'Kiran Sharma', birthDate, gender: 'other', pin: '110001', confirmedNew: true }
  const answer = await ask<{ patientId: string }>('POST', '/v1/patients', { by, body })
  assert.equal(answer.status, 201)
  return answer.body.patientId
}

async function begin(t: Parameters<typeof setup>[0]) {
  const place = await setup(t)
  const centre = await openCentre(place)
  const asha = await place.citizen()
  const book = booker(place)
  const available = async (sessionId: string): Promise<number> => {
    const url = `/v1/vaccination/availability?facility=${centre.facilityId}`
    const { body } = await place.ask<{ centres: { sessions: { sessionId: string; available: number }[] }[] }>(
      'GET',
      url,
    )
    return body.centres[0]?.sessions.find((session) => session.sessionId === sessionId)?.available ?? -1
  }
  const end = (bookingId: string, what: string, asked: Parameters<typeof place.ask>[2] = {}) =>
    place.ask<Booked['bookings'][0] & Refused>('POST', `/v1/vaccination/bookings/${bookingId}/${what}`, asked)
  return { place, centre, asha, book, available, end }
}

const bookingId = (answer: { body: Booked }): string => answer.body.bookings[0]?.bookingId as string

describe('booking', () => {
  test('a citizen books a dose, gets a reference and a token, and the seat is taken at once', async (t) => {
    const { place, centre, asha, book, available } = await begin(t)
    const sessionId = await centre.openSession({ capacity: 2 })
    assert.equal(await available(sessionId), 2)
    const answer = await book(asha, sessionId)
    assert.equal(answer.status, 201)
    const [booking] = answer.body.bookings
    assert.ok(booking && isReference(booking.reference) && booking.reference.startsWith('DL-'))
    assert.equal(booking.token, 1)
    assert.equal(booking.status, 'BOOKED')
    assert.equal(await available(sessionId), 1)
    const shown = await place.ask('GET', `/v1/vaccination/bookings/${booking.bookingId}`, { by: asha })
    assert.deepEqual(shown.body, booking)
    await assertInvariants(place)
  })

  test('a family is booked as a whole or not at all', async (t) => {
    const { place, centre, asha, book, available } = await begin(t)
    const sessionId = await centre.openSession({ capacity: 2 })
    const [first, second] = [await addChild(place, asha), await addChild(place, asha)]
    const tooMany = await book(asha, sessionId, { patientIds: [asha.patientId, first, second] })
    assert.equal(slugOf(tooMany.body), 'session-full')
    assert.equal(await available(sessionId), 2)
    const both = await book(asha, sessionId, { patientIds: [asha.patientId, first] })
    assert.deepEqual(
      both.body.bookings.map(({ patientId, token }) => [patientId, token]),
      [
        [asha.patientId, 1],
        [first, 2],
      ],
    )
    assert.equal(slugOf((await book(asha, sessionId, { patientIds: [second] })).body), 'session-full')
    await assertInvariants(place)
  })

  test('a citizen cannot book for a patient of another family, nor learn whether there is one', async (t) => {
    const { place, centre, asha, book } = await begin(t)
    const sessionId = await centre.openSession()
    const omar = await place.citizen({ name: 'Omar' })
    const theirs = await book(asha, sessionId, { patientIds: [asha.patientId, omar.patientId] })
    const nobodys = await book(asha, sessionId, { patientIds: [asha.patientId, newId(cellOf(omar.patientId))] })
    for (const answer of [theirs, nobodys]) {
      assert.equal(answer.status, 404)
      assert.deepEqual(answer.body.errors, [{ pointer: '/patientIds/1', detail: 'is not in your family' }])
    }
    await assertInvariants(place)
  })

  test('a booking is refused for a wrong age, a second time, and for an unknown window or session', async (t) => {
    const { place, centre, asha, book } = await begin(t)
    const sessionId = await centre.openSession()
    const child = await addChild(place, asha, '2010-01-01')
    assert.equal(slugOf((await book(asha, sessionId, { patientIds: [child] })).body), 'age-not-eligible')
    assert.equal((await book(asha, sessionId)).status, 201)
    const other = await centre.openSession({ vaccine: 'COVISHIELD' })
    assert.equal(slugOf((await book(asha, other)).body), 'dose-already-booked')
    const wrong = await book(await place.citizen(), sessionId, { window: '09:00-10:00' })
    assert.deepEqual(wrong.body.errors?.[0]?.pointer, '/window')
    assert.equal((await book(asha, newId(cellOf(sessionId)))).status, 404)
    await assertInvariants(place)
  })

  test('a booking is refused in a session that is not open yet, is past or is closed', async (t) => {
    const { place, centre, asha, book } = await begin(t)
    const later = await centre.openSession({ opensAt: '2026-03-02T06:00:00Z' })
    assert.equal(slugOf((await book(asha, later)).body), 'session-not-open')
    place.clock.set('2026-03-02T06:00:00Z')
    assert.equal((await book(asha, later)).status, 201)
    const closed = await centre.openSession()
    await place.ask('POST', `/v1/vaccination/sessions/${closed}/closure`, { by: centre.sunita, body: {} })
    assert.equal(slugOf((await book(await place.citizen(), closed)).body), 'session-not-open')
    place.clock.set('2026-03-02T18:30:00Z')
    assert.equal(slugOf((await book(await place.citizen(), later)).body), 'session-not-open')
  })

  test('a repeat with the same key gets the same answer, even when the session is full by then', async (t) => {
    const { place, centre, asha, book } = await begin(t)
    const sessionId = await centre.openSession({ capacity: 1 })
    const first = await book(asha, sessionId, { key: 'one' })
    const again = await book(asha, sessionId, { key: 'one' })
    assert.equal(again.headers['idempotent-replayed'], 'true')
    assert.deepEqual(again.body, first.body)
    assert.equal(slugOf((await book(asha, sessionId, { key: 'two' })).body), 'session-full')
    const other = await book(asha, sessionId, { key: 'one', window: '06:00-23:00' })
    assert.equal(other.status, 422)
    const omar = await place.citizen()
    assert.equal(slugOf((await book(omar, sessionId, { key: 'one' })).body), 'session-full')
    await assertInvariants(place)
  })

  test('ten requests at once with the same key make one booking', async (t) => {
    const { place, centre, asha, book } = await begin(t)
    const sessionId = await centre.openSession()
    const answers = await Promise.all(Array.from({ length: 10 }, () => book(asha, sessionId, { key: 'same' })))
    const statuses = answers.map(({ status }) => status)
    assert.ok(statuses.includes(201))
    assert.ok(
      statuses.every((status) => status === 201 || status === 409),
      String(statuses),
    )
    const { rows } = await place.program
      .context('vaccination')
      .pool.query('select count(*)::int from vaccination.bookings')
    assert.equal(rows[0].count, 1)
  })
})

describe('the end of a booking', () => {
  test('a cancellation frees the seat, the stock and the choice of vaccine', async (t) => {
    const { place, centre, asha, book, available, end } = await begin(t)
    const sessionId = await centre.openSession({ capacity: 1 })
    const id = bookingId(await book(asha, sessionId))
    assert.equal(await available(sessionId), 0)
    const cancelled = await end(id, 'cancellation', { by: asha })
    assert.equal(cancelled.body.status, 'CANCELLED')
    assert.equal(await available(sessionId), 1)
    assert.equal(slugOf((await end(id, 'cancellation', { by: asha })).body), 'booking-ended')
    const other = await centre.openSession({ vaccine: 'COVISHIELD' })
    assert.equal((await book(asha, other)).status, 201)
    const again = await book(await place.citizen(), sessionId)
    assert.equal(again.body.bookings[0]?.token, 3, 'a token is never given twice, also in another session of the day')
    await assertInvariants(place)
  })

  test('rescheduling makes a new booking and cancels the old one, or changes nothing', async (t) => {
    const { place, centre, asha, book, available, end } = await begin(t)
    const from = await centre.openSession({ capacity: 1 })
    const to = await centre.openSession({ capacity: 1, date: addDays(TODAY, 3) })
    const id = bookingId(await book(asha, from))
    const moved = await end(id, 'rescheduling', { by: asha, body: { sessionId: to, window: WINDOW } })
    assert.equal(moved.status, 201)
    assert.equal(moved.body.sessionId, to)
    assert.deepEqual([await available(from), await available(to)], [1, 0])
    const omar = await place.citizen()
    const theirs = bookingId(await book(omar, from))
    const full = await end(theirs, 'rescheduling', { by: omar, body: { sessionId: to, window: WINDOW } })
    assert.equal(slugOf(full.body), 'session-full')
    const still = await place.ask<{ status: string }>('GET', `/v1/vaccination/bookings/${theirs}`, { by: omar })
    assert.equal(still.body.status, 'BOOKED')
    const list = await place.ask<{ items: { status: string; rescheduledTo?: string }[] }>(
      'GET',
      `/v1/vaccination/bookings?patient=${asha.patientId}`,
      { by: asha },
    )
    assert.deepEqual([moved.body.firstBookingId, moved.body.moves], [id, 1])
    const shown = list.body.items.map(({ status, rescheduledTo }) => `${status} ${rescheduledTo ?? ''}`).sort()
    assert.deepEqual(shown, ['BOOKED ', `CANCELLED ${moved.body.bookingId}`])
    await assertInvariants(place)
  })

  test('a booking moves within its own session, even when the session is full', async (t) => {
    const { place, centre, asha, book, end } = await begin(t)
    const sessionId = await centre.openSession({ capacity: 1 })
    const id = bookingId(await book(asha, sessionId))
    const moved = await end(id, 'rescheduling', { by: asha, body: { sessionId, window: WINDOW } })
    assert.equal(moved.status, 201)
    await assertInvariants(place)
  })

  test('a completion records the dose, takes one dose of the lot, and the next dose must wait', async (t) => {
    const { place, centre, asha, book, end } = await begin(t)
    const sessionId = await centre.openSession()
    const id = bookingId(await book(asha, sessionId))
    const done = await centre.give(id, centre.lotOf(), 'done')
    assert.equal(done.body.status, 'COMPLETED')
    const again = await end(id, 'completion', { by: centre.ravi, key: 'done', body: { lot: centre.lotOf() } })
    assert.deepEqual(again.body, done.body)
    const doses = await place.ask<{ items: { dose: number; lot: string }[] }>(
      'GET',
      `/v1/patients/${asha.patientId}/doses`,
      { by: asha },
    )
    assert.deepEqual(
      doses.body.items.map(({ dose, lot }) => [dose, lot]),
      [[1, centre.lotOf()]],
    )
    const stock = await place.ask<{ levels: { onHand: number }[] }>(
      'GET',
      `/v1/vaccination/stock?facility=${centre.facilityId}`,
      { by: centre.ravi },
    )
    assert.equal(stock.body.levels[0]?.onHand, 9)
    const early = await book(asha, await centre.openSession({ dose: 2, date: addDays(TODAY, 27) }))
    assert.equal(slugOf(early.body), 'dose-too-early')
    const other = await book(
      asha,
      await centre.openSession({ dose: 2, vaccine: 'COVISHIELD', date: addDays(TODAY, 90) }),
    )
    assert.equal(slugOf(other.body), 'other-vaccine-needed')
    const right = await book(asha, await centre.openSession({ dose: 2, date: addDays(TODAY, 28) }))
    assert.equal(right.status, 201)
    await assertInvariants(place)
  })

  test('a completion with an unknown or expired lot is refused', async (t) => {
    const { place, centre, asha, book } = await begin(t)
    const sessionId = await centre.openSession({ capacity: 1, date: addDays(TODAY, 300) })
    const id = bookingId(await book(asha, sessionId))
    const lot = { facilityId: centre.facilityId, vaccine: 'COVAXIN', lot: 'SOON', quantity: 1 }
    const received = { ...lot, expiresOn: addDays(TODAY, 9) }
    assert.equal((await place.ask('POST', '/v1/vaccination/stock', { by: centre.sunita, body: received })).status, 201)
    place.clock.set(`${addDays(TODAY, 300)}T05:00:00Z`)
    assert.equal(slugOf((await centre.give(id, 'OTHER')).body), 'lot-not-usable')
    const expired = await centre.give(id, 'SOON')
    assert.equal(slugOf(expired.body), 'lot-not-usable')
    assert.match(expired.body.detail, /2026-03-11/)
    await assertInvariants(place)
  })

  test('an absence can be recorded from the day of the session on, and the dose can be booked again', async (t) => {
    const { place, centre, asha, book, end } = await begin(t)
    const tomorrow = await centre.openSession({ date: addDays(TODAY, 1) })
    const id = bookingId(await book(asha, tomorrow))
    assert.equal(slugOf((await end(id, 'absence', { by: centre.ravi })).body), 'absence-too-early')
    place.clock.advance(86_400_000)
    assert.equal((await end(id, 'absence', { by: centre.ravi })).body.status, 'ABSENT')
    assert.equal((await book(asha, tomorrow)).status, 201)
    await assertInvariants(place)
  })
})

test('a dose is refused on another day than that of its session, and before the patient has come', async (t) => {
  const { place, centre, asha, book, end } = await begin(t)
  const id = bookingId(await book(asha, await centre.openSession({ date: addDays(TODAY, 9) })))
  const given = (key?: string) => centre.give(id, centre.lotOf(), key)
  const early = await given()
  assert.deepEqual([early.status, slugOf(early.body)], [409, 'dose-other-day'])
  assert.match(early.body.detail, /2026-03-11/)
  place.clock.set(`${addDays(TODAY, 9)}T05:00:00Z`)
  const notHere = await end(id, 'completion', { by: centre.ravi, body: { lot: centre.lotOf() } })
  assert.deepEqual([notHere.status, slugOf(notHere.body)], [409, 'arrival-missing'])
  const doses = await place.ask<{ items: [] }>('GET', `/v1/patients/${asha.patientId}/doses`, { by: asha })
  assert.deepEqual(doses.body.items, [])
  await end(id, 'arrival', { by: centre.ravi })
  // Midnight in India is 18:30 UTC.
  place.clock.set(`${addDays(TODAY, 9)}T18:30:00Z`)
  assert.equal(slugOf((await given()).body), 'dose-other-day')
  place.clock.set(`${addDays(TODAY, 9)}T18:29:00Z`)
  assert.equal((await given()).body.status, 'COMPLETED')
  await assertInvariants(place)
})

describe('the staff of a centre', () => {
  const stranger = async (place: Setup): Promise<Centre> => openCentre(place, '411001')

  test('staff act only on bookings of their centre, and a citizen only on those of the own family', async (t) => {
    const { place, centre, asha, book, end } = await begin(t)
    const id = bookingId(await book(asha, await centre.openSession()))
    const other = await stranger(place)
    for (const what of ['completion', 'absence', 'cancellation']) {
      const body = what === 'completion' ? { lot: centre.lotOf() } : {}
      assert.equal((await end(id, what, { by: other.ravi, body })).status, 404)
    }
    const omar = await place.citizen()
    assert.equal((await end(id, 'cancellation', { by: omar })).status, 404)
    assert.equal((await end(id, 'completion', { by: asha, body: { lot: 'X' } })).status, 403)
    assert.equal((await place.ask('GET', `/v1/vaccination/bookings/${id}`, { by: omar })).status, 404)
    const doses = await place.ask('GET', `/v1/patients/${asha.patientId}/doses`, { by: omar })
    assert.equal(doses.status, 404)
    await assertInvariants(place)
  })

  test('staff see who comes, by session and by day, page by page', async (t) => {
    const { place, centre, book } = await begin(t)
    const sessionId = await centre.openSession()
    for (const name of ['Asha', 'Omar', 'Mira']) await book(await place.citizen({ name }), sessionId)
    type Page = { items: { token: number; patient: { name: string } }[]; nextCursor?: string }
    for (const filter of [`session=${sessionId}`, `facility=${centre.facilityId}&day=${TODAY}`]) {
      const url = `/v1/vaccination/bookings?${filter}&limit=2`
      const first = await place.ask<Page>('GET', url, { by: centre.ravi })
      assert.deepEqual(
        first.body.items.map(({ token, patient }) => [token, patient.name]),
        [
          [1, 'Asha'],
          [2, 'Omar'],
        ],
      )
      const second = await place.ask<Page>('GET', `${url}&cursor=${first.body.nextCursor}`, { by: centre.ravi })
      assert.deepEqual([second.body.items.length, second.body.nextCursor], [1, undefined])
      assert.equal((await place.ask('GET', url, { by: (await stranger(place)).ravi })).status, 403)
    }
  })
})
