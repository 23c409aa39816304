// Tests the web app at `/`: which addresses are pages, how long a browser may keep each file, and what a page may do.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type TestContext, test } from 'node:test'
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib'
import pg from 'pg'
import { pino } from 'pino'
import { access, platformPowers } from '../access.ts'
import { openAuth } from '../auth.ts'
import { systemClock } from '../clock.ts'
import { readConfig } from '../config.ts'
import { openKeys } from '../keys.ts'
import { openMetrics } from '../metrics.ts'
import type { App } from '../module.ts'
import { type DevelopmentInbox, openDevelopmentInbox } from '../ports/channels-inbox.ts'
import { gatherPowers } from '../powers.ts'
import { buildApp } from './app.ts'

const DOCUMENT = '<!doctype html><title>Sehat</title><script type="module" src="/assets/main-a1b2c3.js"></script>'
const SCRIPT = `console.log('${'Sehat '.repeat(400)}')`
const PATTERNS = [
  ...['^\\/?$', '^\\/centres\\/?$', '^\\/account\\/?$', '^\\/account\\/bookings\\/([^/]+?)\\/?$'],
  ...['^\\/account\\/records\\/?$', '^\\/staff\\/today\\/?$', '^\\/book\\/([^/]+?)\\/?$', '^\\/accounting\\/?$'],
]
const BROWSER = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }

async function buildFolder(t: TestContext): Promise<string> {
  const folder = mkdtempSync(path.join(tmpdir(), 'sehat-web-'))
  t.after(() => rmSync(folder, { recursive: true }))
  await mkdir(path.join(folder, 'assets'))
  const files: Record<string, string | Buffer> = {
    'index.html': DOCUMENT,
    'favicon.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
    'favicon.ico': 'an icon',
    'icon-192.png': 'a picture',
    'manifest.webmanifest': '{"name":"Sehat"}',
    'worker.js': '',
    'service-worker.js': 'a service worker',
    // As the build writes it: one pattern for each page.
    '.pages.json': JSON.stringify(PATTERNS),
    'assets/main-a1b2c3.js': SCRIPT,
    'assets/main-a1b2c3.js.br': brotliCompressSync(SCRIPT),
    'assets/main-a1b2c3.js.gz': gzipSync(SCRIPT),
    '.built-from': 'a digest',
  }
  for (const [name, content] of Object.entries(files)) writeFileSync(path.join(folder, name), content)
  return folder
}

function addApiRoutes(app: App): void {
  const options = { config: { access: access.public } }
  app.get('/v1/pins', options, () => ({ pins: [] }))
  app.post('/v1/auth/login', options, () => ({}))
  app.get('/patient/:patientId', options, () => ({ patient: true }))
  app.get('/link/status/:workflowId', options, () => ({ link: true }))
}

async function setup(t: TestContext, webFolder: string, inbox?: DevelopmentInbox): Promise<App> {
  const secret = 'a secret of the tests of the web app'
  const pool = new pg.Pool()
  const app = await buildApp({
    config: readConfig({ NODE_ENV: 'test' }, '.'),
    log: pino({ level: 'silent' }),
    metrics: openMetrics(),
    auth: await openAuth(openKeys(secret, secret), systemClock),
    powers: gatherPowers([{ name: 'platform', rows: platformPowers.rows }]),
    recordReads: undefined,
    facilitiesOfChain: async () => new Set(),
    pools: [pool],
    readiness: { isReady: true, faults: () => [] },
    inbox,
    webFolder,
    modules: [{ name: 'places', summary: 'Places', routes: [addApiRoutes], problems: [], readyAnswers: [] }],
  })
  t.after(async () => {
    await app.close()
    await pool.end()
  })
  return app
}

const setupBuilt = async (t: TestContext): Promise<App> => setup(t, await buildFolder(t))

test('the start page has its own document if the build made one', async (t) => {
  const folder = await buildFolder(t)
  const start = DOCUMENT.replace('Sehat', 'Search')
  writeFileSync(path.join(folder, 'start.html'), start)
  const app = await setup(t, folder)
  const answer = await app.inject({ url: '/', headers: BROWSER })
  assert.equal(answer.body, start)
  assert.match(String(answer.headers['content-security-policy']), /script-src 'self'/)
  assert.equal((await app.inject({ url: '/centres', headers: BROWSER })).body, DOCUMENT)
})

test('every address of a page answers with the document', async (t) => {
  const app = await setupBuilt(t)
  for (const url of ['/', '/centres?pin=110001', '/centres/', '/Centres', '/account/bookings/x']) {
    const answer = await app.inject({ url, headers: BROWSER })
    assert.deepEqual([answer.statusCode, answer.body], [200, DOCUMENT], url)
    assert.equal(answer.headers['content-type'], 'text/html; charset=utf-8')
    assert.equal(answer.headers['cache-control'], 'no-cache')
  }
  assert.equal((await app.inject('/')).body, DOCUMENT, 'the start page is for everybody')
  const head = await app.inject({ method: 'HEAD', url: '/centres', headers: BROWSER })
  assert.deepEqual([head.statusCode, head.body], [200, ''])
})

