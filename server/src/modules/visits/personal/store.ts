// The SQL of a person's copy and closing: the care of patients, and wishes that nobody fulfils any more.
import { cellOf } from '../../../platform/id.ts'
import type { Db, Tx } from '../../../platform/postgres/db.ts'
import type { PatientId } from '../../patients/contract.ts'
import type { VisitId } from '../contract.ts'
import type { Care, VisitsTables, WalkInProof } from '../tables.ts'

type Tables = VisitsTables

/** All care of patients, also that which has ended. */
export async function listAllCare(db: Db<Tables>, patientIds: readonly PatientId[]): Promise<Care[]> {
  if (patientIds.length === 0) return []
  return db
    .selectFrom('visits.care')
    .selectAll()
    .where('cell', 'in', [...new Set(patientIds.map(cellOf))])
    .where('patient_id', 'in', [...patientIds])
    .orderBy('from_at')
    .orderBy('id')
    .execute()
}

/** Drops the wishes to see a patient again: the person has closed the account. */
export async function dropWishes(tx: Tx<Tables>, patientIds: readonly PatientId[]): Promise<void> {
  if (patientIds.length === 0) return
  await tx
    .updateTable('visits.follow_ups')
    .set({ status: 'DROPPED' })
    .where('patient_id', 'in', [...patientIds])
    .where('status', '=', 'WISHED')
    .execute()
}

/** How the staff knew that the person was there, for visits without an appointment. */
export async function listProofs(db: Db<Tables>, visitIds: readonly VisitId[]): Promise<WalkInProof[]> {
  if (visitIds.length === 0) return []
  return db
    .selectFrom('visits.walk_in_proofs')
    .selectAll()
    .where('cell', 'in', [...new Set(visitIds.map(cellOf))])
    .where('visit_id', 'in', [...visitIds])
    .orderBy('proven_at')
    .execute()
}

/** Deletes the signs of the documents that the person showed. */
export async function forgetDocuments(tx: Tx<Tables>, visitIds: readonly VisitId[]): Promise<void> {
  if (visitIds.length === 0) return
  await tx
    .updateTable('visits.walk_in_proofs')
    .set({ last4: null })
    .where('cell', 'in', [...new Set(visitIds.map(cellOf))])
    .where('visit_id', 'in', [...visitIds])
    .where('last4', 'is not', null)
    .execute()
}
