// The state machine of a result: what may happen in which state. Pure.
import type { ResultStatus } from '../contract.ts'
import type { Decided } from '../orders/states.ts'

export const RESULT_EVENTS = ['enter', 'authorise', 'correct', 'void'] as const
export type ResultEvent = (typeof RESULT_EVENTS)[number]
/** `NONE`: nobody has entered a result yet. */
export const RESULT_STATES = ['NONE', 'PRELIMINARY', 'FINAL', 'CORRECTED', 'VOID'] as const
export type ResultState = (typeof RESULT_STATES)[number]

/** `enter` on a void result, and `correct`, make the next version. Nothing that is final becomes a draft again. */
const MOVES: Readonly<Record<ResultState, Partial<Readonly<Record<ResultEvent, ResultStatus>>>>> = {
  NONE: { enter: 'PRELIMINARY' },
  PRELIMINARY: { enter: 'PRELIMINARY', authorise: 'FINAL', void: 'VOID' },
  FINAL: { correct: 'CORRECTED' },
  CORRECTED: { correct: 'CORRECTED' },
  VOID: { enter: 'PRELIMINARY' },
}

/** The state of a result after an event, or what its state allows instead. Nothing else decides a status. */
export function decideResult(status: ResultState, event: ResultEvent): Decided<ResultStatus, ResultEvent> {
  const moves = MOVES[status]
  const next = moves[event]
  return next ? { next } : { instead: RESULT_EVENTS.filter((one) => moves[one]) }
}
