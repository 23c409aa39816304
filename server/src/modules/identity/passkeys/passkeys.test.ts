// Tests passkeys with a software authenticator: adding, signing in, removing, and everything that must be refused.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Answer } from '../../../testing/setup.ts'
import { asha, type Body, nila, omar, type SignedInPerson, setupIdentity } from '../testing.ts'
import { type Authenticator, createAuthenticator, type Odd } from './testing-authenticator.ts'

const HERE = { host: 'localhost' }
const HOUR_MS = 3_600_000

type Options = Parameters<Authenticator['create']>[0] & Parameters<Authenticator['sign']>[0]

async function setupPasskeys(t: Parameters<typeof setupIdentity>[0]) {
  const identity = await setupIdentity(t)
  const { ask } = identity
  const send = (url: string, body?: object, by?: SignedInPerson, more: object = {}): Promise<Answer<Body>> =>
    ask<Body>('POST', url, { by, body, headers: HERE, ...more })
  const optionsOf = async (url: string, by?: SignedInPerson, headers = HERE) =>
    (await ask<Options>('POST', url, { by, headers })).body
  const begin = (by: SignedInPerson) => optionsOf('/v1/me/passkeys/challenge', by)
  const challenge = () => optionsOf('/v1/auth/passkey/challenge')
  return {
    ...identity,
    ...{ send, begin, challenge },
    add: async (by: SignedInPerson, device: Authenticator, odd: Odd = {}) =>
      send('/v1/me/passkeys', device.create(await begin(by), odd), by),
    use: async (device: Authenticator, odd: Odd = {}) => send('/v1/auth/passkey', device.sign(await challenge(), odd)),
    list: async (by: SignedInPerson) =>
      (await ask<{ items: { passkeyId: string; lastUsedAt?: string }[] }>('GET', '/v1/me/passkeys', { by })).body.items,
  }
}

const outcome = ({ status, body }: Answer<Body>) => [status, body.type?.replace('/problems/', '')]
const REFUSED = [401, 'passkey-refused']

test('a person adds a passkey and signs in with it, without typing a phone', async (t) => {
  const { add, use, list, get, register, signIn, changes } = await setupPasskeys(t)
  const { accountId } = (await register(asha)).body
  const person = await signIn(asha)
  const phone = createAuthenticator()
  assert.equal((await add(person, phone)).status, 201)
  assert.deepEqual(await changes(), ['passkey'], 'the holder hears of it')
  const signedIn = await use(phone)
  assert.equal(signedIn.status, 200)
  assert.equal(signedIn.body.account.id, accountId)
  const by = { accountId, token: signedIn.body.accessToken }
  assert.equal((await get('/v1/me', by)).body.phone, asha.phone)
  const [passkey] = await list(person)
  assert.ok(passkey?.lastUsedAt)
  assert.equal((await use(phone)).status, 200, 'a second use counts on')
})

test('staff sign in with a passkey and get the roles of their workplace', async (t) => {
  const { add, use, signIn } = await setupPasskeys(t)
  const key = createAuthenticator()
  await add(await signIn(nila), key)
  assert.deepEqual((await use(key)).body.account.roles, ['national-admin'])
})

test('a passkey is refused from another page, another website, unverified, forged or copied', async (t) => {
  const { add, use, register, signIn } = await setupPasskeys(t)
  await register(asha)
  const phone = createAuthenticator()
  await add(await signIn(asha), phone)
  const odd: Odd[] = [
    { origin: 'https://evil.example' },
    { origin: 'http://localhost:9' },
    { origin: 'http://localhost.evil.example' },
    { rpId: 'evil.example' },
    { isVerified: false },
    { hasOtherKey: true },
    { type: 'webauthn.create' },
    { challenge: Buffer.alloc(32, 7).toString('base64url') },
  ]
  for (const one of odd) assert.deepEqual(outcome(await use(phone, one)), REFUSED, JSON.stringify(one))
  assert.equal((await use(phone, { counter: 50 })).status, 200)
  assert.deepEqual(outcome(await use(phone, { counter: 50 })), REFUSED, 'a copy of the key counts from the same number')
  assert.deepEqual(outcome(await use(phone, { counter: 12 })), REFUSED)
  assert.equal((await use(phone, { counter: 51 })).status, 200)
})

