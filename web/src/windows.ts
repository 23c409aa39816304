// Finds the windows of a session's day that have not ended.
import { INDIA_AHEAD_MS, today } from './i18n/format.ts'

interface Held {
  /** YYYY-MM-DD */
  readonly date: string
  /** Each HH:MM-HH:MM, in India. */
  readonly windows: readonly string[]
}

/** The windows that have not ended. */
export function windowsAhead({ date, windows }: Held, nowMs: number): readonly string[] {
  const day = today(nowMs)
  if (date !== day) return date > day ? windows : []
  const clock = new Date(nowMs + INDIA_AHEAD_MS).toISOString().slice(11, 16)
  return windows.filter((window) => window.slice(6) > clock)
}
