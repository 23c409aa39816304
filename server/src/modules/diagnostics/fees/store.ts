// The SQL of what is stuck: charges, reversals and reports that could not be made.
import { cellOf } from '../../../platform/id.ts'
import type { Db, Tx } from '../../../platform/postgres/db.ts'
import type { FacilityId } from '../../facilities/contract.ts'
import type { OrderId } from '../contract.ts'
import type { DiagnosticsTables, Stuck } from '../tables.ts'

type Tables = DiagnosticsTables
export const DEEDS = ['charge', 'reversal', 'report'] as const
export type Deed = (typeof DEEDS)[number]

export async function upsertStuck(tx: Tx<Tables>, stuck: Stuck): Promise<void> {
  const { problem, failed_at, settled_at, settled_by, settled_reason } = stuck
  await tx
    .insertInto('diagnostics.stuck')
    .values(stuck)
    .onConflict((conflict) =>
      conflict
        .columns(['cell', 'order_id', 'deed'])
        .doUpdateSet({ problem, failed_at, settled_at, settled_by, settled_reason }),
    )
    .execute()
}

export async function deleteStuck(tx: Tx<Tables>, orderId: OrderId, deed: Deed): Promise<void> {
  await tx
    .deleteFrom('diagnostics.stuck')
    .where('cell', '=', cellOf(orderId))
    .where('order_id', '=', orderId)
    .where('deed', '=', deed)
    .execute()
}

type Settled = { readonly [Each in 'settled_at' | 'settled_by' | 'settled_reason']: NonNullable<Stuck[Each]> }

/** Notes that staff settled it by hand. A second time changes nothing. */
export async function settleStuck(tx: Tx<Tables>, orderId: OrderId, deed: Deed, settled: Settled): Promise<void> {
  await tx
    .updateTable('diagnostics.stuck')
    .set(settled)
    .where('cell', '=', cellOf(orderId))
    .where('order_id', '=', orderId)
    .where('deed', '=', deed)
    .where('settled_at', 'is', null)
    .execute()
}

/** What is stuck at a laboratory, the oldest first. */
export async function listStuck(db: Db<Tables>, labFacilityId: FacilityId, limit: number): Promise<Stuck[]> {
  return db
    .selectFrom('diagnostics.stuck')
    .selectAll()
    .where('cell', '=', cellOf(labFacilityId))
    .where('lab_facility_id', '=', labFacilityId)
    .where('settled_at', 'is', null)
    .orderBy('failed_at')
    .orderBy('order_id')
    .orderBy('deed')
    .limit(limit)
    .execute()
}

export async function listStuckOf(db: Db<Tables>, orderId: OrderId): Promise<Stuck[]> {
  return db
    .selectFrom('diagnostics.stuck')
    .selectAll()
    .where('cell', '=', cellOf(orderId))
    .where('order_id', '=', orderId)
    .where('settled_at', 'is', null)
    .orderBy('deed')
    .execute()
}
