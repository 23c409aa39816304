// The SQL of this module's copy of the hospitals of visits.
import { cellOf } from '../../../platform/id.ts'
import type { Db, Tx } from '../../../platform/postgres/db.ts'
import type { FacilityFacts, FacilityId } from '../../facilities/contract.ts'
import type { Hospital, VisitsTables } from '../tables.ts'

type Tables = VisitsTables

/** Writes a hospital unless the copy is as new. */
export async function upsertHospital(tx: Tx<Tables>, facts: FacilityFacts): Promise<void> {
  const { cell, facilityId: id, name, version } = facts
  const copied = { chain_id: facts.chainId ?? null, name, version }
  await tx
    .insertInto('visits.hospitals')
    .values({ cell, id, ...copied })
    .onConflict((conflict) =>
      conflict
        .columns(['cell', 'id'])
        .doUpdateSet(copied)
        .whereRef('visits.hospitals.version', '<', 'excluded.version'),
    )
    .execute()
}

/** The hospitals with these ids, by id. */
export async function findHospitals(
  db: Db<Tables> | Tx<Tables>,
  ids: readonly FacilityId[],
): Promise<Map<FacilityId, Hospital>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('visits.hospitals')
    .selectAll()
    .where('cell', 'in', [...new Set(ids.map(cellOf))])
    .where('id', 'in', [...ids])
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}
