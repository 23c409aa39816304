// The SQL of the whole trail of one record, for its family.
import { cellOf } from '../../../platform/id.ts'
import type { Db } from '../../../platform/postgres/db.ts'
import type { AuditTables, ReadRow } from '../tables.ts'

type PatientId = ReadRow['patient_id']

/** More rows than the records of a person get in a life. */
const ROWS_MAX = 10_000

export async function listAllReads(db: Db<AuditTables>, id: PatientId) {
  return db
    .selectFrom('audit.reads')
    .select(['patient_id', 'at', 'role', 'facility_id', 'basis', 'record_kind', 'action'])
    .where('cell', '=', cellOf(id))
    .where('patient_id', '=', id)
    .orderBy('id', 'desc')
    .limit(ROWS_MAX)
    .execute()
}

export async function listAllChanges(db: Db<AuditTables>, id: PatientId) {
  return db
    .selectFrom('audit.changes')
    .select(['patient_id', 'at', 'role', 'facility_id', 'name'])
    .where('patient_id', '=', id)
    .orderBy('id', 'desc')
    .limit(ROWS_MAX)
    .execute()
}
