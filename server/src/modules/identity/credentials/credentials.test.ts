// Tests a forgotten password, a changed password and phone, and what happens to the sign-ins of the account.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import pg from 'pg'
import { asha, nila, omar, setupIdentity } from '../testing.ts'

const NEW = 'a kingfisher over the Periyar'
const HOUR_MS = 3_600_000

async function setupCitizen(t: Parameters<typeof setupIdentity>[0]) {
  const identity = await setupIdentity(t)
  const { accountId, patientId } = (await identity.register(asha)).body
  return {
    ...identity,
    ...{ accountId, patientId },
    statusOf: async (password: string, phone = asha.phone) =>
      (await identity.post('/v1/auth/login', { phone, password })).status,
    reset: async (more: object = {}) =>
      identity.post('/v1/auth/password/reset', {
        ...{ phone: asha.phone, otp: await identity.askCode(asha.phone), password: NEW },
        ...more,
      }),
  }
}

test('who forgot the password sets a new one with a code, and all sign-ins end', async (t) => {
  const { reset, signIn, get, post, statusOf, changes, askCode } = await setupCitizen(t)
  const before = await signIn(asha)
  assert.equal((await reset()).status, 204)
  assert.deepEqual([await statusOf(asha.password), await statusOf(NEW)], [401, 200])
  assert.equal((await get('/v1/me', before)).status, 401)
  assert.equal((await post('/v1/auth/refresh', { refreshToken: before.refreshToken })).status, 401)
  assert.deepEqual(await changes(), ['password'])
  const otp = await askCode(asha.phone)
  assert.equal((await reset({ otp })).status, 204)
  assert.equal((await reset({ otp })).body.errors?.[0]?.pointer, '/otp', 'a code works once')
})

test('a new password can be checked before an account exists, and the check stores nothing', async (t) => {
  const { post, databaseUrl } = await setupIdentity(t)
  const accounts = async () => {
    const client = new pg.Client({ connectionString: databaseUrl })
    await client.connect()
    const { rows } = await client.query('select id, password_hash from identity.accounts order by id')
    await client.end()
    return rows
  }
  const before = await accounts()
  const check = async (password: string, phone = asha.phone) => {
    const { status, body } = await post('/v1/auth/password/check', { phone, password })
    return status === 204 ? 'taken' : `${status} ${body.errors?.[0]?.pointer} ${body.errors?.[0]?.detail}`
  }
  assert.equal(await check(NEW), 'taken')
  assert.equal(await check('password'), '400 /password is a very common password: choose another')
  assert.equal(await check('PassWord'), '400 /password is a very common password: choose another')
  assert.equal(await check('short'), '400 /password must have at least 8 characters')
  assert.equal(await check(asha.phone.slice(3)), '400 /password is the phone number: choose another')
  assert.match(await check(NEW, '12345'), /^400 \/phone /)
  assert.equal(await check(NEW), 'taken', 'a repeat says the same')
  assert.deepEqual(await accounts(), before)
})

test('a new password needs the right code, a good password, and an account', async (t) => {
  const { reset, statusOf, askCode, post, changes } = await setupCitizen(t)
  const right = await askCode(asha.phone)
  const cases: [object, number, string | undefined][] = [
    [{ otp: right === '000000' ? '000001' : '000000' }, 400, '/otp'],
    [{ otp: undefined }, 400, '/otp'],
    [{ password: 'short12' }, 400, '/password'],
    [{ password: asha.phone.slice(3) }, 400, '/password'],
    [{ phone: '12345' }, 400, '/phone'],
    [{ phone: omar.phone }, 400, '/otp'],
    [{ name: 'Asha' }, 400, '/name'],
  ]
  for (const [more, status, pointer] of cases) {
    const answer = await reset(more)
    assert.deepEqual([answer.status, answer.body.errors?.[0]?.pointer], [status, pointer], JSON.stringify(more))
  }
  const body = { phone: omar.phone, otp: await askCode(omar.phone), password: NEW }
  const unknown = await post('/v1/auth/password/reset', body)
  assert.deepEqual([unknown.status, unknown.body.type], [404, '/problems/no-account'])
  assert.equal(await statusOf(asha.password), 200)
  assert.deepEqual(await changes(), [])
})

