// Tests the list of sign-ins and devices: what the holder sees, how sign-ins end, and which devices are new.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '../../../platform/id.ts'
import { toDeviceName } from '../devices/device.ts'
import { asha, nila, omar, type SignedInPerson, setupIdentity } from '../testing.ts'

const CHROME =
  'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) ' +
  'Chrome/126.0.0.0 Mobile Safari/537.36'
const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0'
const BROWSER = { 'sehat-session': 'cookie', host: 'localhost' }
const DAY_MS = 86_400_000

interface SignIn {
  signInId: string
  deviceName: string
  isCurrent: boolean
}

async function setupDevices(t: Parameters<typeof setupIdentity>[0], env: Record<string, string> = {}) {
  const identity = await setupIdentity(t, { env })
  const { ask } = identity
  const signInFrom = async (agent: string, person = nila): Promise<SignedInPerson> => {
    const { phone, password } = person
    const headers = { 'user-agent': agent }
    const { body } = await ask<{ accessToken: string; refreshToken: string; account: { id: string } }>(
      'POST',
      '/v1/auth/login',
      { body: { phone, password }, headers },
    )
    return { accountId: body.account.id, token: body.accessToken, refreshToken: body.refreshToken }
  }
  const list = async (by: SignedInPerson) =>
    (await ask<{ items: SignIn[] }>('GET', '/v1/me/sign-ins', { by })).body.items
  const changes = async () => {
    const { rows } = await identity.program.context('identity').pool.query(
      `select body -> 'body' ->> 'change' as change, body -> 'body' ->> 'deviceName' as device from identity.outbox
       where name = 'identity.account-secured.v1' order by id`,
    )
    return rows.map(({ change, device }) => [change, device])
  }
  return { ...identity, signInFrom, list, changes }
}

test('the list shows each device and place, and which sign-in is the current one', async (t) => {
  const { signInFrom, list, clock } = await setupDevices(t)
  const first = await signInFrom(CHROME)
  clock.advance(1_000)
  const second = await signInFrom(FIREFOX)
  assert.deepEqual(
    (await list(first)).map(({ deviceName, isCurrent }) => [deviceName, isCurrent]),
    [
      ['Firefox on Linux', false],
      ['Chrome on Android', true],
    ],
  )
  assert.deepEqual(
    (await list(second)).map(({ isCurrent }) => isCurrent),
    [true, false],
  )
})

test('one sign-in ends and the others stay; all end, also the one that asks', async (t) => {
  const { signInFrom, list, ask, get, post, register, signIn, changes } = await setupDevices(t)
  const [here, there] = [await signInFrom(CHROME), await signInFrom(FIREFOX)]
  const other = (await list(here)).find(({ isCurrent }) => !isCurrent) as SignIn
  const end = async (id: string, by: SignedInPerson = here) =>
    (await ask('DELETE', `/v1/me/sign-ins/${id}`, { by })).status
  await register(asha)
  const stranger = await signIn(asha)
  assert.equal(await end(other.signInId, stranger), 404, 'sign-ins of others do not exist')
  assert.deepEqual([await end(newId(0)), await end('7')], [404, 400])
  assert.deepEqual([await end(other.signInId), await end(other.signInId)], [204, 204], 'a repeat')
  assert.deepEqual([(await get('/v1/me', there)).status, (await get('/v1/me', here)).status], [401, 200])
  assert.equal((await post('/v1/auth/refresh', { refreshToken: there.refreshToken })).status, 401)
  assert.equal((await ask('DELETE', '/v1/me/sign-ins', { by: here })).status, 204)
  assert.equal((await get('/v1/me', here)).status, 401)
  assert.equal((await ask('DELETE', '/v1/me/sign-ins', {})).status, 401)
  assert.equal((await get('/v1/me', stranger)).status, 200)
  assert.deepEqual((await changes()).at(-1), ['sign-ins-ended', null])
})

test('the holder is told of a device that is new to an account, and not of a known one', async (t) => {
  const { signInFrom, changes, clock, register } = await setupDevices(t)
  await register(omar)
  await signInFrom(CHROME, omar)
  assert.deepEqual(await changes(), [], 'who has just registered knows the device')
  clock.advance(DAY_MS)
  await signInFrom(CHROME, omar)
  assert.deepEqual(await changes(), [])
  await signInFrom(FIREFOX, omar)
  assert.deepEqual(await changes(), [['new-device', 'Firefox on Linux']])
})

test('wrong passwords of others do not keep out the browser of the holder', async (t) => {
  const limits = { SEHAT_RATE_LIMITS: 'on', SEHAT_LOGIN_PER_PHONE_MAX: '3', SEHAT_PASSWORDS_PER_PHONE_MAX: '3' }
  const { ask } = await setupDevices(t, limits)
  const signIn = (password: string, cookie?: string) => {
    const headers = { ...BROWSER, ...(cookie && { cookie }) }
    return ask<{ type: string }>('POST', '/v1/auth/login', { body: { phone: nila.phone, password }, headers })
  }
  const cookies = [(await signIn(nila.password)).headers['set-cookie'] ?? []].flat()
  const device = cookies.find((one) => one.startsWith('sehat_device='))?.split(';')[0] as string
  const flood = []
  for (let tries = 0; tries < 4; tries++) flood.push((await signIn('a wrong password')).status)
  assert.deepEqual(flood, [401, 401, 429, 429])
  assert.equal((await signIn(nila.password)).status, 429, 'an unknown browser has to wait or to take a code')
  assert.equal((await signIn(nila.password, device)).status, 200)
  const guesses = []
  for (let tries = 0; tries < 4; tries++) guesses.push((await signIn('a wrong password', device)).status)
  assert.deepEqual(guesses, [401, 401, 429, 429], 'the known browser has tries of its own, and not more')
  assert.equal((await signIn(nila.password, 'sehat_device=invented')).status, 429)
})

test('a device has a short name, whatever the client sends', () => {
  assert.equal(toDeviceName(CHROME), 'Chrome on Android')
  assert.equal(toDeviceName(''), 'Unknown device')
  assert.equal(toDeviceName('curl/8.5.0'), 'Unknown device')
  assert.equal(toDeviceName('<script>alert(1)</script>'), 'Unknown device')
})
