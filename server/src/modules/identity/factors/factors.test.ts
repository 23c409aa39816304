// Tests second factors: a sign-in without one opens nothing, and an app or a recovery code gives the roles once.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '../../../platform/id.ts'
import { type Authenticator, createAuthenticator } from '../passkeys/testing-authenticator.ts'
import { dueOf, outcome, pointerOf, ravi, setupFactors } from './testing-factors.ts'

const NEEDED = [403, 'second-factor-needed']
/** What a sign-in may ask before its second factor. */
const BEFORE = [
  'GET /v1/me',
  'GET /v1/me/second-factor',
  'POST /v1/auth/second-factor',
  'POST /v1/auth/second-factor/challenge',
  'POST /v1/auth/second-factor/passkey',
  'POST /v1/me/authenticator/setup',
  'PUT /v1/me/authenticator',
  'POST /v1/me/passkeys',
  'POST /v1/me/passkeys/challenge',
]

test('before the second factor a token opens no route but those that give it', async (t) => {
  const { ask, byCode, program } = await setupFactors(t)
  const { answer, by } = await byCode()
  assert.deepEqual([answer.status, dueOf(answer), answer.body.account.roles], [200, 'enrol', []])
  const { body } = await ask<{ paths: Record<string, Record<string, { 'x-roles'?: string[] }>> }>(
    'GET',
    '/openapi.json',
  )
  const opened: string[] = []
  let asked = 0
  for (const [path, methods] of Object.entries(body.paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      const name = `${method.toUpperCase()} ${path}`
      // Signing out would end the sign-in of this test. It is tested with the cookie.
      if (name === 'POST /v1/auth/logout') continue
      // Routes of outside systems take their own token.
      if (!operation['x-roles'] || operation['x-roles'].join() === 'client') continue
      asked++
      const url = path.replaceAll(/\{\w+\}/g, newId(0))
      const headers = { authorization: `Bearer ${by.token}` }
      const { statusCode, body: text } = await program.app.inject({ method: method as 'get', url, headers })
      if (statusCode !== 403 || !text.includes('/problems/second-factor-needed')) opened.push(name)
    }
  }
  assert.ok(asked > 50, `${asked} routes`)
  assert.deepEqual(opened.sort(), BEFORE.toSorted())
})

test('who has no factor yet signs in with a code, sets up an app, and then has the roles', async (t) => {
  const { byPassword, byCode, setUp, send, refresh, get, codeNow, clock, program } = await setupFactors(t)
  assert.deepEqual(outcome((await byPassword()).answer), [403, 'enrol-by-code'], 'a stolen password is not enough')
  const { by } = await byCode()
  const { setup, secret, uri } = (await setUp(by)).body
  assert.match(uri, /^otpauth:\/\/totp\/Sehat:Ravi%20Kumar\?issuer=Sehat&secret=[A-Z2-7]{32}&/)
  const take = (code: string, more: object = {}) => send('PUT', '/v1/me/authenticator', by, { setup, code, ...more })
  const right = await codeNow(secret)
  const wrong = right === '000000' ? '000001' : '000000'
  assert.deepEqual(pointerOf(await take(wrong)), [400, '/code'])
  assert.deepEqual(pointerOf(await take(right, { setup: 'A'.repeat(43) })), [400, '/setup'])
  assert.equal((await take(right)).status, 204)
  assert.deepEqual(outcome(await take(right)), NEEDED, 'the old token must not change the factor')
  const signedIn = await refresh(by)
  assert.deepEqual((await get('/v1/me', signedIn)).body.roles, ['vaccinator'])
  const status = (await send('GET', '/v1/me/second-factor', signedIn)).body
  assert.deepEqual(
    [status.isDemanded, status.isGiven, status.hasApp, status.passkeys, status.recoveryCodesLeft],
    [true, true, true, 0, 0],
  )
  const { rows } = await program.context('identity').pool.query('select sealed from identity.totps')
  assert.ok(!rows[0].sealed.includes(secret), 'the secret is encrypted')
  const late = (await setUp(signedIn)).body
  clock.advance(901_000)
  const body = { setup: late.setup, code: await codeNow(late.secret) }
  const answer = await send('PUT', '/v1/me/authenticator', await refresh(signedIn), body)
  assert.deepEqual(pointerOf(answer), [400, '/setup'], 'too late')
})

