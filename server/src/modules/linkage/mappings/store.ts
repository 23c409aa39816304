// SQL of mappings: finding the live mapping of a patient, and ending it.
import { type Kysely, sql } from 'kysely'
import type { Tx } from '../../../platform/postgres/db.ts'
import type { CustomerId } from '../contract.ts'
import type { LinkageTables, MappingRow } from '../tables.ts'

interface PatientKey {
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

/** Ends the live mapping and adds a row DE-LINKED. Gives that row; undefined when no mapping is live. */
export async function endMapping(
  tx: Tx<LinkageTables>,
  { cell, customerId, patientId }: PatientKey,
  id: string,
): Promise<MappingRow | undefined> {
  const ended = await tx
    .updateTable('linkage.patient_mappings')
    .set({ is_live: false })
    .where('cell', '=', cell)
    .where('customer_id', '=', customerId)
    .where('patient_id', '=', patientId)
    .where('is_live', '=', true)
    .returningAll()
    .executeTakeFirst()
  if (!ended) return undefined
  return tx
    .insertInto('linkage.patient_mappings')
    .values({ ...ended, id, status: 'DE-LINKED', is_live: false, created_at: sql<Date>`now()` as never })
    .returningAll()
    .executeTakeFirst()
}
