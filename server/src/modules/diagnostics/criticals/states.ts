// The state machine of a critical result, when somebody must be told, and when others are asked. Pure.
import type { ESCALATED_TO, Priority } from '../contract.ts'
import type { Decided } from '../orders/states.ts'

export const CRITICAL_STATES = ['RAISED', 'TOLD', 'ACKNOWLEDGED', 'REPLACED'] as const
export type CriticalStatus = (typeof CRITICAL_STATES)[number]
export const CRITICAL_EVENTS = ['tell', 'acknowledge', 'replace'] as const
/** `replace`: a newer version of the result takes its place. */
export type CriticalEvent = (typeof CRITICAL_EVENTS)[number]

const MOVES: Readonly<Record<CriticalStatus, Partial<Readonly<Record<CriticalEvent, CriticalStatus>>>>> = {
  RAISED: { tell: 'TOLD', acknowledge: 'ACKNOWLEDGED', replace: 'REPLACED' },
  TOLD: { tell: 'TOLD', acknowledge: 'ACKNOWLEDGED', replace: 'REPLACED' },
  ACKNOWLEDGED: {},
  REPLACED: {},
}

/** The state of a critical result after an event, or what its state allows instead. Nothing else decides a status. */
export function decideCritical(status: CriticalStatus, event: CriticalEvent): Decided<CriticalStatus, CriticalEvent> {
  const moves = MOVES[status]
  const next = moves[event]
  return next ? { next } : { instead: CRITICAL_EVENTS.filter((one) => moves[one]) }
}

const MINUTE_MS = 60_000
const TELL_MINUTES: Readonly<Record<Priority, number>> = { stat: 15, urgent: 30, routine: 30 }

export const toDueAt = (raisedAt: Date, priority: Priority): Date =>
  new Date(raisedAt.getTime() + TELL_MINUTES[priority] * MINUTE_MS)

interface Waiting {
  readonly status: string
  readonly raised_at: Date
  readonly due_at: Date
  readonly escalations: number
}

/** Who is asked now because nobody acknowledged in time: first the doctors on duty, as long again later the head. */
export function decideEscalation(critical: Waiting, now: Date): (typeof ESCALATED_TO)[number] | undefined {
  const { status, raised_at, due_at, escalations } = critical
  if (status !== 'RAISED' && status !== 'TOLD') return undefined
  const patience = due_at.getTime() - raised_at.getTime()
  if (escalations === 0 && now >= due_at) return 'duty-doctors'
  return escalations === 1 && now.getTime() >= due_at.getTime() + patience ? 'administrators' : undefined
}
