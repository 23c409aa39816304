// The SQL of dispenses: what is asked, which lots it has, and what the sweep must look at.
import { sql } from 'kysely'
import { cellOf } from '../../../platform/id.ts'
import type { Db, Tx } from '../../../platform/postgres/db.ts'
import type { ChargeGroup } from '../../billing/contract.ts'
import type { ReservationId, StoreId } from '../../inventory/contract.ts'
import type { PrescriptionId } from '../contract.ts'
import { lockPrescription } from '../signing/store.ts'
import type { AskedLine, Dispense, DispenseLine, Line, Prescription, PrescriptionsTables } from '../tables.ts'
import type { DispenseId, DispenseStatus } from './contract.ts'

type Tables = PrescriptionsTables
type Reading = Db<Tables> | Tx<Tables>

const toJson = (dispense: Dispense) => ({
  ...dispense,
  warnings: JSON.stringify(dispense.warnings) as never,
  short: dispense.short && (JSON.stringify(dispense.short) as never),
})

export async function insertDispense(tx: Tx<Tables>, dispense: Dispense, asked: readonly AskedLine[]): Promise<void> {
  await tx.insertInto('prescriptions.dispenses').values(toJson(dispense)).execute()
  await tx
    .insertInto('prescriptions.asked_lines')
    .values([...asked])
    .execute()
  const { store_id, id: dispense_id, prepared_at } = dispense
  await tx
    .insertInto('prescriptions.store_rows')
    .values({ cell: cellOf(store_id), store_id, dispense_id, prepared_at })
    .execute()
}

export async function findDispense(db: Reading, id: DispenseId): Promise<Dispense | undefined> {
  return db
    .selectFrom('prescriptions.dispenses')
    .selectAll()
    .where('cell', '=', cellOf(id))
    .where('id', '=', id)
    .executeTakeFirst()
}

export interface Locked {
  readonly dispense: Dispense
  /** Undefined over the counter. */
  readonly prescription: Prescription | undefined
}

/** Locks a dispense after its prescription, the order in which everybody locks them. */
export async function lockDispense(tx: Tx<Tables>, id: DispenseId): Promise<Locked> {
  return lockKnown(tx, (await findDispense(tx, id)) as Dispense)
}

/** Locks a dispense that was read before. Its prescription never changes. */
export async function lockKnown(
  tx: Tx<Tables>,
  { id, prescription_id }: Pick<Dispense, 'id' | 'prescription_id'>,
): Promise<Locked> {
  const prescription = prescription_id === null ? undefined : await lockPrescription(tx, prescription_id)
  const dispense = await tx
    .selectFrom('prescriptions.dispenses')
    .selectAll()
    .where('cell', '=', cellOf(id))
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow()
  return { dispense, prescription }
}

export type DispenseUpdate = Partial<Omit<Dispense, 'cell' | 'id' | 'warnings' | 'short'>> &
  Pick<Partial<Dispense>, 'short'>

/** Changes a locked dispense, and gives it as it is then. */
export async function changeDispense(tx: Tx<Tables>, before: Dispense, change: DispenseUpdate): Promise<Dispense> {
  const { id } = before
  const { short, ...rest } = change
  await tx
    .updateTable('prescriptions.dispenses')
    .set({ ...rest, ...(short && { short: JSON.stringify(short) as never }) })
    .where('cell', '=', cellOf(id))
    .where('id', '=', id)
    .execute()
  return { ...before, ...change }
}

export async function listAsked(db: Reading, id: DispenseId): Promise<AskedLine[]> {
  return db
    .selectFrom('prescriptions.asked_lines')
    .selectAll()
    .where('cell', '=', cellOf(id))
    .where('dispense_id', '=', id)
    .orderBy('line')
    .execute()
}

/** The lots of dispenses, by line. */
export async function listGiven(db: Reading, ids: readonly DispenseId[]): Promise<DispenseLine[]> {
  if (ids.length === 0) return []
  return db
    .selectFrom('prescriptions.dispense_lines')
    .selectAll()
    .where('cell', 'in', [...new Set(ids.map(cellOf))])
    .where('dispense_id', 'in', [...ids])
    .orderBy('dispense_id')
    .orderBy('line')
    .execute()
}

