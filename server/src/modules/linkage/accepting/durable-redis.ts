// The connection to a Redis that keeps what must not be lost. It refuses a Redis that could lose what it acknowledged.
import type { Redis } from 'ioredis'
import type { Logger } from '../../../platform/log.ts'
import { StartError } from '../../../platform/start-error.ts'

export interface DurableRedis<Client> {
  /** Runs commands. Throws at once while `fault` gives a sentence, and when Redis does not answer. */
  run<Result>(work: (client: Client) => Promise<Result>): Promise<Result>
  fault(): string | undefined
  start(): Promise<void>
  stop(): void
}

export interface RedisOptions {
  /** May contain a password, so no message repeats it. */
  readonly url: string
  readonly log: Logger
  readonly scripts: Record<string, { lua: string; numberOfKeys?: number }>
}

const CONNECT_TIMEOUT_MS = 5_000
const COMMAND_TIMEOUT_MS = 2_000
const CHECK_EVERY_MS = 5_000
const RECONNECT_AFTER_MS_MAX = 1_000

const DISCONNECTED = 'Redis cannot be reached'

/**
 * Sehat answers 202 only after Redis has written the request to its disk. With another setting than these, Redis
 * acknowledges what it may lose.
 */
const NEEDED = { appendonly: 'yes', appendfsync: 'always', 'maxmemory-policy': 'noeviction' } as const

export function openRedis<Client extends Redis>({ url, log, scripts }: RedisOptions): DurableRedis<Client> {
  let client: Client | undefined
  let fault: string | undefined = DISCONNECTED
  // The number of the connection: a check that ends after its connection says nothing about the next one.
  let connection = 0
  let timer: NodeJS.Timeout | undefined

  const setFault = (found: string | undefined): void => {
    if (found !== fault) log[found === undefined ? 'info' : 'error']({ fault: found }, 'the store of requests changed')
    fault = found
  }
  const check = async (redis: Redis): Promise<void> => {
    const checked = connection
    try {
      const found = await findFault(redis)
      if (checked === connection) setFault(found)
    } catch {
      if (checked === connection) reconnect(redis)
    }
  }
  const reconnect = (redis: Redis): void => {
    connection++
    setFault(DISCONNECTED)
    redis.disconnect(true)
  }

  return {
    fault: () => fault,
    async run(work) {
      if (client === undefined || fault !== undefined) throw new Error(fault ?? DISCONNECTED)
      const used = connection
      try {
        return await work(client)
      } catch (error) {
        // A Redis that is held still keeps its connection. Without this each request would wait for it.
        if (used === connection && isTimeout(error)) reconnect(client)
        throw error
      }
    },
    async start() {
      const redis = (await connectTo(url, scripts)) as Client
      client = redis
      redis.on('error', () => {})
      redis.on('ready', () => void check(redis))
      redis.on('close', () => {
        connection++
        if (client !== undefined) setFault(DISCONNECTED)
      })
      await firstConnection(redis, url)
      fault = await findFault(redis).catch((error: Error) => `Redis gave no answer (${error.message})`)
      if (fault !== undefined) {
        redis.disconnect()
        throw new StartError(`Sehat does not keep requests in the Redis of SEHAT_REDIS_URL: ${fault}`)
      }
      // An operator may change the settings of a running Redis.
      timer = setInterval(() => redis.status === 'ready' && void check(redis), CHECK_EVERY_MS)
    },
    stop() {
      clearInterval(timer)
      connection++
      const last = client
      client = undefined
      fault = DISCONNECTED
      last?.disconnect()
    },
  }
}

async function connectTo(url: string, scripts: RedisOptions['scripts']): Promise<Redis> {
  // Only an installation that uses Redis loads the library.
  const library = await import('ioredis')
  return new library.Redis(url, {
    lazyConnect: true,
    scripts,
    protocol: 2,
    connectTimeout: CONNECT_TIMEOUT_MS,
    commandTimeout: COMMAND_TIMEOUT_MS,
    disableClientInfo: true,
    // A command that cannot be sent now fails now, and no command is sent a second time: the caller decides.
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    retryStrategy: (tries) => Math.min(tries * 50, RECONNECT_AFTER_MS_MAX),
  })
}

/** The operator sees the address of the failed connection, but not the password. */
async function firstConnection(redis: Redis, url: string): Promise<void> {
  let reason: Error | undefined
  redis.on('error', (error) => {
    reason ??= error
  })
  await redis.connect().catch((error: Error) => {
    redis.disconnect()
    const { hostname, port } = new URL(url)
    const { message, code } = (reason ?? error) as Error & { code?: string }
    const place = `${hostname}:${port || 6379}`
    throw new StartError(`Sehat cannot use the Redis at ${place} (${code ?? message}): check SEHAT_REDIS_URL`)
  })
}

/** One sentence that says what is wrong with the settings of Redis and what to do; undefined when nothing is. */
async function findFault(redis: Redis): Promise<string | undefined> {
  for (const [name, needed] of Object.entries(NEEDED)) {
    const found = await redis.config('GET', name).catch((error: Error) => {
      if (error.name === 'ReplyError') return undefined
      throw error
    })
    if (found === undefined) return `it hides its setting ${name}; allow CONFIG GET (ACL SETUSER <user> +config|get)`
    const value = (found as string[])[1]
    if (value !== needed) {
      return `its setting ${name} is ${value}, so it may lose requests; set ${name} to ${needed} in redis.conf`
    }
  }
  return undefined
}

const isTimeout = (error: unknown): boolean => error instanceof Error && error.message === 'Command timed out'
