// Tests of the guard: Sehat never calls an inner address, however it is written and whatever a host name resolves to.
import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { startNameServer } from '../../../testing/fakes/name-server.ts'
import { HANG_MS } from '../../../testing/until.ts'
import { createGuard, isPublicAddress } from './addresses.ts'
import { createLookUp } from './name-servers.ts'
import { createSender, SendError } from './sender.ts'

const INNER = [
  ...['0.0.0.0', '0.1.2.3', '10.0.0.1', '10.255.255.255', '100.64.0.1', '100.100.100.200', '100.127.255.255'],
  ...['127.0.0.1', '127.255.255.254', '169.254.0.1', '169.254.169.254', '172.16.0.1', '172.31.255.255'],
  ...['192.0.0.1', '192.0.0.192', '192.0.2.7', '192.88.99.1', '192.168.0.1', '192.168.255.255', '198.18.0.1'],
  ...['198.19.255.255', '198.51.100.9', '203.0.113.5', '224.0.0.1', '239.255.255.255', '240.0.0.1', '255.255.255.255'],
  ...['::', '::1', '::7f00:1', '::ffff:127.0.0.1', '::ffff:7f00:1', '::ffff:8.8.8.8', '::ffff:0:7f00:1'],
  ...['64:ff9b::7f00:1', '64:ff9b::8.8.8.8', '64:ff9b:1::1', '100::1', '2001::1', '2001:0:7f00:1::', '2001:10::1'],
  ...['2001:20::1', '2001:db8::1', '2002:7f00:1::', '2002:c0a8:1::1', '3fff::1', '3fff:fff::1', '5f00::1', 'fc00::1'],
  ...['fd12:3456::1', 'fe80::1', 'fe80::1%lo', 'fec0::1', 'ff02::1', 'ff0e::1', '4000::1', 'abcd::1'],
]
const PUBLIC = [
  ...['1.1.1.1', '8.8.8.8', '100.63.255.255', '100.128.0.1', '172.15.0.1', '172.32.0.1', '192.0.1.1', '193.0.0.1'],
  ...['198.17.0.1', '198.20.0.1', '223.255.255.255', '2606:4700::1111', '2a00:1450::1', '2001:4860:4860::8888'],
]

test('the guard tells inner addresses from public ones', () => {
  for (const address of INNER) assert.equal(isPublicAddress(address), false, address)
  for (const address of PUBLIC) assert.equal(isPublicAddress(address), true, address)
  for (const text of ['', 'localhost', '127.1', '0x7f000001', '1.2.3', '::g'])
    assert.equal(isPublicAddress(text), false)
})

