// The states of a link workflow and the allowed moves between them. Any other move is refused and recorded.

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

/** The results of a workflow. It has none until the result is known. */
export const OUTCOMES = ['LINKED', 'NO_RESULTS', 'CHOICE', 'FAILED'] as const

export type Outcome = (typeof OUTCOMES)[number]

const MOVES: Readonly<Record<Status, readonly Status[]>> = {
  // A worker takes it; an operator stops it, or reconciliation gives up; reconciliation queues it again. While it waits
  // for another try, the index may still answer the last one.
  RECEIVED: ['IN_PROGRESS', 'FAILED', 'RECEIVED', 'LINKED', 'NO_RESULTS', 'CHOICE'],
  // Another worker takes the workflow when the lease has expired. A failed search puts it back into the queue.
  IN_PROGRESS: ['IN_PROGRESS', 'RECEIVED', 'REQUESTED', 'LINKED', 'NO_RESULTS', 'CHOICE', 'FAILED'],
  // The index answers later. If it does not answer in time, we search again.
  REQUESTED: ['IN_PROGRESS', 'RECEIVED', 'LINKED', 'NO_RESULTS', 'CHOICE', 'FAILED'],
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
export const PENDING: readonly Status[] = ['RECEIVED', 'IN_PROGRESS', 'REQUESTED']

/** The answer is known, and only its callback is under way. */
export const ANSWERED: readonly Status[] = ['LINKED', 'NO_RESULTS']
