// The sentence of the requirement: doctors is away for a day, people book on, and it comes back with other hours. Each
// appointment that they touch comes to one end, and each person hears each word once.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sized } from '../../../testing/size.ts'
import { type AppointmentsContext, assertInvariants, openPractice, pullStale } from '../../appointments/testing.ts'
import { begin } from '../testing.ts'

const DAY = '2026-03-06'
/** People in each slot. There are four slots. */
const PLACES = sized(30, 50)

test('doctors is away for a day while people book, and comes back with other hours', async (t) => {
  const place = await begin(t)
  const clinic = await openPractice(place, {}, { capacity: PLACES })
  // The fault point: no call to doctors is answered for a day.
  const call = (type: { name: string }, input: unknown) =>
    type.name.startsWith('doctors.')
      ? Promise.reject(new Error('doctors is away'))
      : clinic.context.call(type as never, input as never)
  const away = { ...clinic.context, call } as unknown as AppointmentsContext
  place.clock.set('2026-03-03T05:00:00.000Z')
  assert.equal(await pullStale(away), 0)

  const starts = ['12:00', '12:15', '12:30', '12:45']
  const slots = await Promise.all(starts.map((start) => clinic.slotAt(start, DAY)))
  const booked = new Map<string, { patientId: string; start: string; token: string; accountId: string }>()
  for (let nth = 0; nth < PLACES; nth++) {
    await Promise.all(
      slots.map(async (slotId, index) => {
        const one = await place.citizen()
        const body = { slotIds: [slotId], patientId: one.patientId }
        const answer = await place.ask<{ appointmentId: string }>('POST', '/v1/appointments', { by: one, body })
        assert.equal(answer.status, 201, JSON.stringify(answer.body))
        booked.set(answer.body.appointmentId, { ...one, start: starts[index] as string })
      }),
    )
  }
  assert.equal(booked.size, 4 * PLACES)
  await place.settled()

  // Back: two slots are gone, and one new slot has room for half of those who had them.
  await clinic.keep({ starts: '12:30', ends: '13:15' })
  await clinic.pull()
  await place.settled()
  const { pool } = clinic.context
  const statuses = async (): Promise<Record<string, number>> => {
    const { rows } = await pool.query(
      `select status, count(*)::int as count from appointments.appointments where id = any($1::uuid[]) group by status`,
      [[...booked.keys()]],
    )
    return Object.fromEntries(rows.map(({ status, count }) => [status, count]))
  }
  assert.deepEqual(await statuses(), { BOOKED: 2 * PLACES, MOVED: PLACES, DISPLACED: PLACES })
  await assertInvariants(place)

  // Nobody chooses: at the deadline the rest is cancelled.
  place.clock.set('2026-03-05T05:00:00.000Z')
  await clinic.endDisplacements()
  await place.settled()
  assert.deepEqual(await statuses(), { BOOKED: 2 * PLACES, MOVED: PLACES, CANCELLED: PLACES })
  await assertInvariants(place)

  const words = await place.context.pool.query<{ recipient: string; templates: string }>(
    `select recipient, string_agg(template, ' ' order by template) as templates from notifications.notices
     where template not like '%reminder%' group by recipient`,
  )
  const heard = new Map(words.rows.map(({ recipient, templates }) => [recipient, templates]))
  const ends = await pool.query<{ id: string; status: string }>(
    'select id, status from appointments.appointments where id = any($1::uuid[])',
    [[...booked.keys()]],
  )
  const expected: Readonly<Record<string, string>> = {
    BOOKED: 'appointment-booked',
    MOVED: 'appointment-booked appointment-moved',
    CANCELLED: 'appointment-booked appointment-cancelled-by-centre appointment-displaced',
  }
  for (const { id, status } of ends.rows) {
    const { patientId } = booked.get(id) as { patientId: string }
    // Whose place was lost waits now, and may have had an offer.
    const told = heard.get(patientId)?.replace(' waiting-offer', '')
    assert.equal(told, expected[status], status)
  }
})
