// Sends forged, broken and misplaced tokens to a protected route of each module: the server refuses every one.
import assert from 'node:assert/strict'
import { createHmac, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { after, before, test } from 'node:test'
import { type Actor, openAuth } from '../platform/auth.ts'
import { openKeys } from '../platform/keys.ts'
import type { Request } from '../testing/access-rows.ts'
import { inParallel } from '../testing/in-parallel.ts'
import { findAllowed, routeOf } from './access/testing-probes.ts'
import { type SeenRoute, showToken } from './access/testing-routes.ts'
import { openWorld, prepare, toSent, type World } from './access/testing-world.ts'

type Json = Record<string, unknown>

/** A protected route of one module, and a genuine token of a person who may use it. */
interface Door {
  readonly name: string
  readonly route: SeenRoute
  readonly request: Request
  readonly token: string
}

const cleanUps: (() => Promise<void>)[] = []
let world: World
let doors: Door[]

before(async () => {
  world = await openWorld({ after: (cleanUp) => void cleanUps.push(cleanUp) })
  doors = await findDoors()
})
after(async () => {
  for (const cleanUp of cleanUps) await cleanUp()
})

async function findDoors(): Promise<Door[]> {
  const found = new Map<string, Door>()
  for (const name of world.rows.keys()) {
    const route = routeOf(world, name)
    const module = route.schema.tags?.[0] ?? 'none'
    if (route.access?.kind === 'public' || found.has(module)) continue
    const request = await prepare(world, name, world.standing)
    found.set(module, { name, route, request, token: findAllowed(world, name)?.token as string })
  }
  return [...found.values()]
}

const toText = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
const toJson = (part: string): Json => JSON.parse(Buffer.from(part, 'base64url').toString()) as Json

const stranger = generateKeyPairSync('ed25519').privateKey
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
const strangerJwk = createPublicKey(stranger).export({ format: 'jwk' })

interface Parts {
  readonly header: Json
  readonly payload: Json
  readonly text: readonly [string, string, string]
  /** Our own key. A token signed with it is not forged, but it may be for another use. */
  readonly own: KeyObject
}

function takeApart(token: string): Parts {
  const text = token.split('.') as unknown as Parts['text']
  const own = world.program.context('identity').keys.signing[0] as KeyObject
  return { header: toJson(text[0]), payload: toJson(text[1]), text, own }
}

function signed(header: Json, payload: unknown, key: KeyObject): string {
  const data = `${toText(header)}.${toText(payload)}`
  return `${data}.${sign(null, Buffer.from(data), key).toString('base64url')}`
}

function signedWith(algorithm: string, header: Json, payload: Json, key: KeyObject): string {
  const data = `${toText(header)}.${toText(payload)}`
  return `${data}.${sign(algorithm, Buffer.from(data), key).toString('base64url')}`
}

function hashed(header: Json, payload: Json, secret: string | Buffer): string {
  const data = `${toText(header)}.${toText(payload)}`
  return `${data}.${createHmac('sha256', secret).update(data).digest('base64url')}`
}

function algorithms({ header, payload, text, own }: Parts): Record<string, string> {
  const ours = createPublicKey(own)
  const pem = ours.export({ type: 'spki', format: 'pem' }).toString()
  const raw = Buffer.from(ours.export({ format: 'jwk' }).x as string, 'base64url')
  const hs256 = { ...header, alg: 'HS256' }
  const unsigned = (alg: unknown): string => `${toText({ ...header, alg })}.${text[1]}.`
  return {
    'alg none': unsigned('none'),
    'alg None': unsigned('None'),
    'alg nOnE': unsigned('nOnE'),
    'alg NONE with our signature': `${unsigned('NONE')}${text[2]}`,
    'alg none without the last dot': unsigned('none').slice(0, -1),
    'alg empty': unsigned(''),
    'alg null': unsigned(null),
    'alg as a list': unsigned(['EdDSA']),
    'no alg': signed({ typ: header.typ, kid: header.kid }, payload, own),
    'HS256 with our key as PEM': hashed(hs256, payload, pem),
    'HS256 with our key as PEM after a line break': hashed(hs256, payload, `\n${pem}`),
    'HS256 with our key as PEM after a space': hashed(hs256, payload, ` ${pem}`),
    'HS256 with our key as PEM without its end': hashed(hs256, payload, pem.trim()),
    'HS256 with our key as DER': hashed(hs256, payload, ours.export({ type: 'spki', format: 'der' })),
    'HS256 with our raw key': hashed(hs256, payload, raw),
    'HS256 with our key as text': hashed(hs256, payload, raw.toString('base64url')),
    'HS256 with an empty key': hashed(hs256, payload, ''),
    'HS256 that says EdDSA': hashed(header, payload, raw),
    'ES256 with another key': signedWith('sha256', { ...header, alg: 'ES256' }, payload, ec),
    'RS256 with another key': signedWith('sha256', { ...header, alg: 'RS256' }, payload, rsa),
    'alg Ed25519 with another key': signed({ ...header, alg: 'Ed25519' }, payload, stranger),
    'alg EdDSA in small letters': signed({ ...header, alg: 'eddsa' }, payload, own),
    'a JWE of five parts': `${toText({ alg: 'dir', enc: 'A256GCM' })}..${text[1]}.${text[2]}.${text[2]}`,
  }
}

function keysAndHeaders({ header, payload, own }: Parts): Record<string, string> {
  const byStranger = (more: Json): string => signed({ ...header, ...more }, payload, stranger)
  const byUs = (more: Json): string => signed({ ...header, ...more }, payload, own)
  return {
    'another key with our kid': byStranger({}),
    'another key with its own kid': byStranger({ kid: 'mine' }),
    'another key in the header': byStranger({ jwk: strangerJwk }),
    'another key in the header, without kid': byStranger({ jwk: strangerJwk, kid: undefined }),
    'an address of another key': byStranger({ jku: 'http://127.0.0.1:9/jwks.json' }),
    'an address of a certificate': byStranger({ x5u: 'http://127.0.0.1:9/cert.pem' }),
    'a certificate in the header': byStranger({ x5c: ['MIIB'] }),
    'an unknown kid': byUs({ kid: 'unknown' }),
    'no kid': byUs({ kid: undefined }),
    'an empty kid': byUs({ kid: '' }),
    'a kid that climbs': byUs({ kid: '../../../../dev/null' }),
    'a kid with NUL': byUs({ kid: `${header.kid}\0` }),
    'a kid with SQL': byUs({ kid: "' union select 'x" }),
    'a kid of every object': byUs({ kid: '__proto__' }),
    'a kid that is a list': byUs({ kid: [header.kid] }),
    'a kid that is a number': byUs({ kid: 0 }),
    'an unknown crit': byUs({ crit: ['x-unknown'], 'x-unknown': true }),
    'an empty crit': byUs({ crit: [] }),
    'a crit that is no list': byUs({ crit: 'exp' }),
    'a payload that is not encoded': byUs({ crit: ['b64'], b64: false }),
    'another typ': byUs({ typ: 'JWT' }),
    'the typ of an id token': byUs({ typ: 'id+jwt' }),
    'no typ': byUs({ typ: undefined }),
  }
}

function claims({ header, payload, own }: Parts): Record<string, string> {
  const nowSeconds = Math.floor(world.clock.now().getTime() / 1000)
  const claiming = (more: Json): string => signed(header, { ...payload, ...more }, own)
  return {
    'another audience': claiming({ aud: 'sehat-internal' }),
    'a list of other audiences': claiming({ aud: ['a', 'b'] }),
    'no audience': claiming({ aud: undefined }),
    'another issuer': claiming({ iss: 'https://evil.example' }),
    'a list of issuers': claiming({ iss: ['sehat'] }),
    'no issuer': claiming({ iss: undefined }),
    'an exp in the past': claiming({ exp: nowSeconds - 1 }),
    'an exp of this second': claiming({ exp: nowSeconds }),
    'no exp': claiming({ exp: undefined }),
    'an exp that is text': claiming({ exp: String(nowSeconds + 600) }),
    'an exp that is null': claiming({ exp: null }),
    'an exp that is a list': claiming({ exp: [nowSeconds + 600] }),
    'a negative exp': claiming({ exp: -1 }),
    'an nbf in the future': claiming({ nbf: nowSeconds + 60 }),
    'an nbf that is text': claiming({ nbf: 'now' }),
    'no iat': claiming({ iat: undefined }),
    'an iat that is text': claiming({ iat: 'now' }),
    'no subject': claiming({ sub: undefined }),
    'no session': claiming({ sid: undefined }),
    'no roles': claiming({ roles: undefined }),
    'a payload that is a list': signed(header, [payload], own),
    'a payload that is text': signed(header, 'sub', own),
    'a payload that is null': signed(header, null, own),
  }
}

function spellings({ header, payload, text }: Parts): Record<string, string> {
  const [head, body, signature] = text
  const whole = text.join('.')
  const last = signature.slice(-1)
  // Only two of the last character's six bits count. Another character with the same two bits gives the same signature.
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
  const twin = alphabet[alphabet.indexOf(last) ^ 1] as string
  const risen = toText({ ...payload, roles: ['national-admin', 'citizen'], sub: 'x' })
  return {
    'a changed payload': `${head}.${risen}.${signature}`,
    'a changed header': `${toText({ ...header, extra: 1 })}.${body}.${signature}`,
    'no signature': `${head}.${body}.`,
    'two parts': `${head}.${body}`,
    'four parts': `${whole}.${signature}`,
    'an empty header': `.${body}.${signature}`,
    'an empty payload': `${head}..${signature}`,
    'dots alone': '..',
    'a signature of zeros': `${head}.${body}.${Buffer.alloc(64).toString('base64url')}`,
    'half a signature': `${head}.${body}.${signature.slice(0, 43)}`,
    'a signature short of one sign': whole.slice(0, -1),
    'a signature with one sign more': `${whole}A`,
    'a signature spelt another way': `${whole.slice(0, -1)}${twin}`,
    'a padded signature': `${whole}==`,
    'a padded header': `${head}=.${body}.${signature}`,
    'plain base64': `${head}.${body}.${Buffer.from(signature, 'base64url').toString('base64')}+/`,
    'a space in it': `${head}. ${body}.${signature}`,
    'a percent sign in it': `${whole}%00`,
    'text that is no JSON': `${Buffer.from('{"alg"').toString('base64url')}.${body}.${signature}`,
    'a token of 64 kB': `${head}.${toText({ ...payload, filler: 'x'.repeat(64 * 1024) })}.${signature}`,
    'a long run of dots': '.'.repeat(2_000),
    nothing: '',
    'a word': 'null',
  }
}

async function openDoor({ name, request }: Door, shown: Record<string, string>, url = request.url) {
  const method = name.split(' ')[0] as 'GET'
  const { payload, headers } = toSent(request)
  return world.ask<{ type?: string }>(method, url, { headers: { ...headers, ...shown }, body: payload })
}

async function assertRefused(make: (door: Door) => Record<string, string>): Promise<void> {
  const logged = world.logLines.length
  const shown = doors.flatMap((door) => Object.entries(make(door)).map(([what, token]) => ({ door, what, token })))
  const answers = await inParallel(shown, async ({ door, what, token }) => {
    const { status, body } = await openDoor(door, showToken(door.route, token))
    const isRefused = status === 401 && body.type === '/problems/sign-in-needed'
    return isRefused ? [] : [`${what} at ${door.name}: ${status} ${JSON.stringify(body).slice(0, 200)}`]
  })
  const accepted = answers.flat()
  assert.equal(accepted.length, 0, `\n${accepted.join('\n')}`)
  const noise = world.logLines.slice(logged).filter((line) => /"level":"(warn|error)"|eyJ/.test(line))
  assert.deepEqual(noise, [])
}

test('each module with protected routes has a route in this test', () => {
  assert.ok(doors.length >= 5, doors.map(({ name }) => name).join())
})

test('a token with another algorithm is refused', async () => {
  await assertRefused(({ token }) => algorithms(takeApart(token)))
})

test('a token with another key or another header is refused', async () => {
  await assertRefused(({ token }) => keysAndHeaders(takeApart(token)))
})

test('a token for another use or another time is refused', async () => {
  await assertRefused(({ token }) => claims(takeApart(token)))
})

test('a token in any other spelling is refused', async () => {
  await assertRefused(({ token }) => spellings(takeApart(token)))
})

test('a token of another installation is refused', async () => {
  const elsewhere = await openAuth(openKeys('another secret of 32 characters!', 'k'.repeat(32)), world.clock)
  const actor = { accountId: 'x', sessionId: 'x', roles: ['national-admin'] } as unknown as Actor
  const token = await elsewhere.sign(actor, 600)
  await assertRefused(() => ({ elsewhere: token }))
})

test('a refresh token does not work as an access token, nor an access token as a refresh token', async () => {
  const { accessToken, refreshToken } = await world.signIn()
  await assertRefused(() => ({ refreshToken }))
  const answer = await world.ask('POST', '/v1/auth/refresh', { body: { refreshToken: accessToken } })
  assert.equal(answer.status, 401)
})

test('the server ignores a token in a wrong place', async () => {
  for (const door of doors) {
    const { token, request } = door
    const join = request.url.includes('?') ? '&' : '?'
    const places: [Record<string, string>, string?][] = [
      [{}],
      [{ cookie: `access_token=${token}; token=${token}` }],
      [{ 'x-access-token': token, 'x-authorization': `Bearer ${token}` }],
      [{}, `${request.url}${join}access_token=${token}`],
      [{ authorization: token }],
      [{ authorization: `Basic ${token}` }],
      [{ authorization: `Bearer${token}` }],
      [{ authorization: `Bearer  ${token}` }],
      [{ authorization: `Bearer ${token} ${token}` }],
      [{ authorization: `Bearer ${token}, Bearer ${token}` }],
      [{ authorization: `Bearer nonsense, Bearer ${token}` }],
      [{ authorization: `Bearer ${token}\0` }],
    ]
    for (const [headers, url] of places) {
      const { status } = await openDoor(door, headers, url)
      assert.equal(status, 401, `${door.name} ${JSON.stringify(headers).slice(0, 60)} ${url?.slice(0, 60) ?? ''}`)
    }
  }
})

test('after all these requests the genuine token still works at each route', async () => {
  for (const door of doors) {
    const { status, body } = await openDoor(door, showToken(door.route, door.token))
    assert.ok(status < 300, `${door.name}: ${status} ${JSON.stringify(body)}`)
  }
})
