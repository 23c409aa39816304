// Ends the link of a patient: the mapping, the callbacks that tell it, and the event are one transaction.
import { newId } from '../../../platform/id.ts'
import { transaction } from '../../../platform/postgres/db.ts'
import { type EventOrigin, publish } from '../../../platform/work/outbox.ts'
import { patientDelinked } from '../contract.ts'
import type { LinkageContext, MappingRow } from '../tables.ts'
import { type DelinkReason, toDelinkedDelivery } from '../workflows/settlement.ts'
import { endMapping, insertDeliveries, markDelinked, type PatientKey } from './store.ts'

/**
 * Ends the live link. Each workflow that found it is DE-LINKED, and everybody who heard of the link hears of its end.
 * Gives the row of the end; undefined when the patient is not linked.
 */
export async function endLink(
  context: LinkageContext,
  patient: PatientKey,
  reason: DelinkReason,
  origin: EventOrigin,
): Promise<MappingRow | undefined> {
  const now = context.clock.now()
  return transaction(context.db, async (tx) => {
    const ended = await endMapping(tx, patient, newId(patient.cell, now.getTime()))
    if (!ended) return undefined
    const { linkId, row, foundBy } = ended
    const workflows = await markDelinked(tx, patient.cell, foundBy)
    const deliveries = workflows.flatMap(({ id, webhook_url, also_urls }) =>
      [webhook_url, ...also_urls].map((webhookUrl) => ({
        ...toDelinkedDelivery({ id, ...patient }, linkId, reason, now),
        workflowId: id,
        webhookUrl,
      })),
    )
    await insertDeliveries(tx, patient, deliveries)
    const facts = { workflowId: row.workflow_id, customerId: row.customer_id, patientId: row.internal_patient_id }
    await publish(tx, origin, patientDelinked, facts)
    return row
  })
}
