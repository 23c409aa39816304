// Tests of the documentation: the document is valid and complete, and its pages need nothing from other sites.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { type TestContext, test } from 'node:test'
import { Validator } from '@seriousme/openapi-schema-validator'
import pg from 'pg'
import { pino } from 'pino'
import { access, definePowers, platformPowers } from '../../access.ts'
import { openAuth } from '../../auth.ts'
import { systemClock } from '../../clock.ts'
import { readConfig } from '../../config.ts'
import { defineProblem, Instant, id, object, oneOf, Type, text } from '../../contract.ts'
import { openKeys } from '../../keys.ts'
import { openMetrics } from '../../metrics.ts'
import type { App } from '../../module.ts'
import { gatherPowers } from '../../powers.ts'
import { buildApp } from '../app.ts'
import { type Document, finishDocument, toOperationId } from './document.ts'

const slotTaken = defineProblem(
  'slot-taken',
  409,
  'This time is <no longer> free',
  'Take another from `GET /v1/slots`.',
)
const AccountId = id('account')
const { rows, may } = definePowers({ citizen: ['booking.make'] })

function addLogin(app: App): void {
  app.post(
    '/v1/auth/login',
    {
      config: { access: access.public },
      schema: {
        summary: 'Sign in',
        body: object({ phone: Type.String({ examples: ['+919000000001'] }), password: text(200) }),
        response: { 200: object({ accessToken: Type.String() }, { description: 'Signed in' }) },
      },
    },
    () => ({ accessToken: 'a.b.c' }),
  )
}

function addBookings(app: App): void {
  const Booking = object({
    bookingId: AccountId,
    status: oneOf(['booked', 'cancelled'], { examples: ['booked'] }),
    note: Type.Union([Type.String(), Type.Null()]),
    bookedAt: Type.Optional(Instant),
  })
  const rules = { config: { access: may('booking.make').at('own') } }
  app.post(
    '/v1/vaccination/bookings',
    { ...rules, schema: { body: object({ sessionId: AccountId }), response: { 201: Booking } } },
    () => ({ bookingId: '' as never, status: 'booked' as const, note: null }),
  )
  app.post(
    '/v1/vaccination/bookings/:bookingId/cancellation',
    { ...rules, schema: { params: object({ bookingId: AccountId }), response: { 204: Type.Null() } } },
    () => null,
  )
  app.get(
    '/v1/vaccination/bookings',
    {
      ...rules,
      schema: {
        description: 'Newest first.',
        querystring: object({ limit: Type.Optional(Type.Integer({ minimum: 1, default: 20 })) }),
        response: { 200: object({ items: Type.Array(Booking) }) },
      },
    },
    () => ({ items: [] }),
  )
}

async function setup(t: TestContext, addMore: (app: App) => void = () => {}): Promise<App> {
  const secret = 'a secret of the documentation tests'
  const pool = new pg.Pool()
  const app = await buildApp({
    config: readConfig({ NODE_ENV: 'test' }, '.'),
    log: pino({ level: 'silent' }),
    metrics: openMetrics(),
    auth: await openAuth(openKeys(secret, secret), systemClock),
    powers: gatherPowers([
      { name: 'vaccination', rows },
      { name: 'platform', rows: platformPowers.rows },
    ]),
    recordReads: undefined,
    facilitiesOfChain: async () => new Set(),
    pools: [pool],
    readiness: { isReady: true, faults: () => [] },
    inbox: undefined,
    webFolder: 'nowhere',
    modules: [
      { name: 'identity', summary: 'Accounts and sign-in', routes: [addLogin], problems: [], readyAnswers: [] },
      {
        name: 'vaccination',
        summary: 'Sessions and bookings',
        routes: [addBookings, addMore],
        problems: [slotTaken],
        readyAnswers: [],
      },
    ],
  })
  t.after(async () => {
    await app.close()
    await pool.end()
  })
  return app
}

async function readDocument(app: App, url = '/openapi.json'): Promise<Document> {
  const answer = await app.inject(url)
  assert.equal(answer.statusCode, 200)
  return answer.json()
}

const operationsOf = (document: Document) =>
  Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({ path, method, operation })),
  )

test('the whole document and each module’s are valid OpenAPI 3.1', async (t) => {
  const app = await setup(t)
  for (const url of ['/openapi.json', '/docs/identity/openapi.json', '/docs/vaccination/openapi.json']) {
    const document = await readDocument(app, url)
    const result = await new Validator().validate(structuredClone(document) as never)
    assert.deepEqual(result, { valid: true }, url)
    assert.equal(document.openapi, '3.1.0')
  }
})

