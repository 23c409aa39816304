// Tests the limits of booking and cancelling in rounds: per patient and account, over all processes, with honest words.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays } from '../../../platform/clock.ts'
import { type Citizen, type Person, setup, TODAY } from '../../../testing/setup.ts'
import type { Booking } from '../contract.ts'
import { assertInvariants, type Booked, openCentre, type Refused, slugOf, WINDOW } from '../testing.ts'
import { deleteEndedCounts } from './cancellation-store.ts'

const ENV = {
  SEHAT_RATE_LIMITS: 'on',
  SEHAT_CANCELLATIONS_PER_PATIENT_MAX: '2',
  SEHAT_CANCELLATIONS_PER_ACCOUNT_MAX: '3',
}

interface Limited extends Refused {
  readonly patientId?: string
  readonly max: number
  readonly mayBookAt: string
}

async function begin(t: Parameters<typeof setup>[0]) {
  const place = await setup(t, { env: ENV })
  const centre = await openCentre(place)
  const sessionId = await centre.openSession({ date: addDays(TODAY, 1) })
  const { ask } = place
  const book = (by: Citizen, patientId: string = by.patientId, through = ask) =>
    through<Booked & Limited>('POST', '/v1/vaccination/bookings', {
      by,
      body: { sessionId, window: WINDOW, patientIds: [patientId] },
    })
  const cancel = async (booked: { body: Booked }, by: Person, through = ask): Promise<void> => {
    const url = `/v1/vaccination/bookings/${booked.body.bookings[0]?.bookingId}/cancellation`
    assert.equal((await through('POST', url, { by })).status, 200)
  }
  const rounds = async (by: Citizen, count: number, patientId?: string): Promise<void> => {
    for (let round = 0; round < count; round++) await cancel(await book(by, patientId), by)
  }
  const addMember = async (by: Citizen): Promise<string> => {
    const body = {
      name: `Member ${crypto.randomUUID().replace(/\d/g, 'x')}`,
      birthYear: 1980,
      gender: 'other',
      pin: '110001',
    }
    const made = await ask<{ patientId: string }>('POST', '/v1/patients', { by, body })
    assert.equal(made.status, 201, JSON.stringify(made.body))
    return made.body.patientId
  }
  return { place, ask, centre, sessionId, book, cancel, rounds, addMember }
}

test('after the most cancellations of a patient a booking is refused, with the limit and the end', async (t) => {
  const { place, book, cancel, rounds } = await begin(t)
  const second = await setup(t, { env: ENV, databaseUrl: place.databaseUrl })
  const asha = await place.citizen()
  await rounds(asha, 1)
  await cancel(await book(asha, asha.patientId, second.ask), asha, second.ask)
  for (const through of [place.ask, second.ask]) {
    const refused = await book(asha, asha.patientId, through)
    assert.equal(refused.status, 429)
    assert.equal(slugOf(refused.body), 'too-many-cancellations')
    assert.equal(refused.body.patientId, asha.patientId)
    assert.equal(refused.body.max, 2)
    assert.equal(refused.body.mayBookAt, '2026-03-03T05:00:00.000Z')
    assert.match(refused.body.detail, /2 times within 24 hours.*from 2026-03-03T05:00.*staff of a centre can help/)
    assert.equal(refused.headers['retry-after'], '86400')
  }
  // Other people are not affected.
  assert.equal((await book(await place.citizen())).status, 201)
  place.clock.set('2026-03-03T04:59:59Z')
  assert.equal((await book(asha)).status, 429)
  place.clock.set('2026-03-03T05:00:00Z')
  await rounds(asha, 2)
  assert.equal((await book(asha)).status, 429)
  await assertInvariants(place)
})

