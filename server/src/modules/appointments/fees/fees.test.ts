// Tests fees: raised and reversed once, and stuck when billing refuses them or is away for an hour. Also the purge of
// slots.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays } from '../../../platform/clock.ts'
import { newId } from '../../../platform/id.ts'
import type { EventEnvelope } from '../../../platform/work/outbox.ts'
import { type Citizen, TEST_NOW, TODAY } from '../../../testing/setup.ts'
import { purgePast } from '../jobs.ts'
import { assertInvariants, openPlace, openPractice, type Practising } from '../testing.ts'
import { paymentSubscriptions } from './payments.ts'
import { chargeFee, reverseFee } from './steps.ts'

const TOMORROW = addDays(TODAY, 1)
const { place } = openPlace<never>()

async function bookOne(here: Practising, start = '12:00'): Promise<Citizen & { id: string }> {
  const one = await place.citizen()
  const body = { slotIds: [await here.slotAt(start, TOMORROW)], patientId: one.patientId }
  const answer = await place.ask<{ appointmentId: string }>('POST', '/v1/appointments', { by: one, body })
  assert.equal(answer.status, 201)
  return { ...one, id: answer.body.appointmentId }
}
const toldOf = async (name: string, id: string): Promise<EventEnvelope<never>> => {
  const text = `select body from appointments.outbox where name like $1 and body->'body'->>'appointmentId' = $2`
  return (await place.program.context('appointments').pool.query(text, [`%${name}.v1`, id])).rows[0]?.body
}
const statusesOf = async (id: string): Promise<string[]> => {
  const { pool } = place.program.context('billing')
  const { rows } = await pool.query('select status from billing.charges where source_id = $1', [id])
  return rows.map(({ status }) => status)
}

test('a booking charges it once, an end reverses it, and a booking that is heard late charges nothing', async () => {
  const here = await openPractice(place)
  const [asha, ravi] = [await bookOne(here), await bookOne(here, '12:30')]
  const booked = await toldOf('appointment-booked', asha.id)
  for (let times = 0; times < 5; times++) await chargeFee(here.context, booked)
  const { pool } = place.program.context('billing')
  const text = 'select total_paise, text from billing.charges where source_id = $1'
  assert.deepEqual((await pool.query(text, [asha.id])).rows, [
    { total_paise: 50_000, text: 'Consultation, Dr Meera Iyer' },
  ])
  const body = { slotIds: [await here.slotAt('12:15', TOMORROW)] }
  const url = `/v1/appointments/${asha.id}/rescheduling`
  const moved = (await place.ask<{ appointmentId: string }>('POST', url, { by: asha, body })).body.appointmentId
  await chargeFee(here.context, await toldOf('appointment-booked', moved))
  for (let times = 0; times < 2; times++) {
    await reverseFee(here.context, await toldOf('appointment-cancelled', asha.id))
  }
  assert.deepEqual([await statusesOf(asha.id), await statusesOf(moved)], [['CANCELLED'], ['OPEN']])
  await place.ask('POST', `/v1/appointments/${ravi.id}/cancellation`, { by: ravi, body: {} })
  await reverseFee(here.context, await toldOf('appointment-cancelled', ravi.id))
  await chargeFee(here.context, await toldOf('appointment-booked', ravi.id))
  assert.deepEqual(await statusesOf(ravi.id), ['CANCELLED'])
})

test('what billing cannot do for an hour is stuck; staff of the hospital see it and try it again, once', async () => {
  const here = await openPractice(place)
  const asha = await bookOne(here)
  const booked = await toldOf('appointment-booked', asha.id)
  const away = { ...here.context, call: () => Promise.reject(new Error('billing is away')) } as never
  await assert.rejects(chargeFee(away, booked), /away/, 'the queue tries it again')
  place.clock.advance(3_600_000)
  await chargeFee(away, booked)
  await chargeFee(away, booked)
  place.clock.set(TEST_NOW)
  const list = (by: typeof here.admin) =>
    place.ask<{ items: { appointmentId: string; deed: string; problem: string }[] }>(
      'GET',
      `/v1/appointments/stuck-fees?facility=${here.facilityId}`,
      { by },
    )
  const { body } = await list(here.reception)
  assert.deepEqual(
    body.items.map(({ appointmentId, deed, problem }) => [appointmentId, deed, problem]),
    [[asha.id, 'charge', 'unavailable']],
  )
  assert.equal((await list(await place.staff('reception', here.otherFacilityId))).status, 403)
  const again = (by: typeof here.admin, id = asha.id) =>
    place.ask<{ items: unknown[] }>('POST', `/v1/appointments/${id}/fee-repetition`, { by })
  assert.equal((await again(asha)).status, 403)
  assert.equal((await again(here.reception, 'x')).status, 400)
  for (let times = 0; times < 2; times++) assert.deepEqual((await again(here.reception)).body.items, [])
  assert.deepEqual(await statusesOf(asha.id), ['OPEN'])
  assert.deepEqual((await list(here.reception)).body.items, [])
})

