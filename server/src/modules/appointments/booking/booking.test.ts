// Tests bookings and their changes: limits, long visits, fees, merged records, moves, cancellations, the visit's day.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { addDays } from '../../../platform/clock.ts'
import { TODAY } from '../../../testing/setup.ts'
import { samePeople } from '../merging.ts'
import { assertInvariants, fieldOf, openPlace, openPractice, outcome, type Refused } from '../testing.ts'

interface Seen extends Refused {
  readonly appointmentId: string
  readonly status: string
  readonly kind: string
  readonly feePaise: number
  readonly reason?: string
  readonly movedFrom?: string
  readonly items: readonly Seen[]
  readonly patient?: { name: string }
  readonly opensOn?: string
  readonly keptPatientId?: string
}

const TOMORROW = addDays(TODAY, 1)
const { place, ask, at, act, book, eventsOf, move } = openPlace<Seen>()

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
    await at(`${TOMORROW}T07:05:00.000Z`, async () => {
      const second = await book(here.reception, later[1] as string, meera.patientId)
      assert.equal(outcome(second), '409 slot-full', 'its second half stays taken when the first has begun')
    })
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
