// The SQL of consents.
import { cellOf } from '../../../platform/id.ts'
import type { Db, Tx } from '../../../platform/postgres/db.ts'
import type { PatientId } from '../../patients/contract.ts'
import type { ConsentId, Purpose } from '../contract.ts'
import type { ConsentRow, PrivacyTables } from '../tables.ts'

const CONSENTS_SHOWN_MAX = 200

/** The decisions about these people, the newest first. */
export async function listConsents(db: Db<PrivacyTables>, ids: readonly PatientId[]): Promise<ConsentRow[]> {
  if (ids.length === 0) return []
  return db
    .selectFrom('privacy.consents')
    .selectAll()
    .where('cell', 'in', [...new Set(ids.map(cellOf))])
    .where('patient_id', 'in', [...ids])
    .orderBy('id', 'desc')
    .limit(CONSENTS_SHOWN_MAX)
    .execute()
}

export async function findConsent(db: Db<PrivacyTables>, id: ConsentId): Promise<ConsentRow | undefined> {
  return db
    .selectFrom('privacy.consents')
    .selectAll()
    .where('cell', '=', cellOf(id))
    .where('id', '=', id)
    .executeTakeFirst()
}

/** The yes that holds, locked; undefined when none holds. */
export async function lockGiven(
  tx: Tx<PrivacyTables>,
  patientId: PatientId,
  purpose: Purpose,
): Promise<ConsentRow | undefined> {
  return tx
    .selectFrom('privacy.consents')
    .selectAll()
    .where('cell', '=', cellOf(patientId))
    .where('patient_id', '=', patientId)
    .where('purpose', '=', purpose)
    .where('withdrawn_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
}

/** Writes a decision; false when a yes for this patient and purpose holds already. */
export async function insertConsent(tx: Tx<PrivacyTables>, consent: ConsentRow): Promise<boolean> {
  const result = await tx
    .insertInto('privacy.consents')
    .values(consent)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return result.numInsertedOrUpdatedRows === 1n
}

/** Ends a yes; undefined when it has ended already. */
export async function withdraw(tx: Tx<PrivacyTables>, id: ConsentId, now: Date): Promise<ConsentRow | undefined> {
  return tx
    .updateTable('privacy.consents')
    .set({ withdrawn_at: now })
    .where('cell', '=', cellOf(id))
    .where('id', '=', id)
    .where('withdrawn_at', 'is', null)
    .returningAll()
    .executeTakeFirst()
}
