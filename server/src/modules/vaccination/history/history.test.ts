// Tests doses that people had elsewhere: recorded with proof, counted for the next dose, refused when they contradict.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { addDays } from '../../../platform/clock.ts'
import { cellOf, newId } from '../../../platform/id.ts'
import { type Citizen, type Person, setup, TODAY } from '../../../testing/setup.ts'
import type { Booking } from '../contract.ts'
import { assertInvariants, type Booked, openCentre, type Refused, slugOf, WINDOW } from '../testing.ts'
import type { HistoricalDose } from './contract.ts'

type Answered = HistoricalDose & Refused

const HAD = {
  ...{ vaccine: 'COVAXIN', dose: 1, givenOn: '2026-01-15', place: 'Bir Hospital, Kathmandu', evidence: 'certificate' },
  proof: { kind: 'document', document: 'passport', last4: '7Q' },
}

async function begin(t: Parameters<typeof setup>[0], options: Parameters<typeof setup>[1] = {}) {
  const place = await setup(t, options)
  const { ask } = place
  const centre = await openCentre(place)
  const other = await openCentre(place, '110001', 1)
  const asha = await place.citizen()
  const record = (more: object = {}, by: Person = centre.ravi, patientId: string = asha.patientId, key?: string) =>
    ask<Answered>('POST', `/v1/patients/${patientId}/doses`, {
      by,
      body: { ...HAD, ...more },
      ...(key !== undefined && { key }),
    })
  const cancel = (
    { doseId, patientId }: HistoricalDose,
    by: Person = centre.ravi,
    body: object = { reason: 'A twin' },
  ) => ask<Answered>('POST', `/v1/patients/${patientId}/doses/${doseId}/cancellation`, { by, body })
  const book = (sessionId: string, by: Citizen = asha) =>
    ask<Booked & Refused>('POST', '/v1/vaccination/bookings', {
      by,
      body: { sessionId, window: WINDOW, patientIds: [by.patientId] },
    })
  const doses = async (by: Citizen = asha) =>
    (await ask<{ items: object[] }>('GET', `/v1/patients/${by.patientId}/doses`, { by })).body.items
  return { place, ask, centre, other, asha, record, cancel, book, doses }
}

