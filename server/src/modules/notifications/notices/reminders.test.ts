// Tests what people hear of their appointments: each event once, and reminders only of what still stands.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '../../../platform/id.ts'
import type { PatientId } from '../../patients/contract.ts'
import { begin, type Centre, type Reachable, type World } from '../testing.ts'
import { noteBooked, noteCancelled } from './steps.ts'

// The clock stands at Monday, 2 March 2026, 10:30 in India.
const DAY = '2026-03-05'
const LATER = '2026-03-06'

async function beginBooked(t: Parameters<typeof begin>[0]) {
  const place = await begin(t)
  const asha = await place.register()
  const centre = await place.openCentre()
  const sessionId = await centre.openSession({ date: DAY })
  const booking = await centre.book(asha, sessionId)
  await place.settled()
  return { place, asha, centre, sessionId, ...booking }
}

/** The time in India, as the fixed clock takes it. */
const at = (day: string, time: string): string => new Date(`${day}T${time}:00+05:30`).toISOString()

const templates = async (place: World, status?: string): Promise<string[]> =>
  (await place.notices()).filter((each) => !status || each.status === status).map(({ template }) => template)

test('a booking is told once with day, time, place and reference, and with no health detail', async (t) => {
  const { place, asha, centre, reference } = await beginBooked(t)
  const [text, ...more] = place.texts(asha.phone)
  assert.deepEqual(more, [])
  assert.match(text ?? '', /Thu,? 5 March, 14:00 to 16:00, at /)
  assert.ok(text?.includes(reference))
  assert.ok(text?.includes(centre.facility.name.slice(0, 12)))
  assert.doesNotMatch(text ?? '', /COVAXIN|COVID|dose|vaccin|Asha/i)
  const { rows } = await place.context.pool.query('select params::text from notifications.notices')
  assert.doesNotMatch(JSON.stringify(rows), /COVAXIN|COVID|Asha/i)
})

test('reminders leave a day and two hours before, each once', async (t) => {
  const { place, asha } = await beginBooked(t)
  place.clock.set(at('2026-03-04', '13:59'))
  await place.settled()
  assert.equal(place.texts(asha.phone).length, 1)
  place.clock.set(at('2026-03-04', '14:00'))
  await place.settled()
  assert.match(place.texts(asha.phone)[1] ?? '', /^Sehat reminds you/)
  place.clock.set(at(DAY, '12:00'))
  await place.settled()
  assert.match(place.texts(asha.phone)[2] ?? '', /begins soon/)
  place.clock.set(at(DAY, '15:00'))
  await place.settled()
  assert.equal(place.texts(asha.phone).length, 3)
  assert.deepEqual(
    (await place.notices()).map(({ status }) => status),
    ['SENT', 'SENT', 'SENT'],
  )
})

test('a booking that moves an hour before its reminder: only the reminder of the new time leaves', async (t) => {
  const { place, asha, centre, bookingId } = await beginBooked(t)
  const target = await centre.openSession({ date: LATER })
  place.clock.set(at('2026-03-04', '13:00'))
  await centre.move(asha, bookingId, target)
  await place.settled()
  assert.match(place.texts(asha.phone)[1] ?? '', /new time: Fri,? 6 March/)
  place.clock.set(at('2026-03-04', '14:30'))
  await place.settled()
  assert.equal(place.texts(asha.phone).length, 2)
  assert.deepEqual(await templates(place, 'SUPERSEDED'), ['appointment-reminder-day'])
  place.clock.set(at('2026-03-05', '14:00'))
  await place.settled()
  assert.match(place.texts(asha.phone)[2] ?? '', /reminds you.*Fri,? 6 March/)
  assert.equal(place.texts(asha.phone).length, 3)
})

const WAYS: Readonly<
  Record<
    string,
    {
      act: (all: { centre: Centre; asha: Reachable; bookingId: string; sessionId: string }) => Promise<unknown>
      told: string
    }
  >
> = {
  'the person': {
    act: ({ centre, asha, bookingId }) => centre.cancel(asha, bookingId),
    told: 'appointment-cancelled',
  },
  'the centre': {
    act: ({
      centre,
      sunita = centre.sunita,
      bookingId,
    }: {
      centre: Centre
      sunita?: Centre['sunita']
      bookingId: string
    }) => centre.cancel(sunita, bookingId),
    told: 'appointment-cancelled-by-centre',
  },
  'a session that closes': {
    act: ({ centre, sessionId }) =>
      centre.post(`/v1/vaccination/sessions/${sessionId}/closure`, { cancelBookings: true }, centre.sunita),
    told: 'appointment-cancelled-by-centre',
  },
}

for (const [who, { act, told }] of Object.entries(WAYS)) {
  test(`an appointment cancelled by ${who} is told once, and no reminder of it leaves`, async (t) => {
    const { place, asha, ...rest } = await beginBooked(t)
    await act({ asha, ...rest })
    await place.settled()
    for (const time of [at('2026-03-04', '14:00'), at(DAY, '12:00'), at(DAY, '20:00')]) {
      place.clock.set(time)
      await place.settled()
    }
    assert.deepEqual(await templates(place, 'SENT'), ['appointment-booked', told])
    assert.deepEqual(await templates(place, 'SUPERSEDED'), ['appointment-reminder-day', 'appointment-reminder-hours'])
    assert.equal(place.texts(asha.phone).length, 2)
  })
}

