// The adapter of the shared cache for Redis. Only an installation that names a Redis loads the library.
import type { Redis } from 'ioredis'
import { LRUCache } from 'lru-cache'
import type { Logger } from '../log.ts'
import type { Versioned, VersionedCache } from './versioned-cache.ts'

export interface RedisCacheOptions {
  /** May contain a password, so no message repeats it. */
  readonly url: string
  readonly log: Logger
}

/** A cache must be quicker than the database, or it is left out. */
const COMMAND_TIMEOUT_MS = 250
const CONNECT_TIMEOUT_MS = 5_000
const RECONNECT_AFTER_MS_MAX = 1_000
const MISSED_MAX = 100_000
const PREFIX = 'sehat:cache:'

/** Two processes may write at once: Redis itself must compare the versions. */
const PUT_NEWER = `
  local kept = redis.call('get', KEYS[1])
  if kept and tonumber(string.match(kept, '^%d+')) > tonumber(ARGV[1]) then return 0 end
  redis.call('set', KEYS[1], ARGV[1] .. ' ' .. ARGV[2], 'px', ARGV[3])
  return 1`

interface Client extends Redis {
  putNewer(key: string, version: number, value: string, ttlMs: number): Promise<number>
}

export function redisVersionedCache({ url, log }: RedisCacheOptions): VersionedCache {
  let isClosed = false
  let isAway = false
  // What was not written here. Redis may still hold an older value when it answers again.
  const missed = new LRUCache<string, number>({ max: MISSED_MAX })
  const opening = connect(url).then((client) => {
    if (isClosed) client.disconnect()
    return client
  })
  // A cache that is away makes answers slower and never wrong.
  const attempt = async <Result>(work: (client: Client) => Promise<Result>): Promise<Result | undefined> => {
    try {
      const result = await work(await opening)
      if (isAway) log.info('the shared cache answers again')
      isAway = false
      return result
    } catch (error) {
      if (!isAway && !isClosed)
        log.warn({ code: (error as { code?: string }).code }, 'the shared cache does not answer')
      isAway = true
      return undefined
    }
  }
  return {
    async get<Value>(key: string) {
      const text = await attempt((client) => client.get(PREFIX + key))
      const kept = typeof text === 'string' ? parse<Value>(text) : undefined
      return kept && kept.version >= (missed.get(key) ?? 0) ? kept : undefined
    },
    async put(key, { version, value }, ttlMs) {
      const put = (client: Client) => client.putNewer(PREFIX + key, version, JSON.stringify(value), Math.ceil(ttlMs))
      if ((await attempt(put)) === undefined) missed.set(key, version)
    },
    async delete(key) {
      await attempt((client) => client.del(PREFIX + key))
    },
    close() {
      isClosed = true
      void opening.then((client) => client.disconnect())
    },
  }
}

async function connect(url: string): Promise<Client> {
  const library = await import('ioredis')
  const client = new library.Redis(url, {
    scripts: { putNewer: { lua: PUT_NEWER, numberOfKeys: 1 } },
    protocol: 2,
    connectTimeout: CONNECT_TIMEOUT_MS,
    commandTimeout: COMMAND_TIMEOUT_MS,
    disableClientInfo: true,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    retryStrategy: (tries) => Math.min(tries * 50, RECONNECT_AFTER_MS_MAX),
  })
  // The first command that fails says it.
  client.on('error', () => {})
  await new Promise<void>((done) => {
    client.once('ready', done)
    client.once('close', () => done())
  })
  return client as Client
}

function parse<Value>(text: string): Versioned<Value> | undefined {
  const space = text.indexOf(' ')
  try {
    return { version: Number(text.slice(0, space)), value: JSON.parse(text.slice(space + 1)) as Value }
  } catch {
    return undefined
  }
}
