// Tests that the answer to a booking, which comes from memory, is what a reading and a repeat give.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Citizen, setup } from '../../../testing/setup.ts'
import { openPractice } from '../testing.ts'

interface Seen {
  readonly appointmentId: string
  readonly status: string
}

test('hold, confirmation, booking and move answer as a reading does, and as a repeat', async (context) => {
  const place = await setup(context)
  const here = await openPractice(place, { feePaise: 30_000 })
  const [first, second, third] = await here.slots()
  const family: Citizen = await place.citizen()
  const post = async (url: string, body: object) => {
    const asked = { by: family, body, headers: { 'idempotency-key': crypto.randomUUID() } }
    const answer = await place.ask<Seen>('POST', url, asked)
    assert.equal(answer.status, 201, JSON.stringify(answer.body))
    const read = await place.ask<Seen>('GET', `/v1/appointments/${answer.body.appointmentId}`, { by: family })
    assert.deepEqual(answer.body, read.body)
    const repeated = await place.ask<Seen>('POST', url, asked)
    assert.equal(repeated.headers['idempotent-replayed'], 'true')
    assert.deepEqual(repeated.body, answer.body)
    return answer.body
  }
  const { patientId } = family
  const held = await post('/v1/appointments/holds', { slotId: first?.slotId, patientId })
  const booked = await post('/v1/appointments', { holdId: held.appointmentId, reason: 'Fever' })
  const moved = await post(`/v1/appointments/${booked.appointmentId}/rescheduling`, { slotIds: [second?.slotId] })
  const cancelled = `/v1/appointments/${moved.appointmentId}/cancellation`
  assert.equal((await place.ask('POST', cancelled, { by: family, body: {} })).status, 200)
  assert.equal((await post('/v1/appointments', { slotIds: [third?.slotId], patientId })).status, 'BOOKED')
})

test('the stored answer to a repeat holds the id of the appointment alone', async (context) => {
  const place = await setup(context)
  const here = await openPractice(place)
  const [slot] = await here.slots()
  const family = await place.citizen()
  const body = { slotIds: [slot?.slotId], patientId: family.patientId, reason: 'Fever' }
  const headers = { 'idempotency-key': crypto.randomUUID() }
  const { body: booked } = await place.ask<Seen>('POST', '/v1/appointments', { by: family, body, headers })
  const { pool } = place.program.context('appointments')
  const { rows } = await pool.query('select answer from appointments.idempotency_keys where answer is not null')
  assert.deepEqual(rows.at(-1)?.answer, { appointmentId: booked.appointmentId })
})
