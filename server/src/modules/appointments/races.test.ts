// Races of appointments, between two processes on one database: whoever is first, the invariants hold, and no error of
// the database reaches anybody. Also what events do that come five times and in any order.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays } from '../../platform/clock.ts'
import type { EventEnvelope } from '../../platform/work/outbox.ts'
import { inParallel } from '../../testing/in-parallel.ts'
import { type Answer, type Citizen, type Setup, setup, TODAY } from '../../testing/setup.ts'
import { endDisplacements, subscriptions } from './jobs.ts'
import { assertInvariants, openPlace, openPractice, outcome, type Practising, type Refused } from './testing.ts'

interface Seen extends Refused {
  readonly appointmentId: string
  readonly status: string
}
type Answered = Answer<Seen>

const DAY = addDays(TODAY, 3)
const { place, engine, at } = openPlace<Seen>()

const openOther = (t: Parameters<typeof setup>[0]): Promise<Setup> =>
  setup(t, { databaseUrl: place.databaseUrl, isStarted: false })
const people = (count: number): Promise<Citizen[]> =>
  inParallel(
    Array.from({ length: count }, (_, nth) => nth),
    () => place.citizen(),
  )
const book = (process: Setup, one: Citizen, slotId: string): Promise<Answered> =>
  process.ask('POST', '/v1/appointments', { by: one, body: { slotIds: [slotId], patientId: one.patientId } })
const move = (process: Setup, one: Citizen, id: string, slotId: string): Promise<Answered> =>
  process.ask('POST', `/v1/appointments/${id}/rescheduling`, { by: one, body: { slotIds: [slotId] } })
const cancel = (process: Setup, one: Citizen, id: string): Promise<Answered> =>
  process.ask('POST', `/v1/appointments/${id}/cancellation`, { by: one, body: {} })

/** All events of the appointments of a doctor. */
const eventsOf = async ({ context, doctorId }: Practising): Promise<EventEnvelope<never>[]> => {
  const text = `select body from appointments.outbox where body->'body'->>'doctorId' = $1 order by md5(id::text)`
  return (await context.pool.query(text, [doctorId])).rows.map(({ body }) => body)
}

test('a hundred times cancel against book on one slot: it has as many as it counts', async (t) => {
  const other = await openOther(t)
  const here = await openPractice(place, {}, { ends: '12:15', capacity: 10 })
  const slotId = await here.slotAt('12:00', DAY)
  const [first, later] = [await people(10), await people(10)]
  let inside = await Promise.all(
    first.map(async (one) => ({ one, id: (await book(place, one, slotId)).body.appointmentId })),
  )
  for (let round = 0; round < 10; round++) {
    const coming = round % 2 === 0 ? later : first
    const [ended, taken] = await Promise.all([
      Promise.all(inside.map(({ one, id }, nth) => cancel(nth % 2 === 0 ? place : other, one, id))),
      Promise.all(coming.map((one, nth) => book(nth % 2 === 0 ? other : place, one, slotId))),
    ])
    assert.ok(ended.every((one) => outcome(one) === '200 CANCELLED'))
    assert.match(taken.map(outcome).join(' '), /^((201 BOOKED|409 slot-full) ?)+$/)
    const again = coming.filter((_, nth) => taken[nth]?.status !== 201)
    const late = await Promise.all(again.map((one) => book(place, one, slotId)))
    assert.ok(
      late.every((one) => outcome(one) === '201 BOOKED'),
      'there was room for all',
    )
    const all = [...taken.filter(({ status }) => status === 201), ...late]
    const order = [...coming.filter((_, nth) => taken[nth]?.status === 201), ...again]
    inside = all.map(({ body }, nth) => ({ one: order[nth] as Citizen, id: body.appointmentId }))
    await assertInvariants(place)
  }
})

