// Tests the fee of a walk-in: raised once, by the terms of the doctor, taken along by a transfer, and reversed unseen.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { addDays } from '../../../platform/clock.ts'
import type { EventEnvelope } from '../../../platform/work/outbox.ts'
import { type Person, type Setup, setup, TEST_NOW, TODAY } from '../../../testing/setup.ts'
import { openPractice, type Refused, slugOf } from '../testing.ts'
import { chargeWalkIn, reverseWalkIn } from './steps.ts'

interface Issued extends Refused {
  readonly tokenId: string
  readonly queueId: string
  readonly feePaise: number
}
interface Stuck extends Refused {
  readonly items: readonly { tokenId?: string; deed: string; problem: string; feePaise: number; patientName?: string }[]
}

let place: Setup
const cleanUps: (() => Promise<void>)[] = []
before(async () => {
  place = await setup({ after: (cleanUp) => void cleanUps.push(cleanUp) })
})
after(async () => {
  for (const cleanUp of cleanUps) await cleanUp()
})

async function openDesk(terms: object = {}) {
  const here = await openPractice(place, terms)
  const { reception, facilityId, doctorId, context } = here
  const nurse = await place.staff('nurse', facilityId)
  const come = async (patientId: string, served: object = { doctorId }, key?: string) => {
    const body = { facilityId, patientId, ...served }
    return (await place.ask<Issued>('POST', '/v1/appointments/walk-ins', { by: reception, body, ...(key && { key }) }))
      .body
  }
  const act = (id: string, deed: string, body?: object, by: Person = nurse) =>
    place.ask<Stuck>('POST', `/v1/appointments/tokens/${id}/${deed}`, { by, ...(body && { body }) })
  const toldOf = async (name: string, id: string): Promise<EventEnvelope<never>> => {
    const text = `select body from appointments.outbox where name like $1 and body->'body'->>'tokenId' = $2`
    return (await context.pool.query(text, [`%${name}.v1`, id])).rows[0]?.body
  }
  const issued = async (id: string, times = 1) => {
    for (let nth = 0; nth < times; nth++) await chargeWalkIn(context, await toldOf('token-issued', id))
  }
  const ended = async (id: string) => reverseWalkIn(context, await toldOf('token-ended', id))
  const charges = async (id: string): Promise<string[]> => {
    const { pool } = place.program.context('billing')
    const text = `select source_kind || ' ' || unit_price_paise || ' ' || status as is from billing.charges
      where source_id = $1`
    return (await pool.query(text, [id])).rows.map(({ is }) => is)
  }
  const stuck = (by: Person = reception) =>
    place.ask<Stuck>('GET', `/v1/appointments/stuck-fees?facility=${facilityId}`, { by })
  return { ...here, nurse, come, act, toldOf, issued, ended, charges, stuck }
}

test('a walk-in costs what a booking costs, once; whoever leaves unseen pays nothing', async () => {
  const here = await openDesk()
  const asha = await place.citizen()
  const one = await here.come(asha.patientId, { doctorId: here.doctorId }, 'walk-in-fee')
  const again = await here.come(asha.patientId, { doctorId: here.doctorId }, 'walk-in-fee')
  assert.deepEqual([one.feePaise, again.tokenId], [50_000, one.tokenId])
  await here.issued(one.tokenId, 2)
  assert.deepEqual(await here.charges(one.tokenId), ['appointments.walk-in-fee 50000 OPEN'])
  await here.act(one.tokenId, 'cancellation')
  await here.ended(one.tokenId)
  await here.ended(one.tokenId)
  assert.deepEqual(await here.charges(one.tokenId), ['appointments.walk-in-fee 50000 CANCELLED'])
})

