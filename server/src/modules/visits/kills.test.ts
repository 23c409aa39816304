// Kills a process at each numbered point of an arrival (S5): the number, the visit, the care, the doctor's list. What
// comes again brings each to the same end, once.
import assert from 'node:assert/strict'
import path from 'node:path'
import { test } from 'node:test'
import { killAt, type Point } from '../../testing/dying.ts'
import type { Deed } from '../../testing/dying-process.ts'
import type { Citizen } from '../../testing/setup.ts'
import { sized } from '../../testing/size.ts'
import { assertInvariants, openPlace } from '../appointments/testing.ts'
import { contextOf, eventsOf, hear, openWard, type Ward } from './testing.ts'
import { assertVisits } from './testing-invariants.ts'

interface Seen {
  readonly appointmentId: string
  readonly visitId: string
  readonly status: string
  readonly token?: { readonly tokenId: string }
  readonly items: readonly Seen[]
}

const PROGRAM = path.join(import.meta.dirname, 'testing-process.ts')
const { place, ask } = openPlace<Seen>()
let here: Ward

const dieAt = (point: Point, deed: Deed) => killAt(place, PROGRAM, point, deed)
const book = async (one: Citizen): Promise<string> => {
  const body = { slotIds: [await here.slotAt('12:00')], patientId: one.patientId }
  return (await ask('POST', '/v1/appointments', { by: here.reception, body })).body.appointmentId
}
/** The visits of an appointment, as the doctor's list of the day shows them. */
const listed = async (appointmentId: string): Promise<string[]> => {
  const { items } = (await ask('GET', `/v1/visits?facility=${here.facilityId}`, { by: here.doctor })).body
  return items.filter((one) => one.appointmentId === appointmentId).map(({ status }) => status)
}
const told = async (appointmentId: string, name: string) => {
  const found = (await eventsOf(place, appointmentId)).filter((one) => one.name === `appointments.${name}.v1`)
  assert.equal(found.length, 1, name)
  return found
}

test('killed at the arrival: the patient has come and has a number, or neither; a repeat gives the same', async () => {
  here = await openWard(place)
  for (const [point, after] of [
    ['before sql insert into "appointments"."tokens"', 'BOOKED'],
    ['after sql commit', 'ARRIVED'],
  ] as const) {
    const asha = await place.citizen()
    const appointmentId = await book(asha)
    const url = `/v1/appointments/${appointmentId}/arrival`
    const asked = { by: here.reception, key: `arrival ${point}`.replaceAll(/\W/g, '-'), body: {} }
    await dieAt(point, { url, asked })
    const read = async () => (await ask('GET', `/v1/appointments/${appointmentId}`, { by: asha })).body
    const left = await read()
    assert.deepEqual([left.status, left.token !== undefined], [after, after === 'ARRIVED'])
    const answers = [await ask('POST', url, asked), await ask('POST', url, asked)]
    assert.deepEqual(
      answers.map(({ body }) => [body.status, body.token?.tokenId]),
      answers.map(() => ['ARRIVED', left.token?.tokenId ?? answers[0]?.body.token?.tokenId]),
    )
    await told(appointmentId, 'appointment-arrived')
    await told(appointmentId, 'token-issued')
    await assertInvariants(place)
  }
})

/** Inside the transaction of the visit, and after it before the queue knows. The call before it writes nothing. */
const POINTS: readonly Point[] = [
  'before sql insert into "visits"."care"',
  'after sql commit',
  'after facilities.find-facility',
  'before sql insert into "visits"."outbox"',
]

test('killed at the visit and at the care: one visit in the list of the doctor, with both cares', async () => {
  here = await openWard(place)
  for (const point of POINTS.slice(0, sized(2, 4))) {
    const asha = await place.citizen()
    const appointmentId = await book(asha)
    await ask('POST', `/v1/appointments/${appointmentId}/arrival`, { by: here.reception, body: {} })
    const [arrived] = await told(appointmentId, 'appointment-arrived')
    await dieAt(point, { event: arrived?.body as never })
    assert.deepEqual(await listed(appointmentId), point === 'after sql commit' ? ['OPEN'] : [])
    // The doctor is faster than the queue, which brings the event again.
    const opened = await ask('POST', '/v1/visits', { by: here.doctor, body: { appointmentId } })
    assert.equal(opened.status, 201)
    for (let times = 0; times < 2; times++) await hear(place, [arrived as never])
    assert.deepEqual(await listed(appointmentId), ['OPEN'])
    await ask('POST', `/v1/appointments/${appointmentId}/consultation`, { by: here.doctor })
    const [began] = await told(appointmentId, 'consultation-began')
    if (point !== 'after sql commit')
      await dieAt('before sql update "visits"."visits"', { event: began?.body as never })
    for (let times = 0; times < 2; times++) await hear(place, [began as never, arrived as never])
    assert.deepEqual(await listed(appointmentId), ['IN_PROGRESS'])
    const text = `select count(*)::int as count from visits.care where visit_id = $1`
    assert.equal((await contextOf(place).pool.query(text, [opened.body.visitId])).rows[0]?.count, 2)
    await assertVisits(place)
  }
})
