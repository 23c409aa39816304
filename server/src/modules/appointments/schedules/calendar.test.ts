// Tests the edges of the calendar and of a practice: midnight, the end of a month, a leap day, and a doctor who leaves.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { addDays, startOfDayInIndia } from '../../../platform/clock.ts'
import { type Citizen, TODAY } from '../../../testing/setup.ts'
import { samePeople } from '../merging.ts'
import {
  assertInvariants,
  fieldOf,
  openPlace,
  openPractice,
  outcome,
  type Practising,
  type Refused,
} from '../testing.ts'

interface Seen extends Refused {
  readonly appointmentId: string
  readonly status: string
  readonly date: string
  readonly opensOn?: string
  readonly decideBy?: string
  readonly items: readonly Seen[]
}

const { place, ask, at, act, book } = openPlace<Seen>()
const read = async (by: Citizen, id: string) => (await ask('GET', `/v1/appointments/${id}`, { by })).body
/** So many seconds after a day begins in India, as the clock of the program. */
const after = (day: string, seconds: number): string =>
  new Date(startOfDayInIndia(day).getTime() + seconds * 1_000).toISOString()
const slotsOf = async ({ context, doctorId }: Practising): Promise<{ day: string; minute: number }[]> => {
  const text = `select held_on as day, starts_minute as minute from appointments.slots
    where doctor_id = $1 order by held_on, starts_minute`
  return (await context.pool.query(text, [doctorId])).rows
}

describe('the calendar', () => {
  test('at midnight in India the view ends a day later, however often it is pulled in that minute', async () => {
    const here = await openPractice(place, {}, { starts: '23:30', ends: '24:00' })
    const lastDay = async () => (await slotsOf(here)).at(-1)?.day
    await at(after(addDays(TODAY, 1), -1), () => here.pull())
    assert.equal(await lastDay(), addDays(TODAY, 30))
    await at(after(addDays(TODAY, 1), 0), () => Promise.all([here.pull(), here.pull(), here.pull()]))
    assert.equal(await lastDay(), addDays(TODAY, 31))
    const seen = await slotsOf(here)
    assert.deepEqual([seen.length, new Set(seen.map(({ day, minute }) => `${day} ${minute}`)).size], [64, 64])
    await assertInvariants(place)
  })

  test('a hold lasts over midnight, and its appointment is on the day of the slot', async () => {
    const here = await openPractice(place, {}, { starts: '00:00', ends: '00:30' })
    const [asha, ravi] = [await place.citizen(), await place.citizen()]
    const day = addDays(TODAY, 1)
    const body = { slotId: await here.slotAt('00:15', day), patientId: asha.patientId }
    const held = await at(after(day, -30), () => ask('POST', '/v1/appointments/holds', { by: asha, body }))
    await at(after(day, 60), async () => {
      const booked = await ask('POST', '/v1/appointments', { by: asha, body: { holdId: held.body.appointmentId } })
      assert.deepEqual([outcome(booked), booked.body.date], ['201 BOOKED', day])
      assert.equal(outcome(await book(ravi, await here.slotAt('00:15', addDays(day, 1)), ravi.patientId)), '201 BOOKED')
      const { body: list } = await ask('GET', `/v1/appointments?facility=${here.facilityId}&doctor=${here.doctorId}`, {
        by: here.reception,
      })
      assert.deepEqual(
        list.items.map(({ appointmentId }) => appointmentId),
        [booked.body.appointmentId],
        'the list of today is that of India',
      )
      assert.equal(outcome(await act(here.reception, booked.body.appointmentId, 'arrival', {})), '200 ARRIVED')
    })
    await assertInvariants(place)
  })

  test('a leap day and the end of its month are days as all others', async () => {
    const here = await openPractice(place, { opensDays: 2 }, { ends: '12:30' })
    const asha = await place.citizen()
    await at(after('2028-02-28', 3_600), async () => {
      await here.pull()
      const days = (await slotsOf(here)).map(({ day }) => day).filter((day) => day >= '2028-02-28')
      assert.deepEqual([...new Set(days)].slice(0, 4), ['2028-02-28', '2028-02-29', '2028-03-01', '2028-03-02'])
      assert.deepEqual([days.length, days.at(-1)], [62, '2028-03-29'])
      const leap = await book(asha, await here.slotAt('12:00', '2028-02-29'), asha.patientId)
      assert.deepEqual([outcome(leap), leap.body.date], ['201 BOOKED', '2028-02-29'])
      const { rows } = await here.context.pool.query(
        `select id from appointments.slots where doctor_id = $1 and held_on = '2028-03-02' limit 1`,
        [here.doctorId],
      )
      const early = await book(asha, rows[0]?.id, asha.patientId)
      assert.deepEqual([outcome(early), early.body.opensOn], ['409 too-early-to-book', '2028-02-29'])
      const slotIds = [await here.slotAt('12:15', '2028-03-01')]
      const moved = await act(asha, leap.body.appointmentId, 'rescheduling', { slotIds })
      assert.deepEqual([outcome(moved), moved.body.date], ['201 BOOKED', '2028-03-01'])
      assert.equal(
        fieldOf(await ask('GET', '/v1/appointments?facility=x&day=2028-02-30', { by: asha })).slice(0, 3),
        '400',
      )
    })
    await assertInvariants(place)
  })
})

