// Tests displaced appointments: moved on the same day or asked, the offers, the preview, and a hospital that closes.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { addDays } from '../../../platform/clock.ts'
import type { EventEnvelope } from '../../../platform/work/outbox.ts'
import { type Citizen, type Person, TODAY } from '../../../testing/setup.ts'
import { subscriptions } from '../jobs.ts'
import { assertInvariants, openPlace, openPractice, outcome, type Practising, type Refused } from '../testing.ts'
import { settleDisplaced } from './settling.ts'

interface Seen extends Refused {
  readonly appointmentId: string
  readonly status: string
  readonly start: string
  readonly movedTo?: string
  readonly count: number
  readonly patients: number
  readonly moves: number
  readonly items: readonly Listed[]
}

interface Listed {
  readonly appointmentId: string
  readonly start: string
  readonly tier: string
  readonly slotIds: string[]
  readonly initials: string
  readonly moves: boolean
  readonly facilityId: string
  readonly doctorId: string
}

const DAY = addDays(TODAY, 4)
const { place, engine, ask } = openPlace<Seen>()

const read = async (by: Person, id: string) => (await ask('GET', `/v1/appointments/${id}`, { by })).body
const leave = async (here: Practising, fromOn: string, more: object = {}): Promise<string> => {
  const body = { kind: 'leave', facilityId: here.facilityId, fromOn, untilOn: fromOn, reason: 'Ill', ...more }
  const url = `/v1/doctors/${here.doctorId}/exceptions`
  const answer = await place.ask<{ exception: { exceptionId: string } }>('POST', url, { by: here.admin, body })
  assert.equal(answer.status, 201)
  await here.pull()
  return answer.body.exception.exceptionId
}
async function book(here: Practising, start: string, day = DAY): Promise<Citizen & { id: string }> {
  const one = await place.citizen()
  const body = { slotIds: [await here.slotAt(start, day)], patientId: one.patientId }
  const answer = await ask('POST', '/v1/appointments', { by: one, body })
  assert.equal(outcome(answer), '201 BOOKED')
  return { ...one, id: answer.body.appointmentId }
}
type Told = EventEnvelope<never>
const eventsOf = async (name: string, id: string): Promise<Told[]> => {
  const text = `select body from appointments.outbox where name like $1 and body->'body'->>'appointmentId' = $2`
  const { rows } = await place.program.context('appointments').pool.query(text, [`%${name}.v1`, id])
  return rows.map(({ body }) => body)
}
/** Handles the events of displaced appointments five times. */
async function settle(here: Practising, ids: readonly string[]): Promise<void> {
  for (let times = 0; times < 5; times++) {
    for (const id of ids) {
      for (const event of await eventsOf('appointment-displaced', id))
        await settleDisplaced(here.context, engine, event)
    }
  }
}
const asksOf = async (patientId: string) => {
  const text = `select body->'body' as body from appointments.outbox where name like '%choice-asked%'
    and body->'body'->>'patientId' = $1`
  const { rows } = await place.program.context('appointments').pool.query(text, [patientId])
  return rows.map(({ body }) => body as { appointments: { appointmentId: string }[]; decideBy: string })
}

