// Kills a process while it turns the events of an appointment into notices (S1 and S3, step 2): before, between and
// after what it writes. The event comes again, and nobody misses a message or gets one twice. A worker that dies while
// it sends (S1, step 5) is in notices/sender.test.ts.
import assert from 'node:assert/strict'
import path from 'node:path'
import { test } from 'node:test'
import type { EventEnvelope } from '../../platform/work/outbox.ts'
import { killAt, type Point } from '../../testing/dying.ts'
import type { Deed } from '../../testing/dying-process.ts'
import { openPractice } from '../appointments/testing.ts'
import { subscriptions } from './jobs.ts'
import { createSending } from './notices/sending.ts'
import { claimDue, recordResults } from './notices/store.ts'
import { begin } from './testing.ts'

const PROGRAM = path.join(import.meta.dirname, 'testing-process.ts')
const DAY = '2026-03-05'

async function beginKilled(t: Parameters<typeof begin>[0]) {
  const place = await begin(t, { env: { ROLE: 'web' } })
  const clinic = await openPractice(place)
  const { context, clock } = place
  const asha = await place.register()
  const body = { slotIds: [await clinic.slotAt('12:00', DAY)], patientId: asha.patientId }
  const booked = await place.ask<{ appointmentId: string }>('POST', '/v1/appointments', { by: asha, body })
  assert.equal(booked.status, 201, JSON.stringify(booked.body))
  const { appointmentId } = booked.body
  const told = async (name: string): Promise<EventEnvelope<never>> => {
    const text = `select body from appointments.outbox where name = $1 and body->'body'->>'appointmentId' = $2`
    const { rows } = await context.pool.query(text, [`appointments.${name}.v1`, appointmentId])
    assert.equal(rows.length, 1, name)
    return rows[0].body
  }
  const dieAt = (point: Point, event: EventEnvelope<never>) => killAt(place, PROGRAM, point, { event } satisfies Deed)
  const hear = async (event: EventEnvelope<never>): Promise<void> => {
    const all = subscriptions(context, () => undefined)
    for (let nth = 0; nth < 2; nth++) await all.find((one) => one.event.name === event.name)?.handle(event)
  }
  const templates = async () => (await place.notices()).map(({ template }) => template).sort()
  /** Sends all that is due now. */
  const send = async (): Promise<void> => {
    const due = await claimDue(context.pool, 100, 60, clock.now())
    await createSending(context).send(due, async ({ result, attempt }) => {
      await recordResults(context.pool, [result], attempt ? [attempt] : [], clock.now())
    })
  }
  return { ...place, asha, appointmentId, told, dieAt, hear, templates, send }
}

const OF_BOOKING = ['appointment-booked', 'appointment-reminder-day', 'appointment-reminder-hours']

test('S1: killed before, between and after the notices of a booking: each is there and leaves once', async (t) => {
  const place = await beginKilled(t)
  const event = await place.told('appointment-booked')
  for (const point of [
    'after facilities.find-facility',
    'after sql insert into "notifications"."subjects"',
    'after sql insert into "notifications"."notices"',
  ] as const) {
    await place.dieAt(point, event)
    assert.deepEqual(await place.templates(), [], point)
  }
  await place.dieAt('after sql commit', event)
  assert.deepEqual(await place.templates(), OF_BOOKING)
  await place.hear(event)
  assert.deepEqual(await place.templates(), OF_BOOKING)
  await place.send()
  await place.send()
  assert.equal(place.texts(place.asha.phone).length, 1)
})

test('S3: killed while the reminders of a cancelled appointment are dropped: none leaves', async (t) => {
  const place = await beginKilled(t)
  await place.hear(await place.told('appointment-booked'))
  await place.send()
  const url = `/v1/appointments/${place.appointmentId}/cancellation`
  assert.ok((await place.ask('POST', url, { by: place.asha, body: {} })).status < 300)
  const event = await place.told('appointment-cancelled')
  await place.dieAt('after sql insert into "notifications"."subjects"', event)
  assert.deepEqual(await place.templates(), OF_BOOKING)
  await place.dieAt('after sql commit', event)
  await place.hear(event)
  await place.send()
  assert.deepEqual(await place.templates(), [
    ...OF_BOOKING.slice(0, 1),
    'appointment-cancelled',
    ...OF_BOOKING.slice(1),
  ])
  place.clock.set(`${DAY}T05:00:00.000Z`)
  await place.send()
  const texts = place.texts(place.asha.phone)
  assert.equal(texts.length, 2)
  assert.match(texts[1] ?? '', /is cancelled/)
  const ends = (await place.notices()).filter(({ template }) => template.includes('reminder'))
  assert.deepEqual(
    ends.map(({ status }) => status),
    ['SUPERSEDED', 'SUPERSEDED'],
  )
})
