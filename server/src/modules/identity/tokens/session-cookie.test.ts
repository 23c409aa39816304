// Tests the cookie with a browser's refresh token: its attributes, other sites, two tabs at once, and its end.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Answer, Person } from '../../../testing/setup.ts'
import { REFRESH_REPEAT_SECONDS } from '../rules.ts'
import { asha, type Body, nila, omar, setupIdentity } from '../testing.ts'

const COOKIE = { 'sehat-session': 'cookie' }
const HERE = { ...COOKIE, host: 'sehat.example', origin: 'https://sehat.example', 'sec-fetch-site': 'same-origin' }
const OTHERS: Record<string, string>[] = [
  { ...HERE, origin: 'https://evil.example' },
  { ...HERE, origin: 'https://sehat.example.evil.example' },
  { ...HERE, origin: 'https://sehat.example:8443' },
  { ...HERE, origin: 'null' },
  { ...HERE, 'sec-fetch-site': 'cross-site' },
  { ...HERE, 'sec-fetch-site': 'same-site' },
  { ...COOKIE, host: 'sehat.example', 'sec-fetch-site': 'cross-site' },
  { ...COOKIE, host: 'sehat.example', origin: 'http://evil.example' },
]
const PRODUCTION = {
  ...{ NODE_ENV: 'production', DATABASE_URL: 'postgres://in.the.test/sehat', SEHAT_RATE_LIMITS: 'on' },
  ...{ SEHAT_HOSTS: 'sehat.example', SEHAT_PUBLIC_URL: 'https://sehat.example' },
  ...{ SEHAT_SMS_GATEWAY_URL: 'https://sms.example' },
}
const AUTH = ['/v1/auth/login', '/v1/auth/refresh', '/v1/auth/logout']

type Ask = Awaited<ReturnType<typeof setupIdentity>>['ask']
type SignIn = { phone: string; password: string }

/** What an answer does with the cookie of the refresh token; a sign-in also sets the cookie of the device. */
const refreshCookieOf = ({ headers }: Pick<Answer, 'headers'>): string | undefined =>
  [headers['set-cookie'] ?? []].flat().find((cookie) => /sehat_refresh=/.test(cookie))

/** Acts as a browser: it keeps the cookie that it gets and sends it again. */
function openBrowser(ask: Ask, headers: Record<string, string> = HERE) {
  let cookie = ''
  const post = async (url: string, { by, body }: { by?: Person; body?: object } = {}): Promise<Answer<Body>> => {
    const answer = await ask<Body>('POST', url, {
      by,
      headers: { ...headers, ...(cookie && { cookie: `theme=dark; ${cookie}` }) },
      ...(body && { body }),
    })
    const given = refreshCookieOf(answer)
    if (given) cookie = /Max-Age=0\b/.test(given) ? '' : (given.split(';')[0] as string)
    return answer
  }
  return {
    post,
    refresh: () => post('/v1/auth/refresh'),
    signIn: ({ phone, password }: SignIn) => post('/v1/auth/login', { body: { phone, password } }),
    cookie: () => cookie,
    keepCookie: (kept: string) => {
      cookie = kept
    },
  }
}

const toPerson = ({ body }: Answer<Body>): Person => ({ accountId: body.account.id, token: body.accessToken })

test('signing in with the header puts the refresh token into a cookie and nowhere else', async (t) => {
  const { ask, get, register } = await setupIdentity(t)
  await register(asha)
  const browser = openBrowser(ask)
  const signedIn = await browser.signIn(asha)
  assert.equal(signedIn.status, 200)
  assert.deepEqual(Object.keys(signedIn.body).sort(), ['accessToken', 'account', 'endsInSeconds', 'expiresInSeconds'])
  const [token, ...attributes] = String(refreshCookieOf(signedIn)).split('; ')
  assert.match(token ?? '', /^sehat_refresh=[0-9a-f-]{36}\.[A-Za-z0-9_-]{43}$/)
  assert.deepEqual(attributes.sort(), ['HttpOnly', 'Max-Age=2592000', 'Path=/v1/auth', 'SameSite=Strict'])
  const refreshed = await browser.refresh()
  assert.equal(refreshed.status, 200)
  assert.ok(!('refreshToken' in refreshed.body))
  assert.notEqual(browser.cookie(), token, 'the token works once')
  assert.equal((await get('/v1/me', toPerson(refreshed))).status, 200)
  assert.equal((await browser.refresh()).status, 200)
})

