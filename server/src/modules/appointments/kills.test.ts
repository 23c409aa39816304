// Kills a process at each numbered point of the sagas of appointments: pull, booking, displacement, cancellation,
// waiting list. What comes again, the job or the request with its key, brings each to the same end, once.
import assert from 'node:assert/strict'
import path from 'node:path'
import { test } from 'node:test'
import { addDays } from '../../platform/clock.ts'
import type { EventEnvelope } from '../../platform/work/outbox.ts'
import { killAt as killProcessAt, type Point } from '../../testing/dying.ts'
import { type Citizen, TEST_NOW, TODAY } from '../../testing/setup.ts'
import { sized } from '../../testing/size.ts'
import { endDisplacements, subscriptions } from './jobs.ts'
import { assertInvariants, namesOfEvents, openPlace, openPractice, type Practising } from './testing.ts'
import type { Deed } from './testing-process.ts'
import { accept, endOverdue } from './waiting/steps.ts'
import { findWaiting } from './waiting/store.ts'

const PROGRAM = path.join(import.meta.dirname, 'testing-process.ts')
const DAY = addDays(TODAY, 4)
/** A kill before a step leaves what a repeat finds anyway, so only the long tests look at it. */
const WHEN = (['after', 'before'] as const).slice(0, sized(1, 2))
const { place, engine } = openPlace<never>()

const killAt = (point: Point, deed: Deed) => killProcessAt(place, PROGRAM, point, deed)
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

test('S1 and S3: killed when it is booked or cancelled, and the answer is lost: the same key gets it', async () => {
  const here = await openPractice(place)
  const asha = await place.citizen()
  const repeat = async (url: string, body: object, left: string | undefined) => {
    const asked = { by: asha, key: url.replaceAll('/', '-'), body }
    await killAt('after sql commit', { url, asked })
    const { rows } = await here.context.pool.query(
      'select status from appointments.appointments where patient_id = $1',
      [asha.patientId],
    )
    assert.deepEqual(rows, [{ status: left }])
    const answers = [await place.ask<{ appointmentId: string; status: string }>('POST', url, asked)]
    answers.push(await place.ask('POST', url, asked))
    assert.deepEqual(
      answers.map(({ body: one }) => [one.appointmentId, one.status]),
      answers.map(() => [answers[0]?.body.appointmentId, left]),
    )
    return answers[0]?.body.appointmentId as string
  }
  const body = { slotIds: [await here.slotAt('12:00', DAY)], patientId: asha.patientId }
  const id = await repeat('/v1/appointments', body, 'BOOKED')
  await repeat(`/v1/appointments/${id}/cancellation`, {}, 'CANCELLED')
  assert.deepEqual(await namesOfEvents(place, id), ['appointment-booked', 'appointment-cancelled'])
  await assertInvariants(place)
})

test('S0 and S2: killed while new hours are pulled, each appointment that they touch is displaced once', async () => {
  const here = await openPractice(place)
  const adminThere = await place.staff('centre-admin', here.otherFacilityId)
  const there = `/v1/doctors/${here.doctorId}/practices/${here.otherFacilityId}`
  const templates = [5, 6].map((weekday) => ({
    ...{ weekday, starts: '16:00', ends: '16:30', slotMinutes: 15, validFrom: TODAY },
  }))
  await place.ask('PUT', there, { by: adminThere, body: { feePaise: 100 } })
  assert.equal((await place.ask('PUT', `${there}/templates`, { by: adminThere, body: { templates } })).status, 200)
  await here.pull()
  const [first, second] = [await book(here, '12:00'), await book(here, '16:00')]
  const statuses = async () => [(await read(first, first.id)).status, (await read(second, second.id)).status].sort()
  await place.ask('PUT', `${here.practice}/templates`, { by: here.admin, body: { templates: [] } })
  await place.ask('PUT', `${there}/templates`, { by: adminThere, body: { templates: [] } })
  const text = `select body from doctors.outbox where name = 'doctors.schedule-changed.v1'
    and body->'body'->>'doctorId' = $1 limit 1`
  const changed: Told = (await here.context.pool.query(text, [here.doctorId])).rows[0].body
  await killAt('before sql insert into "appointments"."displacements"', { event: changed })
  assert.deepEqual(await statuses(), ['BOOKED', 'BOOKED'], 'half a displacement is none')
  await assertInvariants(place)
  // The first commit is that of `doctors`, which reads the hours as of one moment.
  await killAt('after sql#2 commit', { event: changed })
  assert.deepEqual(await statuses(), ['BOOKED', 'DISPLACED'], 'one hospital after the other')
  await assertInvariants(place)
  await handle(here, changed)
  assert.deepEqual(await statuses(), ['DISPLACED', 'DISPLACED'])
  for (const { id } of [first, second]) assert.equal((await eventsOf('appointment-displaced', id)).length, 1)
  await assertInvariants(place)
})

test('S2: killed at the question and at the deadline, each is asked once, cancelled once, and waits once', async () => {
  const here = await openPractice(place, {}, { ends: '12:30' })
  const [asha, ravi] = [await book(here, '12:00'), await book(here, '12:15')]
  await here.keep({}, [1])
  for (const { id } of [asha, ravi]) {
    const [displaced] = (await eventsOf('appointment-displaced', id)) as [Told]
    if (id === asha.id) await killAt('before sql commit', { event: displaced })
    assert.equal((await eventsOf('choice-asked', id)).length, 0, 'a question that was not committed')
    await handle(here, displaced)
    assert.equal((await eventsOf('choice-asked', id)).length, 1)
  }
  place.clock.advance(48 * 3_600_000)
  await killAt('after engine', 'end-displacements')
  for (let times = 0; times < 2; times++) await endDisplacements(here.context, engine)
  for (const one of [asha, ravi]) {
    assert.equal((await read(one, one.id)).status, 'CANCELLED')
    const [cancelled] = (await eventsOf('appointment-cancelled', one.id)) as [Told]
    if (one === asha) await killAt('after sql commit', { event: cancelled })
    await handle(here, cancelled)
    const { rows } = await here.context.pool.query(
      'select is_displaced from appointments.waiting where patient_id = $1',
      [one.patientId],
    )
    assert.deepEqual(rows, [{ is_displaced: true }])
  }
  await assertInvariants(place)
  place.clock.set(TEST_NOW)
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
