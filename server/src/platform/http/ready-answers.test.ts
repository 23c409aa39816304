// Tests ready answers over a real socket: what the server sends, what it handles in the usual way, and what it counts.
import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type TestContext, test } from 'node:test'
import { openMetrics } from '../metrics.ts'
import { createReadyServer, type ReadyAnswer } from './ready-answers.ts'

const ROUTE = '/v1/things'
const json = { name: 'आगरा', free: 3 }
const ready: ReadyAnswer = { text: Buffer.from(JSON.stringify(json)).toString('latin1'), etag: 'W/"one"' }

async function serve(t: TestContext, known: Map<string, ReadyAnswer>) {
  const metrics = openMetrics()
  const server = createReadyServer((_request, response) => void response.writeHead(404).end('usual'), {
    answers: [{ route: ROUTE, recall: (address) => known.get(address) }],
    metrics,
    createServer,
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.after(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  const get = (path: string, init: RequestInit = {}) => fetch(`http://127.0.0.1:${port}${path}`, init)
  return { get, metrics }
}

test('a known address gets its answer, byte for byte, with the headers of every answer', async (t) => {
  const { get, metrics } = await serve(t, new Map([[`${ROUTE}?pin=282001`, ready]]))
  const answer = await get(`${ROUTE}?pin=282001`)
  assert.equal(answer.status, 200)
  assert.deepEqual(await answer.json(), json)
  assert.equal(answer.headers.get('content-type'), 'application/json; charset=utf-8')
  assert.equal(answer.headers.get('cache-control'), 'public, max-age=1')
  assert.equal(answer.headers.get('x-content-type-options'), 'nosniff')
  const etag = answer.headers.get('etag') as string
  const unchanged = await get(`${ROUTE}?pin=282001`, { headers: { 'if-none-match': etag } })
  assert.equal(unchanged.status, 304)
  assert.equal(await unchanged.text(), '')
  const text = await metrics.registry.metrics()
  assert.match(text, /sehat_ready_answers_total\{route="\/v1\/things",status="200"\} 1\n/)
  assert.match(text, /sehat_ready_answers_total\{route="\/v1\/things",status="304"\} 1\n/)
})

test('an answer for one person only says that nobody on the way may keep it', async (t) => {
  const { get } = await serve(t, new Map([[`${ROUTE}/own`, { ...ready, cacheControl: 'no-store' }]]))
  assert.equal((await get(`${ROUTE}/own`)).headers.get('cache-control'), 'no-store')
  const unchanged = await get(`${ROUTE}/own`, { headers: { 'if-none-match': ready.etag } })
  assert.deepEqual([unchanged.status, unchanged.headers.get('cache-control')], [304, 'no-store'])
})

test('an unknown address, or a request that is not a GET, goes the usual way', async (t) => {
  const { get } = await serve(t, new Map([[`${ROUTE}?pin=282001`, ready]]))
  assert.equal(await (await get(`${ROUTE}?pin=282002`)).text(), 'usual')
  assert.equal(await (await get(`${ROUTE}?pin=282001&x=1`)).text(), 'usual')
  assert.equal(await (await get(`${ROUTE}?pin=282001`, { method: 'POST' })).text(), 'usual')
  assert.equal(await (await get('/elsewhere')).text(), 'usual')
})
