// Tests signing in by password and by code: equal refusals, and codes that allow few tries and one use.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asha, nila, setupIdentity, shapeOf } from '../testing.ts'

const unknown = '+919812345699'

test('a password opens a sign-in, however its characters and the phone are typed', async (t) => {
  const { post } = await setupIdentity(t)
  await post('/v1/auth/register', { ...asha, password: 'café au lait ﬁne' })
  const answer = await post('/v1/auth/login', { phone: asha.phone.slice(3), password: 'cafe\u0301 au lait fine' })
  assert.equal(answer.status, 200)
  assert.deepEqual(Object.keys(answer.body).sort(), [
    'accessToken',
    'account',
    'endsInSeconds',
    'expiresInSeconds',
    'refreshToken',
  ])
  assert.equal(answer.body.expiresInSeconds, 600)
  assert.equal(answer.body.endsInSeconds, 2_592_000)
  assert.deepEqual(answer.body.account.roles, ['citizen'])
})

test('a code opens only one sign-in', async (t) => {
  const { post, readCode, clock } = await setupIdentity(t)
  await post('/v1/auth/register', asha)
  const asked = await post('/v1/auth/otp', { phone: asha.phone })
  assert.equal(asked.status, 202)
  assert.deepEqual(asked.body, {
    expiresAt: new Date(clock.now().getTime() + 180_000).toISOString(),
    expiresInSeconds: 180,
    resendAfterSeconds: 30,
  })
  const signIn = { phone: asha.phone, otp: await readCode(asha.phone) }
  const answers = await Promise.all(Array.from({ length: 5 }, () => post('/v1/auth/login', signIn)))
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 401, 401, 401, 401])
  assert.equal((await post('/v1/auth/login', signIn)).status, 401)
})

test('only the newest code works, and only until it expires', async (t) => {
  const { post, readCode, clock } = await setupIdentity(t)
  await post('/v1/auth/register', asha)
  const ask = async () => {
    await post('/v1/auth/otp', { phone: asha.phone })
    return readCode(asha.phone)
  }
  const first = await ask()
  let second = await ask()
  while (second === first) second = await ask()
  assert.equal((await post('/v1/auth/login', { phone: asha.phone, otp: first })).status, 401)
  clock.advance(180_000)
  assert.equal((await post('/v1/auth/login', { phone: asha.phone, otp: second })).status, 401)
  const third = await ask()
  clock.advance(179_000)
  assert.equal((await post('/v1/auth/login', { phone: asha.phone, otp: third })).status, 200)
})

test('the server compares only five of fifty tries at the same time with the code', async (t) => {
  const { post, readCode, program } = await setupIdentity(t)
  await post('/v1/auth/register', asha)
  await post('/v1/auth/otp', { phone: asha.phone })
  const code = await readCode(asha.phone)
  const wrong = Array.from({ length: 50 }, (_, index) =>
    String((Number(code) + index + 1) % 1_000_000).padStart(6, '0'),
  )
  const answers = await Promise.all(wrong.map((otp) => post('/v1/auth/login', { phone: asha.phone, otp })))
  assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([401]))
  assert.equal((await post('/v1/auth/login', { phone: asha.phone, otp: code })).status, 401, 'the code is used up')
  const { rows } = await program.context('identity').pool.query('select tries from identity.codes')
  assert.deepEqual(rows, [{ tries: 5 }])
})

test('after four wrong tries the right code still works', async (t) => {
  const { post, readCode } = await setupIdentity(t)
  await post('/v1/auth/register', asha)
  await post('/v1/auth/otp', { phone: asha.phone })
  const code = await readCode(asha.phone)
  const wrong = code === '000000' ? '000001' : '000000'
  for (let tries = 0; tries < 4; tries++) await post('/v1/auth/login', { phone: asha.phone, otp: wrong })
  assert.equal((await post('/v1/auth/login', { phone: asha.phone, otp: code })).status, 200)
})

test('a refused sign-in looks the same for every reason', async (t) => {
  const { post, get, readCode } = await setupIdentity(t)
  await post('/v1/auth/register', asha)
  await post('/v1/auth/otp', { phone: asha.phone })
  const wrong = (await readCode(asha.phone)) === '000000' ? '000001' : '000000'
  const answers = [
    await post('/v1/auth/login', { phone: unknown, password: asha.password }),
    await post('/v1/auth/login', { phone: asha.phone, password: 'not her password' }),
    await post('/v1/auth/login', { phone: asha.phone, otp: wrong }),
    await post('/v1/auth/login', { phone: unknown, otp: '123456' }),
  ]
  for (const answer of answers) assert.deepEqual(shapeOf(answer), shapeOf(answers[0] as (typeof answers)[0]))
  assert.equal(answers[0]?.status, 401)
  assert.equal(answers[0]?.body.type, '/problems/sign-in-failed')
  assert.equal((await get('/problems/sign-in-failed')).status, 200)
})

test('asking for a code does not show whether a phone is known, and an unknown phone gets no message', async (t) => {
  const { post, messages } = await setupIdentity(t)
  const known = await post('/v1/auth/otp', { phone: nila.phone })
  const other = await post('/v1/auth/otp', { phone: unknown })
  assert.deepEqual(shapeOf(other), shapeOf(known))
  assert.deepEqual(
    (await messages()).map(({ to }) => to),
    [nila.phone],
  )
})

test('the answers for known and unknown phones wait for the same step of time', async (t) => {
  const { post } = await setupIdentity(t, { clock: 'real' })
  for (const phone of [nila.phone, unknown]) {
    const startedAtMs = performance.now()
    await post('/v1/auth/login', { phone, password: 'not the password' })
    assert.ok(performance.now() - startedAtMs >= 99, 'no answer before the first step of 100 ms')
  }
})

test('a sign-in needs exactly one proof', async (t) => {
  const { post } = await setupIdentity(t)
  const none = await post('/v1/auth/login', { phone: asha.phone })
  assert.deepEqual([none.status, none.body.errors?.[0]?.pointer], [400, '/password'])
  const both = await post('/v1/auth/login', { phone: asha.phone, password: asha.password, otp: '123456' })
  assert.deepEqual([both.status, both.body.errors?.[0]?.pointer], [400, '/otp'])
  for (const otp of ['12345', '1234567', '12345a', 123456]) {
    assert.equal((await post('/v1/auth/login', { phone: asha.phone, otp })).status, 400)
  }
  assert.equal((await post('/v1/auth/otp', { phone: '12345' })).status, 400)
})
