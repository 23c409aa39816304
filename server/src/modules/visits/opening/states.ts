// The state machine of a visit: what may happen in which state, and which state follows. The one table of it.
import type { VisitStatus } from '../contract.ts'

export const MOVES = ['begin', 'close', 'void', 'reopen'] as const
export type Move = (typeof MOVES)[number]

/** Hospital table 4.10. A closed visit takes new versions of its note, and stays closed. */
const NEXT: Readonly<Record<VisitStatus, Partial<Readonly<Record<Move, VisitStatus>>>>> = {
  OPEN: { begin: 'IN_PROGRESS', close: 'CLOSED', void: 'VOID' },
  IN_PROGRESS: { close: 'CLOSED' },
  CLOSED: {},
  // The arrival was undone, and the patient came after all.
  VOID: { reopen: 'OPEN' },
}

/** The state after a move; undefined when the move is not allowed in this state. */
export const nextStatus = (status: VisitStatus, move: Move): VisitStatus | undefined => NEXT[status][move]
