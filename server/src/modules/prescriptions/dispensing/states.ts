// The state machine of a dispense: what may happen in which state, and what changes. The one table of it.
import { Problem } from '../../../platform/problem.ts'
import type { Dispense } from '../tables.ts'
import { type DispenseStatus, dispenseOver, dispenseState, type EndReason, secondPersonNeeded } from './contract.ts'

export const DISPENSE_EVENTS = [
  ...(['reserved', 'short', 'free', 'charged', 'settled', 'repicked', 'hand-over', 'abandon', 'return'] as const),
] as const
export type DispenseEvent = (typeof DISPENSE_EVENTS)[number]

/** Hospital table 4.6. `repicked`: the lots of a store that gives freely were changed after a recall. */
const NEXT: Readonly<Record<DispenseStatus, Partial<Readonly<Record<DispenseEvent, DispenseStatus>>>>> = {
  PREPARING: { reserved: 'PREPARED', short: 'REFUSED', abandon: 'ABANDONED' },
  PREPARED: { free: 'READY', charged: 'CHARGED', abandon: 'ABANDONED' },
  CHARGED: { settled: 'READY', abandon: 'ABANDONED' },
  READY: { repicked: 'READY', 'hand-over': 'HANDED_OVER', abandon: 'ABANDONED' },
  HANDED_OVER: { return: 'HANDED_OVER' },
  REFUSED: {},
  ABANDONED: {},
}

export const eventsOf = (status: DispenseStatus): readonly DispenseEvent[] =>
  Object.keys(NEXT[status]) as DispenseEvent[]

/** It holds stock, or will: its promises count. */
export const isUnderWay = (status: DispenseStatus): boolean => NEXT[status].abandon !== undefined

export type DispenseBefore = Pick<Dispense, 'status' | 'second_person'>

export interface DispenseMoment {
  readonly now: Date
  /** For `abandon` and `short`. */
  readonly reason?: EndReason
  /** For `hand-over`. */
  readonly by?: string
  readonly to?: string
  /** For `hand-over`: a line is of Schedule X. */
  readonly needsSecond?: boolean
}

export type DispenseChange = Partial<
  Pick<
    Dispense,
    | 'end_reason'
    | 'ended_at'
    | 'handed_over_at'
    | 'handed_over_by'
    | 'handed_to'
    | 'due_at'
    | 'is_money_settled'
    | 'is_stock_settled'
    | 'is_charged'
  >
> & { readonly status: DispenseStatus }

/** What an event changes of a dispense, or why it may not happen. Nothing else changes a status. */
export function decideDispense(
  before: DispenseBefore,
  event: DispenseEvent,
  moment: DispenseMoment,
): DispenseChange | Problem {
  const { status } = before
  const next = NEXT[status][event]
  if (next === undefined) {
    if (eventsOf(status).length === 0) return new Problem(dispenseOver, { members: { status } })
    return new Problem(dispenseState, { members: { status, may: eventsOf(status) } })
  }
  if (event === 'hand-over') return handOver(before, moment, next)
  return { status: next, ...(CHANGES[event]?.(moment) ?? {}) }
}

type Change = (moment: DispenseMoment) => Omit<DispenseChange, 'status'>

/** An end leaves work: what inventory holds is given back, and what billing has charged. */
const CHANGES: Partial<Readonly<Record<DispenseEvent, Change>>> = {
  // Nothing was charged. A repeat of the question may have reserved meanwhile, so the release follows.
  short: ({ now }) => ({ end_reason: 'short', ended_at: now, due_at: now, is_money_settled: true }),
  charged: () => ({ is_charged: true }),
  abandon: ({ now, reason = 'by-hand' }) => ({ end_reason: reason, ended_at: now, due_at: now }),
}

/** After the hand-over there is no way back but a return. The stock follows by a job. */
function handOver(
  { second_person }: DispenseBefore,
  { now, by, to, needsSecond }: DispenseMoment,
  status: DispenseStatus,
): DispenseChange | Problem {
  if (needsSecond && (second_person === null || second_person === by)) return new Problem(secondPersonNeeded)
  return {
    ...{ status, handed_over_at: now, handed_over_by: by as Dispense['handed_over_by'], handed_to: to ?? null },
    ...{ due_at: now, is_money_settled: true },
  }
}
