// Decides whether a medicine may come back: within seven days, sealed, not cold, and of no register. Pure.
import type { DispenseLine } from '../tables.ts'

export const RETURN_DAYS = 7
const DAY_MS = 86_400_000

export type Why = 'time' | 'cold' | 'schedule' | 'opened'

export interface Coming {
  readonly line: Pick<DispenseLine, 'is_cold' | 'schedule'>
  readonly isSealed: boolean
  readonly handedOverAt: Date
  readonly now: Date
}

/** Why it cannot come back; undefined when it can. */
export function refuseReturn({ line, isSealed, handedOverAt, now }: Coming): Why | undefined {
  if (now.getTime() > handedOverAt.getTime() + RETURN_DAYS * DAY_MS) return 'time'
  if (line.is_cold) return 'cold'
  if (line.schedule === 'H1' || line.schedule === 'X') return 'schedule'
  return isSealed ? undefined : 'opened'
}