test('a challenge works once, for five minutes, and only for what it was made', async (t) => {
  const { add, send, begin, challenge, register, signIn, clock } = await setupPasskeys(t)
  await register(asha)
  const person = await signIn(asha)
  const phone = createAuthenticator()
  const created = phone.create(await begin(person))
  assert.equal((await send('/v1/me/passkeys', created, person)).status, 201)
  const again = await send('/v1/me/passkeys', created, person)
  assert.deepEqual([again.status, again.body.errors?.[0]?.pointer], [400, '/clientData'])
  const signed = phone.sign(await challenge())
  assert.equal((await send('/v1/auth/passkey', signed)).status, 200)
  assert.deepEqual(outcome(await send('/v1/auth/passkey', signed)), REFUSED, 'a replay')
  const wrong = await challenge()
  assert.deepEqual(outcome(await send('/v1/auth/passkey', phone.sign(wrong, { hasOtherKey: true }))), REFUSED)
  assert.deepEqual(outcome(await send('/v1/auth/passkey', phone.sign(wrong))), REFUSED, 'a failed try uses it up')
  const slow = await challenge()
  clock.advance(300_000)
  assert.deepEqual(outcome(await send('/v1/auth/passkey', phone.sign(slow))), REFUSED, 'too late')
  const { challenge: other } = await begin(person)
  assert.deepEqual(
    outcome(await send('/v1/auth/passkey', phone.sign({ rpId: 'localhost', challenge: other }))),
    REFUSED,
  )
  assert.equal((await add(person, createAuthenticator())).status, 201)
})

test('of twenty requests with one challenge, in two processes, exactly one signs in', async (t) => {
  const { add, send, challenge, register, signIn, peer } = await setupPasskeys(t)
  await register(asha)
  const phone = createAuthenticator()
  await add(await signIn(asha), phone)
  const other = await peer()
  const signed = phone.sign(await challenge())
  const ask = (nth: number) =>
    nth % 2 ? send('/v1/auth/passkey', signed) : other.ask('POST', '/v1/auth/passkey', { body: signed, headers: HERE })
  const statuses = (await Promise.all(Array.from({ length: 20 }, (_, nth) => ask(nth)))).map(({ status }) => status)
  assert.equal(statuses.filter((status) => status === 200).length, 1)
  assert.equal(statuses.filter((status) => status === 401).length, 19)
})

test('of two uses at the same time that say the same count, one is refused: somebody copied the key', async (t) => {
  const { add, send, challenge, register, signIn } = await setupPasskeys(t)
  await register(asha)
  const phone = createAuthenticator()
  await add(await signIn(asha), phone)
  const [one, two] = [await challenge(), await challenge()]
  const bodies = [phone.sign(one, { counter: 5 }), phone.sign(two, { counter: 5 })]
  const answers = await Promise.all(bodies.map((body) => send('/v1/auth/passkey', body)))
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 401])
})

test('a passkey opens only its own account, whatever the request says', async (t) => {
  const { add, use, send, begin, list, register, signIn, ask } = await setupPasskeys(t)
  await register(asha)
  await register(omar)
  const [ashaHere, omarHere] = [await signIn(asha), await signIn(omar)]
  const phone = createAuthenticator()
  await add(omarHere, phone)
  const handle = (id: string): string => Buffer.from(id).toString('base64url')
  for (const userHandle of [handle(ashaHere.accountId), handle('nobody'), handle(`${omarHere.accountId}x`)]) {
    assert.deepEqual(outcome(await use(phone, { userHandle })), REFUSED)
  }
  const stolen = phone.create(await begin(ashaHere))
  const refused = await send('/v1/me/passkeys', stolen, omarHere)
  assert.deepEqual([refused.status, refused.body.errors?.[0]?.pointer], [400, '/clientData'], 'a challenge of Asha')
  const own = await list(omarHere)
  const removal = await ask('DELETE', `/v1/me/passkeys/${own[0]?.passkeyId}`, { by: ashaHere })
  assert.equal(removal.status, 404, 'the passkeys of others do not exist')
  assert.equal((await use(phone, { userHandle: handle(omarHere.accountId) })).status, 200)
})

