// Kills a process at each numbered point of the sagas of appointments: booking, displacement, cancellation, waiting
// list. The job that comes again brings each to the same end, once.
import assert from 'node:assert/strict'
import { fork } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { test } from 'node:test'
import { addDays } from '../../platform/clock.ts'
import type { EventEnvelope } from '../../platform/work/outbox.ts'
import { type Citizen, TEST_NOW, TODAY } from '../../testing/setup.ts'
import { sized } from '../../testing/size.ts'
import { subscriptions } from './jobs.ts'
import { assertInvariants, openPlace, openPractice, type Practising } from './testing.ts'
import type { Deed, Point } from './testing-process.ts'
import { accept, endOverdue } from './waiting/steps.ts'
import { findWaiting } from './waiting/store.ts'

const PROGRAM = path.join(import.meta.dirname, 'testing-process.ts')
const DAY = addDays(TODAY, 4)
/** A kill before a step leaves what a repeat finds anyway, so only the long tests look at it. */
const WHEN = (['after', 'before'] as const).slice(0, sized(1, 2))
const { place, engine } = openPlace<never>()

/** A process does the deed and dies at the point. */
async function killAt(point: Point, deed: Deed): Promise<void> {
  const child = fork(PROGRAM, [place.databaseUrl, point, place.clock.now().toISOString(), JSON.stringify(deed)])
  await once(child, 'exit')
  assert.equal(child.signalCode, 'SIGKILL', `${point} was never reached`)
}

const post = async (url: string, by: Citizen | Practising['admin'], body: object = {}): Promise<string> => {
  const answer = await place.ask<{ appointmentId: string; waitingId?: string }>('POST', url, { by, body })
  assert.ok(answer.status < 300, `${url} answered ${answer.status}: ${JSON.stringify(answer.body)}`)
  return answer.body.waitingId ?? answer.body.appointmentId
}
const book = async (here: Practising, start = '12:00'): Promise<Citizen & { id: string }> => {
  const one = await place.citizen()
  const body = { slotIds: [await here.slotAt(start, DAY)], patientId: one.patientId }
  return { ...one, id: await post('/v1/appointments', one, body) }
}
type Told = EventEnvelope<never>
const eventsOf = async (name: string, id: string): Promise<Told[]> => {
  const text = `select body from appointments.outbox where name = $1 and body::text like '%' || $2 || '%' order by id`
  const { rows } = await place.program.context('appointments').pool.query(text, [`appointments.${name}.v1`, id])
  return rows.map(({ body }) => body)
}
/** The job comes again, as the queue brings it when its worker died. */
const handle = async (here: Practising, event: Told): Promise<void> => {
  const found = subscriptions(here.context, engine).find((one) => one.event.name === event.name)
  for (let times = 0; times < 2; times++) await found?.handle(event)
}
const read = async (by: Citizen, id: string) =>
  (await place.ask<{ status: string; movedTo?: string }>('GET', `/v1/appointments/${id}`, { by })).body
const chargesOf = async (id: string): Promise<string[]> => {
  const { pool } = place.program.context('billing')
  const { rows } = await pool.query('select status from billing.charges where source_id = $1', [id])
  return rows.map(({ status }) => status)
}

test('S1 and S3: killed at the fee, raised or reversed, the fee is there once, then gone', async () => {
  const here = await openPractice(place)
  for (const when of WHEN) {
    const asha = await book(here, when === 'before' ? '12:00' : '12:15')
    const [booked] = (await eventsOf('appointment-booked', asha.id)) as [Told]
    await killAt(`${when} billing.raise-charges`, { event: booked })
    await handle(here, booked)
    assert.deepEqual(await chargesOf(asha.id), ['OPEN'])
    await post(`/v1/appointments/${asha.id}/cancellation`, asha)
    const [cancelled] = (await eventsOf('appointment-cancelled', asha.id)) as [Told]
    await killAt(`${when} billing.reverse-charges`, { event: cancelled })
    await handle(here, cancelled)
    assert.deepEqual(await chargesOf(asha.id), ['CANCELLED'])
  }
  await assertInvariants(place)
})