test('each code of the app gives the factor once, also to two requests at once', async (t) => {
  const { byPassword, byCode, enrol, give, get, codeNow, clock, peer } = await setupFactors(t)
  const secret = await enrol((await byCode()).by)
  const { answer, by } = await byPassword()
  assert.deepEqual([answer.status, dueOf(answer), answer.body.account.roles], [200, 'needed', []])
  assert.deepEqual(outcome(await get('/v1/me/sign-ins', by)), NEEDED)
  const other = await peer()
  const code = await codeNow(secret)
  const bodies = Array.from({ length: 6 }, (_, nth) => nth)
  const answers = await Promise.all(
    bodies.map((nth) =>
      nth % 2 ? give(by, { code }) : other.ask<never>('POST', '/v1/auth/second-factor', { by, body: { code } }),
    ),
  )
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 400, 400, 400, 400, 400])
  const given = answers.find(({ status }) => status === 200)?.body as { accessToken: string } | undefined
  assert.deepEqual((await get('/v1/me', { ...by, token: given?.accessToken ?? '' })).body.roles, ['vaccinator'])
  const second = (await byPassword()).by
  assert.deepEqual(pointerOf(await give(second, { code })), [400, '/code'], 'a replay in another sign-in')
  clock.advance(30_000)
  const before = await codeNow(secret)
  clock.advance(30_000)
  assert.equal((await give(second, { code: before })).status, 200, 'the clock of a phone may be half a minute late')
  const third = (await byPassword()).by
  const old = await codeNow(secret)
  clock.advance(61_000)
  assert.deepEqual(pointerOf(await give(third, { code: old })), [400, '/code'])
  for (const body of [{}, { code: '123456', recoveryCode: '7KQ2M-XW49P' }, { code: '12345' }, { recoveryCode: '1' }]) {
    assert.equal((await give(third, body)).status, 400, JSON.stringify(body))
  }
})

test('a sign-in that lacks the factor cannot add one of its own, and cannot change the account', async (t) => {
  const { byPassword, byCode, enrol, setUp, send, codeNow } = await setupFactors(t)
  const first = (await byCode()).by
  const early = (await setUp(first)).body
  const options = (await send('POST', '/v1/me/passkeys/challenge', first)).body
  await enrol(first)
  const { by } = await byPassword()
  assert.deepEqual(outcome(await setUp(by)), NEEDED)
  const stolen = { setup: early.setup, code: await codeNow(early.secret) }
  assert.deepEqual(outcome(await send('PUT', '/v1/me/authenticator', by, stolen)), NEEDED)
  assert.deepEqual(outcome(await send('POST', '/v1/me/passkeys/challenge', by)), NEEDED)
  const passkey = createAuthenticator().create(options as never as Parameters<Authenticator['create']>[0])
  assert.deepEqual(outcome(await send('POST', '/v1/me/passkeys', by, passkey)), NEEDED)
  const changes: ['POST' | 'PUT' | 'DELETE', string, object?][] = [
    ['POST', '/v1/me/recovery-codes'],
    ['DELETE', '/v1/me/authenticator'],
    ['PUT', '/v1/me/phone', { phone: '+919812345688', otp: '123456' }],
    ['PUT', '/v1/me/password', { current: ravi.password, password: 'a new one entirely' }],
    ['DELETE', '/v1/me/sign-ins'],
  ]
  for (const [method, url, body] of changes) assert.deepEqual(outcome(await send(method, url, by, body)), NEEDED, url)
})

test('ten recovery codes work once each, in any spelling, and new codes void the old', async (t) => {
  const { byPassword, byCode, enrol, give, refresh, send, program } = await setupFactors(t)
  const first = (await byCode()).by
  await enrol(first)
  const signedIn = await refresh(first)
  const make = async () => (await send('POST', '/v1/me/recovery-codes', signedIn)).body.codes
  const [void1, ...others] = await make()
  assert.equal(others.length, 9)
  assert.match(void1 as string, /^[2-9A-Z]{5}-[2-9A-Z]{5}$/)
  const [one, two] = (await make()) as [string, string]
  const by = (await byPassword()).by
  const use = async (recoveryCode: string) => pointerOf(await give(by, { recoveryCode }))
  assert.deepEqual(await use(void1 as string), [400, '/recoveryCode'])
  const spelling = ` ${one.toLowerCase().replace('-', ' ')}`.padEnd(12)
  assert.deepEqual(await use(spelling), [200, undefined])
  assert.deepEqual(await use(one), [400, '/recoveryCode'])
  const answers = await Promise.all(Array.from({ length: 5 }, () => give(by, { recoveryCode: two })))
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 400, 400, 400, 400])
  assert.equal((await send('GET', '/v1/me/second-factor', signedIn)).body.recoveryCodesLeft, 8)
  const { rows } = await program.context('identity').pool.query('select code_hash from identity.recovery_codes')
  assert.ok(rows.every(({ code_hash }) => /^[0-9a-f]{64}$/.test(code_hash)))
})

test('guessing codes of the app ends for the day; a recovery code still works', async (t) => {
  const env = { SEHAT_RATE_LIMITS: 'on' }
  const { byPassword, byCode, enrol, give, refresh, send, clock } = await setupFactors(t, { env })
  const first = (await byCode()).by
  await enrol(first)
  const [code] = (await send('POST', '/v1/me/recovery-codes', await refresh(first))).body.codes
  const by = (await byPassword()).by
  const guesses = await Promise.all(
    Array.from({ length: 30 }, (_, nth) => give(by, { code: String(nth).padStart(6, '0') })),
  )
  assert.equal(guesses.filter(({ status }) => status === 400).length, 19, 'the setup counted too')
  assert.equal(guesses.filter(({ status }) => status === 429).length, 11)
  assert.equal((await give(by, { recoveryCode: code as string })).status, 200)
  clock.advance(86_400_000)
})
