// Turns every event of every module into a change: who did what for whom, with ids and a hash but no personal data.
import { setTimeout as sleep } from 'node:timers/promises'
import { cellOf, type Id } from '../../../platform/id.ts'
import type { Connection } from '../../../platform/postgres/db.ts'
import { createLoop, type Loop } from '../../../platform/work/loop.ts'
import type { EventEnvelope } from '../../../platform/work/outbox.ts'
import { appendToDay } from '../chain/append.ts'
import { type ChangeContent, hashBody, hashChange } from '../chain/links.ts'
import type { AuditContext } from '../tables.ts'
import { takeInbox } from './inbox-store.ts'

const PAUSE_MS = 200
const EVENTS_AT_ONCE = 1_000
/** After a portion the loop rests so many times as long as the portion took: work that people wait for goes first. */
const REST_SHARE = 2

/** Makes the loop that empties the inbox. Only one process at a time works on it. */
export function createHearing(context: AuditContext): Loop {
  const counted = context.metrics.counter('audit_changes_total', 'Changes that the audit keeps')
  // The loop takes the districts in turn, so that a busy one does not delay those with higher numbers.
  let afterCell = -1
  const turn = async (): Promise<boolean> => {
    const startedMs = performance.now()
    const portion = { limit: EVENTS_AT_ONCE, afterCell }
    const { taken, kept, lastCell } = await takeInbox(context.pool, portion, (client, events) =>
      keepEvents({ ...context, pool: client }, events),
    )
    const isFull = taken >= EVENTS_AT_ONCE
    const hasBegunAnew = afterCell === -1
    afterCell = isFull ? lastCell : -1
    counted.inc(kept)
    if (taken > 0) await sleep((performance.now() - startedMs) * REST_SHARE)
    return isFull || !hasBegunAnew
  }
  return createLoop({ name: 'audit changes', log: context.log, pauseMs: PAUSE_MS, turn })
}

interface Keeping {
  readonly pool: Pick<Connection, 'query'>
  readonly clock: AuditContext['clock']
}

/** Keeps events and gives how many were new: an event that comes again writes nothing. */
export async function keepEvents(keeping: Keeping, events: readonly EventEnvelope[]): Promise<number> {
  const byCell = new Map<number, Map<string, EventEnvelope>>()
  for (const event of events) {
    const cell = cellOf(event.id)
    const ofCell = byCell.get(cell) ?? new Map<string, EventEnvelope>()
    byCell.set(cell, ofCell.set(event.id, event))
  }
  let kept = 0
  // In the order of the cells, so that two transactions never wait for each other.
  for (const [cell, ofCell] of [...byCell].sort(([one], [other]) => one - other)) {
    const toRows = (day: string) => [...ofCell.values()].map((event) => toRow(event, cell, day))
    kept += await appendToDay(keeping, 'changes', cell, toRows)
  }
  return kept
}

function toRow(event: EventEnvelope, cell: number, recorded_on: string) {
  const [patient_id = null, other_patient_id = null] = (event.patientIds ?? []) as Id<'patient'>[]
  const change: ChangeContent = {
    ...{ cell, id: event.id, name: event.name, account_id: event.actorId, role: event.role ?? null },
    ...{ facility_id: event.facilityId ?? null, on_behalf_of_id: event.onBehalfOfId ?? null },
    ...{ patient_id, other_patient_id, body_hash: hashBody(event.body) },
    ...{ at: new Date(event.occurredAt), request_id: event.requestId, recorded_on },
  }
  const hex = { content: hashChange(change).toString('hex'), body_hash: change.body_hash.toString('hex') }
  return { ...change, ...hex }
}