test('a department costs nothing, nor does a doctor who is free, nor the number of an appointment', async () => {
  const here = await openDesk({ feePaise: 0 })
  const asha = await place.citizen()
  const tokens = [await here.come(asha.patientId, { servicePoint: 'DRESSING' }), await here.come(asha.patientId)]
  assert.deepEqual(
    tokens.map(({ feePaise }) => feePaise),
    [0, 0],
  )
  const body = { slotIds: [await here.slotAt('12:00')], patientId: (await place.citizen()).patientId }
  const { appointmentId } = (
    await place.ask<{ appointmentId: string }>('POST', '/v1/appointments', { by: here.reception, body })
  ).body
  const arrived = await place.ask<{ token: Issued }>('POST', `/v1/appointments/${appointmentId}/arrival`, {
    ...{ by: here.reception, body: {} },
  })
  for (const { tokenId } of [...tokens, arrived.body.token]) {
    await here.issued(tokenId)
    assert.deepEqual(await here.charges(tokenId), [])
  }
})

test('soon after a visit the lower fee counts, as for a booking', async () => {
  const here = await openDesk({ revisitFeePaise: 10_000, revisitDays: 5 })
  const asha = await place.citizen()
  const seen = async (on: string) => {
    const body = { slotIds: [await here.slotAt('12:00', addDays(TODAY, 1))], patientId: asha.patientId }
    await place.ask('POST', '/v1/appointments', { by: here.reception, body })
    const text = 'update appointments.claims set is_seen = true, held_on = $2 where patient_id = $1 and doctor_id = $3'
    await here.context.pool.query(text, [asha.patientId, on, here.doctorId])
  }
  await seen(addDays(TODAY, -6))
  const full = await here.come(asha.patientId)
  await here.act(full.tokenId, 'cancellation')
  await here.context.pool.query('update appointments.claims set held_on = $2 where patient_id = $1', [
    ...[asha.patientId, addDays(TODAY, -5)],
  ])
  assert.deepEqual([full.feePaise, (await here.come(asha.patientId)).feePaise], [50_000, 10_000])
})

test('a transfer takes the fee along, and it stays once somebody was served', async () => {
  const here = await openDesk()
  const [asha, ravi] = [await place.citizen(), await place.citizen()]
  const other = await here.come(ravi.patientId, { servicePoint: 'TRIAGE' })
  const one = await here.come(asha.patientId)
  await here.issued(one.tokenId)
  const moved = (await here.act(one.tokenId, 'transfer', { queueId: other.queueId })).body as unknown as Issued
  await here.issued(moved.tokenId)
  await here.ended(one.tokenId)
  assert.deepEqual(await here.charges(moved.tokenId), [])
  assert.deepEqual(await here.charges(one.tokenId), ['appointments.walk-in-fee 50000 OPEN'])
  await here.act(moved.tokenId, 'service', { room: '4' })
  await here.act(moved.tokenId, 'pause')
  await here.act(moved.tokenId, 'cancellation')
  await here.ended(moved.tokenId)
  assert.deepEqual(await here.charges(one.tokenId), ['appointments.walk-in-fee 50000 OPEN'])
})

test('who has gone before billing hears of the fee pays nothing', async () => {
  const here = await openDesk()
  const one = await here.come((await place.citizen()).patientId)
  await here.act(one.tokenId, 'cancellation')
  await here.ended(one.tokenId)
  await here.issued(one.tokenId)
  assert.deepEqual(await here.charges(one.tokenId), ['appointments.walk-in-fee 50000 CANCELLED'])
})

test('what billing refuses is stuck: staff see whose it is and try again, an administrator settles it', async () => {
  const here = await openDesk()
  const asha = await place.citizen({ name: 'Asha Nair' })
  const one = await here.come(asha.patientId)
  await here.issued(one.tokenId)
  const { pool } = place.program.context('billing')
  await pool.query(`update billing.charges set status = 'INVOICED' where source_id = $1`, [one.tokenId])
  await here.act(one.tokenId, 'cancellation')
  await here.ended(one.tokenId)
  const shown = (await here.stuck()).body.items.filter(({ tokenId }) => tokenId === one.tokenId)
  assert.deepEqual(
    shown.map(({ deed, problem, feePaise, patientName }) => [deed, problem, feePaise, patientName]),
    [['reversal', 'charge-state', 50_000, 'Asha Nair']],
  )
  const again = (by: Person) => here.act(one.tokenId, 'fee-repetition', undefined, by)
  assert.deepEqual([(await again(asha)).status, (await here.act('x', 'fee-repetition')).status], [403, 400])
  assert.equal((await again(here.reception)).body.items[0]?.problem, 'charge-state')
  const settled = { deed: 'reversal', why: 'Paid back in cash, voucher 12' }
  const settle = (by: Person, body: object = settled) => here.act(one.tokenId, 'fee-settlement', body, by)
  assert.equal((await settle(here.reception)).status, 403)
  assert.equal((await settle(await place.staff('centre-admin', here.otherFacilityId))).status, 404)
  assert.equal((await settle(here.admin, { deed: 'reversal', why: '' })).status, 400)
  for (let times = 0; times < 2; times++) assert.deepEqual((await settle(here.admin)).body.items, [])
  assert.ok(!(await here.stuck()).body.items.some(({ tokenId }) => tokenId === one.tokenId))
  const kept = await here.context.pool.query(
    'select settled_reason, settled_by from appointments.stuck_fees where source_id = $1',
    [one.tokenId],
  )
  assert.deepEqual(kept.rows, [{ settled_reason: settled.why, settled_by: here.admin.accountId }])
})