/** Writes the lots, in place of those that a recall took away. */
export async function replaceGiven(tx: Tx<Tables>, id: DispenseId, lines: readonly DispenseLine[]): Promise<void> {
  await tx
    .deleteFrom('prescriptions.dispense_lines')
    .where('cell', '=', cellOf(id))
    .where('dispense_id', '=', id)
    .execute()
  await tx
    .insertInto('prescriptions.dispense_lines')
    .values([...lines])
    .execute()
}

/** What the promises, the given and the returned of a line change by. */
export type Counts = Pick<Line, 'promised' | 'dispensed' | 'returned'>

export async function addToLine(
  tx: Tx<Tables>,
  id: PrescriptionId,
  key: number,
  { promised = 0, dispensed = 0, returned = 0 }: Partial<Counts>,
): Promise<void> {
  await tx
    .updateTable('prescriptions.lines')
    .set((line) => ({
      promised: line('promised', '+', promised),
      dispensed: line('dispensed', '+', dispensed),
      returned: line('returned', '+', returned),
    }))
    .where('cell', '=', cellOf(id))
    .where('prescription_id', '=', id)
    .where('line_key', '=', key)
    .execute()
}

export async function addReturned(tx: Tx<Tables>, id: DispenseId, line: number, quantity: number): Promise<void> {
  await tx
    .updateTable('prescriptions.dispense_lines')
    .set((row) => ({ returned: row('returned', '+', quantity) }))
    .where('cell', '=', cellOf(id))
    .where('dispense_id', '=', id)
    .where('line', '=', line)
    .execute()
}

export async function findOfGroup(db: Db<Tables>, group: ChargeGroup): Promise<Dispense | undefined> {
  return db.selectFrom('prescriptions.dispenses').selectAll().where('charge_group', '=', group).executeTakeFirst()
}

export async function findOfReservation(db: Db<Tables>, id: ReservationId): Promise<Dispense | undefined> {
  return db.selectFrom('prescriptions.dispenses').selectAll().where('reservation_id', '=', id).executeTakeFirst()
}

const UNDER_WAY: readonly DispenseStatus[] = ['PREPARING', 'PREPARED', 'CHARGED', 'READY']

/** The dispenses of a prescription that are under way. */
export async function listUnderWay(db: Db<Tables>, id: PrescriptionId): Promise<DispenseId[]> {
  const rows = await db
    .selectFrom('prescriptions.dispenses')
    .select('id')
    .where('cell', '=', cellOf(id))
    .where('prescription_id', '=', id)
    .where('status', 'in', [...UNDER_WAY])
    .execute()
  return rows.map((row) => row.id)
}

/** What is due, the longest waiting first. */
export async function listDue(db: Db<Tables>, now: Date, limit: number): Promise<DispenseId[]> {
  const rows = await db
    .selectFrom('prescriptions.dispenses')
    .select('id')
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .limit(limit)
    .execute()
  return rows.map((row) => row.id)
}

export interface Position {
  readonly preparedAt: string
  readonly id: DispenseId
}

interface Listed {
  readonly storeId: StoreId
  readonly status: DispenseStatus | undefined
  readonly isStuck: boolean
  readonly before: Position | undefined
  readonly limit: number
}

/** The dispenses of a store, the latest first. */
export async function listOfStore(db: Db<Tables>, listed: Listed): Promise<Dispense[]> {
  const { storeId, status, isStuck, before, limit } = listed
  let query = db
    .selectFrom('prescriptions.store_rows as r')
    .innerJoin('prescriptions.dispenses as d', 'd.id', 'r.dispense_id')
    .selectAll('d')
    .where('r.cell', '=', cellOf(storeId))
    .where('r.store_id', '=', storeId)
  if (status !== undefined) query = query.where('d.status', '=', status)
  if (isStuck) query = query.where('d.due_at', 'is not', null).where('d.problem', 'is not', null)
  if (before) {
    query = query.where(
      sql<boolean>`(r.prepared_at, r.dispense_id) < (${before.preparedAt}::timestamptz, ${before.id}::uuid)`,
    )
  }
  return query.orderBy('r.prepared_at', 'desc').orderBy('r.dispense_id', 'desc').limit(limit).execute()
}
