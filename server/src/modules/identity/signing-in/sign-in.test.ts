// Tests signing in by password and by code: equal refusals, and codes that allow few tries and one use.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { clearExpired } from '../jobs.ts'
import { asha, type IdentityContext, nila, setupIdentity, shapeOf } from '../testing.ts'

const unknown = '+919812345699'

test('a password opens a sign-in, however its characters and the phone are typed', async (t) => {
  const { post, register } = await setupIdentity(t)
  await register({ ...asha, password: 'café au lait ﬁne' })
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
  const { post, readCode, clock, register } = await setupIdentity(t)
  await register(asha)
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

test('who asks again gets the same code, which lives on; a used or expired code is followed by another', async (t) => {
  const { post, readCode, clock } = await setupIdentity(t)
  const ask = async () => {
    const { body } = await post('/v1/auth/otp', { phone: nila.phone })
    return { code: await readCode(nila.phone), expiresInSeconds: body.expiresInSeconds }
  }
  const signIn = async (otp: string) => (await post('/v1/auth/login', { phone: nila.phone, otp })).status
  const first = await ask()
  for (let asked = 0; asked < 7; asked++) {
    clock.advance(100_000)
    assert.deepEqual(await ask(), { ...first, expiresInSeconds: 180 }, 'somebody who asks does not void it')
  }
  clock.advance(100_000)
  assert.deepEqual(await ask(), { ...first, expiresInSeconds: 100 }, 'for a quarter of an hour')
  assert.equal(await signIn(first.code), 200)
  const second = await ask()
  assert.equal(second.expiresInSeconds, 180)
  assert.equal(await signIn(first.code), second.code === first.code ? 200 : 401)
  clock.advance(180_000)
  assert.equal(await signIn(second.code), 401, 'it has expired')
  const third = await ask()
  clock.advance(179_000)
  assert.equal(await signIn(third.code), 200)
})

/** Codes that differ from this one. */
const wrongCodes = (count: number, code: string): string[] =>
  Array.from({ length: count }, (_, nth) => String((Number(code) + nth + 1) % 1_000_000).padStart(6, '0'))

test('the server compares only fifteen of fifty tries at the same time; then codes have ten digits', async (t) => {
  const { post, readCode, program, clock } = await setupIdentity(t)
  const ask = () => post('/v1/auth/otp', { phone: nila.phone })
  const signIn = async (otp: string) => (await post('/v1/auth/login', { phone: nila.phone, otp })).status
  await ask()
  const code = await readCode(nila.phone)
  const answers = await Promise.all(wrongCodes(50, code).map(signIn))
  assert.deepEqual(new Set(answers), new Set([401]))
  assert.equal(await signIn(code), 401, 'the short code is void')
  const { rows } = await program.context('identity').pool.query('select wrong_tries as tries from identity.codes')
  assert.deepEqual(rows, [{ tries: 15 }])
  await ask()
  const long = await readCode(nila.phone)
  assert.match(long, /^\d{10}$/)
  for (const wrong of wrongCodes(20, code)) assert.equal(await signIn(wrong.padStart(10, '0')), 401)
  assert.equal(await signIn(long), 200, 'a guesser does not lock out the holder of the phone')
  clock.advance(86_400_000)
  await ask()
  assert.match(await readCode(nila.phone), /^\d{6}$/, 'on the next day codes are short again')
})

test('wrong tries of a day count over all codes and after they have expired', async (t) => {
  const { post, readCode, program, clock } = await setupIdentity(t)
  for (let round = 0; round < 3; round++) {
    await post('/v1/auth/otp', { phone: nila.phone })
    const code = await readCode(nila.phone)
    assert.match(code, /^\d{6}$/)
    for (const otp of wrongCodes(5, code)) await post('/v1/auth/login', { phone: nila.phone, otp })
    clock.advance(3_600_000)
    await clearExpired(program.context('identity') as IdentityContext).run()
  }
  await post('/v1/auth/otp', { phone: nila.phone })
  assert.match(await readCode(nila.phone), /^\d{10}$/)
})

test('after fourteen wrong tries the right code still works', async (t) => {
  const { post, readCode } = await setupIdentity(t)
  await post('/v1/auth/otp', { phone: nila.phone })
  const code = await readCode(nila.phone)
  for (const otp of wrongCodes(14, code)) await post('/v1/auth/login', { phone: nila.phone, otp })
  assert.equal((await post('/v1/auth/login', { phone: nila.phone, otp: code })).status, 200)
})

test('a refused sign-in looks the same for every reason', async (t) => {
  const { post, get, readCode, register } = await setupIdentity(t)
  await register(asha)
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

test('asking for a code does not show whether a phone is known', async (t) => {
  const { post, messages } = await setupIdentity(t)
  const known = await post('/v1/auth/otp', { phone: nila.phone })
  const other = await post('/v1/auth/otp', { phone: unknown })
  assert.deepEqual(shapeOf(other), shapeOf(known))
  const withoutCode = ({ text }: { text: string }) => text.replace(/\d{6}/, '')
  const [newest, older] = (await messages()) as [{ to: string; text: string }, { to: string; text: string }]
  assert.deepEqual([newest.to, older.to], [unknown, nila.phone])
  assert.equal(withoutCode(newest), withoutCode(older))
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
