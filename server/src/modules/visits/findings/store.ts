// The SQL of findings: versions are only ever added, and the latest of each entry counts.
import { sql } from 'kysely'
import { cellOf } from '../../../platform/id.ts'
import type { Db, Tx } from '../../../platform/postgres/db.ts'
import type { PatientId } from '../../patients/contract.ts'
import type { FindingId } from '../contract.ts'
import type { Finding, VisitsTables } from '../tables.ts'

type Tables = VisitsTables

/** One person at a time notes something of one patient, so that nothing is noted twice. */
export async function lockFindings(tx: Tx<Tables>, patientId: PatientId): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`visits.findings ${patientId}`}, 0))`.execute(tx)
}

export async function insertFinding(tx: Tx<Tables>, finding: Finding): Promise<void> {
  await tx.insertInto('visits.findings').values(finding).execute()
}

/** The latest version of each entry of a person, the newest entry first. */
export async function listFindings(db: Db<Tables> | Tx<Tables>, patientIds: readonly PatientId[]): Promise<Finding[]> {
  if (patientIds.length === 0) return []
  const rows = await db
    .selectFrom('visits.findings')
    .selectAll()
    .distinctOn(['cell', 'patient_id', 'id'])
    .where('cell', 'in', [...new Set(patientIds.map(cellOf))])
    .where('patient_id', 'in', [...patientIds])
    .orderBy('cell')
    .orderBy('patient_id')
    .orderBy('id')
    .orderBy('version', 'desc')
    .execute()
  return rows.sort((one, other) => other.noted_at.getTime() - one.noted_at.getTime() || (one.id < other.id ? -1 : 1))
}

/** All versions of the entries of patients, for their own copy. */
export async function listVersions(db: Db<Tables>, patientIds: readonly PatientId[]): Promise<Finding[]> {
  if (patientIds.length === 0) return []
  return db
    .selectFrom('visits.findings')
    .selectAll()
    .where('cell', 'in', [...new Set(patientIds.map(cellOf))])
    .where('patient_id', 'in', [...patientIds])
    .orderBy('noted_at')
    .orderBy('id')
    .orderBy('version')
    .execute()
}

/** The latest version of one entry of a person. */
export async function findFinding(
  tx: Tx<Tables>,
  patientIds: readonly PatientId[],
  id: FindingId,
): Promise<Finding | undefined> {
  return (await listFindings(tx, patientIds)).find((one) => one.id === id)
}