test('a new passkey must be of this website, verified, and without certificates', async (t) => {
  const { add, list, register, signIn, changes } = await setupPasskeys(t)
  await register(asha)
  const person = await signIn(asha)
  const odd: Odd[] = [
    { origin: 'https://evil.example' },
    { rpId: 'evil.example' },
    { isVerified: false },
    { type: 'webauthn.get' },
    { format: 'android-safetynet' },
    { statement: 'certificate' },
  ]
  for (const one of odd) {
    const { status, body } = await add(person, createAuthenticator(), one)
    assert.deepEqual([status, body.errors?.[0]?.pointer], [400, '/attestation'], JSON.stringify(one))
  }
  assert.deepEqual([await list(person), await changes()], [[], []])
  const self = await add(person, createAuthenticator(), { statement: 'self' })
  assert.equal(self.status, 201, 'a signature by the passkey itself says nothing more, and is harmless')
})

test('adding and removing need a sign-in of the last hour, and who removes a passkey hears of it', async (t) => {
  const { add, begin, use, list, ask, post, register, signIn, clock, changes } = await setupPasskeys(t)
  await register(asha)
  const person = await signIn(asha)
  const [phone, second] = [createAuthenticator(), createAuthenticator()]
  await add(person, phone)
  clock.advance(1_000)
  await add(person, second)
  const id = (await list(person))[0]?.passkeyId as string
  const remove = async (by: SignedInPerson) => (await ask<Body>('DELETE', `/v1/me/passkeys/${id}`, { by })).status
  clock.advance(HOUR_MS + 1_000)
  const { body } = await post('/v1/auth/refresh', { refreshToken: person.refreshToken })
  const old = { ...person, token: body.accessToken }
  assert.equal(await remove(old), 403)
  assert.equal(((await begin(old)) as unknown as Body).type, '/problems/sign-in-too-old')
  const fresh = await signIn(asha)
  assert.deepEqual([await remove(fresh), await remove(fresh)], [204, 404])
  assert.deepEqual(outcome(await use(phone)), REFUSED)
  assert.equal((await use(second)).status, 200)
  assert.deepEqual(await changes(), ['passkey', 'passkey', 'passkey'])
  assert.equal((await ask('GET', '/v1/me/passkeys')).status, 401)
})

test('a repeat with one Idempotency-Key adds one passkey; the same device is not added twice', async (t) => {
  const { add, send, begin, list, register, signIn, changes } = await setupPasskeys(t)
  await register(asha)
  const person = await signIn(asha)
  const phone = createAuthenticator()
  const created = phone.create(await begin(person))
  const [one, two] = [
    await send('/v1/me/passkeys', created, person, { key: 'add-1' }),
    await send('/v1/me/passkeys', created, person, { key: 'add-1' }),
  ]
  assert.deepEqual([one.status, two.status, two.body], [201, 201, one.body])
  const twice = await add(person, phone)
  assert.deepEqual([twice.status, twice.body.errors?.[0]?.pointer], [400, '/credentialId'])
  assert.deepEqual([(await list(person)).length, await changes()], [1, ['passkey']])
})

test('an account has at most twenty passkeys, also when many are added at once', async (t) => {
  const { add, list, register, signIn } = await setupPasskeys(t)
  await register(asha)
  const person = await signIn(asha)
  const answers = await Promise.all(Array.from({ length: 24 }, () => add(person, createAuthenticator())))
  assert.equal(answers.filter(({ status }) => status === 201).length, 20)
  assert.equal(answers.filter(({ body }) => body.type === '/problems/too-many-passkeys').length, 4)
  assert.equal((await list(person)).length, 20)
})

test('under an address of digits there are no passkeys, and the answer says so', async (t) => {
  const { ask } = await setupPasskeys(t)
  const answer = await ask<Body>('POST', '/v1/auth/passkey/challenge', { headers: { host: '127.0.0.1' } })
  assert.deepEqual(outcome(answer), [409, 'no-passkeys-here'])
})

test('an account that is switched off cannot be opened with its passkey', async (t) => {
  const { add, use, hire, post, signIn } = await setupPasskeys(t)
  const boss = await signIn(nila)
  const auditor = { phone: '+919812345688', name: 'Ravi Kumar', password: 'a heron over Chilika', roles: ['auditor'] }
  const accountId = await hire(boss, auditor)
  const key = createAuthenticator()
  await add(await signIn(auditor), key)
  assert.equal((await use(key)).status, 200)
  assert.equal((await post(`/v1/staff/${accountId}/deactivation`, {}, boss)).status, 204)
  assert.deepEqual(outcome(await use(key)), REFUSED)
})
