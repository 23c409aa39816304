// The SQL of the receiver's half of a transfer, in the receiver's district.

import type { Selectable } from 'kysely'
import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/postgres/db.ts'
import type { InventoryTables } from '../tables.ts'
import type { TransferId } from './contract.ts'
import type { ReceivedLot, Transfer, TransferLot } from './store.ts'

type Tables = InventoryTables
export type Arrival = Selectable<Tables['inventory.arrivals']>
export type ArrivalLot = Selectable<Tables['inventory.arrival_lots']>

/** Writes what is on its way, unless it is there already. */
export async function insertArrival(
  tx: Tx<Tables>,
  transfer: Pick<Transfer, 'id' | 'to_cell' | 'from_store_id' | 'to_store_id'>,
  lots: readonly Omit<TransferLot, 'cell' | 'transfer_id' | 'line'>[],
  sentAt: Date,
): Promise<void> {
  const key = { cell: transfer.to_cell, transfer_id: transfer.id }
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('inventory.arrivals')
    .values({
      ...key,
      ...{ from_store_id: transfer.from_store_id, to_store_id: transfer.to_store_id, status: 'EXPECTED' },
      ...{ sent_at: sentAt, changed_at: tx.clock.now() },
    })
    .onConflict((conflict) => conflict.columns(['cell', 'transfer_id']).doNothing())
    .executeTakeFirstOrThrow()
  if (numInsertedOrUpdatedRows !== 1n) return
  const rows = lots.map(({ part, item_code, lot, maker, expires_on, mrp_paise, cost_paise, sent }) => ({
    ...{ ...key, part, item_code, lot, maker, expires_on, mrp_paise, cost_paise, sent },
    ...{ received: 0, damaged: 0, lost: 0, reason: null },
  }))
  await tx.insertInto('inventory.arrival_lots').values(rows).execute()
}

export async function lockArrival(tx: Tx<Tables>, cell: number, id: TransferId): Promise<Arrival | undefined> {
  return tx
    .selectFrom('inventory.arrivals')
    .selectAll()
    .where('cell', '=', cell)
    .where('transfer_id', '=', id)
    .forUpdate()
    .executeTakeFirst()
}

export async function findArrival(db: Db<Tables>, cell: number, id: TransferId): Promise<Arrival | undefined> {
  return db
    .selectFrom('inventory.arrivals')
    .selectAll()
    .where('cell', '=', cell)
    .where('transfer_id', '=', id)
    .executeTakeFirst()
}

export async function listArrivalLots(
  db: Db<Tables> | Tx<Tables>,
  { cell, transfer_id }: Pick<Arrival, 'cell' | 'transfer_id'>,
): Promise<ArrivalLot[]> {
  return db
    .selectFrom('inventory.arrival_lots')
    .selectAll()
    .where('cell', '=', cell)
    .where('transfer_id', '=', transfer_id)
    .orderBy('part')
    .execute()
}

/** Ends an arrival, with what the receiver said of each lot. */
export async function endArrival(
  tx: Tx<Tables>,
  { cell, transfer_id }: Arrival,
  status: 'RECEIVED' | 'RETURNED',
  lots: readonly ReceivedLot[],
): Promise<void> {
  await tx
    .updateTable('inventory.arrivals')
    .set({ status, changed_at: tx.clock.now() })
    .where('cell', '=', cell)
    .where('transfer_id', '=', transfer_id)
    .execute()
  await sql`
    update inventory.arrival_lots p set received = r.received, damaged = r.damaged, lost = r.lost, reason = r.reason
    from json_to_recordset(${JSON.stringify(lots)}::json)
      r (line int, received int, damaged int, lost int, reason text)
    where p.cell = ${cell} and p.transfer_id = ${transfer_id} and p.part = r.line`.execute(tx)
}
