// Tests that forged tokens are refused, refresh tokens work once, and every process refuses an ended sign-in.
import assert from 'node:assert/strict'
import { createHmac, createPublicKey, generateKeyPairSync, type JsonWebKey, type KeyObject, sign } from 'node:crypto'
import { test } from 'node:test'
import { openKeys } from '../../../platform/keys.ts'
import { TEST_SECRETS } from '../../../testing/setup.ts'
import { until } from '../../../testing/until.ts'
import { PAUSE_MS } from '../jobs.ts'
import { asha, nila, setupIdentity } from '../testing.ts'

const [signingKey] = openKeys(TEST_SECRETS.SEHAT_SECRET, TEST_SECRETS.SEHAT_IDENTIFIER_KEY).signing as [KeyObject]
const otherKey = generateKeyPairSync('ed25519').privateKey

type Part = Record<string, unknown>
const encode = (part: Part | string): string =>
  Buffer.from(typeof part === 'string' ? part : JSON.stringify(part)).toString('base64url')
const decode = (text: string): Part => JSON.parse(Buffer.from(text, 'base64url').toString())

function signed(header: Part | string, claims: Part | string, key = signingKey): string {
  const input = `${encode(header)}.${encode(claims)}`
  return `${input}.${sign(null, Buffer.from(input), key).toString('base64url')}`
}

function withHmac(header: Part, claims: Part, secret: string | Buffer): string {
  const input = `${encode(header)}.${encode(claims)}`
  return `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`
}

/** Gives forged tokens; each key says what is wrong with the token. */
function forge(token: string, publicKey: KeyObject): Record<string, string> {
  const [head, body, signature] = token.split('.') as [string, string, string]
  const header = decode(head)
  const claims = decode(body)
  const pem = publicKey.export({ type: 'spki', format: 'pem' }) as string
  const hs = { ...header, alg: 'HS256' }
  const { sid: _sid, ...withoutSession } = claims
  const { exp: _exp, ...withoutEnd } = claims
  return {
    'alg none': `${encode({ ...header, alg: 'none' })}.${body}.`,
    'alg nOnE with the signature': `${encode({ ...header, alg: 'nOnE' })}.${body}.${signature}`,
    'HS256 with the public key as PEM': withHmac(hs, claims, pem),
    'HS256 with the public key as PEM and a leading line': withHmac(hs, claims, `\n${pem}`),
    'HS256 with the public key as DER': withHmac(hs, claims, publicKey.export({ type: 'spki', format: 'der' })),
    'HS256 with the raw public key': withHmac(hs, claims, Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '')),
    'another key': signed(header, claims, otherKey),
    'another key, embedded as jwk': signed(
      { ...header, jwk: createPublicKey(otherKey).export({ format: 'jwk' }) },
      claims,
      otherKey,
    ),
    'alg ES256': signed({ ...header, alg: 'ES256' }, claims),
    'unknown kid': signed({ ...header, kid: 'unknown' }, claims),
    'no kid': signed({ alg: 'EdDSA', typ: 'at+jwt' }, claims),
    'kid that is a path': signed({ ...header, kid: '../../dev/null' }, claims),
    'typ swapped': signed({ ...header, typ: 'JWT' }, claims),
    'unknown critical header': signed({ ...header, crit: ['later'], later: true }, claims),
    'another audience': signed(header, { ...claims, aud: 'another-api' }),
    'another issuer': signed(header, { ...claims, iss: 'elsewhere' }),
    expired: signed(header, { ...claims, exp: (claims.iat as number) - 1 }),
    'end as text': signed(header, { ...claims, exp: String(claims.exp) }),
    'no end': signed(header, withoutEnd),
    'no session': signed(header, withoutSession),
    'roles changed, signature kept': `${head}.${encode({ ...claims, roles: ['citizen'] })}.${signature}`,
    'signature cut': token.slice(0, -4),
    'no signature': `${head}.${body}.`,
    'two parts': `${head}.${body}`,
    'not JSON': signed('{', claims),
    'claims that are a list': signed(header, '[]'),
    '64 KB': `${head}.${body}.${'A'.repeat(65_536)}`,
  }
}

