// The bookings of a centre's day, read whole, and read again every few seconds.
// Never show the bookings of the day before meanwhile: people would read and print them as those of this day.
import { useWhole } from '../../../api/lists.ts'

const EVERY_MS = 5_000
/** Reading a day of thousands takes many pages. Then wait this many times as long as the reading took. */
const PAUSE = 10

export const useDay = (facility: string, day: string) =>
  useWhole(
    'GET /v1/vaccination/bookings',
    { facility, day },
    { everyMs: (tookMs) => Math.max(EVERY_MS, PAUSE * tookMs) },
  )
