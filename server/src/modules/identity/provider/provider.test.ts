// Tests signing in with an outside account at a real provider: binding, and everything that must be refused.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type FakeProvider, startProvider } from '../../../testing/fakes/provider.ts'
import type { Answer, Setup } from '../../../testing/setup.ts'
import { asha, type Body, nila, omar, type SignedInPerson, setupIdentity } from '../testing.ts'

const CALLBACK = 'http://localhost/v1/auth/oidc/callback'
const HOUR_MS = 3_600_000

async function setupProvider(t: Parameters<typeof setupIdentity>[0], more: Record<string, string> = {}) {
  const provider = await startProvider(t, CALLBACK)
  const env = {
    SEHAT_OIDC_ISSUER: provider.issuer,
    SEHAT_OIDC_CLIENT_ID: 'sehat',
    SEHAT_OIDC_CLIENT_SECRET: 'a secret of tests',
    SEHAT_OIDC_NAME: 'State ID',
    ...more,
  }
  const identity = await setupIdentity(t, { env })
  return { ...identity, provider, openBrowser: () => openBrowserOf(identity.ask, provider) }
}

/** A browser of one person: it keeps cookies, and follows the provider. */
function openBrowserOf(ask: Setup['ask'], provider: FakeProvider) {
  const cookies = new Map<string, string>()
  const send = async (method: 'GET' | 'POST' | 'DELETE', url: string, by?: SignedInPerson, key?: string) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = { host: 'localhost', 'sehat-session': 'cookie', cookie }
    const answer = await ask<Body>(method, url, { by, headers, ...(key && { key }) })
    for (const set of [answer.headers['set-cookie'] ?? []].flat()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? []
      if (/Max-Age=0\b/.test(set)) cookies.delete(name)
      else cookies.set(name, value)
    }
    return answer
  }
  const start = async (back = '/account'): Promise<string> => {
    const { headers } = await send('GET', `/v1/auth/oidc/start?back=${encodeURIComponent(back)}`)
    return headers.location as string
  }
  const come = async (url: URL | string) => {
    const { pathname, search } = new URL(url, 'http://localhost')
    const { status, headers } = await send('GET', pathname + search)
    assert.equal(status, 302)
    const { pathname: page, searchParams } = new URL(headers.location as string, 'http://localhost')
    assert.equal(page, '/sign-in/outside')
    return [searchParams.get('outcome'), searchParams.get('back')]
  }
  return {
    ...{ cookies, send, start, come },
    go: async (subject: string) => {
      await provider.wish({ subject })
      return come(await provider.walk(await start()))
    },
    signIn: () => send('POST', '/v1/auth/oidc'),
    bind: (by: SignedInPerson, key?: string) => send('POST', '/v1/me/outside-accounts', by, key),
  }
}

const outcome = ({ status, body }: Answer<Body>) => [status, body?.type?.replace('/problems/', '')]
const PROVEN = ['proven', '/account']
const FAILED = ['failed', '/account']
const ENDED = [401, 'outside-sign-in-ended']

