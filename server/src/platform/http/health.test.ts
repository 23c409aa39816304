// Tests of the health routes: what each kind of process answers on its port, and who may read its metrics.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { askOverHttp } from '../../testing/process.ts'
import { type Person, setup, setupDatabase } from '../../testing/setup.ts'

const SECRET = 'for tests: a token of the monitoring system'

const status = async (port: number, url: string): Promise<number> => (await askOverHttp(port, 'GET', url)).status

test('a worker answers health and metrics on its own port, and nothing else', async (t) => {
  const databaseUrl = await setupDatabase(t)
  const [web, worker] = [await setup(t, { databaseUrl }), await setup(t, { databaseUrl, env: { ROLE: 'worker' } })]
  for (const url of ['/health/live', '/health/ready', '/metrics']) {
    assert.deepEqual([url, await status(web.port, url), await status(worker.port, url)], [url, 200, 200])
  }
  const { body } = await askOverHttp<string>(worker.port, 'GET', '/metrics')
  assert.match(body, /^sehat_link_searches 0$/m)
  for (const url of ['/', '/docs', '/v1/states', '/v1/vaccination/availability?pin=110001', '/v1/account']) {
    assert.deepEqual([url, await status(worker.port, url)], [url, 404])
  }
})

test('a caller with the token may read the metrics; without a token only the machine itself may', async (t) => {
  const [guarded, open] = [await setup(t, { env: { SEHAT_METRICS_TOKEN: SECRET } }), await setup(t)]
  const read = async (port: number, headers: Record<string, string>): Promise<number> =>
    (await askOverHttp(port, 'GET', '/metrics', { headers })).status
  assert.equal(await read(guarded.port, { authorization: `Bearer ${SECRET}` }), 200)
  assert.equal(await read(guarded.port, { authorization: 'Bearer another' }), 404)
  assert.equal(await read(guarded.port, {}), 404)
  assert.equal(await read(open.port, {}), 200)
  assert.equal(await read(open.port, { 'x-forwarded-for': '203.0.113.7' }), 404)
})

test('a national-admin reads the metrics even when /metrics is closed to them', async (t) => {
  const place = await setup(t, { env: { SEHAT_METRICS_TOKEN: SECRET } })
  const admin = await place.admin()
  const read = (by?: Person) => place.ask<string>('GET', '/v1/metrics', { by })
  assert.equal((await place.ask('GET', '/metrics', { by: admin })).status, 404)
  const first = await read(admin)
  assert.equal(first.status, 200)
  assert.match(String(first.headers['content-type']), /^text\/plain/)
  assert.equal(first.headers['cache-control'], 'no-store')
  // The second answer counts the first request.
  const counted = /sehat_http_request_duration_seconds_count\{method="GET",route="\/v1\/metrics",status="200"\} 1/
  assert.doesNotMatch(first.body, counted)
  assert.match((await read(admin)).body, counted)
})

test('nobody else reads the metrics, and the request takes no parameters', async (t) => {
  const place = await setup(t)
  const url = '/v1/metrics'
  assert.equal((await place.ask('GET', url)).status, 401)
  assert.equal((await place.ask('GET', url, { by: await place.officer(707) })).status, 403)
  assert.equal((await place.ask('GET', url, { by: await place.citizen() })).status, 403)
  const wrong = await place.ask<{ errors: { pointer: string }[] }>('GET', `${url}?all=yes`, { by: await place.admin() })
  assert.deepEqual([wrong.status, wrong.body.errors[0]?.pointer], [400, 'query/all'])
})
