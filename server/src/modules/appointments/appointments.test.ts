// Tests appointments: search, holds, bookings, limits, moves, cancellations, the visit's day, and displaced patients.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { addDays } from '../../platform/clock.ts'
import { type Asked, type Citizen, type Person, type Setup, setup, TEST_NOW, TODAY } from '../../testing/setup.ts'
import { chargeFee, reverseFee } from './fees/steps.ts'
import { endDisplacements } from './jobs.ts'
import { samePeople } from './merging.ts'
import { pullStale } from './schedules/steps.ts'
import { assertInvariants, openEngine, openPractice, type Practising, type Refused, slugOf } from './testing.ts'

interface Seen extends Refused {
  readonly appointmentId: string
  readonly reference: string
  readonly status: string
  readonly kind: string
  readonly feePaise: number
  readonly heldUntil?: string
  readonly reason?: string
  readonly movedFrom?: string
  readonly movedTo?: string
  readonly nearest?: readonly { start: string }[]
  readonly items: readonly Seen[]
  readonly patient?: { name: string }
  readonly decideBy?: string
  readonly opensOn?: string
  readonly keptPatientId?: string
}

interface Searched {
  readonly doctors: readonly {
    readonly days: readonly { readonly free: number; readonly slots: readonly object[] }[]
  }[]
}

interface OfDay {
  readonly doctors: readonly {
    readonly slots: readonly { slotId: string; start: string; free: number; over: number; audience: string }[]
  }[]
}

const TOMORROW = addDays(TODAY, 1)
let place: Setup
const cleanUps: (() => Promise<void>)[] = []

before(async () => {
  place = await setup({ after: (cleanUp) => void cleanUps.push(cleanUp) })
})
after(async () => {
  for (const cleanUp of cleanUps) await cleanUp()
})

const ask = (method: 'GET' | 'POST', url: string, asked: Asked = {}) => place.ask<Seen>(method, url, asked)
const outcome = ({ status, body }: { status: number; body: Seen }) =>
  status < 300 ? `${status} ${body.status}` : `${status} ${slugOf(body)}`
const fieldOf = ({ status, body }: { status: number; body: Seen }) => `${status} ${body.errors?.[0]?.pointer}`
const hold = (by: Person, slotId: string, patientId: string) =>
  ask('POST', '/v1/appointments/holds', { by, body: { slotId, patientId } })
const confirm = (by: Person, holdId: string, more: object = {}) =>
  ask('POST', '/v1/appointments', { by, body: { holdId, ...more } })
const book = (by: Person, slotId: string, patientId: string, more: object = {}) =>
  ask('POST', '/v1/appointments', { by, body: { slotIds: [slotId], patientId, ...more } })
const act = (by: Person, id: string, deed: string, body?: object) =>
  ask('POST', `/v1/appointments/${id}/${deed}`, { by, ...(body && { body }) })
const move = (by: Person, id: string, slotId: string) => act(by, id, 'rescheduling', { slotIds: [slotId] })
const eventsOf = async (id: string): Promise<string[]> => {
  const { pool } = place.program.context('appointments')
  const text = `select name from appointments.outbox where body->'body'->>'appointmentId' = $1 order by name`
  const { rows } = await pool.query(text, [id])
  return rows.map(({ name }) => name.replace(/^appointments\.|\.v1$/g, ''))
}
/** Lets the test move the clock, and puts it back. */
const at = async <Result>(time: string, work: () => Promise<Result>): Promise<Result> => {
  place.clock.set(time)
  try {
    return await work()
  } finally {
    place.clock.set(TEST_NOW)
  }
}