test('an outside account signs nobody in before somebody who proved the phone connects it', async (t) => {
  const { openBrowser, register, signInByCode, get, ask, program, changes } = await setupProvider(t)
  assert.equal(((await get('/v1/auth/oidc')) as unknown as { body: { name: string } }).body.name, 'State ID')
  const { accountId } = (await register(asha)).body
  const browser = openBrowser()
  assert.deepEqual(await browser.go('asha-at-state'), PROVEN)
  assert.deepEqual(
    outcome(await browser.signIn()),
    [404, 'outside-account-unknown'],
    'a stated mail counts for nothing',
  )
  const person = await signInByCode(asha.phone)
  const bound = await browser.bind(person, 'bind-1')
  assert.equal(bound.status, 201)
  assert.deepEqual((await browser.bind(person, 'bind-1')).body, bound.body, 'a repeat')
  assert.deepEqual(outcome(await browser.bind(person)), ENDED, 'a ticket works once')
  assert.deepEqual(outcome(await browser.signIn()), ENDED)
  const later = openBrowser()
  assert.deepEqual(await later.go('asha-at-state'), PROVEN)
  const signedIn = await later.signIn()
  assert.deepEqual([signedIn.status, signedIn.body.account.id], [200, accountId])
  assert.equal(signedIn.body.refreshToken, undefined, 'it is in the cookie')
  assert.equal((await later.send('POST', '/v1/auth/refresh')).status, 200)
  assert.deepEqual(outcome(await later.signIn()), ENDED)
  assert.deepEqual(await changes(), ['outside-account'])
  const stored = await program.context('identity').pool.query('select * from identity.outside_accounts')
  assert.doesNotMatch(JSON.stringify(stored.rows), /asha-at-state/)
  const list = await ask<{ items: { outsideAccountId: string }[] }>('GET', '/v1/me/outside-accounts', { by: person })
  const url = `/v1/me/outside-accounts/${list.body.items[0]?.outsideAccountId}`
  assert.deepEqual(
    [(await ask('DELETE', url, { by: person })).status, (await ask('DELETE', url, { by: person })).status],
    [204, 404],
  )
  await later.go('asha-at-state')
  assert.deepEqual(outcome(await later.signIn()), [404, 'outside-account-unknown'])
})

test('an outside account belongs to one account, and only a fresh sign-in connects it', async (t) => {
  const { openBrowser, register, signIn, post, clock, ask } = await setupProvider(t)
  await register(asha)
  await register(omar)
  const [ashaHere, omarHere] = [await signIn(asha), await signIn(omar)]
  const browser = openBrowser()
  await browser.go('one')
  assert.equal((await browser.bind(ashaHere)).status, 201)
  await browser.go('one')
  assert.equal((await browser.bind(ashaHere)).status, 201, 'again to the same account')
  await browser.go('one')
  assert.deepEqual(outcome(await browser.bind(omarHere)), [409, 'outside-account-taken'])
  const { body } = await ask<{ items: { outsideAccountId: string }[] }>('GET', '/v1/me/outside-accounts', {
    by: ashaHere,
  })
  const own = `/v1/me/outside-accounts/${body.items[0]?.outsideAccountId}`
  assert.equal((await ask('DELETE', own, { by: omarHere })).status, 404)
  clock.advance(HOUR_MS + 1_000)
  const old = {
    ...omarHere,
    token: (await post('/v1/auth/refresh', { refreshToken: omarHere.refreshToken })).body.accessToken,
  }
  await browser.go('two')
  assert.deepEqual(outcome(await browser.bind(old)), [403, 'sign-in-too-old'])
  assert.equal((await browser.send('POST', '/v1/me/outside-accounts')).status, 401)
})

test('of many requests with one ticket one signs in, and two people who bind at once do not share it', async (t) => {
  const { openBrowser, register, signIn } = await setupProvider(t)
  await register(asha)
  await register(omar)
  const browser = openBrowser()
  await browser.go('shared')
  const [one, two] = [await signIn(asha), await signIn(omar)]
  const bound = await Promise.all([one, two, one, two].map((by) => browser.bind(by)))
  assert.deepEqual(bound.map(({ status }) => status).sort(), [201, 401, 401, 401])
  await browser.go('shared')
  const cookies = new Map(browser.cookies)
  const twins = Array.from({ length: 8 }, () => {
    const twin = openBrowser()
    for (const [name, value] of cookies) twin.cookies.set(name, value)
    return twin
  })
  const statuses = (await Promise.all(twins.map((twin) => twin.signIn()))).map(({ status }) => status)
  assert.equal(statuses.filter((status) => status === 200).length, 1, statuses.join())
})

