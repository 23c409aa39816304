// The states of a link workflow and the allowed moves between them. Any other move is refused and recorded.
// The contract shows IN_PROGRESS beside these: a RECEIVED workflow that a worker has taken. Taking it writes no state.

export const STATUSES = ['RECEIVED', 'REQUESTED', 'LINKED', 'NO_RESULTS', 'CHOICE', 'COMPLETED', 'FAILED'] as const

export type Status = (typeof STATUSES)[number]

/** What people see: a workflow is IN_PROGRESS while a worker searches for it. */
export type ShownStatus = Status | 'IN_PROGRESS'

export const toShownStatus = (row: { readonly status: Status; readonly is_searching: boolean }): ShownStatus =>
  row.status === 'RECEIVED' && row.is_searching ? 'IN_PROGRESS' : row.status

/** What a customer sees: also that the link of the workflow has ended. */
export const toLinkStatus = (
  row: Parameters<typeof toShownStatus>[0] & { readonly delinked_at: Date | null },
): ShownStatus | 'DE-LINKED' => (row.delinked_at === null ? toShownStatus(row) : 'DE-LINKED')

/** The results of a workflow. It has none until the result is known. */
export const OUTCOMES = ['LINKED', 'NO_RESULTS', 'CHOICE', 'FAILED'] as const

export type Outcome = (typeof OUTCOMES)[number]

const MOVES: Readonly<Record<Status, readonly Status[]>> = {
  // The worker that has taken it writes the answer. A failed search, or reconciliation, puts it back into the queue. An
  // operator stops it, or reconciliation gives up.
  RECEIVED: ['RECEIVED', 'REQUESTED', 'LINKED', 'NO_RESULTS', 'CHOICE', 'FAILED'],
  // The index answers later. If it does not answer in time, we search again.
  REQUESTED: ['RECEIVED', 'LINKED', 'NO_RESULTS', 'CHOICE', 'FAILED'],
  LINKED: ['COMPLETED'],
  NO_RESULTS: ['COMPLETED'],
  // A person chooses, refuses all, or does not choose in time. An operator may stop it.
  CHOICE: ['LINKED', 'NO_RESULTS', 'COMPLETED', 'FAILED'],
  COMPLETED: [],
  FAILED: [],
}

export function mayMove(from: Status, to: Status): boolean {
  return MOVES[from].includes(to)
}

/** The states from which a workflow may move to this state. */
export function statesBefore(to: Status): Status[] {
  return STATUSES.filter((from) => mayMove(from, to))
}

/** Workflows that wait for a worker or for the index. Reconciliation watches these states. */
export const PENDING: readonly Status[] = ['RECEIVED', 'REQUESTED']

/** The answer is known, and only its callback is under way. */
export const ANSWERED: readonly Status[] = ['LINKED', 'NO_RESULTS']