const REFUSED_URLS = [
  ...['127.1', '0177.0.0.1', '2130706433', '0x7f.1', '0x7f000001', '0', '0.0.0.0', '017700000001'],
  ...['127.0.0.1.', '１２７.0.0.1', '127。0。0。1', '%31%32%37.0.0.1', '169.254.169.254', '100.100.100.200'],
  ...['[::1]', '[::]', '[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '[0:0:0:0:0:ffff:a00:1]', '[64:ff9b::a00:1]'],
  ...['[2002:7f00:1::]', '[fe80::1]', '[fd00::1]', '[ff02::1]', '[fe80::1%25lo]'],
  ...['localhost', 'LOCALHOST', 'localhost.', 'a.localhost', 'metadata.google.internal', 'printer.local', 'intranet'],
  ...['db.internal.', 'api.svc', 'router.lan', 'nas.home', '1.0.0.127.in-addr.arpa'],
].map((host) => `https://${host}/hook`)

const OTHERS = [
  ...['http://hospital.example/hook', 'ftp://hospital.example/', 'file:///etc/passwd', 'gopher://hospital.example/'],
  ...['https://user@hospital.example/', 'https://user:pass@hospital.example/', 'https://hospital.example@127.0.0.1/'],
  ...['https://hospital.example/#part', 'https://', 'https:///', 'javascript:alert(1)', '//hospital.example/'],
  ...[22, 23, 25, 80, 110, 389, 445, 2375, 3306, 5432, 5672, 6379, 9200, 11211, 27017].map(
    (port) => `https://hospital.example:${port}/`,
  ),
]

test('the text of a URL with an inner address is refused, in every spelling', () => {
  const guard = createGuard(false)
  for (const url of [...REFUSED_URLS, ...OTHERS]) assert.ok(guard.refuseUrl(url), url)
  for (const url of ['https://hospital.example/hook', 'https://hospital.example:8443/a?b=c', 'https://8.8.8.8/']) {
    assert.equal(guard.refuseUrl(url), undefined, url)
  }
})

test('when loopback is allowed, other inner addresses are still refused', () => {
  const guard = createGuard(true)
  for (const url of ['http://127.0.0.1:9/', 'http://localhost:9/', 'http://[::1]:9/', 'https://127.0.0.1:5432/']) {
    assert.equal(guard.refuseUrl(url), undefined, url)
  }
  for (const url of [
    'http://10.0.0.1/',
    'https://192.168.0.1/',
    'https://169.254.169.254/',
    'http://hospital.example/',
  ]) {
    assert.ok(guard.refuseUrl(url), url)
  }
})

/** A server that counts connections. The test fails if anything connects. */
async function openCanary(t: { after(cleanUp: () => Promise<void>): void }) {
  let connections = 0
  const server = createServer((_, response) => void response.end()).on('connection', () => connections++)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.after(() => new Promise((resolve) => void server.close(() => resolve())))
  return { port: (server.address() as AddressInfo).port, connections: () => connections }
}

test('a host name that resolves to an inner address, at once or later, is never connected to', async (t) => {
  const canary = await openCanary(t)
  let count = 0
  const answers = [['127.0.0.1'], ['203.0.113.1', '127.0.0.1'], ['::1'], ['::ffff:7f00:1'], ['169.254.169.254'], []]
  const guard = createGuard(false, (_hostname, _options, done) => {
    const addresses = answers[count++ % answers.length] as string[]
    const family = (address: string): 4 | 6 => (address.includes(':') ? 6 : 4)
    done(
      null,
      addresses.map((address) => ({ address, family: family(address) })),
    )
  })
  const sender = createSender(guard)
  for (let round = 0; round < 60; round++) {
    const url = `https://changes.example:${canary.port}/`
    await assert.rejects(sender.post(url, '{}', {}, { timeoutMs: HANG_MS }), (error: SendError) => {
      assert.equal(error.fault, 'address-refused')
      return true
    })
  }
  assert.ok(count >= 60, 'each try looks the name up again')
  assert.equal(canary.connections(), 0)
})

test('name servers that do not answer for one host delay no other host', async (t) => {
  const server = await startNameServer(t, { 'quick.example': '93.184.216.34' })
  const guard = createGuard(false, createLookUp([server.address]))
  const lookUp = (host: string) =>
    new Promise((resolve, reject) => {
      guard.lookup(host, { all: true }, (error, addresses) => (error ? reject(error) : resolve(addresses)))
    })
  let given = 0
  const silent = Array.from({ length: 40 }, (_, nth) => lookUp(`silent-${nth}.example`).catch(() => given++))
  assert.deepEqual(await lookUp('quick.example'), [{ address: '93.184.216.34', family: 4 }])
  assert.equal(given, 0, 'all other look-ups still wait')
  await Promise.all(silent)
  assert.equal(given, 40)
  assert.ok(server.ignored() >= 40)
})

test('an inner address that only the connection shows is refused too', async (t) => {
  const canary = await openCanary(t)
  const guard = createGuard(false)
  // This look-up gives an inner address without the check, as a deceived look-up would.
  const fooled = createSender({
    ...guard,
    refuseUrl: () => undefined,
    lookup: (_hostname, _options, done) => done(null, [{ address: '127.0.0.1', family: 4 }]),
  })
  const url = `http://changes.example:${canary.port}/`
  await assert.rejects(fooled.post(url, '{}', {}, { timeoutMs: HANG_MS }), /address-refused/)
})

test('the sender follows no redirect, drops long answers and stops slow ones in time', async (t) => {
  const canary = await openCanary(t)
  const server = createServer((request, response) => {
    if (request.url === '/redirect') response.writeHead(307, { location: `http://127.0.0.1:${canary.port}/` }).end()
    else if (request.url === '/long') response.end('x'.repeat(1_000_000))
    else if (request.url === '/drip') {
      const timer = setInterval(() => response.write('x'), 20)
      response.on('close', () => clearInterval(timer))
    } else request.socket.destroy()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.after(async () => {
    server.closeAllConnections()
    await new Promise<void>((resolve) => void server.close(() => resolve()))
  })
  const sender = createSender(createGuard(true))
  t.after(async () => sender.close())
  const post = (path: string, timeoutMs = HANG_MS) =>
    sender.post(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, '{}', {}, { timeoutMs })
  assert.equal((await post('/redirect')).status, 307)
  assert.equal(canary.connections(), 0)
  assert.deepEqual([(await post('/long')).status, (await post('/long')).body], [200, undefined])
  await assert.rejects(post('/drip', 300), /timeout/)
  await assert.rejects(post('/broken'), SendError)
})
