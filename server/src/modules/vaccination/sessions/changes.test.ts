// Tests that what people booked stays: a session with bookings changes within limits, and a centre closes in steps.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays } from '../../../platform/clock.ts'
import { type Citizen, setup, TODAY } from '../../../testing/setup.ts'
import type { Booking } from '../contract.ts'
import { subscriptions } from '../jobs.ts'
import { assertInvariants, type Booked, openCentre, type Refused, slugOf } from '../testing.ts'
import { cancelAtClosedCentres } from './closed-centres.ts'

type Session = Refused & { booked: number | undefined; status: string; windows: string[] }

async function begin(t: Parameters<typeof setup>[0]) {
  const place = await setup(t)
  const centre = await openCentre(place)
  const { ask } = place
  const book = async (by: Citizen, sessionId: string, window: string): Promise<string> => {
    const body = { sessionId, window, patientIds: [by.patientId] }
    const { body: made } = await ask<Booked>('POST', '/v1/vaccination/bookings', { by, body })
    return made.bookings[0]?.bookingId as string
  }
  const change = (sessionId: string, body: object) =>
    ask<Session>('PATCH', `/v1/vaccination/sessions/${sessionId}`, { by: centre.sunita, body })
  const statusOf = async (by: Citizen, id: string): Promise<string> =>
    (await ask<Booking>('GET', `/v1/vaccination/bookings/${id}`, { by })).body.status
  return { place, centre, ask, book, change, statusOf }
}

const [EARLY, LATE, EVENING] = ['06:00-12:00', '12:00-18:00', '18:00-24:00'] as const

test('a change that could not serve booked people is refused and says how many they are', async (t) => {
  const { place, centre, ask, book, change } = await begin(t)
  const sessionId = await centre.openSession({ windows: [EARLY, LATE, EVENING] })
  const asha = await place.citizen({ birthDate: '1990-05-14' })
  const child = await place.citizen({ birthDate: '2007-06-01' })
  await book(asha, sessionId, EARLY)
  const late = await book(child, sessionId, LATE)
  const refused = async (body: object, booked: number): Promise<void> => {
    const answer = await change(sessionId, body)
    assert.deepEqual([answer.status, slugOf(answer.body), answer.body.booked], [409, 'change-excludes-booked', booked])
  }
  await refused({ windows: [EARLY, EVENING] }, 1)
  await refused({ windows: [EVENING] }, 2)
  await refused({ minAge: 19 }, 1)
  await refused({ minAge: 36 }, 2)
  await refused({ maxAge: 34 }, 1)
  await refused({ fee: 200_000 }, 2)
  // These changes keep everybody: more windows or fewer that nobody chose, other ages around the booked, a lower fee.
  for (const body of [
    { windows: [EARLY, LATE] },
    { windows: [EARLY, LATE, EVENING], capacity: 9 },
    { minAge: 18, maxAge: 35 },
    { minAge: 18, maxAge: null },
    { fee: 0 },
  ]) {
    const { status } = await change(sessionId, body)
    assert.equal(status, 200, JSON.stringify(body))
  }
  await ask('POST', `/v1/vaccination/bookings/${late}/cancellation`, { by: child })
  assert.equal((await change(sessionId, { minAge: 19, windows: [EARLY] })).status, 200)
  await assertInvariants(place)
})

test('people whose dose was given keep nothing in the way of a change', async (t) => {
  const { place, centre, book, change } = await begin(t)
  const sessionId = await centre.openSession({ windows: [EARLY, EVENING] })
  const asha = await place.citizen()
  await centre.give(await book(asha, sessionId, EARLY))
  assert.equal((await change(sessionId, { windows: [EVENING], minAge: 60, fee: 200_000 })).status, 200)
  await assertInvariants(place)
})

async function closing(t: Parameters<typeof setup>[0]) {
  const begun = await begin(t)
  const { place, centre, ask } = begun
  const context = place.program.context('vaccination') as never
  const { body: facts } = await ask<{ version: number }>('GET', `/v1/facilities/${centre.facilityId}`)
  /** Delivers the event of a change of the facility. */
  const hear = async (change: object, version: number): Promise<void> => {
    const { pool } = place.program.context('vaccination')
    const { rows } = await pool.query('select name, address, district, state, state_code from vaccination.centres')
    const { state_code: stateCode, ...where } = rows[0]
    const body = { ...facts, ...centre.facility, ...where, stateCode, kinds: ['vaccination-centre'], isActive: true }
    const heard = subscriptions(context).find(({ event }) => event.name === 'facilities.facility-changed.v1')
    await heard?.handle({ body: { ...body, ...change, version }, actorId: null, requestId: 'r' } as never)
  }
  return { ...begun, hear, cancelAll: () => cancelAtClosedCentres(context) }
}

for (const [how, change] of [
  ['closes', { isActive: false }],
  ['no longer vaccinates', { kinds: ['hospital'] }],
] as const) {
  test(`when a centre ${how}, its sessions close at once and its bookings end an hour later`, async (t) => {
    const { place, centre, ask, book, statusOf, hear, cancelAll } = await closing(t)
    const [today, tomorrow] = [
      await centre.openSession({ windows: [EVENING] }),
      await centre.openSession({ date: addDays(TODAY, 1), windows: [EARLY] }),
    ]
    const [asha, omar] = [await place.citizen(), await place.citizen()]
    const [one, two] = [await book(asha, today, EVENING), await book(omar, tomorrow, EARLY)]
    await hear(change, 90)
    await hear(change, 90)
    const body = { sessionId: today, window: EVENING, patientIds: [(await place.citizen()).patientId] }
    const late = await ask<Refused>('POST', '/v1/vaccination/bookings', { by: await place.citizen(), body })
    assert.ok(late.status >= 400)
    for (const id of [today, tomorrow]) {
      assert.equal((await ask<Session>('GET', `/v1/vaccination/sessions/${id}`)).body.status, 'closed')
    }
    await cancelAll()
    assert.deepEqual([await statusOf(asha, one), await statusOf(omar, two)], ['BOOKED', 'BOOKED'])
    place.clock.advance(3_600_001)
    await cancelAll()
    assert.deepEqual([await statusOf(asha, one), await statusOf(omar, two)], ['CANCELLED', 'CANCELLED'])
    await assertInvariants(place)
  })
}

test('a centre that opens again within the hour keeps its bookings, and an older event closes nothing', async (t) => {
  const { place, centre, book, statusOf, hear, cancelAll } = await closing(t)
  const sessionId = await centre.openSession({ windows: [EVENING] })
  const asha = await place.citizen()
  const id = await book(asha, sessionId, EVENING)
  await hear({ isActive: false }, 90)
  await hear({}, 91)
  await hear({ isActive: false }, 90)
  place.clock.advance(3_600_001)
  await cancelAll()
  assert.equal(await statusOf(asha, id), 'BOOKED')
  await assertInvariants(place)
})
