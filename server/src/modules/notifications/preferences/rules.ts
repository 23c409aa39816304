// Reads what a person chose: refuses what cannot be stopped, and turns clock times into minutes of the day.
import { invalidField, Problem } from '../../../platform/problem.ts'
import { cannotStop, type Template } from '../contract.ts'
import type { QuietHours } from '../notices/rules.ts'

export interface ClockHours {
  readonly from: string
  readonly until: string
}

export const toMinutes = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))

const toTime = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

export const toClockHours = (quiet: QuietHours | null): ClockHours | null =>
  quiet && { from: toTime(quiet.from), until: toTime(quiet.until) }

export function readQuiet(hours: ClockHours | null): QuietHours | null {
  if (hours === null) return null
  const quiet = { from: toMinutes(hours.from), until: toMinutes(hours.until) }
  if (quiet.from === quiet.until) throw invalidField('/quiet/until', 'is the same time as `from`; send null for none')
  return quiet
}

/** Throws `cannot-stop-messages`, with the place of the first template that must be sent. */
export function requireStoppable(stopped: readonly Template[], canStop: (template: Template) => boolean): void {
  const at = stopped.findIndex((template) => !canStop(template))
  if (at < 0) return
  const errors = [{ pointer: `/stopped/${at}`, detail: 'cannot be stopped' }]
  throw new Problem(cannotStop, { members: { errors } })
}