describe('searching slots', () => {
  test('shows what is free, by doctor, and by speciality near a PIN; never what only staff book', async () => {
    const here = await openPractice(place)
    const seen = await here.slots()
    assert.equal(seen.length, 7 * 4)
    assert.deepEqual(
      seen.slice(0, 4).map(({ start, free }) => `${start} ${free}`),
      ['12:00 1', '12:15 1', '12:30 1', '12:45 1'],
    )
    const near = await ask('GET', '/v1/appointments/slots?speciality=paediatrics&pin=110001&days=1')
    assert.ok(JSON.stringify(near.body).includes(here.doctorId))
    const tag = near.headers.etag as string
    const again = await ask('GET', '/v1/appointments/slots?speciality=paediatrics&pin=110001&days=1', {
      headers: { 'if-none-match': tag },
    })
    assert.equal(again.status, 304)
    assert.equal(fieldOf(await ask('GET', '/v1/appointments/slots')), '400 query/doctor')
    assert.equal(fieldOf(await ask('GET', '/v1/appointments/slots?pin=999999')), '400 query/pin')
    await here.keep({ audience: 'staff' })
    assert.deepEqual(await here.slots(), [])
  })

  test('shows of each doctor only the next free day, by language, and says which days are full', async () => {
    const here = await openPractice(place, {}, { starts: '12:00', ends: '14:00' })
    const url = `/v1/appointments/slots?doctor=${here.doctorId}`
    const read = async (query: string) => {
      const { body } = await place.ask<Searched>('GET', url + query)
      return body.doctors.flatMap(({ days }) => days.map(({ free, slots }) => `${free} in ${slots.length}`))
    }
    assert.deepEqual(await read('&show=next'), ['8 in 4'])
    assert.deepEqual(await read('&show=next&language=ta'), [])
    assert.deepEqual(await read('&language=hi&days=1'), ['8 in 8'])
    for (const { slotId } of await here.slots('&days=1')) {
      const { patientId } = await place.citizen()
      assert.equal(outcome(await book(here.reception, slotId, patientId)), '201 BOOKED')
    }
    assert.deepEqual(await read('&days=2'), ['0 in 0', '8 in 8'], 'a full day is not a day without hours')
    assert.deepEqual(await read('&show=next'), ['8 in 4'])
  })

  test('the staff of a hospital see all slots of a day: full ones, and those that only they book', async () => {
    const here = await openPractice(place, {}, { audience: 'staff', starts: '12:00', ends: '12:30' })
    const url = `/v1/appointments/slots/of-day?facility=${here.facilityId}`
    const read = async (day: string) => {
      const { body } = await place.ask<OfDay>('GET', `${url}&day=${day}&doctor=${here.doctorId}`, {
        by: here.reception,
      })
      return body.doctors.flatMap(({ slots }) => slots)
    }
    const [first] = await read(TOMORROW)
    const { patientId } = await place.citizen()
    assert.equal(outcome(await book(here.reception, first?.slotId as string, patientId)), '201 BOOKED')
    assert.deepEqual(
      (await read(TOMORROW)).map(({ start, free, over, audience }) => [start, free, over, audience]),
      [
        ['12:00', 0, 0, 'staff'],
        ['12:15', 1, 0, 'staff'],
      ],
    )
    const other = await place.staff('reception', here.otherFacilityId)
    assert.equal((await ask('GET', url, { by: other })).status, 403)
    assert.equal(fieldOf(await ask('GET', `${url}&day=${addDays(TODAY, 32)}`, { by: here.doctor })), '400 query/day')
    assert.equal(fieldOf(await ask('GET', `${url}&day=${addDays(TODAY, -2)}`, { by: here.doctor })), '400 query/day')
  })
})