test('S2: killed at the move, a displaced patient moves once, and the other is asked once', async () => {
  for (const when of WHEN) {
    const here = await openPractice(place, {}, { ends: '12:30' })
    const [asha, ravi] = [await book(here, '12:00'), await book(here, '12:15')]
    await here.keep({ starts: '12:30', ends: '12:45' })
    const [first, second] = [
      ...(await eventsOf('appointment-displaced', asha.id)),
      ...(await eventsOf('appointment-displaced', ravi.id)),
    ] as [Told, Told]
    await killAt(`${when} engine`, { event: first })
    await handle(here, first)
    const moved = await read(asha, asha.id)
    assert.equal(moved.status, 'MOVED')
    assert.equal((await read(asha, moved.movedTo as string)).status, 'BOOKED')
    await handle(here, second)
    assert.equal((await read(ravi, ravi.id)).status, 'DISPLACED')
    assert.equal((await eventsOf('choice-asked', ravi.id)).length, 1)
    assert.equal((await eventsOf('choice-asked', asha.id)).length, 0)
    await assertInvariants(place)
  }
})

async function openOffer(when: string): Promise<{ here: Practising; asha: Citizen; first: string; freed: Told }> {
  const here = await openPractice(place, {}, { ends: '12:15' })
  const booker = await book(here)
  const asha = await place.citizen()
  const wish = { facilityId: here.facilityId, doctorId: here.doctorId, fromOn: DAY, untilOn: DAY, part: 'any' }
  const first = await post('/v1/appointments/waiting', asha, { ...wish, patientId: asha.patientId })
  await post(`/v1/appointments/${booker.id}/cancellation`, booker)
  const [freed] = await eventsOf('appointment-cancelled', booker.id)
  assert.ok(freed, when)
  return { here, asha, first, freed }
}

const entryOf = async (here: Practising, id: string) => findWaiting(here.context.db, id as never)

test('S4: killed when the seat is held, the offer is made once, and a lost hold ends by itself', async () => {
  for (const when of WHEN) {
    const { here, first, freed } = await openOffer(when)
    await killAt(`${when} engine`, { event: freed })
    // The hold of the dead process ends with its window. Until then nobody else gets the seat.
    if (when === 'after') {
      await handle(here, freed)
      assert.equal((await entryOf(here, first))?.status, 'WAITING')
      place.clock.advance(20 * 60_000)
    }
    await handle(here, freed)
    assert.equal((await entryOf(here, first))?.status, 'OFFERED')
    assert.equal((await eventsOf('waiting-offered', first)).length, 1)
    await assertInvariants(place)
    place.clock.set(TEST_NOW)
  }
})

test('S4: killed at the confirmation, or at the release, an offer has one end', async () => {
  for (const when of WHEN) {
    const { here, asha, first, freed } = await openOffer(when)
    await handle(here, freed)
    await killAt(`${when} engine`, { accept: first as never })
    const entry = await entryOf(here, first)
    assert.equal(entry?.status, 'OFFERED', 'the entry has not heard of it')
    const desk = { context: here.context, engine }
    const origin = { actorId: null, requestId: 'again' }
    if (entry) assert.equal((await accept(desk, entry, { origin, repeatable: undefined })).status, 'BOOKED')
    assert.equal((await entryOf(here, first))?.status, 'TAKEN')
    assert.equal((await eventsOf('waiting-ended', first)).length, 1)
    assert.equal((await read(asha, entry?.appointment_id as string)).status, 'BOOKED')
    await assertInvariants(place)

    const other = await openOffer(when)
    await handle(other.here, other.freed)
    place.clock.advance(15 * 60_000)
    await killAt(`${when} engine`, 'end-offers')
    for (let times = 0; times < 2; times++) await endOverdue({ context: other.here.context, engine })
    const passed = await entryOf(other.here, other.first)
    assert.deepEqual([passed?.status, passed?.offers_made], ['WAITING', 1])
    assert.equal((await eventsOf('waiting-passed', other.first)).length, 1)
    await assertInvariants(place)
    place.clock.set(TEST_NOW)
  }
})

test('S4: killed after an acceptance, the sweep finds that the seat is taken', async () => {
  const { here, first, freed } = await openOffer('sweep')
  await handle(here, freed)
  await killAt('after engine', { accept: first as never })
  place.clock.advance(15 * 60_000)
  for (let times = 0; times < 2; times++) await endOverdue({ context: here.context, engine })
  assert.equal((await entryOf(here, first))?.status, 'TAKEN')
  assert.equal((await eventsOf('waiting-passed', first)).length, 0)
  await assertInvariants(place)
  place.clock.set(TEST_NOW)
})
