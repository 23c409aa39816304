// The SQL of orders and their lines: places, locks and changes them, and lists the orders of a person or a counter.
import { sql } from 'kysely'
import { cellOf } from '../../../platform/id.ts'
import type { Db, Tx } from '../../../platform/postgres/db.ts'
import type { FacilityId } from '../../facilities/contract.ts'
import type { PatientId } from '../../patients/contract.ts'
import type { OrderId } from '../contract.ts'
import type { DiagnosticsTables, Order, OrderLine } from '../tables.ts'

type Tables = DiagnosticsTables
type Reading = Db<Tables> | Tx<Tables>

const selectOrder = (db: Reading, id: OrderId) =>
  db.selectFrom('diagnostics.orders').selectAll().where('cell', '=', cellOf(id)).where('id', '=', id)

export async function findOrder(db: Reading, id: OrderId): Promise<Order | undefined> {
  return selectOrder(db, id).executeTakeFirst()
}

/** Every change of an order, its lines, specimens and results first locks its row. */
export async function lockOrder(tx: Tx<Tables>, id: OrderId): Promise<Order | undefined> {
  return selectOrder(tx, id).forUpdate().executeTakeFirst()
}

/** Lets only one transaction at a time order for a person, so that two cannot order the same test at once. */
export async function lockPerson(tx: Tx<Tables>, patientId: PatientId): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`diagnostics.orders ${patientId}`}, 0))`.execute(tx)
}

export async function insertOrder(tx: Tx<Tables>, order: Order, lines: readonly OrderLine[]): Promise<void> {
  await tx.insertInto('diagnostics.orders').values(order).execute()
  await tx
    .insertInto('diagnostics.order_lines')
    .values([...lines])
    .execute()
  const { patient_id, id: record_id, placed_at } = order
  await tx
    .insertInto('diagnostics.patient_rows')
    .values({ cell: cellOf(patient_id), patient_id, record_id, placed_at })
    .execute()
}

/** The lines of orders, in their order. */
export async function listLines(db: Reading, orderIds: readonly OrderId[]): Promise<OrderLine[]> {
  if (orderIds.length === 0) return []
  return db
    .selectFrom('diagnostics.order_lines')
    .selectAll()
    .where('cell', 'in', [...new Set(orderIds.map(cellOf))])
    .where('order_id', 'in', [...orderIds])
    .orderBy('order_id')
    .orderBy('line')
    .execute()
}

type ChangedLine = Partial<
  Pick<
    OrderLine,
    'status' | 'specimen_id' | 'draft_version' | 'result_version' | 'ended_at' | 'cancel_reason' | 'moved_to'
  >
>

/** Writes changes of lines of a locked order, and gives them as they are then. */
export async function changeLines(
  tx: Tx<Tables>,
  lines: readonly OrderLine[],
  changed: ChangedLine,
): Promise<OrderLine[]> {
  const [first] = lines
  if (!first) return []
  await tx
    .updateTable('diagnostics.order_lines')
    .set(changed)
    .where('cell', '=', first.cell)
    .where('order_id', '=', first.order_id)
    .where(
      'line',
      'in',
      lines.map(({ line }) => line),
    )
    .execute()
  return lines.map((line) => ({ ...line, ...changed }))
}

export async function changeOrder(
  tx: Tx<Tables>,
  { cell, id }: Pick<Order, 'cell' | 'id'>,
  changed: Partial<Pick<Order, 'status' | 'settled_at'>>,
): Promise<void> {
  await tx.updateTable('diagnostics.orders').set(changed).where('cell', '=', cell).where('id', '=', id).execute()
}

export async function listOrders(db: Reading, ids: readonly OrderId[]): Promise<Order[]> {
  if (ids.length === 0) return []
  return db
    .selectFrom('diagnostics.orders')
    .selectAll()
    .where('cell', 'in', [...new Set(ids.map(cellOf))])
    .where('id', 'in', [...ids])
    .execute()
}

export interface OrderPosition {
  readonly placedAt: string
  readonly orderId: OrderId
}

/** The orders of a person, the latest first. */
export async function listOfPatients(
  db: Reading,
  patientIds: readonly PatientId[],
  { limit, before }: { readonly limit: number; readonly before?: OrderPosition | undefined },
): Promise<Order[]> {
  let query = db
    .selectFrom('diagnostics.patient_rows')
    .select('record_id')
    .where('cell', 'in', [...new Set(patientIds.map(cellOf))])
    .where('patient_id', 'in', [...patientIds])
  if (before) {
    query = query.where(
      sql<boolean>`(placed_at, record_id) < (${before.placedAt}::timestamptz, ${before.orderId}::uuid)`,
    )
  }
  const rows = await query.orderBy('placed_at', 'desc').orderBy('record_id', 'desc').limit(limit).execute()
  const orders = await listOrders(
    db,
    rows.map(({ record_id }) => record_id),
  )
  const byId = new Map(orders.map((order) => [order.id, order]))
  return rows.flatMap(({ record_id }) => byId.get(record_id) ?? [])
}

/** A live or finished line of these tests that was ordered for a person after an instant. */
export async function findFreshLine(
  tx: Tx<Tables>,
  patientIds: readonly PatientId[],
  { tests, since }: { readonly tests: readonly string[]; readonly since: Date },
): Promise<Pick<OrderLine, 'order_id' | 'test'> | undefined> {
  return tx
    .selectFrom('diagnostics.patient_rows as r')
    .innerJoin('diagnostics.order_lines as l', 'l.order_id', 'r.record_id')
    .select(['l.order_id', 'l.test'])
    .where('r.cell', 'in', [...new Set(patientIds.map(cellOf))])
    .where('r.patient_id', 'in', [...patientIds])
    .where('r.placed_at', '>', since)
    .where('l.placed_at', '>', since)
    .where('l.test', 'in', [...tests])
    .where('l.status', '<>', 'CANCELLED')
    .orderBy('r.placed_at', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** What was ordered at a facility on a day, the latest first. */
export async function listOfDesk(
  db: Db<Tables>,
  { facilityId, day }: { readonly facilityId: FacilityId; readonly day: string },
  { limit, before }: { readonly limit: number; readonly before: OrderPosition | undefined },
): Promise<Order[]> {
  let query = db
    .selectFrom('diagnostics.orders')
    .selectAll()
    .where('facility_id', '=', facilityId)
    .where('placed_on', '=', day)
  if (before) {
    query = query.where(sql<boolean>`(placed_at, id) < (${before.placedAt}::timestamptz, ${before.orderId}::uuid)`)
  }
  return query.orderBy('placed_at', 'desc').orderBy('id', 'desc').limit(limit).execute()
}

/** Notes that nothing is due for orders any more. A second time, and for what is no order, it changes nothing. */
export async function markSettled(db: Db<Tables>, ids: readonly OrderId[], now: Date): Promise<void> {
  await db
    .updateTable('diagnostics.orders')
    .set({ settled_at: now })
    .where('cell', 'in', [...new Set(ids.map(cellOf))])
    .where('id', 'in', [...ids])
    .where('settled_at', 'is', null)
    .execute()
}

/** Orders of which nothing is collected and whose payment is not known, the latest first. */
export async function listUnsettled(
  db: Db<Tables>,
  { since, before, limit }: { readonly since: Date; readonly before: Date; readonly limit: number },
): Promise<Order[]> {
  return db
    .selectFrom('diagnostics.orders')
    .selectAll()
    .where('settled_at', 'is', null)
    .where('status', '=', 'PLACED')
    .where('placed_at', '>=', since)
    .where('placed_at', '<=', before)
    .orderBy('placed_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
}