describe('holding and confirming', () => {
  let here: Practising
  let asha: Citizen
  before(async () => {
    here = await openPractice(place)
    asha = await place.citizen()
  })

  test('a hold keeps the place for two minutes, and its confirmation books it', async () => {
    const slotId = await here.slotAt('12:00', TOMORROW)
    const held = await hold(asha, slotId, asha.patientId)
    assert.equal(outcome(held), '201 HELD')
    assert.equal(held.body.heldUntil, '2026-03-02T05:02:00.000Z')
    assert.ok(!(await here.slots()).some((slot) => slot.slotId === slotId), 'a held place is not free')
    const ravi = await place.citizen()
    const full = await hold(ravi, slotId, ravi.patientId)
    assert.equal(outcome(full), '409 slot-full')
    assert.deepEqual(
      full.body.nearest?.map(({ start }) => start),
      ['12:15', '12:30', '12:45'],
    )
    assert.equal(outcome(await confirm(ravi, held.body.appointmentId)), '404 not-found')
    const booked = await confirm(asha, held.body.appointmentId, { reason: 'Cough' })
    assert.equal(outcome(booked), '201 BOOKED')
    assert.deepEqual([booked.body.reason, booked.body.feePaise], ['Cough', 50_000])
    assert.deepEqual(await eventsOf(held.body.appointmentId), ['appointment-booked'])
    assert.equal(outcome(await confirm(asha, held.body.appointmentId)), '409 appointment-state')
    await assertInvariants(place)
  })

  test('a hold ends by itself: nobody must sweep it', async () => {
    const slotId = await here.slotAt('12:15', TOMORROW)
    const meera = await place.citizen()
    const held = await hold(meera, slotId, meera.patientId)
    const ravi = await place.citizen()
    await at('2026-03-02T05:02:01.000Z', async () => {
      assert.equal(outcome(await confirm(meera, held.body.appointmentId)), '409 hold-expired')
      assert.equal(outcome(await book(ravi, slotId, ravi.patientId)), '201 BOOKED')
      const other = await here.slotAt('12:30', TOMORROW)
      assert.equal(outcome(await hold(meera, other, meera.patientId)), '201 HELD', 'an old hold claims nothing')
    })
    await assertInvariants(place)
  })

  test('a second hold of the day replaces the first; an account has two holds at most', async () => {
    const meera = await place.citizen()
    const first = await hold(meera, await here.slotAt('12:00', addDays(TODAY, 5)), meera.patientId)
    const second = await hold(meera, await here.slotAt('12:15', addDays(TODAY, 5)), meera.patientId)
    assert.equal(outcome(second), '201 HELD')
    assert.equal(outcome(await confirm(meera, first.body.appointmentId)), '409 appointment-ended')
    const third = await hold(meera, await here.slotAt('12:00', addDays(TODAY, 6)), meera.patientId)
    assert.equal(outcome(third), '201 HELD')
    const more = await hold(meera, await here.slotAt('12:00', addDays(TODAY, 7)), meera.patientId)
    assert.equal(outcome(more), '409 too-many-holds')
    assert.equal(outcome(await act(meera, third.body.appointmentId, 'cancellation', {})), '200 CANCELLED')
    const again = await hold(meera, await here.slotAt('12:00', addDays(TODAY, 7)), meera.patientId)
    assert.equal(outcome(again), '201 HELD')
    assert.deepEqual(await eventsOf(third.body.appointmentId), [], 'a hold that goes is no cancellation')
    await assertInvariants(place)
  })

  test('fifty for the last place: one books it, and the others are told the nearest', async () => {
    const slotId = await here.slotAt('12:30', addDays(TODAY, 3))
    const people = await Promise.all(Array.from({ length: 50 }, () => place.citizen()))
    const other = openEngine(here.context)
    const answers = await Promise.all(
      people.map(async (one, nth) => {
        if (nth % 2 === 0) return outcome(await book(one, slotId, one.patientId))
        const origin = { actorId: one.accountId, role: 'citizen', requestId: `race ${nth}` } as const
        const asked = {
          kind: 'hold',
          slotId,
          patientId: one.patientId,
          accountId: one.accountId,
          by: 'family',
        } as const
        return other.give({ ...asked, slotId: slotId as never, origin, repeatable: undefined }).then(
          () => 'held',
          (error) => slugOf({ type: `/problems/${error.type.slug}` }),
        )
      }),
    )
    await other.stop()
    const given = answers.filter((answer) => answer === '201 BOOKED' || answer === 'held')
    assert.equal(given.length, 1, answers.join())
    await assertInvariants(place)
  })
})

