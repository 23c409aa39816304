// Keeps what was made for a key for a second, so that everybody who asks meanwhile gets the same without a read.

/** From half of the second on the next asker makes it anew, and nobody waits. */
const FRESH_MS = 500
const VALID_MS = 1_000

export interface KeptSecond<Key, Value> {
  /** Makes it anew. Everybody who asks while it is made gets that one. */
  make(key: Key): Promise<Value>
  /** What is kept; undefined when it is too old. */
  recall(key: Key): Value | undefined
}

interface Kept<Value> {
  readonly value: Value
  readonly madeMs: number
}

/** `nowMs` measures the age: a clock that never goes back. At most `keptMax` values are kept. */
export function createKeptSecond<Key, Value>(
  work: (key: Key) => Promise<Value>,
  { keptMax, nowMs = () => performance.now() }: { readonly keptMax: number; readonly nowMs?: () => number },
): KeptSecond<Key, Value> {
  const kept = new Map<Key, Kept<Value>>()
  const making = new Map<Key, Promise<Value>>()

  const makeNow = async (key: Key): Promise<Value> => {
    const madeMs = nowMs()
    const value = await work(key)
    if (kept.size >= keptMax) kept.clear()
    kept.set(key, { value, madeMs })
    return value
  }
  const make = (key: Key): Promise<Value> => {
    const running = making.get(key)
    if (running) return running
    const made = makeNow(key).finally(() => making.delete(key))
    making.set(key, made)
    return made
  }

  return {
    make,
    recall(key) {
      const found = kept.get(key)
      if (!found) return undefined
      const ageMs = nowMs() - found.madeMs
      if (ageMs >= VALID_MS) return undefined
      if (ageMs >= FRESH_MS) make(key).catch(() => {})
      return found.value
    },
  }
}