describe('a doctor who leaves', () => {
  const standing = async (start = '12:00') => {
    const here = await openPractice(place)
    const [asha, ravi] = [await place.citizen(), await place.citizen()]
    const day = addDays(TODAY, 4)
    const today = (await book(ravi, await here.slotAt('12:30'), ravi.patientId)).body.appointmentId
    assert.equal(outcome(await act(here.reception, today, 'arrival', {})), '200 ARRIVED')
    const id = (await book(asha, await here.slotAt(start, day), asha.patientId)).body.appointmentId
    const free = await here.slotAt('12:15', day)
    const held = await ask('POST', '/v1/appointments/holds', {
      ...{ by: ravi, body: { slotId: await here.slotAt('12:45', day), patientId: ravi.patientId } },
    })
    return { here, asha, ravi, today, id, free, holdId: held.body.appointmentId }
  }
  /** Nobody books with who has left; who had booked chooses again; who is there already is seen. */
  const left = async ({ here, asha, ravi, today, id, free, holdId }: Awaited<ReturnType<typeof standing>>) => {
    await here.pull()
    assert.equal((await here.slots('&days=31')).length, 0)
    for (const by of [asha, here.reception]) {
      assert.equal(outcome(await book(by, free, asha.patientId)), '409 slot-not-open')
    }
    assert.equal(
      outcome(await ask('POST', '/v1/appointments', { by: ravi, body: { holdId } })),
      '409 slot-not-open',
      'what was held is not booked',
    )
    const displaced = await read(asha, id)
    assert.deepEqual([displaced.status, displaced.decideBy], ['DISPLACED', '2026-03-04T05:00:00.000Z'])
    assert.equal((await read(ravi, today)).status, 'ARRIVED', 'who has come is seen')
    await assertInvariants(place)
  }

  test('one hospital: the appointments there are displaced, and stand again when the doctor comes back', async () => {
    const all = await standing()
    const { here, asha, id } = all
    const practise = (status: string) =>
      ask('PUT', here.practice, { by: here.admin, body: { feePaise: 50_000, status } })
    assert.equal((await practise('ended')).status, 200)
    await left(all)
    assert.equal((await practise('active')).status, 200)
    await here.pull()
    assert.equal((await read(asha, id)).status, 'BOOKED')
    await assertInvariants(place)
  })

  test('the profession: the official ends the doctor, and who was merged meanwhile keeps the choice', async () => {
    const all = await standing()
    const { here, asha, id } = all
    const end = { by: here.national, body: { reason: 'Struck off' } }
    assert.equal((await ask('POST', `/v1/doctors/${here.doctorId}/cancellation`, end)).status, 200)
    await left(all)
    const kept = await place.citizen({ name: 'Asha Sarma' })
    await samePeople.follow(here.context, { goneId: asha.patientId, keptId: kept.patientId, version: 1 })
    const other = await openPractice(place)
    const slotIds = [await other.slotAt('12:00', addDays(TODAY, 4))]
    assert.equal(outcome(await act(asha, id, 'rescheduling', { slotIds })), '201 BOOKED', 'with another doctor')
    const { body } = await ask('GET', `/v1/appointments?patient=${kept.patientId}`, { by: kept })
    assert.deepEqual(body.items.map(({ status }) => status).sort(), ['BOOKED', 'MOVED'])
    await assertInvariants(place)
  })
})
