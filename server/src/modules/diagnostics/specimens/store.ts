// The SQL of specimens: takes, receives and rejects them, and counts their numbers.
import { sql } from 'kysely'
import { cellOf } from '../../../platform/id.ts'
import type { Db, Tx } from '../../../platform/postgres/db.ts'
import type { FacilityId } from '../../facilities/contract.ts'
import type { OrderId, SpecimenId } from '../contract.ts'
import type { DiagnosticsTables, Order, OrderLine, Specimen } from '../tables.ts'

type Tables = DiagnosticsTables
type Reading = Db<Tables> | Tx<Tables>

export async function findSpecimen(db: Reading, id: SpecimenId): Promise<Specimen | undefined> {
  return db
    .selectFrom('diagnostics.specimens')
    .selectAll()
    .where('cell', '=', cellOf(id))
    .where('id', '=', id)
    .executeTakeFirst()
}

/** All specimens of orders, also the rejected ones, the oldest first. */
export async function listSpecimens(db: Reading, orderIds: readonly OrderId[]): Promise<Specimen[]> {
  if (orderIds.length === 0) return []
  return db
    .selectFrom('diagnostics.specimens')
    .selectAll()
    .where('cell', 'in', [...new Set(orderIds.map(cellOf))])
    .where('order_id', 'in', [...orderIds])
    .orderBy('id')
    .execute()
}

/** Writes a specimen of a locked order. */
export async function saveSpecimen(tx: Tx<Tables>, specimen: Specimen): Promise<void> {
  const { cell: _cell, id: _id, ...facts } = specimen
  await tx
    .insertInto('diagnostics.specimens')
    .values(specimen)
    .onConflict((conflict) => conflict.columns(['cell', 'id']).doUpdateSet(facts))
    .execute()
}

/** Takes away the specimens that were expected, and that no line of a locked order needs any more. */
export async function deleteExpected(
  tx: Tx<Tables>,
  { order, lines }: { readonly order: Order; readonly lines: readonly OrderLine[] },
): Promise<void> {
  const needed = lines.flatMap(({ specimen_id }) => specimen_id ?? [])
  let query = tx
    .deleteFrom('diagnostics.specimens')
    .where('cell', '=', order.cell)
    .where('order_id', '=', order.id)
    .where('status', '=', 'EXPECTED')
  if (needed.length > 0) query = query.where('id', 'not in', needed)
  await query.execute()
}

/** The next number of a laboratory on a day. Others wait for it until this transaction ends. */
export async function takeNumber(tx: Tx<Tables>, labFacilityId: FacilityId, day: string): Promise<number> {
  const { rows } = await sql<{ last: number }>`
    insert into diagnostics.accessions as a (cell, lab_facility_id, day, last)
    values (${cellOf(labFacilityId)}, ${labFacilityId}, ${day}, 1)
    on conflict (cell, lab_facility_id, day) do update set last = a.last + 1
    returning last`.execute(tx)
  return rows[0]?.last as number
}

/** The specimen of a laboratory with this number on its label. */
export async function findByAccession(
  db: Db<Tables>,
  labFacilityId: FacilityId,
  accession: string,
): Promise<Specimen | undefined> {
  return db
    .selectFrom('diagnostics.specimens')
    .selectAll()
    .where('cell', '=', cellOf(labFacilityId))
    .where('lab_facility_id', '=', labFacilityId)
    .where('accession', '=', accession)
    .executeTakeFirst()
}
