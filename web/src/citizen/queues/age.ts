// How old an answer is that a page shows again and again, also while the connection is away.
import { useEffect, useState } from 'react'

const OLD_MS = 20_000

/** The instant, each second, and whether an answer that was read then is too old to be believed without a word. */
export function useAge(readAtMs: number): { readonly nowMs: number; readonly isOld: boolean } {
  const [nowMs, setNowMs] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), 1_000)
    return () => clearInterval(timer)
  }, [])
  return { nowMs, isOld: readAtMs > 0 && nowMs - readAtMs > OLD_MS }
}
