// Reads what a person chose: refuses what cannot be stopped, and turns clock times into minutes of the day.
import { toMinute, toTimeOfDay } from '../../../platform/contract.ts'
import { invalidField, Problem } from '../../../platform/problem.ts'
import { cannotStop, type Template } from '../contract.ts'
import type { QuietHours } from '../notices/rules.ts'

export interface ClockHours {
  readonly from: string
  readonly until: string
}

export const toClockHours = (quiet: QuietHours | null): ClockHours | null =>
  quiet && { from: toTimeOfDay(quiet.from), until: toTimeOfDay(quiet.until) }

export function readQuiet(hours: ClockHours | null): QuietHours | null {
  if (hours === null) return null
  const quiet = { from: toMinute(hours.from), until: toMinute(hours.until) }
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
