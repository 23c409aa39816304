// The appointments of a hospital's day, read whole, and read again every few seconds.
import { useWhole } from '../../api/lists.ts'

const EVERY_MS = 5_000
/** Reading a long day takes several pages. Then wait this many times as long as the reading took. */
const PAUSE = 10

/** A doctor who does not oversee the hospital gets only the own patients. */
export const useDay = (facility: string, day: string) =>
  useWhole('GET /v1/appointments', { facility, day }, { everyMs: (tookMs) => Math.max(EVERY_MS, PAUSE * tookMs) })