test('a signed-in person changes the password by the current one or by a code, and other sign-ins end', async (t) => {
  const { put, get, signIn, statusOf, askCode, changes } = await setupCitizen(t)
  const [here, elsewhere] = [await signIn(asha), await signIn(asha)]
  const change = (body: object) => put('/v1/me/password', body, here)
  assert.equal((await change({ current: asha.password, password: NEW })).status, 204)
  assert.deepEqual([(await get('/v1/me', here)).status, (await get('/v1/me', elsewhere)).status], [200, 401])
  assert.deepEqual([await statusOf(asha.password), await statusOf(NEW)], [401, 200])
  const other = `${NEW} again`
  assert.equal((await change({ otp: await askCode(asha.phone), password: other })).status, 204)
  assert.equal(await statusOf(other), 200)
  assert.deepEqual(await changes(), ['password', 'password'])
  const cases: [object, string][] = [
    [{ current: 'a wrong password', password: NEW }, '/current'],
    [{ otp: '000000', password: NEW }, '/otp'],
    [{ password: NEW }, '/current'],
    [{ current: other, otp: '000000', password: NEW }, '/otp'],
    [{ current: other }, '/password'],
    [{ current: other, password: 'password123' }, '/password'],
  ]
  for (const [body, pointer] of cases) {
    const answer = await change(body)
    assert.deepEqual([answer.status, answer.body.errors?.[0]?.pointer], [400, pointer], JSON.stringify(body))
  }
  assert.equal((await put('/v1/me/password', { current: other, password: NEW })).status, 401)
  assert.equal(await statusOf(other), 200)
})

test('a person who signs in with codes only may set a first password with a code', async (t) => {
  const { put, signInByCode, statusOf, askCode, register } = await setupCitizen(t)
  const { password: _, ...noPassword } = omar
  await register(noPassword)
  const person = await signInByCode(omar.phone)
  const refused = await put('/v1/me/password', { current: 'anything', password: NEW }, person)
  assert.deepEqual([refused.status, refused.body.errors?.[0]?.pointer], [400, '/current'])
  assert.equal((await put('/v1/me/password', { otp: await askCode(omar.phone), password: NEW }, person)).status, 204)
  assert.equal(await statusOf(NEW, omar.phone), 200)
})

test('a stolen sign-in cannot guess the password', async (t) => {
  const env = { SEHAT_RATE_LIMITS: 'on', SEHAT_LOGIN_PER_PHONE_MAX: '5' }
  const { put, signIn } = await setupIdentity(t, { env })
  const person = await signIn(nila)
  const guess = async () => (await put('/v1/me/password', { current: 'a wrong one', password: NEW }, person)).status
  const statuses: number[] = []
  for (let tries = 0; tries < 6; tries++) statuses.push(await guess())
  assert.deepEqual(statuses, [400, 400, 400, 400, 429, 429], 'the sign-in counted too')
})

test('the phone changes with a code of the new one, the old phone is told and is free', async (t) => {
  const { put, signIn, statusOf, askCode, messages, register, get, post, staff, centre, patientId } =
    await setupCitizen(t)
  const person = await signIn(asha)
  const phone = '+919812345688'
  const change = async () => put('/v1/me/phone', { phone, otp: await askCode(phone) }, person)
  assert.equal((await change()).status, 204)
  const [told] = await messages()
  assert.equal(told?.to, asha.phone)
  assert.match(told?.text ?? '', /ends in 5688/)
  assert.equal((await change()).status, 204, 'the same phone again changes nothing')
  assert.deepEqual([await statusOf(asha.password), await statusOf(asha.password, phone)], [401, 200])
  assert.equal((await get('/v1/me', person)).body.phone, phone)
  const reception = await staff('reception', (await centre()).facilityId)
  const find = async (asked: string) => {
    const description = { phone: asked, birthDate: asha.birthDate }
    return (await post('/v1/patients/match', description, reception)).body.candidates.map((one) => one.patientId)
  }
  assert.deepEqual([await find(phone), await find(asha.phone)], [[patientId], []], 'staff find her by the new phone')
  assert.equal((await register({ ...omar, phone: asha.phone })).status, 201, 'the old phone belongs to nobody')
})

