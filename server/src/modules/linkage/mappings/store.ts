// SQL of mappings: finding the live mapping of a patient, ending it, and what belongs to its end.
import { type Kysely, sql } from 'kysely'
import type { Tx } from '../../../platform/postgres/db.ts'
import type { CustomerId, DeliveryId, WorkflowId } from '../contract.ts'
import type { LinkageTables, MappingRow, WorkflowRow } from '../tables.ts'

export interface PatientKey {
  readonly cell: number
  readonly customerId: CustomerId
  readonly patientId: string
}

export async function findLiveMapping(
  db: Kysely<LinkageTables>,
  { cell, customerId, patientId }: PatientKey,
): Promise<MappingRow | undefined> {
  return db
    .selectFrom('linkage.patient_mappings')
    .selectAll()
    .where('cell', '=', cell)
    .where('customer_id', '=', customerId)
    .where('patient_id', '=', patientId)
    .where('is_live', '=', true)
    .executeTakeFirst()
}

export interface EndedLink {
  readonly linkId: string
  readonly row: MappingRow
  /** The workflows that made or found the link. */
  readonly foundBy: readonly WorkflowId[]
}

/** Ends the live mapping and adds a row DE-LINKED. Undefined when no mapping is live. */
export async function endMapping(
  tx: Tx<LinkageTables>,
  { cell, customerId, patientId }: PatientKey,
  id: string,
): Promise<EndedLink | undefined> {
  const patient = await tx
    .selectFrom('linkage.patients')
    .select(['link_id', 'found_by'])
    .where('cell', '=', cell)
    .where('customer_id', '=', customerId)
    .where('patient_id', '=', patientId)
    .forUpdate()
    .executeTakeFirst()
  if (!patient?.link_id) return undefined
  await tx
    .updateTable('linkage.patients')
    .set({ link_id: null, found_by: [] })
    .where('cell', '=', cell)
    .where('customer_id', '=', customerId)
    .where('patient_id', '=', patientId)
    .execute()
  const ended = await tx
    .updateTable('linkage.patient_mappings')
    .set({ is_live: false })
    .where('cell', '=', cell)
    .where('customer_id', '=', customerId)
    .where('patient_id', '=', patientId)
    .where('id', '=', patient.link_id)
    .returningAll()
    .executeTakeFirstOrThrow()
  const row = await tx
    .insertInto('linkage.patient_mappings')
    .values({ ...ended, id, status: 'DE-LINKED', is_live: false, created_at: sql<Date>`now()` as never })
    .returningAll()
    .executeTakeFirstOrThrow()
  return { linkId: ended.id, row, foundBy: patient.found_by as WorkflowId[] }
}

/** Marks the workflows that made or found a link. Gives them with the webhooks that heard of it. */
export async function markDelinked(
  tx: Tx<LinkageTables>,
  cell: number,
  ids: readonly WorkflowId[],
): Promise<Pick<WorkflowRow, 'id' | 'webhook_url' | 'also_urls'>[]> {
  return tx
    .updateTable('linkage.workflows')
    .set((row) => ({
      ...{ delinked_at: sql<Date>`now()`, updated_at: sql<Date>`now()`, revision: row('revision', '+', 1) },
      // Nobody compares these facts with those of a new request any more.
      facts_hash: null,
    }))
    .where('cell', '=', cell)
    .where('id', 'in', [...ids])
    .returning(['id', 'webhook_url', 'also_urls'])
    .execute()
}

interface NewDelivery {
  readonly id: DeliveryId
  readonly type: string
  readonly body: string
  readonly workflowId: WorkflowId
  readonly webhookUrl: string | null
}

export async function insertDeliveries(
  tx: Tx<LinkageTables>,
  { cell, customerId }: PatientKey,
  deliveries: readonly NewDelivery[],
): Promise<void> {
  if (deliveries.length === 0) return
  await sql`insert into linkage.deliveries (cell, id, workflow_id, customer_id, type, body, webhook_url)
    select ${cell}::int, d.id, d.workflow_id, ${customerId}::uuid, d.type, d.body, d.url
    from unnest(${deliveries.map(({ id }) => id)}::uuid[], ${deliveries.map(({ workflowId }) => workflowId)}::uuid[],
      ${deliveries.map(({ type }) => type)}::text[], ${deliveries.map(({ body }) => body)}::text[],
      ${deliveries.map(({ webhookUrl }) => webhookUrl)}::text[]) d (id, workflow_id, type, body, url)`.execute(tx)
}