test('an address that no page has answers 404 with the document, which draws the page "not found"', async (t) => {
  const app = await setupBuilt(t)
  for (const url of ['/patients', '/links', '/v1x', '/a//b', '/%20', '/account/bookings', '/centres/x', '/wp-admin']) {
    const answer = await app.inject({ url, headers: BROWSER })
    assert.deepEqual([answer.statusCode, answer.body], [404, DOCUMENT], url)
    assert.equal(answer.headers['content-type'], 'text/html; charset=utf-8')
    assert.equal(answer.headers['x-robots-tag'], 'noindex')
    assert.match(String(answer.headers['content-security-policy']), /script-src 'self'/)
    const again = { ...BROWSER, 'if-none-match': String(answer.headers.etag) }
    assert.equal((await app.inject({ url, headers: again })).statusCode, 404, 'also when the browser has the document')
  }
  const head = await app.inject({ method: 'HEAD', url: '/links', headers: BROWSER })
  assert.deepEqual([head.statusCode, head.body], [404, ''])
})

test('a browser asks for a newer service worker each time, and it loads only from this server', async (t) => {
  const { statusCode, headers } = await (await setupBuilt(t)).inject('/service-worker.js')
  assert.equal(statusCode, 200)
  assert.equal(headers['content-type'], 'text/javascript; charset=utf-8')
  assert.equal(headers['cache-control'], 'no-cache')
  assert.match(String(headers['content-security-policy']), /connect-src 'self'.*worker-src 'self'/)
})

test('the sheets with all parts of pages are pages of a demo only', async (t) => {
  const folder = await buildFolder(t)
  const [demo, production] = [await setup(t, folder, openDevelopmentInbox()), await setup(t, folder)]
  for (const url of ['/dev/look', '/dev/look/staff']) {
    const shown = await demo.inject({ url, headers: BROWSER })
    assert.deepEqual([shown.statusCode, shown.body, shown.headers['x-robots-tag']], [200, DOCUMENT, 'noindex'])
    assert.equal((await production.inject({ url, headers: BROWSER })).statusCode, 404)
  }
  assert.equal((await demo.inject({ url: '/dev/nowhere', headers: BROWSER })).statusCode, 404)
  const empty = mkdtempSync(path.join(tmpdir(), 'sehat-not-built-'))
  t.after(() => rmSync(empty, { recursive: true }))
  assert.equal((await (await setup(t, empty, openDevelopmentInbox())).inject('/dev/look')).statusCode, 404)
})

test('a folder without the patterns of the build takes every address for a page', async (t) => {
  const folder = await buildFolder(t)
  rmSync(path.join(folder, '.pages.json'))
  assert.equal((await (await setup(t, folder)).inject({ url: '/links', headers: BROWSER })).statusCode, 200)
})

test('icons and the manifest have their types, and a browser keeps an icon for a day', async (t) => {
  const app = await setupBuilt(t)
  for (const [url, type, cacheControl] of [
    ['/favicon.svg', 'image/svg+xml', 'public, max-age=86400'],
    ['/favicon.ico', 'image/x-icon', 'public, max-age=86400'],
    ['/icon-192.png', 'image/png', 'public, max-age=86400'],
    ['/manifest.webmanifest', 'application/manifest+json; charset=utf-8', 'public, max-age=300'],
  ] as const) {
    const { statusCode, headers } = await app.inject(url)
    assert.deepEqual([statusCode, headers['content-type'], headers['cache-control']], [200, type, cacheControl], url)
  }
})

test('an address that begins like an API address is not a page', async (t) => {
  const app = await setupBuilt(t)
  const addresses = [
    ...['/v1', '/v1/', '/v1/nothing', '/docs/nothing', '/health/x', '/metrics/x', '/problems/x/y', '/openapi.json/x'],
    ...['/link/nothing', '/patient', '/patient/1/2', '/assets', '/assets/old-000000.js'],
  ]
  for (const url of addresses) {
    const answer = await app.inject({ url, headers: BROWSER })
    assert.deepEqual([answer.statusCode, answer.json().type], [404, '/problems/not-found'], url)
    assert.match(String(answer.headers['content-type']), /^application\/problem\+json/)
  }
  assert.deepEqual((await app.inject({ url: '/patient/7', headers: BROWSER })).json(), { patient: true })
  assert.deepEqual((await app.inject({ url: '/link/status/7', headers: BROWSER })).json(), { link: true })
})

