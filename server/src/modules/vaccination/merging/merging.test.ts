// Tests that merges of patients reach vaccination: doses and bookings of both records count for the one that stays.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays } from '../../../platform/clock.ts'
import { type Citizen, type Person, type Setup, setup, TODAY } from '../../../testing/setup.ts'
import { until } from '../../../testing/until.ts'
import { patientsMerged, patientsUnmerged } from '../../patients/contract.ts'
import type { Booking } from '../contract.ts'
import { subscriptions } from '../jobs.ts'
import { assertInvariants, type Booked, openCentre, type Refused, slugOf, WINDOW } from '../testing.ts'

interface MergeEvent {
  readonly name: string
  readonly body: { goneId: string; keptId: string; version: number }
}

async function begin(t: Parameters<typeof setup>[0]) {
  const place = await setup(t)
  const centre = await openCentre(place)
  const admin = await place.admin()
  const { ask } = place
  const book = (by: Citizen, sessionId: string) => {
    const body = { sessionId, window: WINDOW, patientIds: [by.patientId] }
    return ask<Booked & Refused>('POST', '/v1/vaccination/bookings', { by, body })
  }
  const booked = async (by: Citizen, sessionId: string): Promise<Booking> => {
    const answer = await book(by, sessionId)
    assert.equal(answer.status, 201, JSON.stringify(answer.body))
    return answer.body.bookings[0] as Booking
  }
  const given = async (by: Citizen, more: object = {}): Promise<Booking> => {
    const booking = await booked(by, await centre.openSession(more))
    assert.equal((await centre.give(booking.bookingId, centre.lotOf(booking.vaccine))).body.status, 'COMPLETED')
    return booking
  }
  const handle = async ({ name, body }: MergeEvent): Promise<void> => {
    const all = subscriptions(place.program.context('vaccination') as never)
    await all.find(({ event }) => event.name === name)?.handle({ body } as never)
  }
  /** Merges or unmerges through the API, and gives the event that this published. It is not yet delivered. */
  const change = async (gone: Citizen, what: string, body?: object): Promise<MergeEvent> => {
    const answer = await ask('POST', `/v1/patients/${gone.patientId}/${what}`, { by: admin, ...(body && { body }) })
    assert.ok(answer.status < 300, JSON.stringify(answer.body))
    const { rows } = await place.program
      .context('patients')
      .pool.query<{ body: MergeEvent }>(`delete from patients.outbox where name = any($1) returning body`, [
        [patientsMerged.name, patientsUnmerged.name],
      ])
    return rows[0]?.body as MergeEvent
  }
  const merged = (gone: Citizen, kept: Citizen) =>
    change(gone, 'merger', { keptPatientId: kept.patientId, reason: 'The same person' })
  const unmerged = (gone: Citizen) => change(gone, 'merger/cancellation')
  const dosesOf = async (by: Citizen): Promise<number[]> => {
    const url = `/v1/patients/${by.patientId}/doses`
    return (await ask<{ items: { dose: number }[] }>('GET', url, { by })).body.items.map(({ dose }) => dose)
  }
  const bookingsOf = async (by: Citizen): Promise<Booking[]> => {
    const url = `/v1/vaccination/bookings?patient=${by.patientId}`
    return (await ask<{ items: Booking[] }>('GET', url, { by })).body.items
  }
  return { place, centre, ask, book, booked, given, handle, merged, unmerged, dosesOf, bookingsOf }
}

