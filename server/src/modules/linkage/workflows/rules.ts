// Which move of a workflow counts, and what becomes of it. linkage.settle_workflow does the same under the row's lock;
// rules.test.ts proves that both agree for every state and every move.
import type { Outcome, Status } from './states.ts'

/** What of a workflow decides. */
export interface Standing {
  readonly status: Status
  readonly outcome: Outcome | null
  /** The number that a worker must know to write. */
  readonly lease: number
}

export interface Move {
  readonly to: Status
  /** From where it may be made: `statesBefore(to)`, or fewer where the writer knows more. */
  readonly from: readonly Status[]
  /** Null for those who hold none: a person who chooses or stops, and reconciliation. */
  readonly lease: number | null
  readonly outcome?: Outcome
  /** It makes a link, and there may be one live link of a patient. */
  readonly isLink: boolean
}

export type Settled = 'done' | 'unknown' | 'answered-already' | 'not-in-the-table' | 'lease-lost' | 'already-linked'

/** `isLinked`: the patient has a live link already. */
export function decideMove(workflow: Standing | undefined, move: Move, isLinked: boolean): Settled {
  if (!workflow) return 'unknown'
  // An index that answers later was quicker than the note that it would: nothing is wrong.
  if (move.to === 'REQUESTED' && workflow.outcome !== null) return 'answered-already'
  if (!move.from.includes(workflow.status)) return 'not-in-the-table'
  if (move.lease !== null && move.lease !== workflow.lease) return 'lease-lost'
  return move.isLink && isLinked ? 'already-linked' : 'done'
}

/** The workflow after a move that is done. Whoever moves it without a lease takes the lease from the worker with it. */
export function afterMove({ outcome, lease }: Standing, move: Move): Standing {
  return { status: move.to, outcome: move.outcome ?? outcome, lease: move.lease === null ? lease + 1 : lease }
}

export const hasEnded = (status: Status): boolean => status === 'COMPLETED' || status === 'FAILED'