test('two who change places, and one who moves while cancelling: one end each, and no deadlock', async (t) => {
  const other = await openOther(t)
  const here = await openPractice(place, {}, { ends: '12:45', capacity: 2 })
  const [one, two, three] = [
    await here.slotAt('12:00', DAY),
    await here.slotAt('12:15', DAY),
    await here.slotAt('12:30', DAY),
  ]
  const [asha, ravi] = (await people(2)) as [Citizen, Citizen]
  let [first, second] = [
    (await book(place, asha, one)).body.appointmentId,
    (await book(other, ravi, two)).body.appointmentId,
  ]
  for (let round = 0; round < 10; round++) {
    const [from, to] = round % 2 === 0 ? [one, two] : [two, one]
    const moved = await Promise.all([move(place, asha, first, to), move(other, ravi, second, from)])
    assert.deepEqual(moved.map(outcome), ['201 BOOKED', '201 BOOKED'])
    ;[first, second] = moved.map(({ body }) => body.appointmentId) as [string, string]
  }
  await assertInvariants(place)
  for (let round = 0; round < 5; round++) {
    const ends = await Promise.all([
      move(place, asha, first, three),
      cancel(other, asha, first),
      move(other, asha, first, round % 2 === 0 ? one : two),
    ])
    assert.equal(ends.filter(({ status }) => status < 300).length, 1, ends.map(outcome).join())
    assert.equal(ends.filter((end) => outcome(end) === '409 appointment-ended').length, 2, ends.map(outcome).join())
    const won = ends.find(({ status }) => status === 201)
    first = won?.body.appointmentId ?? (await book(place, asha, one)).body.appointmentId
  }
  await assertInvariants(place)
})

test('hours change while a hundred book: each stays or is displaced once, whatever comes five times', async (t) => {
  const other = await openOther(t)
  const here = await openPractice(place, {}, { ends: '13:00', capacity: 25 })
  const slots = await Promise.all(['12:00', '12:15', '12:30', '12:45'].map((start) => here.slotAt(start, DAY)))
  const crowd = await people(100)
  const answers: Answered[] = []
  const crowding = inParallel(
    [...crowd.entries()],
    async ([nth, one]) => void answers.push(await book(nth % 2 === 0 ? place : other, one, slots[nth % 4] as string)),
  )
  // Half of the day goes, and an hour later there is room for one slot of those who had it.
  await here.keep({ starts: '12:30', ends: '13:15' })
  await crowding
  await here.pull()
  assert.match(answers.map(outcome).join(' '), /^((201 BOOKED|409 slot-not-open) ?)+$/)
  const booked = answers.filter(({ status }) => status === 201).map(({ body }) => body.appointmentId)
  const statuses = async (): Promise<Record<string, number>> => {
    const { rows } = await here.context.pool.query<{ status: string; count: number }>(
      `select status || ' ' || case when starts_minute < 750 then 'gone' else 'there' end as status,
         count(*)::int as count from appointments.appointments where id = any($1::uuid[]) group by 1`,
      [booked],
    )
    return Object.fromEntries(rows.map(({ status, count }) => [status, count]))
  }
  const { 'DISPLACED gone': displaced = 0, 'BOOKED there': kept = 0, ...others } = await statuses()
  assert.deepEqual([others, displaced + kept], [{}, booked.length])
  await assertInvariants(place)

  const hearAll = async (): Promise<void> => {
    const all = subscriptions(here.context, engine)
    const events = await eventsOf(here)
    for (let times = 0; times < 5; times++) {
      await inParallel(times % 2 === 0 ? events : events.toReversed(), async (event) => {
        await all.find((one) => one.event.name === event.name)?.handle(event)
      })
    }
  }
  await hearAll()
  const moved = Math.min(displaced, 25)
  const settled = await statuses()
  assert.deepEqual([settled['MOVED gone'] ?? 0, settled['DISPLACED gone'] ?? 0], [moved, displaced - moved])
  await at(`${addDays(TODAY, 2)}T18:31:00.000Z`, async () => {
    await endDisplacements(here.context, engine)
    await hearAll()
  })
  const { 'CANCELLED gone': lost = 0, 'BOOKED there': stood } = await statuses()
  assert.deepEqual([lost, stood], [displaced - moved, kept])
  const asked = (await eventsOf(here)).filter(({ name }) => name === 'appointments.choice-asked.v1')
  assert.equal(asked.length, lost, 'each who did not move was asked once')
  const { rows } = await here.context.pool.query<{ fees: number; people: number; lines: number }>(
    `select (select count(*)::int from billing.charges where source_id = any($1::uuid[]) and status = 'OPEN') as fees,
       (select count(distinct patient_id)::int from appointments.waiting where doctor_id = $2) as people,
       (select count(*)::int from appointments.waiting where doctor_id = $2) as lines`,
    [booked, here.doctorId],
  )
  assert.deepEqual(rows, [{ fees: kept, people: lost, lines: lost }])
  await assertInvariants(place)
})
