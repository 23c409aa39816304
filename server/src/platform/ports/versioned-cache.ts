// The port of a cache that processes may share. A value has a version, and an older one never replaces a newer one. The
// cache never holds the only copy: when it fails, callers read the database.
import { LRUCache } from 'lru-cache'

export interface Versioned<Value> {
  readonly version: number
  readonly value: Value
}

export interface VersionedCache {
  /** Undefined when nothing is kept, and when the cache gives no answer. */
  get<Value>(key: string): Promise<Versioned<Value> | undefined>
  /** Keeps a value for at most `ttlMs`, unless a newer one is kept. Never throws. */
  put<Value>(key: string, versioned: Versioned<Value>, ttlMs: number): Promise<void>
  delete(key: string): Promise<void>
  close(): void
}

/** Keeps values in this process, at most `entriesMax` of them. */
export function memoryVersionedCache(entriesMax: number): VersionedCache {
  const entries = new LRUCache<string, Versioned<unknown>>({ max: entriesMax })
  return {
    get: async <Value>(key: string) => entries.get(key) as Versioned<Value> | undefined,
    async put(key, versioned, ttlMs) {
      const kept = entries.get(key)
      if (kept && kept.version > versioned.version) return
      entries.set(key, versioned, { ttl: ttlMs })
    },
    async delete(key) {
      entries.delete(key)
    },
    close: () => entries.clear(),
  }
}
