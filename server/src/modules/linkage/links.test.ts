// Tests of linking as a customer sees it: from the request over the status to the signed callback.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setup } from '../../testing/setup.ts'
import {
  assertPromises,
  FAST,
  onboard,
  openIndexAndReceiver,
  outside,
  patientOf,
  type Status,
  untilAllEnded,
} from './testing-customer.ts'

async function begin(t: Parameters<typeof setup>[0], more: object = {}, env: Record<string, string> = {}) {
  const { index, receiver } = await openIndexAndReceiver(t)
  const place = await setup(t, { clock: 'real', env: { ...FAST, ...outside(index), ROLE: 'both', ...env } })
  return { index, receiver, place, customer: await onboard(place, receiver, more) }
}

test('a patient is linked: accepted, found, told by a signed callback, and read afterwards', async (t) => {
  const { place, customer } = await begin(t)
  const accepted = await customer.link(patientOf('Certain', 'A-1'))
  assert.equal(accepted.status, 202, JSON.stringify(accepted.body))
  const id = accepted.body['workflow-id']
  assert.equal(accepted.headers.location, `/link/status/${id}`)
  assert.ok(Number(accepted.headers['retry-after']) > 0)
  const status = await place.ask<Status>('GET', `/link/status/${id}?wait=10`, { headers: customer.headers })
  assert.equal(status.body.outcome, 'LINKED')
  await untilAllEnded(place)
  assert.equal((await customer.status(id)).status, 'COMPLETED')
  await assertPromises(place, customer, new Map([['A-1', id]]))
  const read = await place.ask<{ status: string }>('GET', '/patient/A-1', { headers: customer.headers })
  assert.equal(read.body.status, 'LINKED')
})
