// The SQL of this module's copy of the hospitals at which doctors practise.
import { cellOf } from '../../../platform/id.ts'
import type { Db, Tx } from '../../../platform/postgres/db.ts'
import type { FacilityId } from '../../facilities/contract.ts'
import type { DoctorsTables, Hospital } from '../tables.ts'

type Tables = DoctorsTables

/** Writes a hospital unless the copy is as new. */
export async function upsertHospital(tx: Tx<Tables>, hospital: Hospital): Promise<void> {
  const { cell: _cell, id: _id, ...facts } = hospital
  await tx
    .insertInto('doctors.hospitals')
    .values(hospital)
    .onConflict((conflict) =>
      conflict
        .columns(['cell', 'id'])
        .doUpdateSet(facts)
        .whereRef('doctors.hospitals.version', '<', 'excluded.version'),
    )
    .execute()
}

export async function findHospital(db: Db<Tables>, id: FacilityId): Promise<Hospital | undefined> {
  return db
    .selectFrom('doctors.hospitals')
    .selectAll()
    .where('cell', '=', cellOf(id))
    .where('id', '=', id)
    .executeTakeFirst()
}

/** Lists the hospitals with these ids, in no order. */
export async function listHospitals(db: Db<Tables>, ids: readonly FacilityId[]): Promise<Hospital[]> {
  if (ids.length === 0) return []
  return db
    .selectFrom('doctors.hospitals')
    .selectAll()
    .where('cell', 'in', [...new Set(ids.map(cellOf))])
    .where('id', 'in', [...ids])
    .execute()
}
