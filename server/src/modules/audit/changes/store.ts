// The SQL of changes: what an account did, what happened at a facility, and what happened to a patient.
import { sql } from 'kysely'
import type { Id } from '../../../platform/contract.ts'
import type { Db } from '../../../platform/postgres/db.ts'
import type { AuditTables, ChangeRow } from '../tables.ts'

export interface ChangeSearch {
  readonly patientIds?: readonly Id<'patient'>[] | undefined
  readonly accountId?: string | undefined
  readonly facilityId?: string | undefined
  readonly name?: string | undefined
  readonly fromId: string
  readonly belowId: string
  readonly limit: number
}

/** Lists changes, the newest first. */
export async function listChanges(db: Db<AuditTables>, search: ChangeSearch): Promise<ChangeRow[]> {
  const { patientIds, accountId, facilityId, name, fromId, belowId, limit } = search
  let query = db.selectFrom('audit.changes').selectAll().where('id', '>=', fromId).where('id', '<', belowId)
  if (patientIds) {
    const ids = sql<Id<'patient'>[]>`${patientIds}::uuid[]`
    query = query.where((eb) =>
      eb.or([eb('patient_id', '=', eb.fn.any(ids)), eb('other_patient_id', '=', eb.fn.any(ids))]),
    )
  }
  if (accountId !== undefined) query = query.where('account_id', '=', accountId)
  if (facilityId !== undefined) query = query.where('facility_id', '=', facilityId)
  if (name !== undefined) query = query.where('name', '=', name)
  return query.orderBy('id', 'desc').limit(limit).execute()
}
