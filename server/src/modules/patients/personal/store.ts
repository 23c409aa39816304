// The SQL of people whose account is closed: their sealed names, who opened them, and the records of one family.
import { sql } from 'kysely'
import type { Id } from '../../../platform/contract.ts'
import { cellOf, newId } from '../../../platform/id.ts'
import type { Db, Pool, Tx } from '../../../platform/postgres/db.ts'
import type { PatientId } from '../contract.ts'
import { deleteMatchRecord } from '../index/store.ts'
import type { Patient } from '../registration/store.ts'
import type { PatientsTables } from '../tables.ts'

type AccountId = Id<'account'>

const RECORDS_MAX = 500

/** The records of a family, and those of no account that are merged into them: all belong to the same people. */
export async function listRecordsOfFamily(pool: Pool, accountId: AccountId): Promise<PatientId[]> {
  const { rows } = await pool.query<{ id: PatientId }>({
    name: 'patients-records-of-family',
    text: `with recursive own (id) as (
             select patient_id from patients.family_members where cell = $1 and account_id = $2
             union select m.gone_id from own join patients.merges m on m.kept_id = own.id and m.undone_at is null
             join patients.patients p on p.cell = m.cell and p.id = m.gone_id
             where p.account_id is null or p.account_id = $2)
           select id from own limit ${RECORDS_MAX}`,
    values: [cellOf(accountId), accountId],
  })
  return rows.map(({ id }) => id)
}

export async function listIdentifiers(db: Db<PatientsTables> | Tx<PatientsTables>, id: PatientId) {
  return db
    .selectFrom('patients.patient_identifiers')
    .select(['system', 'last4', 'value_hash', 'stated_at'])
    .where('cell', '=', cellOf(id))
    .where('patient_id', '=', id)
    .orderBy('stated_at')
    .execute()
}

export async function lockPatient(tx: Tx<PatientsTables>, id: PatientId): Promise<Patient | undefined> {
  return tx
    .selectFrom('patients.patients')
    .selectAll()
    .where('cell', '=', cellOf(id))
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
}

export interface SealedPerson {
  readonly sealed: Buffer
  readonly opensUntil: string
}

/** Replaces a person by a pseudonym, and keeps who it was only sealed. False when that was done before. */
export async function sealPerson(
  tx: Tx<PatientsTables>,
  id: PatientId,
  { sealed, opensUntil, pseudonym, now }: SealedPerson & { readonly pseudonym: string; readonly now: Date },
): Promise<boolean> {
  const cell = cellOf(id)
  const result = await tx
    .insertInto('patients.sealed_people')
    .values({ cell, patient_id: id, sealed, opens_until: opensUntil, sealed_at: now })
    .onConflict((conflict) => conflict.columns(['cell', 'patient_id']).doNothing())
    .executeTakeFirst()
  if (result.numInsertedOrUpdatedRows !== 1n) return false
  await tx
    .updateTable('patients.patients')
    .set({
      ...{ account_id: null, is_account_holder: false, name: pseudonym, birth_date: null, closed_at: now },
      ...{ aadhaar_hash: null, aadhaar_last4: null, phone: null, email: null, address: null },
    })
    .where('cell', '=', cell)
    .where('id', '=', id)
    .execute()
  await tx.deleteFrom('patients.patient_identifiers').where('cell', '=', cell).where('patient_id', '=', id).execute()
  await deleteMatchRecord(tx, id)
  await tx
    .deleteFrom('patients.duplicates')
    .where('status', '=', 'open')
    .where((where) =>
      where.or([where.and([where('cell', '=', cell), where('patient_id', '=', id)]), where('other_id', '=', id)]),
    )
    .execute()
  return true
}

/** Ends the family of an account. The stored answers of its requests hold names, so they go too. */
export async function deleteFamily(tx: Tx<PatientsTables>, accountId: AccountId): Promise<void> {
  const cell = cellOf(accountId)
  await tx.deleteFrom('patients.family_members').where('cell', '=', cell).where('account_id', '=', accountId).execute()
  await tx.deleteFrom('patients.families').where('cell', '=', cell).where('account_id', '=', accountId).execute()
  await sql`delete from patients.idempotency_keys where cell = ${cell} and account_id = ${accountId}`.execute(tx)
}

/** The sealed person of a record; undefined when the account is open, or the time to open it is over. */
export async function findSealed(
  db: Db<PatientsTables> | Tx<PatientsTables>,
  id: PatientId,
  today: string,
): Promise<Buffer | undefined> {
  const row = await db
    .selectFrom('patients.sealed_people')
    .select('sealed')
    .where('cell', '=', cellOf(id))
    .where('patient_id', '=', id)
    .where('opens_until', '>=', today)
    .executeTakeFirst()
  return row?.sealed
}

/** Keeps who opened a sealed person and why. */
export async function insertOpening(
  tx: Tx<PatientsTables>,
  opening: { readonly patientId: PatientId; readonly openedBy: AccountId; readonly reason: string },
  now: Date,
): Promise<void> {
  const { patientId, openedBy, reason } = opening
  const cell = cellOf(patientId)
  const id = newId<'opening'>(cell, now.getTime())
  await tx
    .insertInto('patients.openings')
    .values({ cell, id, patient_id: patientId, opened_by: openedBy, reason, opened_at: now })
    .execute()
}

/** Deletes who it was when the law no longer asks for it. Gives how many. */
export async function deletePastSealed(db: Db<PatientsTables>, today: string): Promise<number> {
  const result = await db.deleteFrom('patients.sealed_people').where('opens_until', '<', today).executeTakeFirst()
  return Number(result.numDeletedRows)
}
