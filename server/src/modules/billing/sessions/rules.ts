// Pure: how a cash session goes from state to state, and how much cash it must hold.
import type { SessionStatus } from './contract.ts'

export const SESSION_EVENTS = ['count', 'close', 'accept'] as const
export type SessionEvent = (typeof SESSION_EVENTS)[number]

const MOVES: Readonly<Record<SessionStatus, Partial<Readonly<Record<SessionEvent, SessionStatus>>>>> = {
  OPEN: { count: 'COUNTED' },
  COUNTED: { count: 'COUNTED', close: 'CLOSED' },
  CLOSED: { accept: 'CLOSED' },
}

export type SessionDecision = { readonly next: SessionStatus } | { readonly instead: readonly SessionEvent[] }

/** The state after an event, or what is possible instead. A session is accepted once. */
export function decideSession(status: SessionStatus, event: SessionEvent, isAccepted = false): SessionDecision {
  const moves = isAccepted ? {} : MOVES[status]
  const next = moves[event]
  return next ? { next } : { instead: SESSION_EVENTS.filter((one) => moves[one]) }
}

/** The values of notes and coins, in paise. */
export const DENOMINATIONS = [...[200_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50]] as const

/** How many of each value, by the value in paise. */
export type Counted = Readonly<Record<string, number>>

export const sumOfCounted = (counted: Counted): number =>
  Object.entries(counted).reduce((sum, [value, count]) => sum + Number(value) * count, 0)
