// The time of the server on a page that counts minutes, because the clock of this device may be wrong.
import { useEffect, useState } from 'react'
import { useAnswer } from '../../../api/queries.ts'

const EVERY_MS = 5_000
const MINUTE_MS = 60_000

/** The instant by the server's clock in milliseconds, read again each minute, and drawn every five seconds. */
export function useServerClock(facility: string): number {
  const { data, dataUpdatedAt } = useAnswer(
    'GET /v1/vaccination/observations',
    { query: { facility } },
    { everyMs: MINUTE_MS },
  )
  const nowMs = useNow()
  if (!data) return nowMs
  // Without an answer for a while, this device only counts the time since the last one.
  return Date.parse(data.asOf) + Math.max(nowMs - dataUpdatedAt, 0)
}

function useNow(): number {
  const [nowMs, setNowMs] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), EVERY_MS)
    return () => clearInterval(timer)
  }, [])
  return nowMs
}