describe('booking', () => {
  test('a repeat with the same key gets the same answer; another family does not exist for the asker', async () => {
    const here = await openPractice(place)
    const [asha, ravi] = [await place.citizen(), await place.citizen()]
    const body = { slotIds: [await here.slotAt('12:00', TOMORROW)], patientId: asha.patientId }
    const first = await ask('POST', '/v1/appointments', { by: asha, key: 'one', body })
    const again = await ask('POST', '/v1/appointments', { by: asha, key: 'one', body })
    assert.deepEqual([outcome(first), again.body.appointmentId], ['201 BOOKED', first.body.appointmentId])
    const slotId = await here.slotAt('12:15', TOMORROW)
    assert.equal(outcome(await book(ravi, slotId, asha.patientId)), '404 not-found')
    assert.equal((await ask('GET', `/v1/appointments/${first.body.appointmentId}`, { by: ravi })).status, 404)
    const twice = await book(asha, slotId, asha.patientId)
    assert.equal(outcome(twice), '409 already-booked')
    assert.equal(twice.body.appointmentId, first.body.appointmentId)
    assert.equal(fieldOf(await ask('POST', '/v1/appointments', { by: asha, body: {} })), '400 /slotIds')
    const override = { override: { because: 'Test result' } }
    assert.equal(fieldOf(await book(asha, slotId, asha.patientId, override)), '400 /override')
    assert.equal(outcome(await book(here.reception, slotId, asha.patientId, override)), '201 BOOKED')
    const listed = await ask('GET', `/v1/appointments?patient=${asha.patientId}`, { by: asha })
    assert.equal(listed.body.items.length, 2)
    await assertInvariants(place)
  })

  test('patients keep to the limits of the hospital; staff do not', async () => {
    const here = await openPractice(place, { opensDays: 5, noticeMinutes: 120, cancelUntilMinutes: 1_440 })
    const asha = await place.citizen()
    const { pool } = here.context
    const all = await pool.query<{ id: string; held_on: string; starts_minute: number }>(
      'select id, held_on, starts_minute from appointments.slots where doctor_id = $1',
      [here.doctorId],
    )
    const idOf = (day: string) => all.rows.find((one) => one.held_on === day && one.starts_minute === 720)?.id as string
    assert.equal(outcome(await book(asha, idOf(TODAY), asha.patientId)), '409 too-late-to-book', '90 minutes before')
    const early = await book(asha, idOf(addDays(TODAY, 6)), asha.patientId)
    assert.deepEqual([outcome(early), early.body.opensOn], ['409 too-early-to-book', addDays(TODAY, 1)])
    assert.equal(outcome(await book(here.reception, idOf(TODAY), asha.patientId)), '201 BOOKED')
    const booked = await book(asha, idOf(TOMORROW), asha.patientId)
    assert.equal(outcome(booked), '201 BOOKED')
    await at(`${TOMORROW}T00:00:00.000Z`, async () => {
      assert.equal(outcome(await act(asha, booked.body.appointmentId, 'cancellation', {})), '409 too-late-to-cancel')
      assert.equal(outcome(await act(here.reception, booked.body.appointmentId, 'cancellation', {})), '200 CANCELLED')
    })
    assert.deepEqual(await eventsOf(booked.body.appointmentId), ['appointment-booked', 'appointment-cancelled'])
    const private_ = await openPractice(place, { isPublic: false })
    assert.deepEqual(await private_.slots(), [])
    await assertInvariants(place)
  })

  test('a long visit takes all of its slots or none; staff give a place beyond the capacity and say why', async () => {
    const here = await openPractice(place)
    const [asha, ravi, meera] = [await place.citizen(), await place.citizen(), await place.citizen()]
    const slots = [await here.slotAt('12:00', TOMORROW), await here.slotAt('12:15', TOMORROW)]
    const body = { slotIds: slots, patientId: asha.patientId }
    assert.equal(outcome(await ask('POST', '/v1/appointments', { by: asha, body })), '409 not-for-public')
    assert.equal(outcome(await book(ravi, slots[1] as string, ravi.patientId)), '201 BOOKED')
    assert.equal(outcome(await ask('POST', '/v1/appointments', { by: here.reception, body })), '409 slot-full')
    const later = [await here.slotAt('12:30', TOMORROW), await here.slotAt('12:45', TOMORROW)]
    const long = await ask('POST', '/v1/appointments', { by: here.reception, body: { ...body, slotIds: later } })
    assert.equal(outcome(long), '201 BOOKED')
    assert.ok(!(await here.slots()).some(({ slotId }) => later.includes(slotId)))
    const over = { override: { because: 'Sent by the emergency room', over: true } }
    const extra = await book(here.reception, slots[1] as string, meera.patientId, over)
    assert.equal(outcome(extra), '201 BOOKED')
    await assertInvariants(place)
    assert.equal(outcome(await act(here.reception, extra.body.appointmentId, 'cancellation', {})), '200 CANCELLED')
    assert.equal(outcome(await act(here.reception, long.body.appointmentId, 'cancellation', {})), '200 CANCELLED')
    await assertInvariants(place)
  })

  test('a visit soon after the doctor has seen the patient costs the lower fee', async () => {
    const here = await openPractice(place, { revisitFeePaise: 10_000, revisitDays: 7 })
    const asha = await place.citizen()
    const first = await book(asha, await here.slotAt('12:00'), asha.patientId)
    assert.deepEqual([first.body.kind, first.body.feePaise], ['new', 50_000])
    const before = await book(asha, await here.slotAt('12:00', addDays(TODAY, 7)), asha.patientId)
    assert.equal(before.body.feePaise, 50_000, 'nobody has seen the patient yet')
    const nurse = await place.staff('nurse', here.facilityId)
    assert.equal(outcome(await act(nurse, first.body.appointmentId, 'arrival', {})), '200 ARRIVED')
    const ids = [first.body.appointmentId]
    await here.context.pool.query('update appointments.practices set account_id = $1 where doctor_id = $2', [
      here.doctor.accountId,
      here.doctorId,
    ])
    assert.equal(outcome(await act(here.doctor, ids[0] as string, 'consultation')), '200 IN_CONSULTATION')
    assert.equal(outcome(await act(here.doctor, ids[0] as string, 'completion')), '200 FULFILLED')
    const soon = await book(asha, await here.slotAt('12:15', addDays(TODAY, 6)), asha.patientId)
    assert.deepEqual([soon.body.kind, soon.body.feePaise], ['revisit', 10_000])
    const late = await book(asha, await here.slotAt('12:15', addDays(TODAY, 8)), asha.patientId)
    assert.deepEqual([late.body.kind, late.body.feePaise], ['new', 50_000])
    await assertInvariants(place)
  })

  test('the record that was merged away books nothing, and its claim counts for the one that stays', async () => {
    const here = await openPractice(place)
    const [asha, meera] = [await place.citizen(), await place.citizen()]
    assert.equal(outcome(await book(asha, await here.slotAt('12:00', TOMORROW), asha.patientId)), '201 BOOKED')
    await samePeople.follow(here.context, { goneId: asha.patientId, keptId: meera.patientId, version: 1 })
    const slotId = await here.slotAt('12:15', TOMORROW)
    const twice = await book(meera, slotId, meera.patientId)
    assert.deepEqual([outcome(twice), twice.body.appointmentId], ['409 already-booked', undefined])
    assert.equal(outcome(await book(asha, slotId, asha.patientId)), '409 patient-merged')
    const counter = await book(here.reception, slotId, asha.patientId)
    assert.equal(counter.body.keptPatientId, meera.patientId)
    const listed = await ask('GET', `/v1/appointments?patient=${meera.patientId}`, { by: meera })
    assert.equal(listed.body.items.length, 1)
    await samePeople.follow(here.context, { goneId: asha.patientId, keptId: null, version: 2 })
    assert.equal(outcome(await book(meera, slotId, meera.patientId)), '201 BOOKED')
    await assertInvariants(place)
  })
})

