// The SQL of vitals: rows are only ever added. A row that corrects another one takes its place.
import { cellOf } from '../../../platform/id.ts'
import type { Db, Tx } from '../../../platform/postgres/db.ts'
import type { VisitId, VitalsId } from '../contract.ts'
import type { VisitsTables, Vitals } from '../tables.ts'

type Tables = VisitsTables

export async function insertVitals(tx: Tx<Tables>, vitals: Vitals): Promise<void> {
  await tx.insertInto('visits.vitals').values(vitals).execute()
}

/** All vitals of a visit, in the order in which they were taken, also those that were corrected. */
export async function listVitals(db: Db<Tables> | Tx<Tables>, visitId: VisitId): Promise<Vitals[]> {
  return db
    .selectFrom('visits.vitals')
    .selectAll()
    .where('cell', '=', cellOf(visitId))
    .where('visit_id', '=', visitId)
    .orderBy('taken_at')
    .orderBy('id')
    .execute()
}

/** All vitals of visits. */
export async function listVitalsOf(db: Db<Tables>, visitIds: readonly VisitId[]): Promise<Vitals[]> {
  if (visitIds.length === 0) return []
  return db
    .selectFrom('visits.vitals')
    .selectAll()
    .where('cell', 'in', [...new Set(visitIds.map(cellOf))])
    .where('visit_id', 'in', [...visitIds])
    .orderBy('taken_at')
    .orderBy('id')
    .execute()
}

/** Whether a row of this visit was corrected; undefined when the visit has no such row. */
export async function isCorrected(tx: Tx<Tables>, visitId: VisitId, id: VitalsId): Promise<boolean | undefined> {
  const all = await listVitals(tx, visitId)
  if (!all.some((one) => one.id === id)) return undefined
  return all.some(({ corrects }) => corrects === id)
}
