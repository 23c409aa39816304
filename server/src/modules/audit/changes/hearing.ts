// Hears every event of every module and keeps who did what for whom: ids and a hash of the body, no personal data.
import { cellOf, type Id } from '../../../platform/id.ts'
import type { EventEnvelope } from '../../../platform/work/outbox.ts'
import { appendToDay } from '../chain/append.ts'
import { type ChangeContent, hashBody, hashChange } from '../chain/links.ts'
import type { AuditContext } from '../tables.ts'

/** Makes the function that keeps events. A second delivery of an event writes nothing. */
export function createHearing(context: AuditContext) {
  const counted = context.metrics.counter('audit_changes_total', 'Changes that the audit keeps')
  return async (events: readonly EventEnvelope[]): Promise<void> => {
    const byCell = new Map<number, Map<string, EventEnvelope>>()
    for (const event of events) {
      const cell = cellOf(event.id)
      byCell.set(cell, (byCell.get(cell) ?? new Map()).set(event.id, event))
    }
    for (const [cell, ofCell] of byCell) {
      const toRows = (day: string) => [...ofCell.values()].map((event) => toRow(event, cell, day))
      counted.inc(await appendToDay(context, 'changes', cell, toRows))
    }
  }
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
