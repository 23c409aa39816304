// One test for both adapters of the shared cache: in memory, and on a Redis of Debian.
import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { redis, startRedis } from '../../testing/debian/redis.ts'
import { needs } from '../../testing/debian/service.ts'
import { until } from '../../testing/until.ts'
import { openLog } from '../log.ts'
import { memoryVersionedCache, type VersionedCache } from './versioned-cache.ts'
import { redisVersionedCache } from './versioned-cache-redis.ts'

const log = openLog({ logLevel: 'silent', environment: 'test' })
const TTL_MS = 60_000

async function conforms(cache: VersionedCache): Promise<void> {
  assert.equal(await cache.get('a'), undefined)
  await cache.put('a', { version: 2, value: { who: 'Asha', अ: 1 } }, TTL_MS)
  await cache.put('a', { version: 1, value: { who: 'older' } }, TTL_MS)
  assert.deepEqual(await cache.get('a'), { version: 2, value: { who: 'Asha', अ: 1 } })
  await cache.put('a', { version: 2, value: null }, TTL_MS)
  await cache.put('a', { version: 10, value: [1, 2] }, TTL_MS)
  assert.deepEqual(await cache.get('a'), { version: 10, value: [1, 2] })
  await Promise.all(
    Array.from({ length: 50 }, (_, nth) => cache.put('raced', { version: (nth * 37) % 50, value: nth }, TTL_MS)),
  )
  assert.equal((await cache.get('raced'))?.version, 49)
  await cache.put('short', { version: 1, value: 1 }, 20)
  await until('it ends by itself', async () => (await cache.get('short')) === undefined)
  await cache.delete('a')
  await cache.delete('a')
  assert.equal(await cache.get('a'), undefined)
}

test('the cache in memory keeps the newest version, and drops what is used least', async () => {
  await conforms(memoryVersionedCache(100))
  const small = memoryVersionedCache(2)
  for (const key of ['a', 'b', 'c']) await small.put(key, { version: 1, value: key }, TTL_MS)
  assert.deepEqual([await small.get('a'), (await small.get('c'))?.value], [undefined, 'c'])
})

const onRedis = async (t: TestContext) => {
  const server = await startRedis(t)
  const open = (): VersionedCache => {
    const cache = redisVersionedCache({ url: server.url, log })
    t.after(() => cache.close())
    return cache
  }
  return { server, open }
}

test('the cache on Redis keeps the newest version, for all processes', needs(redis), async (t) => {
  const { open } = await onRedis(t)
  const [one, other] = [open(), open()]
  await conforms(one)
  await one.put('shared', { version: 3, value: 'seen by all' }, TTL_MS)
  assert.equal((await other.get('shared'))?.value, 'seen by all')
})

test('a Redis that dies, or is held still, is only a miss, and comes back', needs(redis), async (t) => {
  const { server, open } = await onRedis(t)
  const cache = open()
  await cache.put('a', { version: 1, value: 1 }, TTL_MS)
  await server.kill()
  assert.equal(await cache.get('a'), undefined)
  await cache.put('a', { version: 2, value: 2 }, TTL_MS)
  await server.restart()
  await until('it answers again', async () => {
    await cache.put('b', { version: 1, value: 'back' }, TTL_MS)
    return (await cache.get('b'))?.value === 'back'
  })
  assert.equal(await cache.get('a'), undefined, 'an older value never comes back')
  server.pause()
  assert.equal(await cache.get('b'), undefined)
  server.resume()
})

test('a Redis that is absent at the start is only a miss', async () => {
  const cache = redisVersionedCache({ url: 'redis://127.0.0.1:1', log })
  await cache.put('a', { version: 1, value: 1 }, TTL_MS)
  assert.equal(await cache.get('a'), undefined)
  cache.close()
})