test('each operation has a name, a summary, a description, a tag, its security and its refusals', async (t) => {
  const operations = operationsOf(await readDocument(await setup(t)))
  assert.equal(operations.length, 6)
  const ids = operations.map(({ operation }) => operation.operationId)
  assert.equal(new Set(ids).size, ids.length)
  for (const { operation, path, method } of operations) {
    assert.match(operation.operationId ?? '', /^[a-z][A-Za-z0-9]+$/)
    assert.ok(operation.summary && operation.description, `${method} ${path}`)
    assert.equal(operation.tags?.length, 1)
    assert.deepEqual(operation.security, ['/v1/auth/login', '/v1/operator'].includes(path) ? [] : [{ bearer: [] }])
    assert.deepEqual(operation.responses['4XX'], { $ref: '#/components/responses/Refused' })
    assert.deepEqual(operation.responses['5XX'], { $ref: '#/components/responses/Failed' })
    assert.doesNotMatch(JSON.stringify(operation), /Default Response/)
  }
})

test('refusals are application/problem+json, and each reference to one exists in the document', async (t) => {
  const document = await readDocument(await setup(t))
  const text = JSON.stringify(document)
  for (const [, kind, name] of text.matchAll(/"#\/components\/(\w+)\/(\w+)"/g)) {
    assert.ok(document.components[kind as string]?.[name as string], `${kind}/${name}`)
  }
  const { Refused } = document.components.responses as Record<string, { content: object }>
  assert.deepEqual(Object.keys(Refused?.content ?? {}), ['application/problem+json'])
})