describe('who is displaced', () => {
  test('moves to the same day within two hours, and is asked only when there is no place', async () => {
    const here = await openPractice(place, {}, { ends: '14:00' })
    const people = [await book(here, '12:00'), await book(here, '12:15'), await book(here, '13:45')]
    const [first, second] = people as [Citizen & { id: string }, Citizen & { id: string }]
    await leave(here, DAY, { starts: '12:00', ends: '13:30' })
    await settle(here, [first.id, second.id])
    const moved = await read(first, first.id)
    assert.equal(moved.status, 'MOVED')
    assert.equal((await read(first, moved.movedTo as string)).start, '13:30')
    assert.deepEqual(await asksOf(first.patientId), [], 'who has moved is not asked')
    assert.equal((await read(second, second.id)).status, 'DISPLACED', 'only one place was free')
    const [asked, ...more] = await asksOf(second.patientId)
    assert.deepEqual(more, [])
    assert.deepEqual(asked?.appointments, [{ appointmentId: second.id, date: DAY, start: '12:15' }])
    assert.equal(asked?.decideBy, '2026-03-04T05:00:00.000Z')
    await assertInvariants(place)
  })

  test('is asked once about all appointments that one change took', async () => {
    const here = await openPractice(place)
    const asha = await book(here, '12:00')
    const body = { slotIds: [await here.slotAt('12:15', addDays(DAY, 1))], patientId: asha.patientId }
    const other = (await ask('POST', '/v1/appointments', { by: asha, body })).body.appointmentId
    await leave(here, DAY, { untilOn: addDays(DAY, 90) })
    await settle(here, [other, asha.id])
    const asked = await asksOf(asha.patientId)
    assert.deepEqual(
      asked.map(({ appointments }) => appointments.map(({ appointmentId }) => appointmentId)),
      [[asha.id, other]],
    )
    await assertInvariants(place)
  })

  test('stays when the hours are back before anybody was asked, and nobody hears of it', async () => {
    const here = await openPractice(place)
    const asha = await book(here, '12:00')
    const exceptionId = await leave(here, DAY)
    const url = `/v1/doctors/${here.doctorId}/exceptions/${exceptionId}/cancellation`
    assert.equal((await place.ask('POST', url, { by: here.admin })).status, 200)
    await here.pull()
    await settle(here, [asha.id])
    assert.equal((await read(asha, asha.id)).status, 'BOOKED')
    assert.deepEqual(await asksOf(asha.patientId), [])
    const [kept] = await eventsOf('appointment-kept', asha.id)
    assert.deepEqual((kept as EventEnvelope<{ isTold: boolean }> | undefined)?.body.isTold, false)
    await assertInvariants(place)
  })

  test('gets three offers: the doctor, another doctor there, a hospital nearby; and takes one', async () => {
    const here = await openPractice(place, {}, { starts: '16:00', ends: '17:00' })
    await openPractice(place, {}, { starts: '16:00', ends: '17:00' })
    const near = await openPractice(place, {}, { starts: '16:00', ends: '17:00' }, 1)
    const asha = await book(here, '16:00')
    await leave(here, DAY)
    await settle(here, [asha.id])
    const url = `/v1/appointments/${asha.id}/offers`
    const { body } = await ask('GET', url, { by: asha })
    assert.deepEqual(
      body.items.map(({ tier }) => tier),
      ['same-doctor', 'same-speciality', 'nearby'],
    )
    assert.equal(body.items[0]?.doctorId, here.doctorId)
    assert.equal(body.items[2]?.facilityId, near.facilityId)
    assert.equal((await ask('GET', url, { by: here.reception })).body.items.length, 3)
    assert.equal((await ask('GET', url, { by: await place.citizen() })).status, 404)
    assert.equal((await ask('GET', '/v1/appointments/x/offers', { by: asha })).status, 400)
    const chosen = { slotIds: body.items[2]?.slotIds }
    const moved = await ask('POST', `/v1/appointments/${asha.id}/rescheduling`, { by: asha, body: chosen })
    assert.equal(outcome(moved), '201 BOOKED')
    assert.deepEqual((await ask('GET', url, { by: asha })).body.items, [], 'nothing is offered after the end')
    await assertInvariants(place)
  })

  test('a family keeps as many slots as staff gave it before', async () => {
    const here = await openPractice(place)
    const asha = await place.citizen()
    const slotIds = [await here.slotAt('12:00', DAY), await here.slotAt('12:15', DAY)]
    const booked = await ask('POST', '/v1/appointments', {
      by: here.reception,
      body: { slotIds, patientId: asha.patientId },
    })
    await leave(here, DAY)
    await settle(here, [booked.body.appointmentId])
    const url = `/v1/appointments/${booked.body.appointmentId}`
    const [offer] = (await ask('GET', `${url}/offers`, { by: asha })).body.items
    assert.equal(offer?.slotIds.length, 2)
    const body = { slotIds: offer?.slotIds }
    assert.equal(outcome(await ask('POST', `${url}/rescheduling`, { by: asha, body })), '201 BOOKED')
    await assertInvariants(place)
  })
})