test('a forged token is refused by every route and by introspection', async (t) => {
  const { get, post, signIn } = await setupIdentity(t)
  const { token } = await signIn(nila)
  const { keys } = (await get('/.well-known/jwks.json')).body
  const publicKey = createPublicKey({ key: keys[0] as JsonWebKey, format: 'jwk' })
  assert.equal((await get('/v1/me', { accountId: '', token })).status, 200)
  const [head, body] = token.split('.').map((part) => part) as [string, string]
  assert.equal(signed(decode(head), decode(body)), token, 'the forger knows how tokens are made')
  for (const [what, forged] of Object.entries(forge(token, publicKey))) {
    assert.equal((await get('/v1/me', { accountId: '', token: forged })).status, 401, what)
    const { status, body: state } = await post('/v1/auth/introspect', { token: forged })
    assert.ok(status === 413 || state.active === false, what)
  }
})

test('an expired token is refused, although it was accepted before', async (t) => {
  const { get, signIn, clock } = await setupIdentity(t)
  const session = await signIn(nila)
  clock.advance(599_000)
  assert.equal((await get('/v1/me', session)).status, 200)
  clock.advance(1_000)
  assert.equal((await get('/v1/me', session)).status, 401)
})

test('the public keys hold no secret, and clients may keep them for five minutes', async (t) => {
  const { get } = await setupIdentity(t)
  const { status, headers, body } = await get('/.well-known/jwks.json')
  assert.equal(status, 200)
  assert.equal(headers['cache-control'], 'public, max-age=300')
  assert.deepEqual(Object.keys(body.keys[0] ?? {}).sort(), ['alg', 'crv', 'kid', 'kty', 'use', 'x'])
})

test('introspection shows who holds a valid token, and shows nothing about an invalid token', async (t) => {
  const { post, signIn, clock } = await setupIdentity(t)
  const { token, accountId, refreshToken } = await signIn(nila)
  const expiresAt = new Date(clock.now().getTime() + 600_000).toISOString()
  const valid = await post('/v1/auth/introspect', { token })
  assert.deepEqual(valid.body, { active: true, accountId, roles: ['national-admin'], expiresAt })
  for (const other of ['', 'x', refreshToken]) {
    const { status, body } = await post('/v1/auth/introspect', { token: other })
    assert.deepEqual([status, body], [200, { active: false }])
  }
  assert.equal((await post('/v1/auth/introspect', {})).status, 400)
})

test('each refresh gives new tokens; an old token ends the sign-in and is published as an event', async (t) => {
  const { get, post, signIn, clock, program, register } = await setupIdentity(t)
  await register(asha)
  const session = await signIn(asha)
  const stranger = await signIn(asha)
  clock.advance(60_000)
  const second = await post('/v1/auth/refresh', { refreshToken: session.refreshToken })
  assert.equal(second.status, 200)
  assert.notEqual(second.body.refreshToken, session.refreshToken)
  assert.equal(second.body.account.id, session.accountId)
  const third = await post('/v1/auth/refresh', { refreshToken: second.body.refreshToken })
  assert.equal(third.status, 200)
  const reused = await post('/v1/auth/refresh', { refreshToken: session.refreshToken })
  assert.deepEqual([reused.status, reused.body.type], [401, '/problems/refresh-token-refused'])
  assert.equal((await post('/v1/auth/refresh', { refreshToken: third.body.refreshToken })).status, 401)
  for (const token of [session.token, second.body.accessToken, third.body.accessToken]) {
    assert.equal((await get('/v1/me', { accountId: '', token })).status, 401)
  }
  assert.equal((await get('/v1/me', stranger)).status, 200, 'another sign-in of the same account stays valid')
  const { rows } = await program
    .context('identity')
    .pool.query(`select body->'body' as body from identity.outbox where name = 'identity.refresh-token-reused.v1'`)
  assert.equal(rows.length, 1)
  assert.equal(rows[0].body.accountId, session.accountId)
})

