// Tests the warning before a dose that likely the same person has had under another record.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDuplicate } from '../../../testing/duplicates.ts'
import { type Citizen, setup } from '../../../testing/setup.ts'
import type { Booking } from '../contract.ts'
import { assertInvariants, type Booked, openCentre, type Refused, slugOf, WINDOW } from '../testing.ts'

interface Ready {
  readonly likelySame: { dose: number; givenOn: string }[]
  readonly patient: object
}

const SEEN = { kind: 'document', document: 'passport' }

async function begin(t: Parameters<typeof setup>[0]) {
  const place = await setup(t)
  const { ask } = place
  const centre = await openCentre(place)
  const other = await openCentre(place, '110001', 1)
  const sessionId = await centre.openSession()
  const [asha, twice] = [await place.citizen(), await place.citizen()]
  const book = async (by: Citizen): Promise<Booking> => {
    const body = { sessionId, window: WINDOW, patientIds: [by.patientId] }
    const booked = (await ask<Booked>('POST', '/v1/vaccination/bookings', { by, body })).body.bookings[0] as Booking
    await ask('POST', `/v1/vaccination/bookings/${booked.bookingId}/arrival`, { by: centre.ravi })
    return booked
  }
  const complete = ({ bookingId }: Booking, more: object = {}) =>
    ask<Booking & Refused & Ready>('POST', `/v1/vaccination/bookings/${bookingId}/completion`, {
      by: centre.ravi,
      body: { lot: centre.lotOf(), ...more },
    })
  const readiness = async ({ bookingId }: Booking, by = centre.ravi) =>
    ask<Ready>('GET', `/v1/vaccination/bookings/${bookingId}/readiness`, { by })
  const pair = () => addDuplicate(place, asha.patientId, twice.patientId)
  return { place, ask, centre, other, asha, twice, book, complete, readiness, pair }
}

const FIRST = { course: 'COVID-19', dose: 1, vaccine: 'COVAXIN', givenOn: '2026-03-02' }

test('staff are warned of a dose that likely the same person has had, and give it only with a reason', async (t) => {
  const { place, centre, asha, twice, book, complete, readiness, pair } = await begin(t)
  await complete(await book(asha))
  const booking = await book(twice)
  assert.deepEqual((await readiness(booking)).body.likelySame, [])
  await pair()
  const ready = (await readiness(booking)).body
  assert.deepEqual(ready.likelySame, [FIRST])
  assert.ok(!JSON.stringify(ready).includes(asha.patientId), 'nobody learns whose record it is')
  const refused = await complete(booking)
  assert.deepEqual([refused.status, slugOf(refused.body)], [409, 'likely-same-person'])
  assert.match(refused.body.detail, /has had dose 1 on 2026-03-02/)
  assert.deepEqual(refused.body.likelySame, [FIRST])
  assert.equal((await complete(booking, { differs: '  ' })).body.errors?.[0]?.pointer, '/differs')
  const given = await complete(booking, { differs: 'A cousin of the same name; I saw both passports' })
  assert.equal(given.body.status, 'COMPLETED')
  const { pool } = place.program.context('vaccination')
  const { rows } = await pool.query('select booking_id, reason, confirmed_by from vaccination.dose_confirmations')
  const reason = 'A cousin of the same name; I saw both passports'
  assert.deepEqual(rows, [{ booking_id: booking.bookingId, reason, confirmed_by: centre.ravi.accountId }])
  await assertInvariants(place)
})

test('a dose had elsewhere warns too, and a dismissed pair does not warn', async (t) => {
  const { place, ask, centre, asha, twice, book, complete, readiness, pair } = await begin(t)
  const had = {
    vaccine: 'COVAXIN',
    dose: 1,
    givenOn: '2026-01-15',
    place: 'Bir Hospital',
    evidence: 'card',
    proof: SEEN,
  }
  assert.equal((await ask('POST', `/v1/patients/${asha.patientId}/doses`, { by: centre.ravi, body: had })).status, 201)
  const booking = await book(twice)
  const id = await pair()
  assert.deepEqual((await readiness(booking)).body.likelySame, [{ ...FIRST, givenOn: '2026-01-15' }])
  const by = await place.admin()
  const dismissed = await ask('POST', `/v1/patients/duplicates/${id}/dismissal`, { by, body: { reason: 'Twins' } })
  assert.equal(dismissed.status, 200)
  assert.deepEqual((await readiness(booking)).body.likelySame, [])
  assert.equal((await complete(booking)).status, 200)
})

test('only the staff of the centre of the session see the warning', async (t) => {
  const { place, other, asha, twice, book, complete, readiness, pair } = await begin(t)
  await complete(await book(asha))
  const booking = await book(twice)
  await pair()
  assert.equal((await readiness(booking, other.ravi)).status, 404)
  assert.equal((await readiness(booking, twice)).status, 403)
  assert.equal((await readiness(booking, await place.officer(other.facility.cell))).status, 403)
})
