// The history of a workflow as staff read it, put together from what stands: it costs the hot path no further row.

import type { DeliveryRow, WorkflowRow } from '../tables.ts'
import type { Status } from '../workflows/states.ts'
import type { Refusal } from './history-store.ts'

export interface Move {
  readonly at: Date
  readonly to: Status
  /** Why it was refused, where it was. */
  readonly refusal?: string
}

const STATUS_OF: Readonly<Record<string, Status>> = {
  'link.linked': 'LINKED',
  'link.no-results': 'NO_RESULTS',
  'link.choice': 'CHOICE',
  'link.failed': 'FAILED',
}

/**
 * Every answer wrote its callback in the same transaction, so a callback tells when the workflow moved. What lies
 * between is the work of the workers: `attempts` counts it, and only where it stands now has a time.
 */
export function toHistory(
  workflow: Pick<WorkflowRow, 'status' | 'created_at' | 'updated_at' | 'ended_at'>,
  deliveries: readonly Pick<DeliveryRow, 'type' | 'created_at'>[],
  refusals: readonly Refusal[],
): Move[] {
  const { status, created_at, updated_at, ended_at } = workflow
  const moves: Move[] = [{ at: created_at, to: 'RECEIVED' }]
  for (const { type, created_at: at } of deliveries) {
    const to = STATUS_OF[type]
    if (to) moves.push({ at, to })
  }
  if (!moves.some(({ to }) => to === status)) moves.push({ at: ended_at ?? updated_at, to: status })
  moves.push(...refusals.map(({ at, to, refusal }) => ({ at, to, refusal })))
  return moves.sort((left, right) => left.at.getTime() - right.at.getTime())
}