test('a phone is changed only with its code, from a fresh sign-in, and never to that of another account', async (t) => {
  const { put, post, signIn, askCode, register, clock, get } = await setupCitizen(t)
  await register(omar)
  const person = await signIn(asha)
  const change = (body: object, by = person) => put('/v1/me/phone', body, by)
  const phone = '+919812345688'
  assert.equal((await change({ phone, otp: await askCode(asha.phone) })).body.errors?.[0]?.pointer, '/otp')
  const taken = await change({ phone: omar.phone, otp: await askCode(omar.phone) })
  assert.deepEqual([taken.status, taken.body.type], [409, '/problems/account-exists'])
  clock.advance(HOUR_MS + 1_000)
  const { body } = await post('/v1/auth/refresh', { refreshToken: person.refreshToken })
  const old = { ...person, token: body.accessToken }
  const late = await change({ phone, otp: await askCode(phone) }, old)
  assert.deepEqual([late.status, late.body.type], [403, '/problems/sign-in-too-old'])
  assert.equal((await get('/v1/me', old)).body.phone, asha.phone)
  assert.equal((await put('/v1/me/phone', { phone, otp: '000000' })).status, 401)
})

test('a mail address is bound with its code, told as a change, and forgotten again', async (t) => {
  const { put, post, get, ask, signIn, readCode, messages, changes } = await setupCitizen(t)
  const person = await signIn(asha)
  const mail = 'Asha.R@Example.in'
  const sendTo = (to: string) => post('/v1/me/mail/code', { mail: to }, person)
  assert.equal((await sendTo(mail)).status, 202)
  assert.equal((await messages())[0]?.to, mail.toLowerCase(), 'one form for all spellings')
  const code = await readCode(mail.toLowerCase())
  const wrong = await put('/v1/me/mail', { mail, code: code === '000000' ? '000001' : '000000' }, person)
  assert.deepEqual([wrong.status, wrong.body.errors?.[0]?.pointer], [400, '/code'])
  assert.equal((await put('/v1/me/mail', { mail: 'omar@example.in', code }, person)).status, 400)
  assert.equal((await put('/v1/me/mail', { mail: 'no address', code }, person)).body.errors?.[0]?.pointer, '/mail')
  assert.equal((await put('/v1/me/mail', { mail, code }, person)).status, 204)
  const mailOf = async () => ((await get('/v1/me', person)).body as unknown as { mail?: string }).mail
  assert.equal(await mailOf(), mail.toLowerCase())
  for (const _ of [1, 2]) assert.equal((await ask('DELETE', '/v1/me/mail', { by: person })).status, 204)
  assert.equal(await mailOf(), undefined)
  assert.deepEqual(await changes(), ['mail', 'mail'])
  assert.equal((await post('/v1/me/mail/code', { mail })).status, 401)
})

test('a code of a mail address does not open an account, and an old sign-in binds none', async (t) => {
  const { put, post, signIn, readCode, clock } = await setupCitizen(t)
  const person = await signIn(asha)
  const mail = 'asha@example.in'
  await post('/v1/me/mail/code', { mail }, person)
  const code = await readCode(mail)
  assert.equal((await post('/v1/auth/login', { phone: asha.phone, otp: code })).status, 401)
  clock.advance(HOUR_MS + 1_000)
  const { body } = await post('/v1/auth/refresh', { refreshToken: person.refreshToken })
  const old = { ...person, token: body.accessToken }
  await post('/v1/me/mail/code', { mail }, old)
  const late = await put('/v1/me/mail', { mail, code: await readCode(mail) }, old)
  assert.deepEqual([late.status, late.body.type], [403, '/problems/sign-in-too-old'])
})