test('a wrong or repeated state, another browser, and a replayed code prove nothing', async (t) => {
  const { openBrowser, provider, clock } = await setupProvider(t)
  await provider.wish({ subject: 'asha' })
  const [browser, thief] = [openBrowser(), openBrowser()]
  const back = await provider.walk(await browser.start())
  const wrong = new URL(back)
  wrong.searchParams.set('state', 'A'.repeat(43))
  assert.deepEqual(await browser.come(wrong), ['failed', null])
  await thief.start()
  assert.deepEqual(await thief.come(back), FAILED, 'somebody else cannot finish it')
  assert.deepEqual(await browser.come(back), ['failed', null], 'a state works once')
  const second = await provider.walk(await browser.start())
  const third = new URL(await provider.walk(await browser.start()))
  const code = second.searchParams.get('code') as string
  assert.deepEqual(await browser.come(third), PROVEN)
  const fourth = new URL(await provider.walk(await browser.start()))
  fourth.searchParams.set('code', code)
  assert.deepEqual(await browser.come(fourth), FAILED, 'a code of another sign-in has another PKCE verifier')
  const fifth = await provider.walk(await browser.start())
  clock.advance(900_000)
  assert.deepEqual(await browser.come(fifth), ['failed', null], 'too late')
  assert.deepEqual(outcome(await thief.signIn()), ENDED)
})

test('an answer of another key, another issuer or a wrong clock is refused; some seconds are not', async (t) => {
  const { openBrowser, provider, peer } = await setupProvider(t)
  const browser = openBrowser()
  await provider.wish({ publishes: 'other' })
  assert.deepEqual(await browser.go('asha'), FAILED, 'the published key did not sign it')
  await provider.wish({ publishes: 'own' })
  // A process keeps the keys of the provider for some minutes, so another one continues.
  const other = await peer()
  const next = openBrowserOf(other.ask, provider)
  await provider.wish({ skewSeconds: -20 })
  assert.deepEqual(await next.go('asha'), PROVEN)
  await provider.wish({ skewSeconds: -2 * 3_600 })
  assert.deepEqual(await next.go('asha'), FAILED, 'the token has expired by our clock')
  await provider.wish({ skewSeconds: 0 })
  const back = await provider.walk(await next.start())
  back.searchParams.set('iss', 'https://evil.example')
  assert.deepEqual(await next.come(back), FAILED)
})

test('whoever says no at the provider, or finds it down, is told so and can sign in another way', async (t) => {
  const { openBrowser, provider, register, signIn } = await setupProvider(t)
  await register(asha)
  const browser = openBrowser()
  await provider.wish({ agrees: false })
  assert.deepEqual(await browser.go('asha'), ['refused', '/account'])
  await provider.wish({ agrees: true })
  const back = await provider.walk(await browser.start())
  await provider.wish({ isBroken: true })
  assert.deepEqual(await browser.come(back), ['unreachable', '/account'])
  await provider.stop()
  const gone = await browser.start()
  assert.match(gone, /^https?:/)
  const fresh = await setupProvider(t)
  await fresh.provider.stop()
  assert.equal(await fresh.openBrowser().start(), '/sign-in/outside?outcome=unreachable&back=%2Faccount')
  assert.ok(await signIn(asha))
})

test('staff whose role needs a second factor give it after the outside account too', async (t) => {
  const { openBrowser, signIn, put } = await setupProvider(t)
  const boss = await signIn(nila)
  const browser = openBrowser()
  await browser.go('nila')
  await browser.bind(boss)
  await browser.go('nila')
  assert.deepEqual((await browser.signIn()).body.account.roles, ['national-admin'])
  assert.equal((await put('/v1/staff/second-factor', { roles: ['national-admin'] }, boss)).status, 200)
  await browser.go('nila')
  assert.deepEqual(outcome(await browser.signIn()), [403, 'enrol-by-code'])
})

test('the way back leads only to pages of this site, and without a provider there are no such routes', async (t) => {
  const { ask, post, get, signIn } = await setupIdentity(t, {})
  assert.deepEqual((await get('/v1/auth/oidc')).body, {})
  for (const url of ['/v1/auth/oidc/start', '/v1/auth/oidc/callback?state=x&code=x']) {
    assert.equal((await get(url)).status, 404, url)
  }
  assert.equal((await post('/v1/me/outside-accounts', undefined, await signIn(nila))).status, 404)
  for (const back of ['https://evil.example', '//evil.example', '/\\evil.example', 'x', '/a b', '/a\nb']) {
    const { status } = await ask('GET', `/v1/auth/oidc/start?back=${encodeURIComponent(back)}`)
    assert.equal(status, 400, back)
  }
})
