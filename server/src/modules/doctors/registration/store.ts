// The SQL of doctors: the record of each doctor, the registrations of the country, and the accounts of doctors.
import { sql } from 'kysely'
import { cellOf } from '../../../platform/id.ts'
import type { Db, Tx } from '../../../platform/postgres/db.ts'
import type { FacilityId } from '../../facilities/contract.ts'
import type { AccountId } from '../../identity/contract.ts'
import type { DoctorId, DoctorStatus } from '../contract.ts'
import type { Doctor, DoctorsTables } from '../tables.ts'

type Tables = DoctorsTables

const selectDoctor = (db: Db<Tables>, id: DoctorId) =>
  db.selectFrom('doctors.doctors').selectAll().where('cell', '=', cellOf(id)).where('id', '=', id)

export async function findDoctor(db: Db<Tables>, id: DoctorId): Promise<Doctor | undefined> {
  return selectDoctor(db, id).executeTakeFirst()
}

export async function lockDoctor(tx: Tx<Tables>, id: DoctorId): Promise<Doctor | undefined> {
  return selectDoctor(tx, id).forUpdate().executeTakeFirst()
}

/** Lists the doctors with these ids, in no order. */
export async function listDoctors(db: Db<Tables>, ids: readonly DoctorId[]): Promise<Doctor[]> {
  if (ids.length === 0) return []
  return db
    .selectFrom('doctors.doctors')
    .selectAll()
    .where('cell', 'in', [...new Set(ids.map(cellOf))])
    .where('id', 'in', [...ids])
    .execute()
}

export async function insertDoctor(tx: Tx<Tables>, doctor: Doctor): Promise<void> {
  await tx.insertInto('doctors.doctors').values(doctor).execute()
}

export async function updateDoctor(tx: Tx<Tables>, doctor: Doctor): Promise<void> {
  const { cell, id, created_at: _created, ...changed } = doctor
  await tx.updateTable('doctors.doctors').set(changed).where('cell', '=', cell).where('id', '=', id).execute()
}

/** Takes a registration for a doctor. Gives the doctor who has it: another one when it was taken. */
export async function takeRegistration(
  tx: Tx<Tables>,
  registration: Pick<Doctor, 'council' | 'registration_no'>,
  doctorId: DoctorId,
): Promise<DoctorId> {
  const { council, registration_no } = registration
  await tx
    .insertInto('doctors.registrations')
    .values({ council, registration_no, cell: cellOf(doctorId), doctor_id: doctorId })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const { doctor_id } = await tx
    .selectFrom('doctors.registrations')
    .select('doctor_id')
    .where('council', '=', council)
    .where('registration_no', '=', registration_no)
    .executeTakeFirstOrThrow()
  return doctor_id
}

export async function freeRegistration(tx: Tx<Tables>, { council, registration_no }: Doctor): Promise<void> {
  await tx
    .deleteFrom('doctors.registrations')
    .where('council', '=', council)
    .where('registration_no', '=', registration_no)
    .execute()
}

const selectOfAccount = (db: Db<Tables>, accountId: AccountId) =>
  db
    .selectFrom('doctors.doctor_accounts')
    .select('doctor_id')
    .where('cell', '=', cellOf(accountId))
    .where('account_id', '=', accountId)

/** Binds an account to a doctor. Gives the doctor to whom it belongs: another one when it was bound. */
export async function bindAccount(tx: Tx<Tables>, accountId: AccountId, doctorId: DoctorId): Promise<DoctorId> {
  await tx
    .insertInto('doctors.doctor_accounts')
    .values({ cell: cellOf(accountId), account_id: accountId, doctor_id: doctorId })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return (await selectOfAccount(tx, accountId).executeTakeFirstOrThrow()).doctor_id
}

export async function unbindAccount(tx: Tx<Tables>, accountId: AccountId): Promise<void> {
  await tx
    .deleteFrom('doctors.doctor_accounts')
    .where('cell', '=', cellOf(accountId))
    .where('account_id', '=', accountId)
    .execute()
}

export async function findDoctorOf(db: Db<Tables>, accountId: AccountId): Promise<Doctor | undefined> {
  const bound = await selectOfAccount(db, accountId).executeTakeFirst()
  return bound && findDoctor(db, bound.doctor_id)
}

export interface StaffSearch {
  /** The doctors whom these facilities registered, or who practise there. */
  readonly facilityIds?: readonly FacilityId[] | undefined
  readonly cell?: number | undefined
  readonly status?: DoctorStatus | undefined
  /** Words in search form; a name must hold each, at any place. */
  readonly words: readonly string[]
}

/** Lists doctors of all states in the order of their names, after a given doctor. */
export async function listForStaff(
  db: Db<Tables>,
  { facilityIds, cell, status, words }: StaffSearch,
  after: Doctor | undefined,
  limit: number,
): Promise<Doctor[]> {
  let query = db.selectFrom('doctors.doctors as d').selectAll('d')
  if (cell !== undefined) query = query.where('d.cell', '=', cell)
  if (status !== undefined) query = query.where('d.status', '=', status)
  if (facilityIds) {
    const ids = sql`${[...facilityIds]}::uuid[]`
    const cells = sql`${[...new Set(facilityIds.map(cellOf))]}::int[]`
    // Each half of the union reads one index. With "or" PostgreSQL would read all doctors of the country.
    query = query.where(
      sql<boolean>`(d.cell, d.id) in (
        select cell, id from doctors.doctors where cell = any(${cells}) and facility_id = any(${ids})
        union
        select cell, doctor_id from doctors.practices
          where facility_cell = any(${cells}) and facility_id = any(${ids}))`,
    )
  }
  // Search form holds only letters, digits and spaces, so `like` needs no escapes.
  for (const word of words) query = query.where('d.search_name', 'like', `%${word}%`)
  if (after) query = query.where(sql<boolean>`(d.search_name, d.id) > (${after.search_name}, ${after.id}::uuid)`)
  return query.orderBy('d.search_name').orderBy('d.id').limit(limit).execute()
}
