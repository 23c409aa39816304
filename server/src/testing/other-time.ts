// Moves the clock of a test run: `TEST_AT=19:30 npm test e2e/` runs it in the evening. Pictures have their own day.
import { dayInIndia, instantInIndia } from '../platform/clock.ts'

/**
 * Pictures that are compared show this day, before anybody has come: then the demo draws the same people and numbers.
 * The database keeps the true time. So the clock of a test only goes ahead, and what was due stays due.
 */
const DAY_OF_PICTURES = '2029-06-04T07:00'

/** How far the clock of this run goes ahead. The run passes it to its processes, so that all have the same time. */
const SHIFT = 'SEHAT_TEST_SHIFT_MS'
export const shiftMs = Number(process.env[SHIFT] ?? toShift(process.env.TEST_AT))

/** From now to the next time that it is `at` in India: HH:MM, or YYYY-MM-DDTHH:MM. */
function toShift(at = process.env.PICTURES ? DAY_OF_PICTURES : undefined): number {
  if (at === undefined) return 0
  const [time = '', day] = at.split('T').toReversed()
  const aheadMs = instantInIndia(day ?? dayInIndia(new Date()), time).getTime() - Date.now()
  if (day !== undefined && aheadMs < 0) throw new Error(`${at} is past: choose a later day`)
  return aheadMs < 0 ? aheadMs + 24 * 3_600_000 : aheadMs
}

/** What a process needs so that its clock is moved too. Empty when nothing is moved. */
export const settingsOfShift: Readonly<Record<string, string>> =
  shiftMs === 0 ? {} : { [SHIFT]: String(shiftMs), NODE_OPTIONS: `--import ${import.meta.url}` }

if (shiftMs !== 0) shiftDate(shiftMs)

/** Moves the clock of this process, or of a page. It names nothing outside itself, because it also runs in pages. */
export function shiftDate(byMs: number): void {
  const real = Date
  globalThis.Date = class extends real {
    constructor(...given: [] | [string | number | Date]) {
      if (given.length === 0) super(real.now() + byMs)
      else super(...(given as [string]))
    }
    static override now(): number {
      return real.now() + byMs
    }
  } as DateConstructor
}
