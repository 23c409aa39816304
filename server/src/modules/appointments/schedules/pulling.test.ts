// Tests hours that change: pulls, who is displaced and what becomes of them, and doctors that is away.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { addDays } from '../../../platform/clock.ts'
import { TEST_NOW, TODAY } from '../../../testing/setup.ts'
import { getSchedule } from '../../doctors/schedules/contract.ts'
import { endDisplacements } from '../jobs.ts'
import {
  assertInvariants,
  openEngine,
  openPlace,
  openPractice,
  outcome,
  type Practising,
  type Refused,
} from '../testing.ts'
import { pullDoctor, pullStale } from './steps.ts'

interface Seen extends Refused {
  readonly appointmentId: string
  readonly status: string
  readonly decideBy?: string
  readonly items: readonly Seen[]
}

const TOMORROW = addDays(TODAY, 1)
const { place, ask, at, act, book, eventsOf, move } = openPlace<Seen>()

describe('hours that change', () => {
  const leave = (here: Practising, day: string) =>
    place.ask<{ exception: { exceptionId: string } }>('POST', `/v1/doctors/${here.doctorId}/exceptions`, {
      by: here.admin,
      body: { kind: 'leave', facilityId: here.facilityId, fromOn: day, untilOn: day, reason: 'Ill' },
    })

  test('a second pull changes nothing, and an older answer never wins', async () => {
    const here = await openPractice(place)
    const rows = () =>
      here.context.pool.query('select id, revision, status from appointments.slots where doctor_id = $1 order by id', [
        here.doctorId,
      ])
    const before = await rows()
    assert.equal(before.rows.length, 31 * 4)
    await Promise.all([here.pull(), here.pull(), here.pull()])
    assert.deepEqual((await rows()).rows, before.rows)
    await assertInvariants(place)
  })

  test('a pull that began before the verification, or before midnight, displaces nobody', async () => {
    const here = await openPractice(place)
    const asha = await place.citizen()
    const last = addDays(TODAY, 30)
    const slotId = await here.slotAt('12:00', last)
    await here.context.pool.query('update appointments.practices set opens_days = 60 where doctor_id = $1', [
      here.doctorId,
    ])
    const { body } = await book(asha, slotId, asha.patientId)
    const statusNow = async () => (await ask('GET', `/v1/appointments/${body.appointmentId}`, { by: asha })).body.status
    const { call } = here.context
    const asDraft = async (contract: typeof getSchedule, asked: never) => {
      const answer = await call(contract, asked)
      return contract.name === getSchedule.name ? { ...answer, isBookable: false } : answer
    }
    await pullDoctor({ ...here.context, call: asDraft as never }, here.doctorId, 'test')
    assert.equal(await statusNow(), 'BOOKED')
    const yesterday = { now: () => new Date(Date.parse(TEST_NOW) - 86_400_000) }
    await pullDoctor({ ...here.context, clock: yesterday }, here.doctorId, 'test')
    assert.equal(await statusNow(), 'BOOKED')
    await assertInvariants(place)
  })

  test('leave displaces who has booked: they choose, keep what comes back, or lose it at the deadline', async () => {
    const here = await openPractice(place)
    const day = addDays(TODAY, 4)
    const [asha, ravi, meera] = [await place.citizen(), await place.citizen(), await place.citizen()]
    const ids: string[] = []
    for (const [nth, one] of [asha, ravi, meera].entries()) {
      const slotId = await here.slotAt(['12:00', '12:15', '12:30'][nth] as string, day)
      ids.push((await book(one, slotId, one.patientId)).body.appointmentId)
    }
    const [first, second, third] = ids as [string, string, string]
    const { body } = await leave(here, day)
    await here.pull()
    const displaced = await ask('GET', `/v1/appointments/${first}`, { by: asha })
    assert.deepEqual([displaced.body.status, displaced.body.decideBy], ['DISPLACED', '2026-03-04T05:00:00.000Z'])
    assert.ok(!(await here.slots()).some(({ date }) => date === day))
    await assertInvariants(place)
    const listed = await ask('GET', `/v1/appointments/displacements?facility=${here.facilityId}`, {
      by: here.reception,
    })
    assert.deepEqual(listed.body.items.map(({ appointmentId }) => appointmentId).sort(), [...ids].sort())
    const chosen = await move(asha, first, await here.slotAt('12:00', addDays(TODAY, 5)))
    assert.equal(outcome(chosen), '201 BOOKED')
    const url = `/v1/doctors/${here.doctorId}/exceptions/${body.exception.exceptionId}/cancellation`
    assert.equal((await place.ask('POST', url, { by: here.admin })).status, 200)
    await here.pull()
    assert.equal((await ask('GET', `/v1/appointments/${second}`, { by: ravi })).body.status, 'BOOKED')
    assert.deepEqual(await eventsOf(second), ['appointment-booked', 'appointment-displaced', 'appointment-kept'])
    await assertInvariants(place)
    await leave(here, day)
    await here.pull()
    assert.equal(outcome(await act(ravi, second, 'cancellation', {})), '200 CANCELLED')
    const engine = openEngine(here.context)
    await at('2026-03-04T05:00:00.000Z', () => endDisplacements(here.context, engine))
    await engine.stop()
    assert.equal((await ask('GET', `/v1/appointments/${third}`, { by: meera })).body.status, 'CANCELLED')
    await assertInvariants(place)
  })

  test('other hours keep what was booked as it was, and make no slot that overlaps it', async () => {
    const here = await openPractice(place)
    const asha = await place.citizen()
    const kept = (await book(asha, await here.slotAt('12:15', TOMORROW), asha.patientId)).body.appointmentId
    await here.keep({ starts: '12:15', ends: '13:15', slotMinutes: 10 })
    const seen = (await here.slots()).filter(({ date }) => date === TOMORROW).map(({ start }) => start)
    assert.deepEqual(seen, ['12:35', '12:45', '12:55', '13:05'], '12:25 would overlap the booked 12:15 to 12:30')
    const after = await ask('GET', `/v1/appointments/${kept}`, { by: asha })
    assert.deepEqual([after.body.status, (after.body as never as { minutes: number }).minutes], ['BOOKED', 15])
    await assertInvariants(place)
  })

  test('while doctors is away the view stays, booking goes on, and a later pull catches up', async () => {
    const here = await openPractice(place)
    const broken = { ...here.context, call: () => Promise.reject(new Error('away')) } as never
    await at(`${TOMORROW}T05:00:00.000Z`, async () => {
      assert.equal(await pullStale(broken), 0)
      const asha = await place.citizen()
      const booked = await book(asha, await here.slotAt('12:00', addDays(TODAY, 2)), asha.patientId)
      assert.equal(outcome(booked), '201 BOOKED')
      const answer = await place.ask<{ viewAgeSeconds: number }>(
        'GET',
        `/v1/appointments/slots?doctor=${here.doctorId}`,
      )
      assert.equal(answer.body.viewAgeSeconds, 86_400)
    })
    await at(`${TOMORROW}T05:10:00.000Z`, async () => {
      assert.ok((await pullStale(here.context)) > 0)
      assert.ok(await here.slotAt('12:00', addDays(TODAY, 31)))
      const answer = await place.ask<{ viewAgeSeconds: number }>(
        'GET',
        `/v1/appointments/slots?doctor=${here.doctorId}`,
      )
      assert.equal(answer.body.viewAgeSeconds, 0)
    })
    await assertInvariants(place)
  })
})
