// Tests the starting of services: they answer, keep their data over a kill, and leave nothing behind.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { connect } from 'node:net'
import { test } from 'node:test'
import { isAlive } from '../../platform/postgres/embedded/process.ts'
import { lastFirst } from '../database.ts'
import { redis, startRedis } from './redis.ts'
import { needs, startService } from './service.ts'

/** Sends commands over one connection, and gives all that is answered until the connection ends. */
function ask(port: number, ...lines: string[]): Promise<string> {
  return new Promise((done, fail) => {
    let text = ''
    const socket = connect(port, '127.0.0.1', () => socket.write([...lines, 'QUIT', ''].join('\r\n')))
    socket.on('data', (chunk) => {
      text += chunk
    })
    socket.once('error', fail)
    socket.once('close', () => done(text.replaceAll('\r\n', ' ')))
  })
}

test('a killed service starts again on its port with all that it had acknowledged', needs(redis), async (t) => {
  const service = await startRedis(t)
  const { port, pid } = service
  for (let turn = 0; turn < 3; turn++) {
    assert.match(await ask(port, `SET turn-${turn} ${turn}`), /^\+OK/)
    await service.kill()
    await assert.rejects(ask(port, 'PING'), /ECONNREFUSED/)
    await service.restart()
    assert.equal(service.port, port)
    assert.match(await ask(port, 'DBSIZE'), new RegExp(`^:${turn + 1} `))
  }
  assert.notEqual(service.pid, pid)
})

test('services run side by side, and end with their test together with their folders', needs(redis), async (t) => {
  const ended: (() => Promise<void>)[] = []
  const inner = lastFirst({ after: (cleanUp) => void ended.push(cleanUp) })
  const services = [await startRedis(inner), await startRedis(inner), await startRedis(inner)]
  assert.equal(new Set(services.map(({ port }) => port)).size, 3)
  await services[0]?.kill()
  services[1]?.pause()
  for (const cleanUp of ended) await cleanUp()
  for (const { pid, folder } of services) assert.deepEqual([isAlive(pid), existsSync(folder)], [false, false])
  t.diagnostic('one was killed, one was held still, one ran')
})

test('a service that ends at its start is reported with its last words', needs(redis), async (t) => {
  await assert.rejects(startRedis(t, { appendfsync: 'sometimes' }), /redis-server did not start.*[\s\S]*appendfsync/)
})

test('the next run ends the service of a test run that was killed', needs(redis), async (t) => {
  const script = `
    const { startRedis } = await import('${import.meta.dirname}/redis.ts')
    const { pid, folder } = await startRedis({ after: () => {} })
    require('node:fs').writeSync(1, JSON.stringify({ pid, folder }))
    process.kill(process.pid, 'SIGKILL')`
  const { stdout, signal } = spawnSync(
    process.execPath,
    ['--input-type=commonjs', '-e', `(async () => {${script}})()`],
    {
      encoding: 'utf8',
    },
  )
  assert.equal(signal, 'SIGKILL')
  const { pid, folder } = JSON.parse(stdout) as { pid: number; folder: string }
  assert.equal(isAlive(pid), true)
  await startRedis(t)
  assert.deepEqual([isAlive(pid), existsSync(folder)], [false, false])
})

test('a test without its program is left out with the cure, and fails in CI', async (t) => {
  const absent = { program: 'sehat-does-not-exist', package: 'sehat-package' }
  const before = process.env.CI
  t.after(() => {
    if (before === undefined) delete process.env.CI
    else process.env.CI = before
  })
  delete process.env.CI
  assert.match(String(needs(absent).skip), /^LEFT OUT: .*apt-get install sehat-package$/)
  process.env.CI = 'true'
  assert.deepEqual(needs(absent), { skip: false })
  const kind = { ...absent, args: () => [], isUp: async () => true }
  await assert.rejects(startService(t, kind), /sehat-does-not-exist is not on this machine.*install sehat-package/)
})
