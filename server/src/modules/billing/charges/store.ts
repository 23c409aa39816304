// The SQL of charges: what is charged for which source, and which charges each patient has.
import { sql } from 'kysely'
import { cellOf } from '../../../platform/id.ts'
import type { Db, Tx } from '../../../platform/postgres/db.ts'
import type { FacilityId } from '../../facilities/contract.ts'
import type { PatientId } from '../../patients/contract.ts'
import type { ChargeGroup, ChargeId } from '../contract.ts'
import type { AskedCharge } from '../rules.ts'
import type { BillingTables, Charge } from '../tables.ts'

type Tables = BillingTables

const EXPORTED_MAX = 100_000

const selectCharge = (db: Db<Tables>, id: ChargeId) =>
  db.selectFrom('billing.charges').selectAll().where('cell', '=', cellOf(id)).where('id', '=', id)

export async function findCharge(db: Db<Tables>, id: ChargeId): Promise<Charge | undefined> {
  return selectCharge(db, id).executeTakeFirst()
}

/** Locks all charges of some groups of a district, in the order of their ids, so that nobody waits in a circle. */
export async function lockGroups(tx: Tx<Tables>, groups: readonly ChargeGroup[]): Promise<Charge[]> {
  if (groups.length === 0) return []
  return tx
    .selectFrom('billing.charges')
    .selectAll()
    .where('cell', 'in', [...new Set(groups.map(cellOf))])
    .where('charge_group', 'in', [...groups])
    .orderBy('id')
    .forUpdate()
    .execute()
}

/** All charges of some groups, in the order of their ids. */
export async function listGroups(db: Db<Tables>, groups: readonly ChargeGroup[]): Promise<Charge[]> {
  return db
    .selectFrom('billing.charges')
    .selectAll()
    .where('cell', 'in', [...new Set(groups.map(cellOf))])
    .where('charge_group', 'in', [...groups])
    .orderBy('id')
    .execute()
}

const ofIds = (db: Db<Tables> | Tx<Tables>, ids: readonly ChargeId[]) =>
  db
    .selectFrom('billing.charges')
    .selectAll()
    .where('cell', 'in', [...new Set(ids.map(cellOf))])
    .where('id', 'in', [...ids])

export async function listCharges(db: Db<Tables>, ids: readonly ChargeId[]): Promise<Charge[]> {
  return ids.length === 0 ? [] : ofIds(db, ids).execute()
}

/** Locks these charges, in the order of their ids. */
export async function lockCharges(tx: Tx<Tables>, ids: readonly ChargeId[]): Promise<Charge[]> {
  return ofIds(tx, ids).orderBy('id').forUpdate().execute()
}

/** The charges of these sources, in no order. */
export async function listOfSources(db: Db<Tables>, asked: readonly AskedCharge[]): Promise<Charge[]> {
  const column = <Name extends keyof AskedCharge>(name: Name) => sql`${asked.map((one) => one[name])}`
  const { rows } = await sql<Charge>`
    select c.* from unnest(${column('cell')}::int[], ${column('source_kind')}::text[], ${column('source_id')}::uuid[],
      ${column('source_line')}::int[]) asked (cell, source_kind, source_id, source_line)
    join billing.charges c using (cell, source_kind, source_id, source_line)`.execute(db)
  return [...new Map(rows.map((charge) => [charge.id, charge])).values()]
}

/** Inserts charges whose source has none yet; gives how many. Waits for another transaction on the same source. */
export async function insertCharges(tx: Tx<Tables>, charges: readonly Charge[]): Promise<number> {
  const inserted = await tx
    .insertInto('billing.charges')
    .values([...charges])
    .onConflict((conflict) => conflict.columns(['cell', 'source_kind', 'source_id', 'source_line']).doNothing())
    .returning('id')
    .execute()
  return inserted.length
}

