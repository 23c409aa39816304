import assert from 'node:assert/strict'
import { test } from 'node:test'
import { askOverHttp } from '../testing/process.ts'
import { setup, setupDatabase } from '../testing/setup.ts'

const status = async (port: number, url: string): Promise<number> => (await askOverHttp(port, 'GET', url)).status

test('a worker tells how it is on a port of its own, and answers nothing else', async (t) => {
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

test('metrics are read by whoever holds the token, and without one on the machine itself only', async (t) => {
  const token = 'a-token-for-the-metrics-of-this-test'
  const [guarded, open] = [await setup(t, { env: { SEHAT_METRICS_TOKEN: token } }), await setup(t)]
  const read = async (port: number, headers: Record<string, string>): Promise<number> =>
    (await askOverHttp(port, 'GET', '/metrics', { headers })).status
  assert.equal(await read(guarded.port, { authorization: `Bearer ${token}` }), 200)
  assert.equal(await read(guarded.port, { authorization: 'Bearer another' }), 404)
  assert.equal(await read(guarded.port, {}), 404)
  assert.equal(await read(open.port, {}), 200)
  assert.equal(await read(open.port, { 'x-forwarded-for': '203.0.113.7' }), 404)
})