test('the cookie ends with the sign-in, however often it is refreshed', async (t) => {
  const { ask, clock } = await setupIdentity(t)
  const browser = openBrowser(ask)
  const ageOf = (answer: Answer<Body>) => /Max-Age=(\d+)/.exec(refreshCookieOf(answer) ?? '')?.[1]
  assert.equal(ageOf(await browser.signIn(nila)), String(12 * 3_600))
  clock.advance(3_600_000)
  assert.equal(ageOf(await browser.refresh()), String(11 * 3_600))
})

test('in production the cookie is Secure and of this host alone, whatever a proxy says', async (t) => {
  const laptop = await setupIdentity(t)
  const production = await laptop.peer({ env: PRODUCTION })
  const browser = openBrowser(production.ask)
  const [token, ...attributes] = String(refreshCookieOf(await browser.signIn(nila))).split('; ')
  assert.match(token ?? '', /^__Host-sehat_refresh=[0-9a-f-]{36}\.[A-Za-z0-9_-]{43}$/)
  assert.deepEqual(attributes.sort(), ['HttpOnly', 'Max-Age=43200', 'Path=/', 'SameSite=Strict', 'Secure'])
  assert.equal((await browser.refresh()).status, 200)
  const plain = openBrowser(production.ask)
  plain.keepCookie(browser.cookie().replace('__Host-', ''))
  assert.equal((await plain.refresh()).status, 401, 'a cookie of another name, which any host may set, does not count')
})

test('without the header the server sets no cookie and reads none', async (t) => {
  const { ask, post, signIn } = await setupIdentity(t)
  const browser = openBrowser(ask)
  await browser.signIn(nila)
  const headers = { cookie: browser.cookie() }
  const refresh = await ask<Body>('POST', '/v1/auth/refresh', { headers })
  assert.deepEqual([refresh.status, refresh.body.errors?.[0]?.pointer], [400, '/refreshToken'])
  const { refreshToken } = await signIn(nila)
  const answer = await post('/v1/auth/refresh', { refreshToken })
  assert.equal(answer.headers['set-cookie'], undefined)
  assert.match(answer.body.refreshToken, /\./)
  const signOut = await ask('POST', '/v1/auth/logout', { by: await signIn(nila), headers })
  assert.deepEqual([signOut.status, signOut.headers['set-cookie']], [204, undefined])
  assert.equal((await browser.refresh()).status, 200, 'none of these requests ended the sign-in')
})

test('a request from another site is refused and changes nothing', async (t) => {
  const { ask } = await setupIdentity(t)
  const browser = openBrowser(ask)
  const by = toPerson(await browser.signIn(nila))
  for (const headers of OTHERS) {
    for (const url of AUTH) {
      const body = url.endsWith('login') ? { body: { phone: nila.phone, password: nila.password } } : {}
      const answer = await ask<Body>('POST', url, { by, headers: { ...headers, cookie: browser.cookie() }, ...body })
      const shown = `${url} ${JSON.stringify(headers)}`
      assert.deepEqual([answer.status, answer.body.type], [403, '/problems/cross-site-request'], shown)
      assert.equal(answer.headers['set-cookie'], undefined, shown)
    }
  }
  assert.equal((await browser.refresh()).status, 200)
  const old = openBrowser(ask, COOKIE)
  assert.equal((await old.signIn(nila)).status, 200, 'the header is enough if the browser does not name the sender')
  assert.equal((await old.refresh()).status, 200)
})

test('a malformed request names the wrong field, and a cookie without a token is cleared', async (t) => {
  const { ask } = await setupIdentity(t)
  const browser = openBrowser(ask)
  const by = toPerson(await browser.signIn(nila))
  for (const url of AUTH) {
    const body = url.endsWith('login') ? { body: { phone: nila.phone, password: nila.password } } : {}
    const answer = await ask<Body>('POST', url, { by, headers: { ...HERE, 'sehat-session': 'token' }, ...body })
    assert.deepEqual([answer.status, answer.body.errors?.[0]?.pointer], [400, 'header/sehat-session'], url)
  }
  const both = await browser.post('/v1/auth/refresh', { body: { refreshToken: browser.cookie().split('=')[1] } })
  assert.deepEqual([both.status, both.body.errors?.[0]?.pointer], [400, '/refreshToken'])
  assert.equal((await browser.refresh()).status, 200)
  const without = await openBrowser(ask).refresh()
  assert.deepEqual([without.status, without.body.type], [401, '/problems/refresh-token-refused'])
  assert.equal(without.headers['set-cookie'], undefined)
  for (const nonsense of ['x', 'a.b', '"', browser.cookie().slice('sehat_refresh='.length, -1)]) {
    const other = openBrowser(ask)
    other.keepCookie(`sehat_refresh=${nonsense}`)
    const answer = await other.refresh()
    assert.equal(answer.status, 401, nonsense)
    assert.match(answer.headers['set-cookie'] ?? '', /^sehat_refresh=; Path=\/v1\/auth; .*Max-Age=0$/)
  }
})

