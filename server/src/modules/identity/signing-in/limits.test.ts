// Tests that limits are exact under parallel tries, equal for known and unknown phones, and end with their window.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Setup } from '../../../testing/setup.ts'
import { asha, nila, setupIdentity } from '../testing.ts'

const unknown = '+919812345699'

/** Sends a request from a network address; gives the status and the seconds to wait before the next try. */
async function from(remoteAddress: string, { program }: Setup, url: string, payload: object) {
  const response = await program.app.inject({ method: 'POST', url, payload, remoteAddress })
  return { status: response.statusCode, retryAfter: response.headers['retry-after'] }
}

test('a second code must wait, for known and unknown phones alike', async (t) => {
  const identity = await setupIdentity(t, { env: { SEHAT_RATE_LIMITS: 'on' } })
  for (const phone of [nila.phone, unknown]) {
    assert.equal((await from('10.0.0.1', identity, '/v1/auth/otp', { phone })).status, 202)
    identity.clock.advance(20_000)
    const early = await from('10.0.0.1', identity, '/v1/auth/otp', { phone })
    assert.deepEqual(early, { status: 429, retryAfter: '10' })
    identity.clock.advance(10_000)
    assert.equal((await from('10.0.0.1', identity, '/v1/auth/otp', { phone })).status, 202)
  }
})

test('a phone gets at most five codes in ten minutes from all addresses together', async (t) => {
  const identity = await setupIdentity(t, { env: { SEHAT_RATE_LIMITS: 'on', SEHAT_OTP_RESEND_SECONDS: '0' } })
  const ask = (address: string) => from(address, identity, '/v1/auth/otp', { phone: nila.phone })
  const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => ask(`10.0.0.${index}`)))
  assert.equal(answers.filter(({ status }) => status === 202).length, 5)
  assert.equal((await identity.messages()).length, 5)
  identity.clock.advance(599_000)
  assert.deepEqual(await ask('10.0.1.1'), { status: 429, retryAfter: '1' })
  identity.clock.advance(1_000)
  assert.equal((await ask('10.0.1.1')).status, 202)
})

test('the server checks exactly the allowed number of five hundred tries at the same time', async (t) => {
  const identity = await setupIdentity(t, { env: { SEHAT_RATE_LIMITS: 'on' } })
  const tries = Array.from({ length: 500 }, (_, index) =>
    from(`10.1.${index >> 8}.${index & 255}`, identity, '/v1/auth/login', { phone: unknown, otp: '123456' }),
  )
  const statuses = (await Promise.all(tries)).map(({ status }) => status)
  assert.equal(statuses.filter((status) => status === 401).length, 10)
  assert.equal(statuses.filter((status) => status === 429).length, 490)
})

test('tries that the limit of an address refuses do not count for the phone', async (t) => {
  const env = { SEHAT_RATE_LIMITS: 'on', SEHAT_LOGIN_PER_ADDRESS_MAX: '3' }
  const identity = await setupIdentity(t, { env })
  const flood = { phone: nila.phone, password: 'a guess' }
  for (let tries = 0; tries < 20; tries++) await from('2001:db8:1:2::1', identity, '/v1/auth/login', flood)
  assert.equal((await from('2001:db8:1:2::ffff', identity, '/v1/auth/login', flood)).status, 429, 'same network')
  const holder = { phone: nila.phone, password: nila.password }
  assert.equal((await from('2001:db8:1:3::1', identity, '/v1/auth/login', holder)).status, 200)
})

test('an address may register a limited number of people an hour, and a known phone gets one message', async (t) => {
  const env = { SEHAT_RATE_LIMITS: 'on', SEHAT_REGISTER_PER_ADDRESS_MAX: '4' }
  const identity = await setupIdentity(t, { env })
  const statuses: number[] = []
  for (let tries = 0; tries < 5; tries++) {
    statuses.push((await from('10.0.0.1', identity, '/v1/auth/register', asha)).status)
  }
  assert.deepEqual(statuses, [201, 201, 201, 201, 429])
  assert.equal((await identity.messages()).length, 1)
})

test('the counters hold neither phones nor addresses', async (t) => {
  const identity = await setupIdentity(t, { env: { SEHAT_RATE_LIMITS: 'on' } })
  await from('10.0.0.1', identity, '/v1/auth/login', { phone: unknown, password: 'a guess' })
  const { pool } = identity.program.context('identity')
  const { rows } = await pool.query('select bucket from identity.allowances')
  assert.equal(rows.length, 2)
  for (const { bucket } of rows) assert.match(bucket, /^sign-ins [0-9a-f]{64}$/)
})
