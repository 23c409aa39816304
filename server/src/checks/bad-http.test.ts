// Sends broken or too large HTTP requests over real sockets: the server answers 4xx and stays up.
import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { after, before, test } from 'node:test'
import { type Setup, setup } from '../testing/setup.ts'
import { HANG_MS } from '../testing/until.ts'

const cleanUps: (() => Promise<void>)[] = []
let place: Setup

before(async () => {
  place = await setup({ after: (cleanUp) => void cleanUps.push(cleanUp) })
})
after(async () => {
  for (const cleanUp of cleanUps) await cleanUp()
})

/** Sends these bytes and gives the whole answer, up to the end of the connection. */
function sendBytes(bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = ''
    const socket = connect(place.port, '127.0.0.1', () => socket.write(bytes, 'latin1'))
    socket.setTimeout(HANG_MS, () => socket.destroy(new Error(`no end after: ${answer}`)))
    socket.on('data', (chunk) => {
      answer += chunk
    })
    // A server that refuses a half-sent request may reset the connection after its answer.
    socket.on('error', (error) => (answer === '' ? reject(error) : resolve(answer)))
    socket.on('close', () => resolve(answer))
  })
}

const lines = (...parts: string[]): string => parts.join('\r\n')
const HOST = 'Host: localhost'
const JSON_TYPE = 'Content-Type: application/json'
const LOGIN = 'POST /v1/auth/introspect HTTP/1.1'
const GET = 'GET /v1/pins/110001 HTTP/1.1'
const CLOSE = 'Connection: close'
const headers = (count: number, value: string) => Array.from({ length: count }, (_, index) => `X-${index}: ${value}`)

const broken: Record<string, string> = {
  'Content-Length and Transfer-Encoding': lines(
    ...[LOGIN, HOST, JSON_TYPE, 'Content-Length: 4', 'Transfer-Encoding: chunked'],
    ...['', '0', '', 'GET /v1/me HTTP/1.1', '', ''],
  ),
  'two Content-Lengths': lines(LOGIN, HOST, JSON_TYPE, 'Content-Length: 13', 'Content-Length: 5', '', '{"token":"x"}'),
  'a Content-Length that is no number': lines(LOGIN, HOST, JSON_TYPE, 'Content-Length: 1e3', '', '{}'),
  'a negative Content-Length': lines(LOGIN, HOST, JSON_TYPE, 'Content-Length: -1', '', '{}'),
  'chunked twice': lines(LOGIN, HOST, JSON_TYPE, 'Transfer-Encoding: chunked, identity', '', '0', '', ''),
  'a chunk of no size': lines(LOGIN, HOST, JSON_TYPE, 'Transfer-Encoding: chunked', '', 'zz', '{}', '0', '', ''),
  'a chunk of endless size': lines(LOGIN, HOST, JSON_TYPE, 'Transfer-Encoding: chunked', '', 'f'.repeat(40), '', ''),
  'a folded header': lines(GET, HOST, 'X-Folded: a', ' b: c', 'Broken', '', ''),
  'a header without a colon': lines(GET, HOST, 'Authorization', '', ''),
  'a space before the colon': lines(GET, HOST, 'Content-Length : 5', '', 'hello'),
  'NUL in a header': lines(GET, HOST, 'X-Nul: a\0b', '', ''),
  'no method': lines('/v1/pins/110001 HTTP/1.1', HOST, '', ''),
  'a method that nobody knows': lines('STEAL /v1/me HTTP/1.1', HOST, '', ''),
  'HTTP/9.9': lines('GET /v1/pins/110001 HTTP/9.9', HOST, '', ''),
  'no Host': lines(GET, CLOSE, '', ''),
  'a TLS greeting': '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03',
  'a query of 17 kB': lines(`GET /v1/facilities?q=${'x'.repeat(17_000)} HTTP/1.1`, HOST, CLOSE, '', ''),
  'a token of 17 kB': lines('GET /v1/me HTTP/1.1', HOST, `Authorization: Bearer ${'x'.repeat(17_000)}`, CLOSE, '', ''),
  '200 large headers': lines(GET, HOST, ...headers(200, 'x'.repeat(100)), CLOSE, '', ''),
  'a chunked body over 64 kB': lines(
    ...[LOGIN, HOST, JSON_TYPE, CLOSE, 'Transfer-Encoding: chunked', ''],
    ...['11170', `"${'x'.repeat(69_998)}"`, '0', '', ''],
  ),
  'an announced body over 64 kB': lines(LOGIN, HOST, JSON_TYPE, CLOSE, 'Content-Length: 99999999', '', '{'),
  'an expectation that nobody meets': lines(GET, HOST, CLOSE, 'Expect: the-impossible', '', ''),
  'no version': 'GET /v1/pins/110001\r\n\r\n',
  'HTTP/0.9': lines('GET /v1/pins/110001 HTTP/0.9', HOST, '', ''),
  'HTTP/2.0': lines('GET /v1/pins/110001 HTTP/2.0', HOST, CLOSE, '', ''),
  'two Hosts': lines(GET, HOST, 'Host: localhost', CLOSE, '', ''),
  'an empty Host': lines(GET, 'Host:', CLOSE, '', ''),
  'a Host of somebody else': lines(GET, 'Host: evil.example', CLOSE, '', ''),
  'a Host that only begins like ours': lines(GET, 'Host: localhost.evil.example', CLOSE, '', ''),
  'a Host of somebody else at the inbox': lines('GET /dev/inbox HTTP/1.1', 'Host: evil.example', CLOSE, '', ''),
  'a Host of somebody else and a forwarded one of ours': lines(
    ...[GET, 'Host: evil.example', 'X-Forwarded-Host: localhost', CLOSE, '', ''],
  ),
  'a wish for a tunnel': lines('CONNECT elsewhere:443 HTTP/1.1', HOST, '', ''),
}

