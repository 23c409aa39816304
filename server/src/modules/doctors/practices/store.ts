// The SQL of practices: which doctor sees patients at which facility, and on which terms.
import { cellOf } from '../../../platform/id.ts'
import type { Db, Tx } from '../../../platform/postgres/db.ts'
import type { FacilityId } from '../../facilities/contract.ts'
import type { DoctorId } from '../contract.ts'
import type { DoctorsTables, Practice } from '../tables.ts'

type Tables = DoctorsTables

/** Lists the practices of doctors, also those that have ended. */
export async function listPractices(db: Db<Tables>, doctorIds: readonly DoctorId[]): Promise<Practice[]> {
  if (doctorIds.length === 0) return []
  return db
    .selectFrom('doctors.practices')
    .selectAll()
    .where('cell', 'in', [...new Set(doctorIds.map(cellOf))])
    .where('doctor_id', 'in', [...doctorIds])
    .orderBy('facility_id')
    .execute()
}

export async function findPractice(
  db: Db<Tables>,
  doctorId: DoctorId,
  facilityId: FacilityId,
): Promise<Practice | undefined> {
  return db
    .selectFrom('doctors.practices')
    .selectAll()
    .where('cell', '=', cellOf(doctorId))
    .where('doctor_id', '=', doctorId)
    .where('facility_id', '=', facilityId)
    .executeTakeFirst()
}

/** Lists the doctors who practise at a facility, in the order of their ids. */
export async function listDoctorsAt(db: Db<Tables>, facilityId: FacilityId): Promise<DoctorId[]> {
  const found = await db
    .selectFrom('doctors.practices')
    .select('doctor_id')
    .where('facility_cell', '=', cellOf(facilityId))
    .where('facility_id', '=', facilityId)
    .where('status', '=', 'active')
    .orderBy('doctor_id')
    .execute()
  return found.map(({ doctor_id }) => doctor_id)
}

export async function insertPractice(tx: Tx<Tables>, practice: Practice): Promise<void> {
  await tx.insertInto('doctors.practices').values(practice).execute()
}

export async function updatePractice(tx: Tx<Tables>, practice: Practice): Promise<void> {
  const { cell, doctor_id, facility_id, ...changed } = practice
  await tx
    .updateTable('doctors.practices')
    .set(changed)
    .where('cell', '=', cell)
    .where('doctor_id', '=', doctor_id)
    .where('facility_id', '=', facility_id)
    .execute()
}
