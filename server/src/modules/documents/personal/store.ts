// The SQL of a person's copy and closing: all documents of records, and those that the family brought itself.
import { cellOf } from '../../../platform/id.ts'
import type { Db } from '../../../platform/postgres/db.ts'
import type { PatientId } from '../../patients/contract.ts'
import type { DocumentRow, DocumentsTables } from '../tables.ts'

type Tables = DocumentsTables

const EXPORTED_MAX = 100_000

const selectOf = (db: Db<Tables>, patientIds: readonly PatientId[]) =>
  db
    .selectFrom('documents.documents')
    .selectAll()
    .where('cell', 'in', [...new Set(patientIds.map(cellOf))])
    .where('patient_id', 'in', [...patientIds])

export async function listAll(db: Db<Tables>, patientIds: readonly PatientId[]): Promise<DocumentRow[]> {
  if (patientIds.length === 0) return []
  return selectOf(db, patientIds).orderBy('id').limit(EXPORTED_MAX).execute()
}

/** What the family brought itself and is not over. */
export async function listOwnFiles(
  db: Db<Tables>,
  patientIds: readonly PatientId[],
): Promise<Pick<DocumentRow, 'id'>[]> {
  if (patientIds.length === 0) return []
  return selectOf(db, patientIds)
    .where('origin', '=', 'family')
    .where('status', 'in', ['STORED', 'RECEIVING', 'CHECKING'])
    .execute()
}
