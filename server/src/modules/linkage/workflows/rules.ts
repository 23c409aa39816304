// Decides which moves of a workflow count, and gives the workflow after a move. linkage.settle_workflow decides the
// same under the lock of the row; rules.test.ts compares both for every state and every move.
import type { Outcome, Status } from './states.ts'

/** The columns of a workflow on which a move depends. */
export interface Standing {
  readonly status: Status
  readonly outcome: Outcome | null
  /** Number of the lease. A worker must state it to write. */
  readonly lease: number
}

export interface Move {
  readonly to: Status
  /** The states from which the move is allowed: `statesBefore(to)`, or fewer if the writer knows more. */
  readonly from: readonly Status[]
  /** Null for writers without a lease: a person who chooses or stops, a later answer of the index, reconciliation. */
  readonly lease: number | null
  readonly outcome?: Outcome
  /** True if the move makes a link. A patient may have one live link. */
  readonly isLink: boolean
}

/** The live link of the patient: none, or to the person of the move, or to another person. */
export type LiveLink = 'none' | 'same' | 'other'

export type Settled = 'done' | 'unknown' | 'answered-already' | 'not-in-the-table' | 'lease-lost' | 'already-linked'

/** Decides a move. If another workflow has linked the same person, the goal is reached: the move counts. */
export function decideMove(workflow: Standing | undefined, move: Move, liveLink: LiveLink): Settled {
  if (!workflow) return 'unknown'
  // The index answered before we wrote that it answers later. Nothing is wrong.
  if (move.to === 'REQUESTED' && workflow.outcome !== null) return 'answered-already'
  if (!move.from.includes(workflow.status)) return 'not-in-the-table'
  if (move.lease !== null && move.lease !== workflow.lease) return 'lease-lost'
  return move.isLink && liveLink === 'other' ? 'already-linked' : 'done'
}

/** The workflow after an allowed move. A writer without a lease ends the lease of the worker that has one. */
export function afterMove({ outcome, lease }: Standing, move: Move): Standing {
  return { status: move.to, outcome: move.outcome ?? outcome, lease: move.lease === null ? lease + 1 : lease }
}

export const hasEnded = (status: Status): boolean => status === 'COMPLETED' || status === 'FAILED'