test('the document keeps examples and contains no internal members of the schema library', async (t) => {
  const text = JSON.stringify(await readDocument(await setup(t)))
  assert.match(text, /\+919000000001/)
  assert.doesNotMatch(text, /"~|typebox|"\$id"/i)
})

test('a POST that needs a sign-in shows the Idempotency-Key; other requests do not', async (t) => {
  for (const { path, method, operation } of operationsOf(await readDocument(await setup(t)))) {
    const shows = JSON.stringify(operation.parameters ?? []).includes('IdempotencyKey')
    assert.equal(shows, method === 'post' && path !== '/v1/auth/login', `${method} ${path}`)
  }
})

test('a POST that needs an Idempotency-Key says so, and refuses a request without one', async (t) => {
  const app = await setup(t, (more) => {
    const config = { access: access.public, needsKey: true } as const
    more.post('/v1/payments', { config, schema: { response: { 201: Type.Null() } } }, () => null)
    const signedIn = { ...config, access: access.signedIn }
    more.post('/v1/refunds', { config: signedIn, schema: { response: { 201: Type.Null() } } }, () => null)
  })
  const refused = await app.inject({ method: 'POST', url: '/v1/payments' })
  assert.deepEqual([refused.statusCode, refused.json().type], [400, '/problems/idempotency-key-needed'])
  const accepted = await app.inject({ method: 'POST', url: '/v1/payments', headers: { 'idempotency-key': 'k' } })
  assert.equal(accepted.statusCode, 200)
  const { paths } = await readDocument(app)
  assert.match(JSON.stringify(paths['/v1/refunds']?.post?.parameters), /NeededIdempotencyKey/)
})

test('of the platform itself the document has only the routes that pages ask', async (t) => {
  const { paths } = await readDocument(await setup(t))
  assert.deepEqual(Object.keys(paths).sort(), [
    '/v1/auth/login',
    '/v1/metrics',
    '/v1/operator',
    '/v1/vaccination/bookings',
    '/v1/vaccination/bookings/{bookingId}/cancellation',
  ])
})

test('a module’s document holds the operations of that module only', async (t) => {
  const app = await setup(t)
  const document = await readDocument(app, '/docs/identity/openapi.json')
  assert.deepEqual(Object.keys(document.paths), ['/v1/auth/login'])
  assert.deepEqual(
    document.tags.map(({ name }) => name),
    ['identity'],
  )
  assert.equal((await app.inject('/docs/astrology/openapi.json')).statusCode, 404)
})

test('two routes with one operationId stop the start', async (t) => {
  const schema = { operationId: 'book' }
  const app = await setup(t, (scope) => {
    scope.get('/v1/one', { schema, config: { access: access.public } }, () => '')
    scope.get('/v1/two', { schema, config: { access: access.public } }, () => '')
  })
  await assert.rejects(async () => app.ready(), /get \/v1\/two and get \/v1\/one share the operationId book/)
})

test('operationIds are derived from method and address', () => {
  assert.equal(toOperationId('post', '/v1/patients/{patientId}/id-links'), 'postV1PatientsByPatientIdIdLinks')
  assert.equal(toOperationId('get', '/v1/pins'), 'getV1Pins')
})

test('the document keeps the names and descriptions that a route declares', () => {
  const said = { operationId: 'book', summary: 'Book', responses: { '4XX': { description: 'Own' } } }
  const document = { openapi: '3.1.0', info: { title: '', version: '' }, tags: [], components: {} }
  const { paths } = finishDocument({ ...document, paths: { '/v1/b': { post: said } } })
  assert.equal(paths['/v1/b']?.post?.operationId, 'book')
  assert.deepEqual(paths['/v1/b']?.post?.responses['4XX'], { description: 'Own' })
})

test('documents have an ETag, and a request with the same ETag gets 304 without a body', async (t) => {
  const app = await setup(t)
  for (const url of [
    '/openapi.json',
    '/docs',
    '/docs/start.js',
    '/docs/scalar.js',
    '/problems',
    '/problems/not-found',
  ]) {
    const first = await app.inject(url)
    assert.equal(first.statusCode, 200, url)
    assert.equal(first.headers['cache-control'], 'public, max-age=300')
    const again = await app.inject({ url, headers: { 'if-none-match': first.headers.etag as string } })
    assert.equal(again.statusCode, 304, url)
    assert.equal(again.body, '')
    const stale = await app.inject({ url, headers: { 'if-none-match': 'W/"other"' } })
    assert.equal(stale.statusCode, 200)
  }
})

test('a client gets gzip only when it accepts gzip', async (t) => {
  const app = await setup(t)
  const zipped = await app.inject({ url: '/docs/scalar.js', headers: { 'accept-encoding': 'br, gzip' } })
  const plain = await app.inject({ url: '/docs/scalar.js', headers: { 'accept-encoding': 'gzip;q=0, br' } })
  assert.equal(zipped.headers['content-encoding'], 'gzip')
  assert.equal(plain.headers['content-encoding'], undefined)
  assert.ok(zipped.rawPayload.length < plain.rawPayload.length / 2)
})

test('the page runs only scripts from this server and contacts only this server', async (t) => {
  const app = await setup(t)
  const page = await app.inject('/docs')
  assert.match(page.headers['content-type'] ?? '', /^text\/html/)
  const policy = String(page.headers['content-security-policy'])
  for (const part of ["default-src 'none'", "script-src 'self'", "connect-src 'self'", "frame-ancestors 'none'"]) {
    assert.ok(policy.includes(part), part)
  }
  assert.doesNotMatch(policy, /https?:|unsafe-eval|script-src[^;]*unsafe/)
  assert.doesNotMatch(page.body, /https?:|<script>/)
  const start = (await app.inject('/docs/start.js')).body
  assert.doesNotMatch(start, /https?:/)
  for (const url of ['/openapi.json', '/docs/identity/openapi.json', '/docs/vaccination/openapi.json']) {
    assert.ok(start.includes(`"${url}"`), url)
  }
})

test('a problem’s page is JSON for programs and readable HTML for browsers', async (t) => {
  const app = await setup(t)
  const json = await app.inject('/problems/slot-taken')
  assert.deepEqual(json.json(), { type: '/problems/slot-taken', ...slotTaken })
  const html = await app.inject({ url: '/problems/slot-taken', headers: { accept: 'text/html,*/*;q=0.8' } })
  assert.match(html.headers['content-type'] ?? '', /^text\/html/)
  assert.match(html.body, /This time is &lt;no longer&gt; free/)
  assert.match(html.body, /<code>GET \/v1\/slots<\/code>/)
  const style = /<style>([\s\S]*)<\/style>/.exec(html.body)?.[1] as string
  const digest = createHash('sha256').update(style).digest('base64')
  assert.ok(String(html.headers['content-security-policy']).includes(`'sha256-${digest}'`))
  assert.equal((await app.inject('/problems/unheard-of')).statusCode, 404)
})

test('the list of problems has the problems of the platform and of each module', async (t) => {
  const app = await setup(t)
  const { problems } = (await app.inject('/problems')).json()
  const slugs = problems.map(({ slug }: { slug: string }) => slug)
  assert.ok(slugs.includes('slot-taken') && slugs.includes('invalid-request'))
  const html = await app.inject({ url: '/problems', headers: { accept: 'text/html' } })
  for (const slug of slugs) assert.ok(html.body.includes(`href="/problems/${slug}"`), slug)
})
