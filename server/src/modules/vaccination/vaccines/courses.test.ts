// Tests of courses: doses of one course follow each other, and doses of different courses do not affect each other.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays } from '../../../platform/clock.ts'
import { type Citizen, setup, TODAY } from '../../../testing/setup.ts'
import { assertInvariants, type Booked, openCentre, type Refused, slugOf, WINDOW } from '../testing.ts'

const BCG = {
  ...{ code: 'BCG', course: 'BCG', name: 'BCG (freeze-dried)', manufacturer: 'Serum Institute of India' },
  ...{ doses: 1, intervalDaysMin: 0, ageYearsMin: 0, pricePaise: 0 },
}

async function begin(t: Parameters<typeof setup>[0]) {
  const place = await setup(t)
  const centre = await openCentre(place)
  const admin = await place.admin()
  const add = (url: string, body: object, by = admin) =>
    place.ask<Refused & { code: string; course: string }>('POST', `/v1/vaccination/${url}`, { by, body })
  const book = (by: Citizen, sessionId: string) => {
    const body = { sessionId, window: WINDOW, patientIds: [by.patientId] }
    return place.ask<Booked & Refused>('POST', '/v1/vaccination/bookings', { by, body })
  }
  const give = async (booked: { body: Booked }, vaccine: string) => {
    const given = await centre.give(booked.body.bookings[0]?.bookingId as string, centre.lotOf(vaccine))
    assert.equal(given.status, 200, JSON.stringify(given.body))
  }
  return { place, centre, admin, add, book, give }
}

test('a patient who had COVISHIELD can book BCG, but no dose of COVAXIN', async (t) => {
  const { place, centre, add, book, give } = await begin(t)
  const asha = await place.citizen()
  await give(await book(asha, await centre.openSession({ vaccine: 'COVISHIELD' })), 'COVISHIELD')
  const added = await add('vaccines', BCG)
  assert.equal(added.status, 201, JSON.stringify(added.body))
  assert.equal(added.body.course, 'BCG')
  const session = await centre.openSession({ vaccine: 'BCG', minAge: 0 })
  const booked = await book(asha, session)
  assert.equal(booked.status, 201, JSON.stringify(booked.body))
  assert.deepEqual(
    booked.body.bookings.map(({ course, vaccine, dose }) => [course, vaccine, dose]),
    [['BCG', 'BCG', 1]],
  )
  assert.equal(slugOf((await book(asha, session)).body), 'dose-already-booked')
  assert.equal(slugOf((await book(asha, await centre.openSession())).body), 'dose-already-given')
  const second = await centre.openSession({ dose: 2, date: addDays(TODAY, 90) })
  const other = await book(asha, second)
  assert.equal(slugOf(other.body), 'other-vaccine-needed')
  assert.equal(other.body.detail, "This person's vaccine of COVID-19 is COVISHIELD")
  await give(booked, 'BCG')
  const doses = await place.ask<{ items: object[] }>('GET', `/v1/patients/${asha.patientId}/doses`, { by: asha })
  assert.deepEqual(
    doses.body.items.map((dose) => [(dose as { course: string }).course, (dose as { vaccine: string }).vaccine]),
    [
      ['BCG', 'BCG'],
      ['COVID-19', 'COVISHIELD'],
    ],
  )
  await assertInvariants(place)
})

test('a booking moves within its course with its claim, and not to another course', async (t) => {
  const { place, centre, add, book } = await begin(t)
  await add('vaccines', BCG)
  const asha = await place.citizen()
  const first = await book(asha, await centre.openSession())
  const target = await centre.openSession({ vaccine: 'BCG', minAge: 0 })
  assert.equal((await book(asha, target)).status, 201)
  const move = (booked: { body: Booked }, sessionId: string) =>
    place.ask<Refused>('POST', `/v1/vaccination/bookings/${booked.body.bookings[0]?.bookingId}/rescheduling`, {
      by: asha,
      body: { sessionId, window: WINDOW },
    })
  const other = await move(first, target)
  assert.equal(other.body.errors?.[0]?.pointer, '/sessionId')
  assert.match(other.body.errors?.[0]?.detail ?? '', /BCG.*COVID-19/)
  const later = await centre.openSession({ date: addDays(TODAY, 2) })
  assert.equal((await move(first, later)).status, 201)
  await assertInvariants(place)
})

test('availability can be narrowed to one course', async (t) => {
  const { place, centre, add } = await begin(t)
  await add('vaccines', BCG)
  await centre.openSession()
  await centre.openSession({ vaccine: 'BCG', minAge: 0 })
  const url = `/v1/vaccination/availability?facility=${centre.facilityId}`
  type Found = { centres: { sessions: { course: string; vaccine: string }[] }[] }
  const find = async (query: string) =>
    (await place.ask<Found>('GET', `${url}${query}`)).body.centres.flatMap(({ sessions }) =>
      sessions.map(({ course, vaccine }) => `${course} ${vaccine}`),
    )
  assert.deepEqual((await find('')).sort(), ['BCG BCG', 'COVID-19 COVAXIN'])
  assert.deepEqual(await find('&course=BCG'), ['BCG BCG'])
  assert.deepEqual(await find('&course=COVID-19'), ['COVID-19 COVAXIN'])
  assert.deepEqual(await find('&course=POLIO'), [])
  assert.equal((await place.ask('GET', `${url}&course=polio`)).status, 400)
})

test('only an administrator adds a course, once, and then its vaccines', async (t) => {
  const { place, centre, add } = await begin(t)
  const mpox = { code: 'MPOX', name: 'Mpox', disease: 'Mpox' }
  const vaccine = { ...BCG, code: 'MVA-BN', course: 'MPOX' }
  assert.equal((await add('vaccines', vaccine)).body.errors?.[0]?.pointer, '/course')
  assert.equal((await add('courses', mpox, centre.sunita)).status, 403)
  assert.equal((await add('courses', mpox)).status, 201)
  assert.equal(slugOf((await add('courses', mpox)).body), 'course-exists')
  assert.equal((await add('courses', { ...mpox, code: 'mpox' })).body.errors?.[0]?.pointer, '/code')
  assert.equal((await add('vaccines', vaccine)).status, 201)
  const { course: _, ...without } = vaccine
  assert.equal((await add('vaccines', { ...without, code: 'OTHER' })).body.errors?.[0]?.pointer, '/course')
  const list = await place.ask<{ items: { code: string }[] }>('GET', '/v1/vaccination/courses')
  const codes = list.body.items.map(({ code }) => code)
  for (const code of ['BCG', 'COVID-19', 'MPOX', 'POLIO']) assert.ok(codes.includes(code), code)
})