test('the doses of both records count at once for the one that stays, and the other one books nothing', async (t) => {
  const { place, centre, book, booked, given, handle, merged, dosesOf, bookingsOf } = await begin(t)
  const [asha, meera] = [await place.citizen(), await place.citizen()]
  const first = await given(asha)
  await handle(await merged(asha, meera))
  assert.deepEqual(await dosesOf(meera), [1])
  assert.equal(slugOf((await book(meera, await centre.openSession())).body), 'dose-already-given')
  const later = { dose: 2, date: addDays(TODAY, 28) }
  const early = await book(meera, await centre.openSession({ dose: 2, date: addDays(TODAY, 27) }))
  assert.equal(slugOf(early.body), 'dose-too-early')
  const session = await centre.openSession(later)
  const gone = await book(asha, session)
  assert.deepEqual([gone.status, slugOf(gone.body)], [409, 'patient-merged'])
  assert.ok(!JSON.stringify(gone.body).includes(meera.patientId), 'a family learns no id of another family')
  const second = await booked(meera, session)
  assert.equal(slugOf((await book(meera, await centre.openSession(later))).body), 'dose-already-booked')
  const walkIn = await place.ask<Refused & { keptPatientId: string }>(
    'POST',
    `/v1/vaccination/sessions/${await centre.openSession()}/walk-ins`,
    {
      by: centre.ravi,
      body: { patientId: asha.patientId, window: WINDOW, proof: { kind: 'document', document: 'passport' } },
    },
  )
  assert.deepEqual([slugOf(walkIn.body), walkIn.body.keptPatientId], ['patient-merged', meera.patientId])
  const shown = new Map((await bookingsOf(meera)).map((booking) => [booking.bookingId, booking]))
  assert.equal(shown.size, 2)
  assert.equal(shown.get(second.bookingId)?.keptPatientId, undefined)
  const { patientId, keptPatientId } = shown.get(first.bookingId) as Booking
  assert.deepEqual([patientId, keptPatientId], [asha.patientId, meera.patientId])
  assert.deepEqual(
    (await bookingsOf(asha)).map(({ bookingId }) => bookingId),
    [first.bookingId],
    'the record that is gone shows what was made for it',
  )
  await assertInvariants(place)
})

test('an undo parts the records again: each dose returns to whom it was given', async (t) => {
  const { place, centre, book, given, handle, merged, unmerged, dosesOf } = await begin(t)
  const [asha, meera] = [await place.citizen(), await place.citizen()]
  await given(asha)
  await handle(await merged(asha, meera))
  place.clock.set(`${addDays(TODAY, 28)}T05:00:00Z`)
  await given(meera, { dose: 2, date: addDays(TODAY, 28) })
  assert.deepEqual(await dosesOf(meera), [1, 2])
  await handle(await unmerged(asha))
  assert.deepEqual([await dosesOf(asha), await dosesOf(meera)], [[1], [2]])
  const session = await centre.openSession({ dose: 2, date: addDays(TODAY, 28) })
  assert.equal((await book(asha, session)).status, 201)
  await assertInvariants(place)
})

test('events of merges may come twice and in any order', async (t) => {
  const { place, given, handle, merged, unmerged, dosesOf } = await begin(t)
  const [asha, meera, omar] = [await place.citizen(), await place.citizen(), await place.citizen()]
  await given(asha)
  const events = [
    await merged(asha, meera),
    await unmerged(asha),
    await merged(meera, asha),
    await unmerged(meera),
    await merged(asha, omar),
  ]
  assert.deepEqual(
    events.map(({ body }) => body.version),
    [1, 2, 1, 2, 3],
  )
  const orders = [
    [0, 1, 2, 3, 4],
    [4, 3, 2, 1, 0],
    [2, 0, 4, 1, 3],
    [4, 4, 0, 1, 2, 3, 0, 2],
  ]
  for (const order of orders) {
    await place.program.context('vaccination').pool.query('delete from vaccination.merged_patients')
    for (const at of order) await handle(events[at] as MergeEvent)
    assert.deepEqual([await dosesOf(meera), await dosesOf(omar)], [[], [1]], order.join(' '))
    await assertInvariants(place)
  }
})

test('a chain of merges counts for the last record, also across districts', async (t) => {
  const { place, centre, ask, given, handle, merged, unmerged, dosesOf } = await begin(t)
  const [asha, meera] = [await place.citizen(), await place.citizen()]
  const body = { name: 'Asha Sharma', birthDate: '1990-05-14', gender: 'female', pin: '411001', confirmedNew: true }
  const pune = await ask<{ patientId: never }>('POST', '/v1/patients/registrations', { by: centre.sunita, body })
  const inPune = { ...meera, patientId: pune.body.patientId }
  await given(asha)
  const [first, second] = [await merged(asha, inPune), await merged(inPune, meera)]
  await handle(second)
  await handle(first)
  assert.deepEqual(await dosesOf(meera), [1])
  await handle(await unmerged(inPune))
  assert.deepEqual(await dosesOf(meera), [])
  await assertInvariants(place)
})

