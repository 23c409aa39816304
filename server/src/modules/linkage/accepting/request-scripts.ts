// The steps of the store of requests in Redis. Each is a script, so that Redis does all of it or nothing.
import type { Redis } from 'ioredis'

/**
 * A key record is `<fingerprint> <workflow> <instant>`: the workflow that its request shall get, and when the key was
 * claimed (milliseconds of the clock of Redis). After another answer, it is `<fingerprint> <workflow> answered`.
 */
export interface RequestScripts extends Redis {
  /** Keeps key, data and a note to sweep, if the key is free. Gives the record that was there, and the time now. */
  keepRequest(
    ...args: [record: string, data: string, unswept: string, claim: string, id: string, sealed: Buffer, ttl: number]
  ): Promise<[record: string, nowMs: string]>
  /** Keeps the data of a claimed workflow again, if it was swept, and puts its sweeping off. */
  restoreRequest(...args: [data: string, unswept: string, id: string, sealed: Buffer]): Promise<void>
  /** Notes which workflow answers a key. The first answer counts; gives it. */
  answerRequest(...args: [record: string, fingerprint: string, id: string, ttl: number]): Promise<string>
  /** Frees a key whose request was refused. */
  releaseRequest(...args: [record: string, fingerprint: string, id: string]): Promise<void>
  /** Erases the data of workflows that were noted before an instant and never written. Gives how many. */
  dropRequests(keys: number, ...args: (string | number)[]): Promise<number>
}

const NOW = `
local time = redis.call('TIME')
local now = string.format('%.0f', time[1] * 1000 + math.floor(time[2] / 1000))`

export const scripts = {
  keepRequest: {
    numberOfKeys: 3,
    lua: `${NOW}
local kept = redis.call('GET', KEYS[1])
if kept then return { kept, now } end
redis.call('SET', KEYS[1], ARGV[1] .. ' ' .. ARGV[2] .. ' ' .. now, 'EX', ARGV[4])
redis.call('SET', KEYS[2], ARGV[3])
redis.call('ZADD', KEYS[3], now, ARGV[2])
return { '', now }`,
  },
  restoreRequest: {
    numberOfKeys: 2,
    lua: `${NOW}
redis.call('SET', KEYS[1], ARGV[2], 'NX')
redis.call('ZADD', KEYS[2], now, ARGV[1])`,
  },
  answerRequest: {
    numberOfKeys: 1,
    lua: `
local kept = redis.call('GET', KEYS[1])
local fingerprint, id, state
if kept then fingerprint, id, state = string.match(kept, '^(%S+) (%S+) (%S+)$') end
if fingerprint and fingerprint ~= ARGV[1] then return ARGV[2] end
if state == 'answered' then return id end
redis.call('SET', KEYS[1], ARGV[1] .. ' ' .. ARGV[2] .. ' answered', 'EX', ARGV[3])
return ARGV[2]`,
  },
  releaseRequest: {
    numberOfKeys: 1,
    lua: `
local kept = redis.call('GET', KEYS[1])
if not kept then return end
local fingerprint, id, state = string.match(kept, '^(%S+) (%S+) (%S+)$')
if fingerprint == ARGV[1] and id == ARGV[2] and state ~= 'answered' then redis.call('DEL', KEYS[1]) end`,
  },
  // The first key is the list of notes, the others are the data; the first argument is the instant, the others the ids.
  dropRequests: {
    lua: `
local dropped = 0
for n = 2, #KEYS do
  local noted = redis.call('ZSCORE', KEYS[1], ARGV[n])
  if noted and tonumber(noted) <= tonumber(ARGV[1]) then
    redis.call('DEL', KEYS[n])
    redis.call('ZREM', KEYS[1], ARGV[n])
    dropped = dropped + 1
  end
end
return dropped`,
  },
} as const