test('a sign-in ends on time in spite of refreshes, and for staff after a working day', async (t) => {
  const { post, signIn, clock } = await setupIdentity(t)
  let { refreshToken } = await signIn(nila)
  const refresh = async () => {
    const { status, body } = await post('/v1/auth/refresh', { refreshToken })
    refreshToken = body.refreshToken
    return status
  }
  clock.advance(6 * 3_600_000)
  assert.equal(await refresh(), 200)
  clock.advance(6 * 3_600_000 - 1)
  assert.equal(await refresh(), 200)
  clock.advance(1)
  assert.equal(await refresh(), 401)
})

test('a value that is not a refresh token is refused', async (t) => {
  const { post, signIn } = await setupIdentity(t)
  const { refreshToken, token } = await signIn(nila)
  const [sessionId, secret] = refreshToken.split('.') as [string, string]
  const others = ['', 'x', token, sessionId, `${sessionId}.`, `${sessionId}.${secret}x`, `${sessionId} .${secret}`]
  for (const other of others) {
    const { status } = await post('/v1/auth/refresh', { refreshToken: other })
    assert.equal(status, 401, other)
  }
  assert.equal((await post('/v1/auth/refresh', { refreshToken })).status, 200, 'none of these ended the sign-in')
  assert.equal((await post('/v1/auth/refresh', { refreshToken: 7 })).status, 400)
})

test('one of two parallel refreshes with one token succeeds, and then the sign-in ends', async (t) => {
  const { get, post, signIn, peer, register } = await setupIdentity(t)
  await register(asha)
  const other = await peer()
  const winners: string[] = []
  for (let round = 0; round < 10; round++) {
    const { refreshToken } = await signIn(asha)
    const answers = await Promise.all([
      post('/v1/auth/refresh', { refreshToken }),
      other.post('/v1/auth/refresh', { refreshToken }),
    ])
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 401])
    const winner = answers.find(({ status }) => status === 200)?.body
    assert.equal((await post('/v1/auth/refresh', { refreshToken: winner?.refreshToken })).status, 401)
    winners.push(winner?.accessToken ?? '')
  }
  for (const token of winners) {
    // The process that answered 401 refuses the token at once, but the test does not know which process that was.
    for (const one of [get, other.get]) {
      const isRefused = async () => (await one('/v1/me', { accountId: '', token })).status === 401
      await until('both processes refuse the new access token', isRefused)
    }
  }
})

test('after sign-out this process refuses the tokens at once, and another process within a second', async (t) => {
  const { get, post, signIn, peer } = await setupIdentity(t, { clock: 'real' })
  const other = await peer()
  const session = await signIn(nila)
  const staying = await signIn(nila)
  assert.equal((await other.get('/v1/me', session)).status, 200)
  assert.equal((await post('/v1/auth/logout', undefined, session)).status, 204)
  assert.equal((await get('/v1/me', session)).status, 401)
  assert.equal((await post('/v1/auth/refresh', { refreshToken: session.refreshToken })).status, 401)
  assert.ok(PAUSE_MS <= 500, 'a process reads revocations at least twice a second')
  await until('the other process refuses the token', async () => (await other.get('/v1/me', session)).status === 401)
  assert.equal((await other.get('/v1/me', staying)).status, 200)
  const third = await peer()
  assert.equal((await third.get('/v1/me', session)).status, 401, 'a process that starts later refuses the token too')
  assert.equal((await post('/v1/auth/logout', undefined, session)).status, 401)
})

test('only a signed-in person can read the own account or sign out', async (t) => {
  const { get, post } = await setupIdentity(t)
  assert.equal((await get('/v1/me')).status, 401)
  assert.equal((await post('/v1/auth/logout')).status, 401)
})