test('a repeat of a booking with its key gets its answer, also when the limit is reached', async (t) => {
  const { place, ask, sessionId, cancel, rounds } = await begin(t)
  const asha = await place.citizen()
  const asked = { by: asha, key: 'k1', body: { sessionId, window: WINDOW, patientIds: [asha.patientId] } }
  const first = await ask<Booked>('POST', '/v1/vaccination/bookings', asked)
  await cancel(first, asha)
  await rounds(asha, 1)
  const again = await ask<Booked>('POST', '/v1/vaccination/bookings', asked)
  assert.deepEqual([again.status, again.body], [201, first.body])
})

test('the cancellations of all members of a family count together', async (t) => {
  const { place, book, rounds, addMember } = await begin(t)
  const asha = await place.citizen()
  const [ravi, mina] = [await addMember(asha), await addMember(asha)]
  await rounds(asha, 1)
  await rounds(asha, 1, ravi)
  await rounds(asha, 1, mina)
  const refused = await book(asha, mina)
  assert.equal(slugOf(refused.body), 'too-many-cancellations')
  assert.equal(refused.body.patientId, undefined)
  assert.equal(refused.body.max, 3)
})

test('a move counts as a cancellation, and is refused at the limit without losing the booking', async (t) => {
  const { place, ask, centre, book } = await begin(t)
  const asha = await place.citizen()
  const target = await centre.openSession({ date: addDays(TODAY, 2) })
  let booking = (await book(asha)).body.bookings[0] as Booking
  const move = (sessionId: string, by: Person) =>
    ask<Booking & Refused>('POST', `/v1/vaccination/bookings/${booking.bookingId}/rescheduling`, {
      by,
      body: { sessionId, window: WINDOW },
    })
  for (let round = 0; round < 2; round++) booking = (await move(target, asha)).body
  const refused = await move(target, asha)
  assert.equal(slugOf(refused.body), 'too-many-cancellations')
  const still = await ask<Booking>('GET', `/v1/vaccination/bookings/${booking.bookingId}`, { by: asha })
  assert.equal(still.body.status, 'BOOKED')
  assert.equal((await move(target, centre.ravi)).status, 201, 'staff can still help')
  await assertInvariants(place)
})

test('what staff cancel does not count, and staff still seat a person who reached the limit', async (t) => {
  const { place, ask, centre, book, cancel, rounds } = await begin(t)
  const asha = await place.citizen()
  for (let round = 0; round < 3; round++) await cancel(await book(asha), centre.ravi)
  await rounds(asha, 2)
  assert.equal((await book(asha)).status, 429)
  const url = `/v1/vaccination/sessions/${await centre.openSession()}/walk-ins`
  const proof = { kind: 'document', document: 'passport' }
  const seat = await ask('POST', url, { by: centre.ravi, body: { patientId: asha.patientId, window: WINDOW, proof } })
  assert.equal(seat.status, 201)
  await assertInvariants(place)
})

test('the limit holds when a family books and cancels at the same moment in two processes', async (t) => {
  const { place, book, cancel } = await begin(t)
  const second = await setup(t, { env: ENV, databaseUrl: place.databaseUrl })
  const asha = await place.citizen()
  let cancelled = 0
  const race = async (through: typeof place.ask): Promise<void> => {
    for (let round = 0; round < 8; round++) {
      const booked = await book(asha, asha.patientId, through)
      if (booked.status !== 201) continue
      await cancel(booked, asha, through)
      cancelled++
    }
  }
  await Promise.all([race(place.ask), race(second.ask)])
  assert.equal(cancelled, 2)
  await assertInvariants(place)
})

test('counts whose window has ended are deleted', async (t) => {
  const { place, rounds } = await begin(t)
  await rounds(await place.citizen(), 1)
  const { db, pool } = place.program.context('vaccination')
  const count = async () =>
    (await pool.query('select count(*)::int as n from vaccination.cancellation_counts')).rows[0].n
  await deleteEndedCounts(db as never, new Date('2026-03-03T04:59:59Z'))
  assert.equal(await count(), 2)
  await deleteEndedCounts(db as never, new Date('2026-03-03T05:00:00Z'))
  assert.equal(await count(), 0)
})