/** Puts charges on the list of their patient, which may lie in another district. */
export async function insertPatientRows(tx: Tx<Tables>, patientId: PatientId, charges: readonly Charge[]) {
  const rows = charges.map(({ cell, id, charged_on }) => ({
    ...{ cell: cellOf(patientId), patient_id: patientId, record_id: id, record_cell: cell, day: charged_on },
    kind: 'charge' as const,
  }))
  await tx.insertInto('billing.patient_rows').values(rows).execute()
}

export async function updateStatus(tx: Tx<Tables>, charge: Charge): Promise<void> {
  const { cell, id, status, status_reason, status_by, status_at, credited_quantity, reversed_quantity } = charge
  await tx
    .updateTable('billing.charges')
    .set({ status, status_reason, status_by, status_at, credited_quantity, reversed_quantity })
    .where('cell', '=', cell)
    .where('id', '=', id)
    .execute()
}

/** Gives many charges of one district the same status. */
export async function updateStatuses(
  tx: Tx<Tables>,
  charges: readonly Charge[],
  { status, status_at }: Pick<Charge, 'status' | 'status_at'>,
): Promise<void> {
  const [first] = charges
  if (!first) return
  await tx
    .updateTable('billing.charges')
    .set({ status, status_at })
    .where('cell', '=', first.cell)
    .where(
      'id',
      'in',
      charges.map(({ id }) => id),
    )
    .execute()
}

export interface ListPart {
  readonly isOpen: boolean
  /** Only charges that these modules raised. */
  readonly modules?: readonly string[] | undefined
  /** Only charges whose id is lower. */
  readonly before?: ChargeId | undefined
  readonly limit: number
}

const moduleOf = (column: string) => sql<string>`split_part(${sql.ref(column)}, '.', 1)`

/** Lists the charges of a facility, the newest first. */
export async function listOfFacility(db: Db<Tables>, facilityId: FacilityId, part: ListPart): Promise<Charge[]> {
  let query = db
    .selectFrom('billing.charges')
    .selectAll()
    .where('cell', '=', cellOf(facilityId))
    .where('facility_id', '=', facilityId)
  if (part.isOpen) query = query.where('status', '=', 'OPEN')
  if (part.modules) query = query.where(moduleOf('source_kind'), 'in', [...part.modules])
  if (part.before) query = query.where('id', '<', part.before)
  return query.orderBy('id', 'desc').limit(part.limit).execute()
}

/** Lists the charges of some records of a person, at one facility or at all, the newest first. */
export async function listOfPatients(
  db: Db<Tables>,
  { patientIds, facilityId }: { patientIds: readonly PatientId[]; facilityId?: FacilityId | undefined },
  part: ListPart,
): Promise<Charge[]> {
  let query = db
    .selectFrom('billing.patient_rows as r')
    .innerJoin('billing.charges as c', (join) =>
      join.onRef('c.cell', '=', 'r.record_cell').onRef('c.id', '=', 'r.record_id'),
    )
    .selectAll('c')
    .where('r.cell', 'in', [...new Set(patientIds.map(cellOf))])
    .where('r.kind', '=', 'charge')
    .where('r.patient_id', 'in', [...patientIds])
  if (facilityId) query = query.where('c.cell', '=', cellOf(facilityId)).where('c.facility_id', '=', facilityId)
  if (part.isOpen) query = query.where('c.status', '=', 'OPEN')
  if (part.modules) query = query.where(moduleOf('c.source_kind'), 'in', [...part.modules])
  if (part.before) query = query.where('c.id', '<', part.before)
  return query.orderBy('c.id', 'desc').limit(part.limit).execute()
}

/** All charges of some records of a person, without the limit of a page. */
export async function listAllOfPatients(db: Db<Tables>, patientIds: readonly PatientId[]): Promise<Charge[]> {
  if (patientIds.length === 0) return []
  return listOfPatients(db, { patientIds }, { isOpen: false, limit: EXPORTED_MAX })
}