test('if both records have a booking of one dose, both may be kept, and only one person gets the dose', async (t) => {
  const { place, centre, ask, booked, handle, merged } = await begin(t)
  const [asha, meera, omar] = [await place.citizen(), await place.citizen(), await place.citizen()]
  const [session, other] = [await centre.openSession(), await centre.openSession()]
  const [one, two] = [await booked(asha, session), await booked(meera, other)]
  await handle(await merged(asha, meera))
  await assertInvariants(place)
  const read = (by: Person) => ask<Booking>('GET', `/v1/vaccination/bookings/${one.bookingId}`, { by })
  assert.equal((await read(meera)).body.keptPatientId, meera.patientId, 'the family of the kept record reaches both')
  assert.equal((await read(asha)).body.keptPatientId, undefined)
  assert.equal((await read(omar)).status, 404)
  // The two doses are recorded at the same moment, at two desks.
  const answers = await Promise.all([centre.give(one.bookingId), centre.give(two.bookingId)])
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409])
  assert.equal(
    slugOf((answers.find(({ status }) => status === 409) as never as { body: Refused }).body),
    'dose-already-given',
  )
  const left = answers[0]?.status === 409 ? one : two
  const ready = await ask<{ refusal?: { slug: string } }>(
    'GET',
    `/v1/vaccination/bookings/${left.bookingId}/readiness`,
    {
      by: centre.ravi,
    },
  )
  assert.equal(ready.body.refusal?.slug, 'dose-already-given')
  const url = `/v1/vaccination/bookings/${left.bookingId}/cancellation`
  assert.equal((await ask('POST', url, { by: meera })).status, 200, 'the family of the kept record cancels either')
  await assertInvariants(place)
})

test('if both records had the same dose before the merge, both doses stay', async (t) => {
  const { place, centre, book, given, handle, merged, dosesOf } = await begin(t)
  const [asha, meera] = [await place.citizen(), await place.citizen()]
  await given(asha)
  await given(meera)
  await handle(await merged(asha, meera))
  assert.deepEqual(await dosesOf(meera), [1, 1])
  const session = await centre.openSession({ dose: 2, date: addDays(TODAY, 28) })
  assert.equal((await book(meera, session)).status, 201)
  await assertInvariants(place)
})

test('a record that is gone may still move or cancel what it booked before', async (t) => {
  const { place, centre, ask, booked, handle, merged } = await begin(t)
  const [asha, meera] = [await place.citizen(), await place.citizen()]
  const booking = await booked(asha, await centre.openSession())
  await handle(await merged(asha, meera))
  const act = (id: string, what: string, body?: object) =>
    ask<Booking>('POST', `/v1/vaccination/bookings/${id}/${what}`, { by: asha, ...(body && { body }) })
  const target = { sessionId: await centre.openSession({ date: addDays(TODAY, 3) }), window: WINDOW }
  const moved = await act(booking.bookingId, 'rescheduling', target)
  assert.equal(moved.status, 201, JSON.stringify(moved.body))
  assert.equal((await act(moved.body.bookingId, 'cancellation')).status, 200)
  await assertInvariants(place)
})

test('with the relay and the worker, a merge reaches vaccination within seconds', async (t) => {
  const place: Setup = await setup(t, { env: { ROLE: 'both' }, clock: 'real' })
  const admin = await place.admin()
  const [asha, meera] = [await place.citizen(), await place.citizen()]
  const body = { keptPatientId: meera.patientId, reason: 'The same person' }
  assert.equal((await place.ask('POST', `/v1/patients/${asha.patientId}/merger`, { by: admin, body })).status, 201)
  const { pool } = place.program.context('vaccination')
  await until('vaccination knows of the merge', async () => {
    const { rows } = await pool.query('select stays_id from vaccination.merged_patients where patient_id = $1', [
      asha.patientId,
    ])
    return rows[0]?.stays_id === meera.patientId
  })
})
