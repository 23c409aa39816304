// Builds the history of a workflow for staff from existing rows, so that linking writes no extra row for it.

import type { DeliveryRow, WorkflowRow } from '../tables.ts'
import type { Status } from '../workflows/states.ts'
import type { RecordedMove } from './history-store.ts'

export interface Move {
  readonly at: Date
  readonly to: Status
  /** Why the move was refused; left out when it was not. */
  readonly refusal?: string
}

const STATUS_OF: Readonly<Record<string, Status>> = {
  'link.linked': 'LINKED',
  'link.no-results': 'NO_RESULTS',
  'link.choice': 'CHOICE',
  'link.failed': 'FAILED',
}

/**
 * The moves of a workflow, the oldest first. Each answer writes its callback in the same transaction, so the callback
 * tells when the workflow moved. There are no rows for the work of the workers between two answers: `attempts` counts
 * it, and of these states only the current one has a time.
 */
export function toHistory(
  workflow: Pick<WorkflowRow, 'status' | 'created_at' | 'updated_at' | 'ended_at'>,
  deliveries: readonly Pick<DeliveryRow, 'type' | 'created_at'>[],
  recorded: readonly RecordedMove[],
): Move[] {
  const { status, created_at, updated_at, ended_at } = workflow
  const moves: Move[] = [{ at: created_at, to: 'RECEIVED' }]
  for (const { type, created_at: at } of deliveries) {
    const to = STATUS_OF[type]
    if (to) moves.push({ at, to })
  }
  moves.push(...recorded.map(({ at, to, refusal }) => ({ at, to, ...(refusal !== null && { refusal }) })))
  moves.sort(byTime)
  const made = moves.filter(({ refusal }) => refusal === undefined)
  // Further callbacks with the same answer are no further moves: several requests waited for it.
  const repeats = new Set(made.filter(({ to }, nth) => nth > 0 && made[nth - 1]?.to === to))
  const shown = moves.filter((move) => !repeats.has(move))
  if (made.at(-1)?.to !== status) shown.push({ at: ended_at ?? updated_at, to: status })
  return shown.sort(byTime)
}

const byTime = (left: Move, right: Move): number => left.at.getTime() - right.at.getTime()
