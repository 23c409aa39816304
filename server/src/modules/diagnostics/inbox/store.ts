// The SQL of the inboxes of doctors: their orders that have results.
import { sql } from 'kysely'
import { cellOf } from '../../../platform/id.ts'
import type { Db, Tx } from '../../../platform/postgres/db.ts'
import type { DoctorId } from '../../doctors/contract.ts'
import type { OrderId } from '../contract.ts'
import type { DiagnosticsTables, InboxRow, Order } from '../tables.ts'

type Tables = DiagnosticsTables

export async function saveInboxRow(tx: Tx<Tables>, row: InboxRow): Promise<void> {
  const { severity, changed_at, read_at } = row
  await tx
    .insertInto('diagnostics.inbox')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['cell', 'doctor_id', 'order_id']).doUpdateSet({ severity, changed_at, read_at }),
    )
    .execute()
}

/** Marks an order as read. A second time changes nothing. Gives false when it is not in this inbox. */
export async function markRead(
  tx: Tx<Tables>,
  { id: orderId, doctor_id: doctorId }: Pick<Order, 'id' | 'doctor_id'>,
  now: Date,
): Promise<boolean> {
  if (doctorId === null) return false
  const { numUpdatedRows } = await tx
    .updateTable('diagnostics.inbox')
    .set({ read_at: sql`coalesce(read_at, ${now})` })
    .where('cell', '=', cellOf(doctorId))
    .where('doctor_id', '=', doctorId)
    .where('order_id', '=', orderId)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export interface InboxPosition {
  readonly severity: number
  readonly changedAt: string
  readonly orderId: OrderId
}

export interface InboxSearch {
  readonly doctorId: DoctorId
  /** Only what was ordered here. */
  readonly facilityId: string
  readonly isUnread: boolean
}

/** What a doctor has not read, critical and abnormal first, then the latest; or everything, the latest first. */
export async function listInbox(
  db: Db<Tables>,
  { doctorId, facilityId, isUnread }: InboxSearch,
  { limit, after }: { readonly limit: number; readonly after: InboxPosition | undefined },
): Promise<InboxRow[]> {
  const severity = isUnread ? sql`severity` : sql`0::smallint`
  const later = after
    ? sql`and (-${severity}, -extract(epoch from changed_at), order_id)
        > (${-after.severity}, -extract(epoch from ${after.changedAt}::timestamptz), ${after.orderId}::uuid)`
    : sql``
  const { rows } = await sql<InboxRow>`
    select * from diagnostics.inbox where cell = ${cellOf(doctorId)} and doctor_id = ${doctorId}
      and facility_id = ${facilityId} ${isUnread ? sql`and read_at is null` : sql``} ${later}
    order by ${severity} desc, changed_at desc, order_id limit ${limit}`.execute(db)
  return rows
}
