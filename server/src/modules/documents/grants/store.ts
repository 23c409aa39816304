// The SQL of grants: whom a family lets read documents. Each change counts a number up for the caches.
import { sql } from 'kysely'
import { cellOf } from '../../../platform/id.ts'
import type { Db, Tx } from '../../../platform/postgres/db.ts'
import { defineChanges, handOut } from '../../../platform/work/changes.ts'
import { CHANGED } from '../../../platform/work/follow.ts'
import type { PatientId } from '../../patients/contract.ts'
import type { GrantId } from '../contract.ts'
import type { DocumentsTables, Grant } from '../tables.ts'

type Tables = DocumentsTables

/** The patients whose grants have changed. */
export const grantChanges = defineChanges<PatientId>('documents.grants')

const LISTED_MAX = 500

async function noteChange(tx: Tx<Tables>, patientId: PatientId): Promise<void> {
  await tx
    .insertInto('documents.grant_versions')
    .values({ cell: cellOf(patientId), patient_id: patientId, version: 1 })
    .onConflict((conflict) =>
      conflict.columns(['cell', 'patient_id']).doUpdateSet({ version: sql`grant_versions.version + 1` }),
    )
    .execute()
  handOut(tx, grantChanges, patientId)
}

export async function insertGrant(tx: Tx<Tables>, grant: Omit<Grant, 'cell' | 'changed_xid'>): Promise<void> {
  await tx
    .insertInto('documents.grants')
    .values({ ...grant, cell: cellOf(grant.patient_id) })
    .execute()
  await noteChange(tx, grant.patient_id)
}

const selectGrant = (db: Db<Tables>, id: GrantId) =>
  db.selectFrom('documents.grants').selectAll().where('cell', '=', cellOf(id)).where('id', '=', id)

export async function findGrant(db: Db<Tables>, id: GrantId): Promise<Grant | undefined> {
  return selectGrant(db, id).executeTakeFirst()
}

export async function lockGrant(tx: Tx<Tables>, id: GrantId): Promise<Grant | undefined> {
  return selectGrant(tx, id).forUpdate().executeTakeFirst()
}

export async function revokeGrant(tx: Tx<Tables>, { id, patient_id }: Grant): Promise<void> {
  await tx
    .updateTable('documents.grants')
    .set({ revoked_at: tx.clock.now(), ...CHANGED } as never)
    .where('cell', '=', cellOf(id))
    .where('id', '=', id)
    .execute()
  await noteChange(tx, patient_id)
}

/** All grants of records, also revoked and past ones, the newest first. */
export async function listGrants(db: Db<Tables>, patientIds: readonly PatientId[]): Promise<Grant[]> {
  if (patientIds.length === 0) return []
  return db
    .selectFrom('documents.grants')
    .selectAll()
    .where('cell', 'in', [...new Set(patientIds.map(cellOf))])
    .where('patient_id', 'in', [...patientIds])
    .orderBy('id', 'desc')
    .limit(LISTED_MAX)
    .execute()
}

/** The grants of one record that are not revoked, with the number of the last change, as of one moment. */
export async function listLive(
  db: Db<Tables>,
  patientId: PatientId,
): Promise<{ readonly version: number; readonly grants: readonly Grant[] }> {
  const { rows } = await sql<Grant & { version: number | null }>`
    select v.version, g.* from (select 1) as one
    left join documents.grant_versions v on v.cell = ${cellOf(patientId)} and v.patient_id = ${patientId}
    left join documents.grants g
      on g.cell = ${cellOf(patientId)} and g.patient_id = ${patientId} and g.revoked_at is null`.execute(db)
  return { version: rows[0]?.version ?? 0, grants: rows.filter(({ id }) => id !== null) }
}

/** Deletes the grants of records: their account is closed. */
export async function deleteGrants(tx: Tx<Tables>, patientIds: readonly PatientId[]): Promise<void> {
  for (const patientId of patientIds) {
    await tx
      .deleteFrom('documents.grants')
      .where('cell', '=', cellOf(patientId))
      .where('patient_id', '=', patientId)
      .execute()
    await noteChange(tx, patientId)
  }
}