describe('a preview', () => {
  test('counts and lists who would be touched, and changes nothing', async () => {
    const here = await openPractice(place, {}, { ends: '14:00' })
    const people = [await book(here, '12:00'), await book(here, '12:15'), await book(here, '13:45')]
    const { pool } = here.context
    const rows = async () => {
      const text = `select (select json_agg(s order by id) from appointments.slots s where doctor_id = $1) as slots,
        (select json_agg(a order by id) from appointments.appointments a where doctor_id = $1) as appointments`
      return (await pool.query(text, [here.doctorId])).rows
    }
    const earlier = await rows()
    const about = { doctorId: here.doctorId, facilityId: here.facilityId }
    const hours = { ...about, fromOn: DAY, untilOn: DAY, starts: '12:00', ends: '13:30' }
    for (let times = 0; times < 2; times++) {
      const { status, body } = await ask('POST', '/v1/appointments/leave-previews', { by: here.admin, body: hours })
      assert.deepEqual([status, body.count, body.patients, body.moves], [200, 2, 2, 1])
      assert.deepEqual(
        body.items.map(({ appointmentId, start, initials, moves }) => [appointmentId, start, initials, moves]),
        [
          [people[0]?.id, '12:00', 'AS', true],
          [people[1]?.id, '12:15', 'AS', false],
        ],
      )
    }
    const templates = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
      ...{ weekday, starts: '13:45', ends: '14:00', slotMinutes: 15, bufferMinutes: 0, validFrom: TODAY },
    }))
    const weekly = await ask('POST', '/v1/appointments/hours-previews', {
      by: here.admin,
      body: { ...about, templates },
    })
    assert.deepEqual([weekly.body.count, weekly.body.moves], [2, 0])
    const closure = await ask('POST', '/v1/appointments/closure-previews', {
      by: here.admin,
      body: { facilityId: here.facilityId, day: DAY },
    })
    const own = closure.body.items.filter(({ doctorId }) => doctorId === here.doctorId)
    assert.equal(own.length, 3)
    assert.ok(closure.body.items.every(({ facilityId }) => facilityId === here.facilityId))
    assert.deepEqual(await rows(), earlier)
  })

  test('is for the doctor about all own hospitals, and for the administrator about this hospital', async () => {
    const here = await openPractice(place)
    await book(here, '12:00')
    const text = 'update appointments.practices set account_id = $1 where doctor_id = $2'
    await here.context.pool.query(text, [here.doctor.accountId, here.doctorId])
    const body = { doctorId: here.doctorId, fromOn: DAY, untilOn: DAY }
    const see = (by: Person, more: object = {}) =>
      ask('POST', '/v1/appointments/leave-previews', { by, body: { ...body, ...more } })
    assert.equal((await see(here.doctor)).body.count, 1)
    assert.equal((await see(here.admin)).body.errors?.[0]?.pointer, '/facilityId')
    assert.equal((await see(here.admin, { facilityId: here.facilityId })).body.count, 1)
    const elsewhere = await place.staff('centre-admin', here.otherFacilityId)
    assert.equal((await see(elsewhere, { facilityId: here.facilityId })).status, 403)
    const stranger = await place.staff('doctor', here.facilityId)
    assert.equal((await see(stranger, { facilityId: here.facilityId })).status, 403, 'not the own hours')
    assert.equal((await see(here.reception, { facilityId: here.facilityId })).status, 403)
    const before = addDays(DAY, -1)
    assert.equal((await see(here.doctor, { untilOn: before })).body.errors?.[0]?.pointer, '/untilOn')
    assert.equal((await see(here.doctor, { starts: '12:00' })).body.errors?.[0]?.pointer, '/ends')
    const closure = { facilityId: here.facilityId, day: DAY }
    const closing = await ask('POST', '/v1/appointments/closure-previews', { by: here.doctor, body: closure })
    assert.equal(closing.status, 403, 'a doctor closes no hospital')
  })
})

describe('a hospital that closes', () => {
  test('displaces who has booked there, and keeps them when it opens again', async () => {
    const here = await openPractice(place, {}, {}, 1)
    const asha = await book(here, '12:00')
    const followed = subscriptions(here.context, engine).find(({ event }) => event.name.includes('facility-changed'))
    const setActive = async (isActive: boolean): Promise<void> => {
      const url = `/v1/facilities/${here.facilityId}`
      const changed = await place.ask('PATCH', url, { by: here.national, body: { isActive } })
      assert.equal(changed.status, 200, JSON.stringify(changed.body))
      const text = `select body from facilities.outbox where name like '%facility-changed%'
        and body->'body'->>'facilityId' = $1`
      const { rows } = await here.context.pool.query(text, [here.facilityId])
      for (let times = 0; times < 2; times++) for (const { body } of rows) await followed?.handle(body as never)
    }
    await setActive(false)
    assert.equal((await read(asha, asha.id)).status, 'DISPLACED')
    await settle(here, [asha.id])
    assert.equal((await asksOf(asha.patientId)).length, 1)
    await assertInvariants(place)
    await setActive(true)
    assert.equal((await read(asha, asha.id)).status, 'BOOKED')
    assert.ok(await here.slotAt('12:15', DAY), 'its slots are open again')
    await assertInvariants(place)
  })
})
