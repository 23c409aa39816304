// Metrics: for Prometheus on the machine or with the token, for a national administrator everywhere.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Person, setup } from '../testing/setup.ts'

const SECRET = 'for tests: a token of the monitoring system'

test('a national-admin reads the metrics also where /metrics is closed to them', async (t) => {
  const place = await setup(t, { env: { SEHAT_METRICS_TOKEN: SECRET } })
  const admin = await place.admin()
  const read = (by?: Person) => place.ask<string>('GET', '/v1/metrics', { by })
  assert.equal((await place.ask('GET', '/metrics', { by: admin })).status, 404)
  const first = await read(admin)
  assert.equal(first.status, 200)
  assert.match(String(first.headers['content-type']), /^text\/plain/)
  assert.equal(first.headers['cache-control'], 'no-store')
  // Asked again it has counted the first time.
  const counted = /sehat_http_request_duration_seconds_count\{method="GET",route="\/v1\/metrics",status="200"\} 1/
  assert.doesNotMatch(first.body, counted)
  assert.match((await read(admin)).body, counted)
  const withToken = await place.ask<string>('GET', '/metrics', { headers: { authorization: `Bearer ${SECRET}` } })
  assert.match(withToken.body, /sehat_database_connections/)
})

test('nobody else reads them, and the question takes nothing', async (t) => {
  const place = await setup(t)
  const url = '/v1/metrics'
  assert.equal((await place.ask('GET', url)).status, 401)
  assert.equal((await place.ask('GET', url, { by: await place.officer(707) })).status, 403)
  assert.equal((await place.ask('GET', url, { by: await place.citizen() })).status, 403)
  const wrong = await place.ask<{ errors: { pointer: string }[] }>('GET', `${url}?all=yes`, { by: await place.admin() })
  assert.deepEqual([wrong.status, wrong.body.errors[0]?.pointer], [400, 'query/all'])
})
