// Counts the minutes that people still stay under observation, by the clock of the server.
import type { Answer } from '../../../api/client.ts'

export type Observed = Answer<'GET /v1/vaccination/observations'>['items'][number]

export interface Staying {
  readonly booking: Observed
  /** Whole minutes, at least 1. */
  readonly minutesLeft: number
}

const MINUTE_MS = 60_000

/**
 * Who is still under observation. The clock of this device may be wrong. So it only counts the time since the answer
 * came: `passedMs`.
 */
export function listStaying(
  { asOf, items }: { readonly asOf: string; readonly items: readonly Observed[] },
  passedMs: number,
): Staying[] {
  const nowMs = Date.parse(asOf) + Math.max(passedMs, 0)
  return items.flatMap((booking) => {
    const leftMs = Date.parse(booking.observedUntil ?? asOf) - nowMs
    return leftMs > 0 ? [{ booking, minutesLeft: Math.ceil(leftMs / MINUTE_MS) }] : []
  })
}