describe('a dose had elsewhere', () => {
  test('is recorded with its evidence, seen by the person, marked as historical, and takes no stock', async (t) => {
    const { place, ask, centre, asha, record, doses } = await begin(t)
    await centre.receive(10)
    const stock = () => ask('GET', `/v1/vaccination/stock?facility=${centre.facilityId}`, { by: centre.sunita })
    const before = (await stock()).body
    const made = await record()
    assert.equal(made.status, 201, JSON.stringify(made.body))
    const { doseId, recordedAt, ...rest } = made.body
    const { proof, ...had } = HAD
    const where = { patientId: asha.patientId, course: 'COVID-19', facilityId: centre.facilityId }
    assert.deepEqual(rest, { ...had, ...where })
    assert.equal(recordedAt, place.clock.now().toISOString())
    const { place: words, evidence, ...what } = had
    assert.deepEqual(await doses(), [{ ...what, course: 'COVID-19', historical: { doseId, place: words, evidence } }])
    assert.deepEqual((await stock()).body, before)
    const { pool } = place.program.context('vaccination')
    const { rows } = await pool.query(
      'select proof_kind, proof_document, proof_last4, recorded_by from vaccination.historical_doses',
    )
    assert.deepEqual(rows, [
      { proof_kind: 'document', proof_document: 'passport', proof_last4: '7Q', recorded_by: centre.ravi.accountId },
    ])
    const events = await pool.query(`select body from vaccination.outbox where name like '%historical-dose-recorded%'`)
    const facts = { doseId, patientId: asha.patientId, facilityId: centre.facilityId, course: 'COVID-19' }
    const event = { ...facts, vaccine: 'COVAXIN', dose: 1, givenOn: HAD.givenOn, evidence }
    assert.deepEqual(events.rows[0].body.body, event)
    await assertInvariants(place)
  })

  test('counts for dose 2, with the interval from its day, and nobody books dose 1 again', async (t) => {
    const { place, ask, centre, record, book, doses } = await begin(t)
    await record({ givenOn: addDays(TODAY, -20) })
    assert.equal(slugOf((await book(await centre.openSession())).body), 'dose-already-given')
    const early = await book(await centre.openSession({ dose: 2 }))
    assert.equal(slugOf(early.body), 'dose-too-early')
    const day = addDays(TODAY, 8)
    const second = (await book(await centre.openSession({ dose: 2, date: day }))).body.bookings[0] as Booking
    place.clock.set(`${day}T05:00:00Z`)
    const at = `/v1/vaccination/bookings/${second.bookingId}`
    await ask('POST', `${at}/arrival`, { by: centre.ravi })
    const ready = await ask<{ earlierDoses: object[] }>('GET', `${at}/readiness`, { by: centre.ravi })
    const { vaccine, dose, place: words } = HAD
    const earlier = { course: 'COVID-19', vaccine, dose, givenOn: addDays(TODAY, -20), place: words }
    assert.deepEqual(ready.body.earlierDoses, [earlier])
    const given = await ask('POST', `${at}/completion`, { by: centre.ravi, body: { lot: centre.lotOf() } })
    assert.equal(given.status, 200)
    assert.equal((await doses()).length, 2)
    await assertInvariants(place)
  })

  test('is refused when it contradicts what is known, with the field, and nothing is written', async (t) => {
    const { place, centre, asha, record, doses } = await begin(t)
    const cases: [object, string][] = [
      [{ vaccine: 'NOVALIN' }, '/vaccine'],
      [{ dose: 3 }, '/dose'],
      [{ dose: 0 }, '/dose'],
      [{ givenOn: addDays(TODAY, 1) }, '/givenOn'],
      [{ givenOn: '1990-05-13' }, '/givenOn'],
      [{ givenOn: '2001-01-01' }, '/givenOn'],
      [{ givenOn: '2026-02-30' }, '/givenOn'],
      [{ place: ' ' }, '/place'],
      [{ evidence: 'word' }, '/evidence'],
      [{ proof: undefined }, '/proof'],
      [{ proof: { kind: 'reference', reference: 'PT-0000-0000' } }, '/proof/reference'],
    ]
    for (const [more, pointer] of cases) {
      const refused = await record(more)
      assert.equal(refused.status, 400, JSON.stringify(more))
      assert.equal(refused.body.errors?.[0]?.pointer, pointer, JSON.stringify(more))
    }
    const missing = await record({ dose: 2 })
    assert.deepEqual([missing.status, slugOf(missing.body)], [409, 'previous-dose-missing'])
    assert.equal((await record({}, centre.ravi, newId(cellOf(asha.patientId)))).status, 404)
    assert.deepEqual(await doses(), [])
    await assertInvariants(place)
  })

  test('fits the doses around it: same vaccine, later than dose 1, and once only', async (t) => {
    const { place, centre, record, book, asha } = await begin(t)
    assert.equal((await record()).status, 201)
    assert.equal(slugOf((await record()).body), 'dose-already-given')
    assert.equal(slugOf((await record({ vaccine: 'COVISHIELD', dose: 2 })).body), 'other-vaccine-needed')
    const sameDay = await record({ dose: 2 })
    assert.equal(sameDay.body.errors?.[0]?.pointer, '/givenOn')
    assert.equal((await record({ dose: 2, givenOn: '2026-02-15' })).status, 201)
    // Doses of another course do not matter.
    const omar = await place.citizen()
    assert.equal((await book(await centre.openSession(), omar)).status, 201)
    const booked = await record({}, centre.ravi, omar.patientId)
    assert.equal(slugOf(booked.body), 'dose-already-booked')
    assert.match(booked.body.detail, /cancel the booking first/)
    assert.notEqual(omar.patientId, asha.patientId)
    await assertInvariants(place)
  })

  test('a repeat with the same key records once, and of two at the same moment one is recorded', async (t) => {
    const { place, centre, asha, record, doses } = await begin(t)
    const first = await record({}, centre.ravi, asha.patientId, 'k1')
    const again = await record({}, centre.ravi, asha.patientId, 'k1')
    assert.deepEqual([again.status, again.body], [201, first.body])
    const omar = await place.citizen()
    const both = await Promise.all([1, 2, 3].map(() => record({}, centre.ravi, omar.patientId)))
    assert.deepEqual(both.map(({ status }) => status).sort(), [201, 409, 409])
    assert.equal((await doses()).length, 1)
    assert.equal((await doses(omar)).length, 1)
    await assertInvariants(place)
  })

  test('a record and a booking of the same dose at the same moment: one of them stands', async (t) => {
    const { place, centre, record, book } = await begin(t)
    const sessionId = await centre.openSession({ capacity: 20 })
    for (let round = 0; round < 8; round++) {
      const who = await place.citizen()
      const [recorded, booked] = await Promise.all([record({}, centre.ravi, who.patientId), book(sessionId, who)])
      assert.deepEqual([recorded.status, booked.status].sort(), [201, 409])
    }
    await assertInvariants(place)
  })
})