test('what billing cannot do for an hour is stuck, and a later try raises it', async () => {
  const here = await openDesk()
  const one = await here.come((await place.citizen()).patientId)
  const told = await here.toldOf('token-issued', one.tokenId)
  const away = { ...here.context, call: () => Promise.reject(new Error('billing is away')) } as never
  await assert.rejects(chargeWalkIn(away, told), /away/, 'the queue tries it again')
  place.clock.advance(3_600_000)
  await chargeWalkIn(away, told)
  place.clock.set(TEST_NOW)
  for (let times = 0; times < 2; times++) {
    assert.deepEqual((await here.act(one.tokenId, 'fee-repetition', undefined, here.reception)).body.items, [])
  }
  assert.deepEqual(await here.charges(one.tokenId), ['appointments.walk-in-fee 50000 OPEN'])
})

test('the slip shows number, person and fee to the own hospital; a reference finds an appointment there', async () => {
  const here = await openDesk()
  const asha = await place.citizen({ name: 'Asha Nair' })
  const { tokenId, queueId } = await here.come(asha.patientId)
  type Slip = Refused & Record<'reference' | 'doctorName' | 'queueId', string> & { feePaise: number; before: number }
  const slip = (by: Person, id = tokenId) => place.ask<Slip>('GET', `/v1/appointments/tokens/${id}`, { by })
  const { body } = await slip(here.reception)
  assert.deepEqual(
    [body.queueId, body.doctorName, body.feePaise, body.before, body.reference.slice(0, 3)],
    [queueId, 'Meera Iyer', 50_000, 0, 'DL-'],
  )
  const elsewhere = await place.staff('reception', here.otherFacilityId)
  assert.deepEqual(
    [(await slip(elsewhere)).status, (await slip(asha)).status, (await slip(here.reception, 'x')).status],
    [404, 403, 400],
  )
  const booking = { slotIds: [await here.slotAt('12:15', addDays(TODAY, 1))], patientId: asha.patientId }
  const booked = await place.ask<{ appointmentId: string; reference: string }>('POST', '/v1/appointments', {
    ...{ by: asha, body: booking },
  })
  type Found = Refused & { items: { appointmentId: string }[] }
  const find = (by: Person, reference: string, facility = here.facilityId) =>
    place.ask<Found>('GET', `/v1/appointments?facility=${facility}&reference=${reference}`, { by })
  const ids = ({ body: { items } }: { body: Found }) => items.map(({ appointmentId }) => appointmentId)
  const { reference, appointmentId } = booked.body
  assert.deepEqual(ids(await find(here.reception, reference)), [appointmentId])
  assert.deepEqual(ids(await find(elsewhere, reference, here.otherFacilityId)), [])
  assert.deepEqual(ids(await find(await place.staff('doctor', here.facilityId), reference)), [], 'not the own patient')
  assert.equal((await find(elsewhere, reference)).status, 404)
  const wrong = await find(here.reception, `${reference.slice(0, -1)}${reference.endsWith('2') ? '3' : '2'}`)
  assert.deepEqual([slugOf(wrong.body), wrong.body.errors?.[0]?.pointer], ['invalid-request', 'query/reference'])
})
