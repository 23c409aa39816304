// The SQL of reads: who saw the records of a patient, and what an account or the staff of a facility saw.
import type { Db } from '../../../platform/postgres/db.ts'
import type { AuditTables, ReadRow } from '../tables.ts'

export interface ReadSearch {
  /** The patient with all who were merged into them; undefined for any patient. */
  readonly patients?: readonly { readonly cell: number; readonly id: ReadRow['patient_id'] }[] | undefined
  readonly accountId?: ReadRow['account_id'] | undefined
  readonly facilityId?: string | undefined
  readonly basis?: ReadRow['basis'] | undefined
  readonly recordId?: string | undefined
  /** Only ids from this one, and below that one. Ids grow with time. */
  readonly fromId: string
  readonly belowId: string
  readonly limit: number
}

/** Lists reads, the newest first. */
export async function listReads(db: Db<AuditTables>, search: ReadSearch): Promise<ReadRow[]> {
  const { patients, accountId, facilityId, basis, recordId, fromId, belowId, limit } = search
  let query = db
    .selectFrom('audit.reads')
    .selectAll()
    .where('id', '>=', fromId as ReadRow['id'])
    .where('id', '<', belowId as ReadRow['id'])
  if (patients) {
    const [cells, ids] = [patients.map(({ cell }) => cell), patients.map(({ id }) => id)]
    query = query.where('cell', 'in', cells).where('patient_id', 'in', ids)
  }
  if (accountId !== undefined) query = query.where('account_id', '=', accountId)
  if (facilityId !== undefined) query = query.where('facility_id', '=', facilityId)
  if (basis !== undefined) query = query.where('basis', '=', basis)
  if (recordId !== undefined) query = query.where('record_id', '=', recordId as ReadRow['record_id'])
  return query.orderBy('id', 'desc').limit(limit).execute()
}
