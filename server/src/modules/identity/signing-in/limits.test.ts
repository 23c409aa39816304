// Tests that limits are exact under parallel tries, equal for known and unknown phones, and end with their window.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Setup } from '../../../testing/setup.ts'
import { asha, nila, setupIdentity } from '../testing.ts'

const unknown = '+919812345699'

/** Sends a request from a network address; gives the status and the type of the problem. */
async function from(remoteAddress: string, { program }: Setup, url: string, payload: object) {
  const response = await program.app.inject({ method: 'POST', url, payload, remoteAddress })
  return { status: response.statusCode, type: response.json().type as string | undefined }
}

test('who asks again too early is answered alike, but no second message is sent', async (t) => {
  const identity = await setupIdentity(t, { env: { SEHAT_RATE_LIMITS: 'on' } })
  const sentTo = async (phone: string) => (await identity.messages()).filter(({ to }) => to === phone).length
  for (const phone of [nila.phone, unknown]) {
    const ask = async (address: string) => (await from(address, identity, '/v1/auth/otp', { phone })).status
    assert.equal(await ask('10.0.0.1'), 202)
    identity.clock.advance(20_000)
    assert.equal(await ask('10.0.0.2'), 202)
    assert.equal(await sentTo(phone), 1)
    identity.clock.advance(10_000)
    assert.equal(await ask('10.0.0.3'), 202)
    assert.equal(await sentTo(phone), 2)
  }
})

test('a phone gets the same code at most five times in ten minutes, and its holder can always use it', async (t) => {
  const identity = await setupIdentity(t, { env: { SEHAT_RATE_LIMITS: 'on', SEHAT_OTP_RESEND_SECONDS: '0' } })
  const ask = (address: string) => from(address, identity, '/v1/auth/otp', { phone: nila.phone })
  const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => ask(`10.0.0.${index}`)))
  assert.equal(answers.filter(({ status }) => status === 202).length, 20)
  const texts = new Set((await identity.messages()).map(({ text }) => text))
  assert.equal(texts.size, 1)
  assert.equal((await identity.messages()).length, 5)
  const holder = { phone: nila.phone, otp: await identity.readCode(nila.phone) }
  assert.equal((await from('10.9.9.9', identity, '/v1/auth/login', holder)).status, 200)
  assert.equal((await ask('10.9.9.9')).status, 202)
  const next = { phone: nila.phone, otp: await identity.readCode(nila.phone) }
  assert.equal((await from('10.9.9.9', identity, '/v1/auth/login', next)).status, 200, 'a new code is always sent')
})

test('wrong passwords count for a phone and an address: the holder elsewhere, and a code, still pass', async (t) => {
  const identity = await setupIdentity(t, { env: { SEHAT_RATE_LIMITS: 'on' } })
  const login = (address: string, proof: object) =>
    from(address, identity, '/v1/auth/login', { phone: nila.phone, ...proof })
  const guesses = await Promise.all(Array.from({ length: 30 }, () => login('10.0.0.1', { password: 'a guess' })))
  assert.equal(guesses.filter(({ status }) => status === 401).length, 10)
  assert.equal(guesses.filter(({ status }) => status === 429).length, 20)
  assert.equal((await login('10.0.0.2', { password: nila.password })).status, 200)
  await from('10.0.0.1', identity, '/v1/auth/otp', { phone: nila.phone })
  assert.equal((await login('10.0.0.1', { otp: await identity.readCode(nila.phone) })).status, 200)
})

test('who guesses from many addresses is stopped for the day; the holder signs in with a code', async (t) => {
  const identity = await setupIdentity(t, { env: { SEHAT_RATE_LIMITS: 'on', SEHAT_PASSWORDS_PER_PHONE_MAX: '20' } })
  const tries = Array.from({ length: 200 }, (_, nth) =>
    from(`10.1.0.${nth}`, identity, '/v1/auth/login', { phone: nila.phone, password: 'a guess' }),
  )
  const kinds = (await Promise.all(tries)).map(({ type }) => type)
  assert.equal(kinds.filter((type) => type === '/problems/sign-in-failed').length, 20)
  assert.equal(kinds.filter((type) => type === '/problems/code-needed').length, 180)
  const right = await from('10.2.0.1', identity, '/v1/auth/login', { phone: nila.phone, password: nila.password })
  assert.equal(right.type, '/problems/code-needed')
  await from('10.2.0.1', identity, '/v1/auth/otp', { phone: nila.phone })
  const code = { phone: nila.phone, otp: await identity.readCode(nila.phone) }
  assert.equal((await from('10.2.0.1', identity, '/v1/auth/login', code)).status, 200)
})

test('when somebody guesses the codes of many phones, all codes have ten digits for a while', async (t) => {
  const env = { SEHAT_RATE_LIMITS: 'on', SEHAT_WRONG_CODES_MAX: '12', SEHAT_LOGIN_PER_ADDRESS_MAX: '100000' }
  const identity = await setupIdentity(t, { env: { ...env, SEHAT_OTP_PER_ADDRESS_MAX: '100000' } })
  const ask = (phone: string) => from('10.0.0.1', identity, '/v1/auth/otp', { phone })
  await ask(nila.phone)
  const short = await identity.readCode(nila.phone)
  for (let nth = 0; nth < 13; nth++) {
    const phone = `+9198123470${String(nth).padStart(2, '0')}`
    await ask(phone)
    const otp = (await identity.readCode(phone)) === '000000' ? '000001' : '000000'
    await from('10.0.0.1', identity, '/v1/auth/login', { phone, otp })
  }
  const login = (otp: string) => from('10.0.0.2', identity, '/v1/auth/login', { phone: nila.phone, otp })
  assert.equal((await login(short)).status, 401, 'short codes rest')
  await ask(nila.phone)
  const long = await identity.readCode(nila.phone)
  assert.match(long, /^\d{10}$/)
  assert.equal((await login(long)).status, 200)
  identity.clock.advance(600_000)
  await ask(nila.phone)
  assert.match(await identity.readCode(nila.phone), /^\d{6}$/)
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

test('an address may register a limited number of people an hour', async (t) => {
  const env = { SEHAT_RATE_LIMITS: 'on', SEHAT_REGISTER_PER_ADDRESS_MAX: '4' }
  const identity = await setupIdentity(t, { env })
  const statuses: number[] = []
  for (let tries = 0; tries < 5; tries++) {
    const body = { ...asha, otp: '000000' }
    statuses.push((await from('10.0.0.1', identity, '/v1/auth/register', body)).status)
  }
  assert.deepEqual(statuses, [400, 400, 400, 400, 429])
})

test('the counters hold neither phones nor addresses', async (t) => {
  const identity = await setupIdentity(t, { env: { SEHAT_RATE_LIMITS: 'on' } })
  await from('10.0.0.1', identity, '/v1/auth/login', { phone: unknown, password: 'a guess' })
  const { pool } = identity.program.context('identity')
  const { rows } = await pool.query('select bucket from identity.allowances')
  assert.equal(rows.length, 3)
  for (const { bucket } of rows) assert.match(bucket, /^(sign-ins|passwords|passwords-day) [0-9a-f]{64}$/)
})
