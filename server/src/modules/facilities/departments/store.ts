// The SQL of the departments of facilities.
import { cellOf } from '../../../platform/id.ts'
import type { Db, Tx } from '../../../platform/postgres/db.ts'
import type { FacilityId } from '../contract.ts'
import type { Department, FacilitiesTables } from '../tables.ts'

type Tables = FacilitiesTables

const selectDepartments = (db: Db<Tables>, facilityId: FacilityId) =>
  db
    .selectFrom('facilities.departments')
    .selectAll()
    .where('cell', '=', cellOf(facilityId))
    .where('facility_id', '=', facilityId)

/** Lists departments in the order of their codes, after a given code. */
export async function listDepartments(
  db: Db<Tables>,
  facilityId: FacilityId,
  { after = '', limit }: { after: string | undefined; limit: number },
): Promise<Department[]> {
  return selectDepartments(db, facilityId).where('code', '>', after).orderBy('code').limit(limit).execute()
}

export async function findDepartment(
  db: Db<Tables>,
  facilityId: FacilityId,
  code: string,
): Promise<Department | undefined> {
  return selectDepartments(db, facilityId).where('code', '=', code).executeTakeFirst()
}

export async function lockDepartment(
  tx: Tx<Tables>,
  facilityId: FacilityId,
  code: string,
): Promise<Department | undefined> {
  return selectDepartments(tx, facilityId).where('code', '=', code).forUpdate().executeTakeFirst()
}

/** Writes a department; false when the facility already has this code. */
export async function insertDepartment(tx: Tx<Tables>, department: Department): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('facilities.departments')
    .values(department)
    .onConflict((conflict) => conflict.columns(['cell', 'facility_id', 'code']).doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

export async function updateDepartment(tx: Tx<Tables>, department: Department): Promise<void> {
  const { cell, facility_id, code, ...changed } = department
  await tx
    .updateTable('facilities.departments')
    .set(changed)
    .where('cell', '=', cell)
    .where('facility_id', '=', facility_id)
    .where('code', '=', code)
    .execute()
}