test('a program that asks for an unknown address gets an error and not a page', async (t) => {
  const app = await setupBuilt(t)
  for (const accept of ['application/json', '*/*', '']) {
    assert.equal((await app.inject({ url: '/centres', headers: { accept } })).statusCode, 404)
  }
  for (const method of ['POST', 'PUT', 'DELETE'] as const) {
    assert.equal((await app.inject({ method, url: '/centres', headers: BROWSER })).statusCode, 404)
  }
  const long = await app.inject(`/patient/${'7'.repeat(101)}`)
  assert.deepEqual([long.statusCode, long.json().errors], [400, [{ pointer: 'path', detail: 'is too long' }]])
  const login = await app.inject({ url: '/v1/auth/login', headers: BROWSER })
  assert.deepEqual([login.statusCode, login.headers.allow], [405, 'POST'])
})

test('a browser may keep a file named after its content for ever, and must ask again for other files', async (t) => {
  const app = await setupBuilt(t)
  const script = await app.inject('/assets/main-a1b2c3.js')
  assert.deepEqual([script.statusCode, script.body], [200, SCRIPT])
  assert.equal(script.headers['content-type'], 'text/javascript; charset=utf-8')
  assert.equal(script.headers['cache-control'], 'public, max-age=31536000, immutable')
  assert.equal((await app.inject('/worker.js')).headers['cache-control'], 'public, max-age=300')
  for (const url of ['/', '/assets/main-a1b2c3.js', '/favicon.svg']) {
    const { etag } = (await app.inject(url)).headers
    const again = await app.inject({ url, headers: { 'if-none-match': etag as string } })
    assert.deepEqual([again.statusCode, again.body], [304, ''], url)
    assert.equal((await app.inject({ url, headers: { 'if-none-match': 'W/"other"' } })).statusCode, 200)
  }
})

test('the client gets the smallest form that it accepts', async (t) => {
  const app = await setupBuilt(t)
  const ask = async (encoding: string, url = '/assets/main-a1b2c3.js') => {
    const { headers, rawPayload } = await app.inject({ url, headers: { 'accept-encoding': encoding } })
    assert.equal(headers.vary, 'accept-encoding')
    return { coding: headers['content-encoding'], bytes: rawPayload }
  }
  const br = await ask('gzip, deflate, br, zstd')
  assert.deepEqual([br.coding, brotliDecompressSync(br.bytes).toString()], ['br', SCRIPT])
  const gzip = await ask('br;q=0, gzip')
  assert.deepEqual([gzip.coding, gunzipSync(gzip.bytes).toString()], ['gzip', SCRIPT])
  assert.equal((await ask('identity')).coding, undefined)
  assert.equal((await ask('br, gzip', '/favicon.svg')).coding, undefined, 'it was not compressed')
})

test('nobody can fetch the note of the build or a file outside the folder', async (t) => {
  const app = await setupBuilt(t)
  const urls = [
    '/.built-from',
    '/.pages.json',
    '/assets/main-a1b2c3.js.br',
    '/../package.json',
    '/%2e%2e/package.json',
    '/..%2fx',
  ]
  for (const url of urls) assert.equal((await app.inject(url)).statusCode, 404, url)
})

test('a page runs only scripts from this server, and no frame may show it', async (t) => {
  const { headers } = await (await setupBuilt(t)).inject('/')
  const policy = String(headers['content-security-policy'])
  for (const part of ["default-src 'none'", "script-src 'self'", "connect-src 'self'", "frame-ancestors 'none'"]) {
    assert.ok(policy.split('; ').includes(part), part)
  }
  assert.doesNotMatch(policy, /https?:|unsafe-eval|script-src[^;]*unsafe/)
  assert.equal(headers['permissions-policy'], 'camera=(self), geolocation=(self)')
  assert.equal(headers['x-content-type-options'], 'nosniff')
})

test('personal pages tell search engines not to list them', async (t) => {
  const app = await setupBuilt(t)
  const tagOf = async (url: string) => (await app.inject({ url, headers: BROWSER })).headers['x-robots-tag']
  for (const url of ['/account', '/account/records', '/staff/today', '/book/1']) {
    assert.equal(await tagOf(url), 'noindex', url)
  }
  for (const url of ['/', '/centres', '/accounting']) assert.equal(await tagOf(url), undefined, url)
})

test('without a built web app the start page says how to build it, and the API works as usual', async (t) => {
  const app = await setup(t, path.join(tmpdir(), 'sehat-nothing-here'))
  const start = await app.inject({ url: '/', headers: BROWSER })
  assert.equal(start.statusCode, 200)
  assert.match(start.body, /<code>npm start<\/code> builds it/)
  assert.equal((await app.inject({ url: '/centres', headers: BROWSER })).statusCode, 404)
  assert.equal((await app.inject('/v1/pins')).statusCode, 200)
})