test('two tabs that refresh at the same moment both stay signed in, in one process or in two', async (t) => {
  const { ask, get, peer } = await setupIdentity(t)
  const other = await peer()
  const first = openBrowser(ask)
  await first.signIn(nila)
  for (let round = 0; round < 10; round++) {
    const second = openBrowser(other.ask)
    second.keepCookie(first.cookie())
    const answers = await Promise.all([first.refresh(), second.refresh(), first.refresh()])
    assert.deepEqual(
      answers.map(({ status }) => status),
      [200, 200, 200],
    )
    assert.equal(first.cookie(), second.cookie(), 'the browser holds the newest token, in any order of the answers')
    for (const answer of answers) assert.equal((await get('/v1/me', toPerson(answer))).status, 200)
  }
})

test('a browser that lost an answer gets the same token again within half a minute', async (t) => {
  const { ask, clock } = await setupIdentity(t)
  const browser = openBrowser(ask)
  await browser.signIn(nila)
  const before = browser.cookie()
  await browser.refresh()
  browser.keepCookie(before)
  clock.advance(REFRESH_REPEAT_SECONDS * 1_000)
  assert.equal((await browser.refresh()).status, 200)
  clock.advance(600_000)
  assert.equal((await browser.refresh()).status, 200)
})

test('an old cookie ends the sign-in after half a minute, or after one more refresh', async (t) => {
  const { ask, get, clock, program } = await setupIdentity(t)
  const later = async (browser: ReturnType<typeof openBrowser>) => {
    await browser.refresh()
    clock.advance(REFRESH_REPEAT_SECONDS * 1_000 + 1)
  }
  const twice = async (browser: ReturnType<typeof openBrowser>) => {
    await browser.refresh()
    await browser.refresh()
  }
  for (const pass of [later, twice]) {
    const browser = openBrowser(ask)
    const thief = openBrowser(ask)
    const person = toPerson(await browser.signIn(nila))
    thief.keepCookie(browser.cookie())
    await pass(browser)
    const reused = await thief.refresh()
    assert.deepEqual([reused.status, reused.body.type], [401, '/problems/refresh-token-refused'])
    assert.match(reused.headers['set-cookie'] ?? '', /Max-Age=0$/)
    assert.equal((await browser.refresh()).status, 401)
    assert.equal(browser.cookie(), '')
    assert.equal((await get('/v1/me', person)).status, 401)
  }
  const { rows } = await program
    .context('identity')
    .pool.query(`select from identity.outbox where name = 'identity.refresh-token-reused.v1'`)
  assert.equal(rows.length, 2)
})

test('signing out ends the sign-in and deletes the cookie', async (t) => {
  const { ask, get } = await setupIdentity(t)
  const browser = openBrowser(ask)
  const by = toPerson(await browser.signIn(nila))
  const held = browser.cookie()
  const answer = await browser.post('/v1/auth/logout', { by })
  assert.equal(answer.status, 204)
  assert.match(answer.headers['set-cookie'] ?? '', /Max-Age=0$/)
  assert.equal((await get('/v1/me', by)).status, 401)
  browser.keepCookie(held)
  assert.equal((await browser.refresh()).status, 401)
  assert.equal((await browser.post('/v1/auth/logout', { by })).status, 401)
})

test('signing out of one tab also ends the sign-in that another tab has begun since', async (t) => {
  const { ask, get, register } = await setupIdentity(t)
  await register(omar)
  const browser = openBrowser(ask)
  const nilaHere = toPerson(await browser.signIn(nila))
  const omarHere = toPerson(await browser.signIn(omar))
  const omarElsewhere = toPerson(await openBrowser(ask).signIn(omar))
  assert.equal((await browser.post('/v1/auth/logout', { by: nilaHere })).status, 204)
  for (const person of [nilaHere, omarHere]) assert.equal((await get('/v1/me', person)).status, 401)
  assert.equal((await get('/v1/me', omarElsewhere)).status, 200)
})
