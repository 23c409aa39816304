// The states of a link workflow and every move between them; what is not in this table is refused and recorded.

export const STATUSES = [
  'RECEIVED',
  'IN_PROGRESS',
  'REQUESTED',
  'LINKED',
  'NO_RESULTS',
  'CHOICE',
  'COMPLETED',
  'FAILED',
] as const

export type Status = (typeof STATUSES)[number]

/** What a workflow came to, once that is known. */
export const OUTCOMES = ['LINKED', 'NO_RESULTS', 'CHOICE', 'FAILED'] as const

export type Outcome = (typeof OUTCOMES)[number]

const MOVES: Readonly<Record<Status, readonly Status[]>> = {
  // Taken by a worker; stopped, or given up by reconciliation; put into the queue again. One that waits for another try
  // may yet get the answer to its last.
  RECEIVED: ['IN_PROGRESS', 'FAILED', 'RECEIVED', 'LINKED', 'NO_RESULTS', 'CHOICE'],
  // Taken again when the lease of a worker ran out; back to the queue when the search failed.
  IN_PROGRESS: ['IN_PROGRESS', 'RECEIVED', 'REQUESTED', 'LINKED', 'NO_RESULTS', 'CHOICE', 'FAILED'],
  // The index answers later; when it does not, the workflow is searched again.
  REQUESTED: ['IN_PROGRESS', 'RECEIVED', 'LINKED', 'NO_RESULTS', 'CHOICE', 'FAILED'],
  LINKED: ['COMPLETED'],
  NO_RESULTS: ['COMPLETED'],
  // A person chooses, refuses all, or lets the time pass.
  CHOICE: ['LINKED', 'NO_RESULTS', 'COMPLETED', 'FAILED'],
  COMPLETED: [],
  FAILED: [],
}

export function mayMove(from: Status, to: Status): boolean {
  return MOVES[from].includes(to)
}

/** The states from which this one may be reached. */
export function statesBefore(to: Status): Status[] {
  return STATUSES.filter((from) => mayMove(from, to))
}

/** Waiting for a worker or for the index: what reconciliation looks after. */
export const PENDING: readonly Status[] = ['RECEIVED', 'IN_PROGRESS', 'REQUESTED']

/** The answer is known and only its callback is under way. */
export const ANSWERED: readonly Status[] = ['LINKED', 'NO_RESULTS']