describe('changing an appointment', () => {
  test('moves both or nothing, five times in a row, and two at once do not block each other', async () => {
    const here = await openPractice(place)
    const [asha, ravi] = [await place.citizen(), await place.citizen()]
    let id = (await book(asha, await here.slotAt('12:00', TOMORROW), asha.patientId)).body.appointmentId
    const first = id
    for (let day = 2; day <= 6; day++) {
      const moved = await move(asha, id, await here.slotAt('12:00', addDays(TODAY, day)))
      assert.deepEqual([outcome(moved), moved.body.movedFrom], ['201 BOOKED', id])
      id = moved.body.appointmentId
    }
    assert.equal(outcome(await move(asha, first, await here.slotAt('12:15', TOMORROW))), '409 appointment-ended')
    const theirs = (await book(ravi, await here.slotAt('12:15', addDays(TODAY, 6)), ravi.patientId)).body.appointmentId
    const own = await ask('GET', `/v1/appointments/${id}`, { by: asha })
    assert.equal(
      outcome(await move(ravi, theirs, (own.body as never as { slotIds: string[] }).slotIds[0] as string)),
      '409 slot-full',
    )
    const [slotA, slotB] = [await here.slotAt('12:30', TOMORROW), await here.slotAt('12:45', TOMORROW)]
    const both = await Promise.all([
      move(asha, id, slotA),
      move(ravi, theirs, slotB),
      act(ravi, theirs, 'cancellation', {}),
    ])
    assert.equal(outcome(both[0] as never), '201 BOOKED')
    assert.deepEqual(
      [both[1], both[2]].filter((one) => (one as { status: number }).status < 300).length,
      1,
      'one of move and cancellation wins',
    )
    await assertInvariants(place)
  })

  test('the day: arrival only today, an undo, absence from half an hour after, departure frees the place', async () => {
    const here = await openPractice(place)
    const [asha, ravi, meera] = [await place.citizen(), await place.citizen(), await place.citizen()]
    const { reception } = here
    const tomorrow = await book(asha, await here.slotAt('12:00', TOMORROW), asha.patientId)
    assert.equal(outcome(await act(reception, tomorrow.body.appointmentId, 'arrival', {})), '409 other-day')
    const today = (await book(ravi, await here.slotAt('12:00'), ravi.patientId, { reason: 'Fever' })).body.appointmentId
    const arrived = await act(reception, today, 'arrival', { priority: 'senior' })
    assert.deepEqual([outcome(arrived), arrived.body.reason], ['200 ARRIVED', undefined])
    assert.equal(outcome(await act(reception, today, 'arrival', {})), '409 appointment-state')
    assert.equal(outcome(await act(reception, today, 'arrival/cancellation')), '200 BOOKED')
    assert.equal(outcome(await act(reception, today, 'absence')), '409 patient-may-still-come')
    const missed = await at('2026-03-02T07:15:00.000Z', () => act(reception, today, 'absence'))
    assert.equal(outcome(missed), '200 NO_SHOW')
    const late = (await book(meera, await here.slotAt('12:00'), meera.patientId)).body.appointmentId
    assert.equal(outcome(await act(reception, late, 'arrival', {})), '200 ARRIVED')
    assert.equal(outcome(await act(reception, late, 'departure')), '200 LEFT')
    assert.ok(await here.slotAt('12:00'), 'the place is free again')
    assert.deepEqual(await eventsOf(today), [
      ...['appointment-arrived', 'appointment-booked', 'appointment-missed', 'arrival-cancelled'],
      ...['token-ended', 'token-issued'],
    ])
    const day = await ask('GET', `/v1/appointments?facility=${here.facilityId}&doctor=${here.doctorId}`, {
      by: reception,
    })
    assert.deepEqual(day.body.items.map((one) => [one.status, one.patient?.name, one.reason]).sort(), [
      ['LEFT', 'Asha Sharma', undefined],
      ['NO_SHOW', 'Asha Sharma', undefined],
    ])
    const nurse = await place.staff('nurse', here.facilityId)
    const seen = await ask('GET', `/v1/appointments/${today}`, { by: nurse })
    assert.equal(seen.body.reason, 'Fever')
    const stranger = await place.staff('doctor', here.facilityId)
    assert.equal((await ask('GET', `/v1/appointments/${today}`, { by: stranger })).status, 404, 'not the own patient')
    await assertInvariants(place)
  })
})