const EACH_ANSWER = [
  /^content-type: application\/problem\+json/im,
  /^content-security-policy: default-src 'none'/im,
  /^x-content-type-options: nosniff/im,
  /^cache-control: no-store/im,
]

for (const [what, bytes] of Object.entries(broken)) {
  test(`${what} is refused, and the server stays up`, async () => {
    const answer = await sendBytes(bytes)
    assert.match(answer, /^HTTP\/1\.1 4\d\d /, answer.slice(0, 300))
    assert.equal(answer.match(/HTTP\/1\.1 /g)?.length, 1, 'one request has one answer')
    const [head = '', body = ''] = answer.split('\r\n\r\n')
    for (const header of EACH_ANSWER) assert.match(head, header)
    const problem = JSON.parse(body) as { type: string; status: number; instance: string }
    assert.equal(problem.status, Number(answer.slice(9, 12)))
    const [, id] = /^x-request-id: (.+)$/im.exec(head) ?? []
    assert.equal(problem.instance, `urn:sehat:request:${id}`)
    const logged = place.logLines.filter((line) => line.includes(id as string))
    assert.equal(logged.length, 1, 'the request has one line in the log')
    assert.doesNotMatch(logged[0] as string, /evil|elsewhere/, 'the log repeats nothing from the request')
    assert.equal((await place.ask('GET', problem.type)).status, 200, 'the problem has its page')
    assert.match(await sendBytes(lines('GET /health/live HTTP/1.1', HOST, CLOSE, '', '')), /^HTTP\/1\.1 200 /)
  })
}

test('many small headers, HTTP/1.0 and an absolute address do no harm', async () => {
  const many = await sendBytes(lines(GET, HOST, ...headers(200, 'x'), CLOSE, '', ''))
  assert.match(many, /^HTTP\/1\.1 200 /)
  assert.match(await sendBytes(lines('GET /v1/pins/110001 HTTP/1.0', HOST, '', '')), /^HTTP\/1\.1 200 /)
  const absolute = await sendBytes(lines('GET http://elsewhere/v1/me HTTP/1.1', HOST, CLOSE, '', ''))
  assert.match(absolute, /^HTTP\/1\.1 (401|404) /)
})

test('a request that breaks off causes no error, and the server stays up', async () => {
  const before = place.logLines.length
  await new Promise<void>((resolve) => {
    const socket = connect(place.port, '127.0.0.1', () => {
      socket.write(lines(LOGIN, HOST, JSON_TYPE, 'Content-Length: 100', '', '{"token":'))
      setTimeout(() => socket.destroy(), 50)
    })
    socket.on('close', () => resolve())
  })
  assert.match(await sendBytes(lines('GET /health/live HTTP/1.1', HOST, CLOSE, '', '')), /^HTTP\/1\.1 200 /)
  const errors = place.logLines.slice(before).filter((line) => line.includes('"level":"error"'))
  assert.deepEqual(errors, [])
})

test('health answers under any host name, and our name in capitals with a port is accepted', async () => {
  for (const host of ['Host: 10.1.2.3:8080', 'Host: pod.internal']) {
    assert.match(await sendBytes(lines('GET /health/live HTTP/1.1', host, CLOSE, '', '')), /^HTTP\/1\.1 200 /)
  }
  assert.match(await sendBytes(lines(GET, 'Host: LOCALHOST:80', CLOSE, '', '')), /^HTTP\/1\.1 200 /)
  assert.match(await sendBytes(lines(GET, 'Host: [::1]:8080', CLOSE, '', '')), /^HTTP\/1\.1 200 /)
})