test('what billing refuses is stuck at once, and stays when it refuses again', async () => {
  const here = await openPractice(place)
  const asha = await bookOne(here)
  await chargeFee(here.context, await toldOf('appointment-booked', asha.id))
  const { pool } = place.program.context('billing')
  await pool.query(`update billing.charges set status = 'INVOICED' where source_id = $1`, [asha.id])
  const url = `/v1/appointments/${asha.id}`
  await place.ask('POST', `${url}/cancellation`, { by: asha, body: {} })
  await reverseFee(here.context, await toldOf('appointment-cancelled', asha.id))
  const again = await place.ask<{ items: { problem: string }[] }>('POST', `${url}/fee-repetition`, {
    by: here.reception,
  })
  assert.deepEqual(
    again.body.items.map(({ problem }) => problem),
    ['charge-state'],
  )
})

test('a fee that is paid shows so, and when it is given back too, in whatever order billing tells it', async () => {
  const here = await openPractice(place)
  const asha = await bookOne(here)
  const heard = paymentSubscriptions(here.context)
  const tell = async (name: string, body: object) => {
    await heard.find(({ event }) => event.name === `billing.${name}.v1`)?.handle({ body } as never)
    const answer = await place.ask<{ payment?: string }>('GET', `/v1/appointments/${asha.id}`, { by: asha })
    return answer.body.payment
  }
  assert.equal(await tell('charges-settled', { group: newId(1), totalPaise: 1 }), undefined)
  assert.equal(await tell('charges-settled', { group: asha.id, totalPaise: 50_000 }), 'paid')
  assert.equal(await tell('refund-due', { groups: [newId(1), asha.id] }), 'refund-due')
  assert.equal(await tell('refund-paid', { groups: [asha.id] }), 'refunded')
  assert.equal(await tell('charges-settled', { group: asha.id, totalPaise: 50_000 }), 'refunded')
})

test('who came and left, and what was entered by mistake, costs nothing', async () => {
  const here = await openPractice(place)
  const asha = await bookOne(here)
  await chargeFee(here.context, await toldOf('appointment-booked', asha.id))
  const body = { reason: 'Entered twice' }
  await place.ask('POST', `/v1/appointments/${asha.id}/voiding`, { by: here.admin, body })
  await reverseFee(here.context, await toldOf('appointment-voided', asha.id))
  assert.deepEqual(await statusesOf(asha.id), ['CANCELLED'])
})

test('slots older than 400 days go when nobody has booked them, and all others stay', async () => {
  const here = await openPractice(place)
  const asha = await bookOne(here)
  const count = async () => {
    const text = 'select count(*)::int as count from appointments.slots where doctor_id = $1'
    return (await here.context.pool.query(text, [here.doctorId])).rows[0]?.count
  }
  const all = await count()
  place.clock.set(`${addDays(TOMORROW, 400)}T05:00:00.000Z`)
  await purgePast(here.context)
  assert.equal(await count(), all - 4, 'the four of today')
  place.clock.set(`${addDays(TOMORROW, 500)}T05:00:00.000Z`)
  await purgePast(here.context)
  assert.equal(await count(), 1)
  place.clock.set(TEST_NOW)
  const kept = await place.ask<{ status: string }>('GET', `/v1/appointments/${asha.id}`, { by: asha })
  assert.equal(kept.body.status, 'BOOKED')
  await assertInvariants(place)
})