describe('the fee', () => {
  const chargesOf = async (id: string): Promise<string[]> => {
    const { pool } = place.program.context('billing')
    const text = 'select status, total_paise, text from billing.charges where source_id = $1'
    const { rows } = await pool.query(text, [id])
    return rows.map(({ status, total_paise, text: words }) => `${status} ${total_paise} ${words}`)
  }
  const toldOf = async (id: string, name: string): Promise<never> => {
    const { pool } = place.program.context('appointments')
    const text = `select body from appointments.outbox where body->'body'->>'appointmentId' = $1 and name like $2`
    return (await pool.query(text, [id, `%${name}%`])).rows[0].body as never
  }

  test('a booking charges it once, an end reverses it, and a booking that is heard late charges nothing', async () => {
    const here = await openPractice(place)
    const [asha, ravi] = [await place.citizen(), await place.citizen()]
    const first = (await book(asha, await here.slotAt('12:00', TOMORROW), asha.patientId)).body.appointmentId
    const booked = await toldOf(first, 'booked')
    for (let times = 0; times < 5; times++) await chargeFee(here.context, booked)
    assert.deepEqual(await chargesOf(first), ['OPEN 50000 Consultation, Dr Meera Iyer'])
    const moved = (await move(asha, first, await here.slotAt('12:15', TOMORROW))).body.appointmentId
    await chargeFee(here.context, await toldOf(moved, 'booked'))
    for (let times = 0; times < 2; times++) await reverseFee(here.context, await toldOf(first, 'cancelled'))
    assert.deepEqual(await chargesOf(first), ['CANCELLED 50000 Consultation, Dr Meera Iyer'])
    assert.deepEqual(await chargesOf(moved), ['OPEN 50000 Consultation, Dr Meera Iyer'])
    const late = (await book(ravi, await here.slotAt('12:30', TOMORROW), ravi.patientId)).body.appointmentId
    await act(ravi, late, 'cancellation', {})
    await reverseFee(here.context, await toldOf(late, 'cancelled'))
    await chargeFee(here.context, await toldOf(late, 'booked'))
    assert.deepEqual(await chargesOf(late), ['CANCELLED 50000 Consultation, Dr Meera Iyer'])
  })
})

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