test('an event that comes again, or in the wrong order, makes no second message and no wrong one', async (t) => {
  const place = await begin(t)
  const asha = await place.register()
  const { facility } = await place.openCentre()
  const now = place.clock.now().toISOString()
  const bookingId = newId<'booking'>(facility.cell)
  const facts = {
    ...{ bookingId, sessionId: newId<'session'>(facility.cell), facilityId: facility.facilityId as never },
    ...{ patientId: asha.patientId as PatientId, course: 'COVID-19', dose: 1, date: DAY },
    version: 1,
  }
  const head = { occurredAt: now, actorId: asha.accountId, requestId: 'r' }
  const booked = { ...head, id: newId(0), name: 'b', body: { ...facts, vaccine: 'COVAXIN', window: '14:00-16:00' } }
  const cancelled = { ...head, id: newId(0), name: 'c', body: { ...facts, version: 2 } }
  for (let times = 0; times < 3; times++) {
    await noteCancelled(place.context, cancelled)
    await noteBooked(place.context, booked)
  }
  await place.settled()
  place.clock.set(at(DAY, '13:00'))
  await place.settled()
  const notices = await place.notices()
  assert.equal(notices.length, 4)
  assert.deepEqual(
    notices.filter(({ status }) => status === 'SENT').map(({ template }) => template),
    ['appointment-cancelled'],
  )
  assert.equal(place.texts(asha.phone).length, 1)
})

async function giveFirstDose(t: Parameters<typeof begin>[0]) {
  const place = await begin(t)
  const asha = await place.register()
  const centre = await place.openCentre()
  const today = '2026-03-02'
  const { bookingId } = await centre.book(asha, await centre.openSession({ date: today }))
  place.clock.set(at(today, '14:30'))
  await centre.post(`/v1/vaccination/bookings/${bookingId}/arrival`, undefined, centre.ravi)
  await centre.post(`/v1/vaccination/bookings/${bookingId}/completion`, { lot: 'LOT-COVAXIN' }, centre.ravi)
  await place.settled()
  const { rows } = await place.context.pool.query<{ due_at: Date }>(
    `select due_at from notifications.notices where template = 'next-dose-due'`,
  )
  assert.equal(rows.length, 1)
  return { place, asha, centre, bookingId, dueAt: (rows[0] as { due_at: Date }).due_at }
}

test('the next dose is told on the morning of the first possible day, without a health detail', async (t) => {
  const { place, asha, dueAt } = await giveFirstDose(t)
  // COVAXIN: 28 days.
  assert.equal(dueAt.toISOString(), at('2026-03-30', '09:00'))
  place.clock.set(at('2026-03-30', '08:59'))
  await place.settled()
  const before = place.texts(asha.phone).length
  place.clock.set(dueAt)
  await place.settled()
  const text = place.texts(asha.phone)[before] ?? ''
  assert.match(text, /you can book the next appointment/)
  assert.doesNotMatch(text, /COVAXIN|COVID|dose|vaccin/i)
})

test('nobody is told of a next dose that is booked already; after a cancellation it is due again', async (t) => {
  const { place, asha, centre, dueAt } = await giveFirstDose(t)
  const second = await centre.openSession({ date: '2026-04-02', dose: 2 })
  place.clock.set(at('2026-03-20', '10:00'))
  const { bookingId } = await centre.book(asha, second)
  await place.settled()
  place.clock.set(dueAt)
  await place.settled()
  assert.deepEqual(
    (await place.notices()).filter(({ template }) => template === 'next-dose-due').map(({ status }) => status),
    ['SUPERSEDED'],
  )
  assert.ok(!place.texts(asha.phone).some((text) => text.includes('next appointment')))
  await centre.cancel(asha, bookingId)
  await place.settled()
  assert.match(place.texts(asha.phone).at(-1) ?? '', /is cancelled\. You can book another time/)
})

test('a next dose booked and cancelled before it is due is told', async (t) => {
  const { place, asha, centre, dueAt } = await giveFirstDose(t)
  const second = await centre.openSession({ date: '2026-04-02', dose: 2 })
  place.clock.set(at('2026-03-20', '10:00'))
  const { bookingId } = await centre.book(asha, second)
  place.clock.advance(60_000)
  await centre.cancel(asha, bookingId)
  await place.settled()
  place.clock.set(dueAt)
  await place.settled()
  assert.match(place.texts(asha.phone).at(-1) ?? '', /you can book the next appointment/)
})

test('nobody is told of a next dose when the first one was taken back, until it is given', async (t) => {
  const { place, asha, centre, bookingId, dueAt } = await giveFirstDose(t)
  const url = `/v1/vaccination/bookings/${bookingId}/completion`
  place.clock.advance(60_000)
  await centre.post(`${url}/cancellation`, { reason: 'Recorded for the wrong person' }, centre.ravi)
  await place.settled()
  const statusesOf = async () =>
    (await place.notices()).filter(({ template }) => template === 'next-dose-due').map(({ status }) => status)
  place.clock.advance(60_000)
  await centre.post(url, { lot: 'LOT-COVAXIN' }, centre.ravi)
  await place.settled()
  place.clock.advance(60_000)
  await centre.post(`${url}/cancellation`, { reason: 'The syringe was empty' }, centre.ravi)
  await place.settled()
  place.clock.set(dueAt)
  await place.settled()
  assert.deepEqual(await statusesOf(), ['SUPERSEDED', 'SUPERSEDED'])
  assert.ok(!place.texts(asha.phone).some((text) => text.includes('next appointment')))
})
