// A value in memory that pages watch: React draws them again when it changes.
import { useSyncExternalStore } from 'react'

export function createWatched<Value>(first: Value) {
  let value = first
  const listeners = new Set<() => void>()
  const subscribe = (listener: () => void) => {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  }
  const read = (): Value => value
  return {
    read,
    write(next: Value): void {
      value = next
      for (const listener of listeners) listener()
    },
    use: (): Value => useSyncExternalStore(subscribe, read),
  }
}
