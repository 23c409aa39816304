// The cache port. A cache never holds the only copy of a value. The adapter in this file keeps values in memory.
import { LRUCache } from 'lru-cache'

export interface Cache<Value extends object> {
  get(key: string): Value | undefined
  /** Keeps a value for at most `ttlMs`. */
  set(key: string, value: Value, ttlMs: number): void
  delete(key: string): void
  clear(): void
}

/** A cache in this process with room for `entriesMax` values. It drops the least recently used value first. */
export function memoryCache<Value extends object>(entriesMax: number): Cache<Value> {
  const entries = new LRUCache<string, Value>({ max: entriesMax })
  return {
    get: (key) => entries.get(key),
    set: (key, value, ttlMs) => {
      if (ttlMs > 0) entries.set(key, value, { ttl: ttlMs })
    },
    delete: (key) => {
      entries.delete(key)
    },
    clear: () => entries.clear(),
  }
}
