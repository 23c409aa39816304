// The bookings of a centre's day, read whole and asked again every few seconds. Those of the day before are never
// shown meanwhile: under the heading of another day they would be read and printed.
import { useWhole } from '../../../api/lists.ts'

const EVERY_MS = 5_000
/** A day of thousands is read in many pages: then it rests so many times as long as that took. */
const PAUSE = 10

export const useDay = (facility: string, day: string) =>
  useWhole(
    'GET /v1/vaccination/bookings',
    { facility, day },
    { everyMs: (tookMs) => Math.max(EVERY_MS, PAUSE * tookMs) },
  )
