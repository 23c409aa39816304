// The SQL of patients and families.
import type { Selectable } from 'kysely'
import { cellOf } from '../../../platform/id.ts'
import type { Db, Pool, Tx } from '../../../platform/postgres/db.ts'
import type { PatientFacts, PatientId } from '../contract.ts'
import type { PatientRow, PatientsTables } from '../tables.ts'

export type Patient = Selectable<PatientRow>
type AccountId = NonNullable<Patient['account_id']>

export async function findPatient(
  db: Db<PatientsTables> | Tx<PatientsTables>,
  id: PatientId,
): Promise<Patient | undefined> {
  return db
    .selectFrom('patients.patients')
    .selectAll()
    .where('cell', '=', cellOf(id))
    .where('id', '=', id)
    .executeTakeFirst()
}

/** Lists the family of an account: the holder first, then the others in the order in which they joined. */
export async function listFamily(
  db: Db<PatientsTables> | Tx<PatientsTables>,
  accountId: AccountId,
): Promise<Patient[]> {
  const members = await db
    .selectFrom('patients.family_members')
    .select('patient_id')
    .where('cell', '=', cellOf(accountId))
    .where('account_id', '=', accountId)
    .orderBy('created_at')
    .execute()
  // Members may live in different districts. We read their ids first, because each look-up needs the cell.
  const patients: (Patient | undefined)[] = []
  for (const { patient_id } of members) patients.push(await findPatient(db, patient_id))
  return patients
    .filter((patient) => patient !== undefined)
    .sort((left, right) => Number(right.is_account_holder) - Number(left.is_account_holder))
}

/** Writes a patient; false when the id exists already. */
export async function insertPatient(tx: Tx<PatientsTables>, patient: Patient): Promise<boolean> {
  const result = await tx
    .insertInto('patients.patients')
    .values(patient)
    .onConflict((conflict) => conflict.columns(['cell', 'id']).doNothing())
    .executeTakeFirst()
  return result.numInsertedOrUpdatedRows === 1n
}

/** Replaces a patient's phone; false when the patient has it already, or does not exist. */
export async function updatePhone(tx: Tx<PatientsTables>, id: PatientId, phone: string): Promise<boolean> {
  const result = await tx
    .updateTable('patients.patients')
    .set({ phone })
    .where('cell', '=', cellOf(id))
    .where('id', '=', id)
    .where((where) => where.or([where('phone', 'is', null), where('phone', '<>', phone)]))
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

/** Locks the family of an account and makes it if there is none; gives its number of members. */
export async function lockFamily(tx: Tx<PatientsTables>, accountId: AccountId): Promise<number> {
  const cell = cellOf(accountId)
  await tx
    .insertInto('patients.families')
    .values({ cell, account_id: accountId, members: 0 })
    .onConflict((conflict) => conflict.columns(['cell', 'account_id']).doNothing())
    .execute()
  const { members } = await tx
    .selectFrom('patients.families')
    .select('members')
    .where('cell', '=', cell)
    .where('account_id', '=', accountId)
    .forUpdate()
    .executeTakeFirstOrThrow()
  return members
}

/** Adds a member to a locked family. */
export async function addMember(
  tx: Tx<PatientsTables>,
  accountId: AccountId,
  patientId: PatientId,
  now: Date,
): Promise<void> {
  const cell = cellOf(accountId)
  await tx
    .insertInto('patients.family_members')
    .values({ cell, account_id: accountId, patient_id: patientId, created_at: now })
    .execute()
  await tx
    .updateTable('patients.families')
    .set((row) => ({ members: row('members', '+', 1) }))
    .where('cell', '=', cell)
    .where('account_id', '=', accountId)
    .execute()
}

/**
 * Gives the facts of many patients at once, for the booking engine. The statement is named and prepared, because
 * planning it for each batch would cost more than running it.
 */
export async function listFacts(pool: Pool, ids: readonly PatientId[]): Promise<PatientFacts[]> {
  const { rows } = await pool.query<PatientFacts>({
    name: 'patients-list-facts',
    text: `select p.id as "patientId", p.account_id as "accountId", p.name,
             p.birth_date as "birthDate", p.birth_year as "birthYear", p.gender, p.pin,
             p.closed_at is not null as "isClosed"
           from unnest($1::int[], $2::uuid[]) wanted (cell, id)
           join patients.patients p on p.cell = wanted.cell and p.id = wanted.id`,
    values: [ids.map(cellOf), ids],
  })
  return rows
}

export type MatchedPerson = Pick<PatientFacts, 'name' | 'birthYear' | 'gender'> & { pin: string }

/** Gives the facts that staff may see of people in the result of a match. */
export async function listMatched(pool: Pool, ids: readonly PatientId[]): Promise<Map<PatientId, MatchedPerson>> {
  const { rows } = await pool.query<MatchedPerson & { patientId: PatientId }>({
    name: 'patients-list-matched',
    text: `select p.id as "patientId", p.name, p.birth_year as "birthYear", p.gender, p.pin
           from unnest($1::int[], $2::uuid[]) wanted (cell, id)
           join patients.patients p on p.cell = wanted.cell and p.id = wanted.id`,
    values: [ids.map(cellOf), ids],
  })
  return new Map(rows.map(({ patientId, ...person }) => [patientId, person]))
}
