// The state machine of a token: what may happen in which state, and what changes. The one table of it.
import { timeInIndia } from '../../../platform/clock.ts'
import { toMinute } from '../../../platform/contract.ts'
import { Problem } from '../../../platform/problem.ts'
import type { Token } from '../tables.ts'
import {
  recalledEnough,
  recallTooEarly,
  type TokenEvent,
  type TokenId,
  type TokenStatus,
  tokenOver,
  tokenState,
} from './contract.ts'
import { CREDIT, USUAL_SECONDS } from './rules.ts'

/** Hospital table 4.3. A state without events is an end. `close`: the appointment is done. `end`: it has ended. */
const NEXT: Readonly<Record<TokenStatus, Partial<Readonly<Record<TokenEvent, TokenStatus>>>>> = {
  WAITING: { call: 'CALLED', start: 'IN_SERVICE', transfer: 'MOVED', close: 'DONE', end: 'CANCELLED' },
  CALLED: { start: 'IN_SERVICE', recall: 'CALLED', skip: 'MISSED', close: 'DONE', end: 'CANCELLED' },
  IN_SERVICE: { finish: 'DONE', pause: 'WAITING', close: 'DONE', end: 'CANCELLED' },
  MISSED: {
    ...{ call: 'CALLED', start: 'IN_SERVICE', back: 'WAITING', transfer: 'MOVED' },
    ...{ close: 'DONE', end: 'CANCELLED' },
  },
  DONE: {},
  MOVED: {},
  CANCELLED: {},
}

export const eventsOf = (status: TokenStatus): readonly TokenEvent[] => Object.keys(NEXT[status]) as TokenEvent[]

/** The person still waits, or is being served. */
export const isLive = (status: TokenStatus): boolean => eventsOf(status).length > 0

export type TokenBefore = Pick<
  Token,
  'status' | 'lane' | 'room' | 'order_key' | 'called_at' | 'started_at' | 'recalls' | 'returns' | 'is_seen'
>

export type TokenChange = Partial<
  TokenBefore & Pick<Token, 'called_by' | 'finished_at' | 'moved_to'> & { readonly status: TokenStatus }
>

export interface TokenMoment {
  readonly now: Date
  /** How long a turn of the queue takes; null when nothing was measured today. */
  readonly meanSeconds: number | null
  readonly by?: string | null
  readonly room?: string | undefined
  readonly movedTo?: TokenId
}

const RECALLS_MAX = 3
const RECALL_AFTER_MS = 60_000
const RETURNS_MAX = 2
const TURNS_BACK = 2

/** What an event changes of a token, or why it may not happen. Nothing else changes a status. */
export function decideToken(before: TokenBefore, event: TokenEvent, moment: TokenMoment): TokenChange | Problem {
  const { status } = before
  const next = NEXT[status][event]
  if (next === undefined) {
    if (!isLive(status)) return new Problem(tokenOver, { members: { status } })
    return new Problem(tokenState, { members: { status, may: eventsOf(status) } })
  }
  return CHANGES[event](before, moment, next)
}

type Change = (before: TokenBefore, moment: TokenMoment, next: TokenStatus) => TokenChange | Problem

const finish: Change = (_before, { now }, status) => ({ status, finished_at: now })

const CHANGES: Readonly<Record<TokenEvent, Change>> = {
  call: (before, { now, room = before.room, by = null }, status) => ({
    ...{ status, room, called_at: now, called_by: by as Token['called_by'], recalls: 0 },
  }),
  start: (before, { now, room = before.room }, status) => ({ status, room, started_at: now, is_seen: true }),
  recall: decideRecall,
  // Who was missed after coming back twice has gone home.
  skip: ({ returns }, { now }, status) =>
    returns < RETURNS_MAX ? { status, room: null } : { status: 'CANCELLED', room: null, finished_at: now },
  back: ({ returns }, { now, meanSeconds }, status) => {
    const wait = Math.ceil((TURNS_BACK * (meanSeconds ?? USUAL_SECONDS)) / 60)
    return { status, room: null, returns: returns + 1, order_key: minuteOf(now) + wait }
  },
  transfer: (_before, { now, movedTo }, status) => ({ status, finished_at: now, moved_to: movedTo as TokenId }),
  finish,
  pause: ({ lane }, { now }, status) => {
    const before = lane === 'emergency' ? lane : 'priority'
    return { status, room: null, lane: before, started_at: null, order_key: minuteOf(now) - CREDIT[before] }
  },
  close: finish,
  end: finish,
}

function decideRecall({ recalls, called_at }: TokenBefore, { now }: TokenMoment, status: TokenStatus) {
  if (recalls >= RECALLS_MAX) return new Problem(recalledEnough)
  const from = new Date((called_at as Date).getTime() + RECALL_AFTER_MS)
  if (now < from) return new Problem(recallTooEarly, { members: { from: from.toISOString() } })
  return { status, recalls: recalls + 1, called_at: now }
}

/** The minute of the day at a hospital in India. */
export const minuteOf = (at: Date): number => toMinute(timeInIndia(at))