describe('a wrong record', () => {
  test('is cancelled with a reason, does not count any more, and stays in the history', async (t) => {
    const { place, ask, centre, asha, record, cancel, book, doses } = await begin(t)
    const made = (await record()).body
    const nothing = await cancel(made, centre.ravi, {})
    assert.equal(nothing.body.errors?.[0]?.pointer, '/reason')
    const cancelled = await cancel(made)
    assert.equal(cancelled.status, 200, JSON.stringify(cancelled.body))
    assert.equal(cancelled.body.cancelReason, 'A twin')
    assert.deepEqual(await doses(), [])
    assert.equal(slugOf((await cancel(made)).body), 'historical-dose-cancelled')
    assert.equal((await book(await centre.openSession())).status, 201)
    const url = `/v1/vaccination/historical-doses?facility=${centre.facilityId}`
    type Listed = { items: (HistoricalDose & { patient: { name: string } })[] }
    const { items } = (await ask<Listed>('GET', url, { by: centre.sunita })).body
    assert.deepEqual(
      items.map(({ doseId, cancelReason, patient }) => [doseId, cancelReason, patient.name]),
      [[made.doseId, 'A twin', 'Asha Sharma']],
    )
    assert.notEqual(asha.patientId, made.doseId)
    await assertInvariants(place)
  })

  test('the next dose, booked on the strength of it, cannot be given any more', async (t) => {
    const { place, ask, centre, record, cancel, book } = await begin(t)
    const made = (await record()).body
    const second = (await book(await centre.openSession({ dose: 2 }))).body.bookings[0] as Booking
    await cancel(made)
    const url = `/v1/vaccination/bookings/${second.bookingId}/completion`
    const refused = await ask<Refused>('POST', url, { by: centre.ravi, body: { lot: centre.lotOf() } })
    assert.equal(slugOf(refused.body), 'previous-dose-missing')
    await assertInvariants(place)
  })

  test('only the centre that recorded it, and officials of its district, cancel it', async (t) => {
    const { place, centre, other, asha, record, cancel } = await begin(t)
    const made = (await record()).body
    assert.equal((await cancel(made, other.ravi)).status, 404)
    assert.equal((await cancel(made, asha)).status, 403)
    const strange = { ...made, patientId: (await place.citizen()).patientId }
    assert.equal((await cancel(strange)).status, 404)
    assert.equal((await cancel(made, await place.officer(centre.facility.cell + 1))).status, 404)
    assert.equal((await cancel(made, await place.officer(centre.facility.cell))).status, 200)
  })
})

test('recording counts as a look-up of a person', async (t) => {
  const env = { SEHAT_RATE_LIMITS: 'on', SEHAT_LOOK_UPS_PER_HOUR_MAX: '1' }
  const { record } = await begin(t, { env })
  assert.equal((await record({ dose: 2 })).status, 409)
  assert.equal(slugOf((await record()).body), 'too-many-look-ups')
})
