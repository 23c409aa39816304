// The sentence of the requirement: doctors is away for a day, people book on, and it comes back with other hours. Each
// appointment that they touch comes to one end, and each person hears each word once.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays } from '../../../platform/clock.ts'
import { inParallel } from '../../../testing/in-parallel.ts'
import { sized } from '../../../testing/size.ts'
import { type AppointmentsContext, assertInvariants, openPractice, pullStale } from '../../appointments/testing.ts'
import { begin } from '../testing.ts'

/** People in each of the eight slots of a day. `npm run test:long` books 10,000. */
const PLACES = sized(25, 50)
const STARTS = ['12:00', '12:15', '12:30', '12:45', '13:00', '13:15', '13:30', '13:45']
const DAYS = sized(1, 25)
const FIRST_DAY = '2026-03-06'

test('doctors is away for a day while people book, and comes back with other hours', async (t) => {
  const place = await begin(t)
  const clinic = await openPractice(place, {}, { ends: '14:00', capacity: PLACES })
  // The fault point: no call to doctors is answered for a day.
  const call = (type: { name: string }, input: unknown) =>
    type.name.startsWith('doctors.')
      ? Promise.reject(new Error('doctors is away'))
      : clinic.context.call(type as never, input as never)
  const away = { ...clinic.context, call } as unknown as AppointmentsContext
  place.clock.set('2026-03-03T05:00:00.000Z')
  assert.equal(await pullStale(away), 0)
  const startMs = performance.now()
  const seconds = (): number => Math.round((performance.now() - startMs) / 1_000)

  const patientOf = new Map<string, string>()
  for (let nth = 0; nth < DAYS; nth++) {
    const day = addDays(FIRST_DAY, nth)
    const slots = await Promise.all(STARTS.map((start) => clinic.slotAt(start, day)))
    const seats = slots.flatMap((slotId) => Array.from({ length: PLACES }, () => slotId))
    await inParallel(seats, async (slotId) => {
      const one = await place.citizen()
      const body = { slotIds: [slotId], patientId: one.patientId }
      const answer = await place.ask<{ appointmentId: string }>('POST', '/v1/appointments', { by: one, body })
      assert.equal(answer.status, 201, JSON.stringify(answer.body))
      patientOf.set(answer.body.appointmentId, one.patientId)
    })
    await place.settled()
  }
  const bookings = DAYS * STARTS.length * PLACES
  assert.equal(patientOf.size, bookings)
  t.diagnostic(`${bookings} people had booked and heard of it after ${seconds()} s`)

  // Back: four slots of each day are gone, and one new slot has room for a quarter of those who had them.
  await clinic.keep({ starts: '13:00', ends: '14:15' })
  await clinic.pull()
  await place.settled()
  const { pool } = clinic.context
  const statuses = async (): Promise<Record<string, number>> => {
    const { rows } = await pool.query(
      `select status, count(*)::int as count from appointments.appointments where id = any($1::uuid[]) group by status`,
      [[...patientOf.keys()]],
    )
    return Object.fromEntries(rows.map(({ status, count }) => [status, count]))
  }
  const each = DAYS * PLACES
  assert.deepEqual(await statuses(), { BOOKED: 4 * each, MOVED: each, DISPLACED: 3 * each })
  await assertInvariants(place)
  t.diagnostic(`${4 * each} displaced people had moved or were asked after ${seconds()} s`)

  // Nobody chooses: at the deadline the rest is cancelled.
  place.clock.set('2026-03-05T05:00:00.000Z')
  while ((await statuses()).DISPLACED !== undefined) {
    await clinic.endDisplacements()
    await place.settled()
  }
  assert.deepEqual(await statuses(), { BOOKED: 4 * each, MOVED: each, CANCELLED: 3 * each })
  await assertInvariants(place)
  t.diagnostic(`${3 * each} had lost their appointment at the deadline after ${seconds()} s`)

  const words = await place.context.pool.query<{ recipient: string; templates: string }>(
    `select recipient, string_agg(template, ' ' order by template) as templates from notifications.notices
     where template not like '%reminder%' group by recipient`,
  )
  const heard = new Map(words.rows.map(({ recipient, templates }) => [recipient, templates]))
  const ends = await pool.query<{ id: string; status: string }>(
    'select id, status from appointments.appointments where id = any($1::uuid[])',
    [[...patientOf.keys()]],
  )
  const expected: Readonly<Record<string, string>> = {
    BOOKED: 'appointment-booked',
    MOVED: 'appointment-booked appointment-moved',
    CANCELLED: 'appointment-booked appointment-cancelled-by-centre appointment-displaced',
  }
  for (const { id, status } of ends.rows) {
    const patientId = patientOf.get(id) as string
    // Whose place was lost waits now, and may have had an offer.
    const told = heard.get(patientId)?.replace(' waiting-offer', '')
    assert.equal(told, expected[status], status)
  }
})
