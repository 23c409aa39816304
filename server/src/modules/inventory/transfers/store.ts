// The SQL of the sender's half of a transfer.

import type { Selectable } from 'kysely'
import { sql } from 'kysely'
import { cellOf } from '../../../platform/id.ts'
import type { Db, Tx } from '../../../platform/postgres/db.ts'
import type { StoreId } from '../stores/contract.ts'
import type { InventoryTables } from '../tables.ts'
import type { TransferId } from './contract.ts'

type Tables = InventoryTables
export type Transfer = Selectable<Tables['inventory.transfers']>
export type TransferLine = Selectable<Tables['inventory.transfer_lines']>
export type TransferLot = Selectable<Tables['inventory.transfer_lots']>

export async function insertTransfer(
  tx: Tx<Tables>,
  transfer: Transfer,
  lines: readonly TransferLine[],
): Promise<void> {
  await tx.insertInto('inventory.transfers').values(transfer).execute()
  await tx
    .insertInto('inventory.transfer_lines')
    .values([...lines])
    .execute()
}

export async function findTransfer(db: Db<Tables> | Tx<Tables>, id: TransferId): Promise<Transfer | undefined> {
  return db
    .selectFrom('inventory.transfers')
    .selectAll()
    .where('cell', '=', cellOf(id))
    .where('id', '=', id)
    .executeTakeFirst()
}

export async function lockTransfer(tx: Tx<Tables>, id: TransferId): Promise<Transfer | undefined> {
  return tx
    .selectFrom('inventory.transfers')
    .selectAll()
    .where('cell', '=', cellOf(id))
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
}

export async function updateTransfer(tx: Tx<Tables>, { cell, id, ...facts }: Transfer): Promise<void> {
  await tx.updateTable('inventory.transfers').set(facts).where('cell', '=', cell).where('id', '=', id).execute()
}

export async function listLines(db: Db<Tables> | Tx<Tables>, id: TransferId): Promise<TransferLine[]> {
  return db
    .selectFrom('inventory.transfer_lines')
    .selectAll()
    .where('cell', '=', cellOf(id))
    .where('transfer_id', '=', id)
    .orderBy('line')
    .execute()
}

export async function listLots(db: Db<Tables> | Tx<Tables>, id: TransferId): Promise<TransferLot[]> {
  return db
    .selectFrom('inventory.transfer_lots')
    .selectAll()
    .where('cell', '=', cellOf(id))
    .where('transfer_id', '=', id)
    .orderBy('part')
    .execute()
}

/** Writes which lots leave, and adds them to their lines. */
export async function insertLots(tx: Tx<Tables>, id: TransferId, lots: readonly TransferLot[]): Promise<void> {
  await tx
    .insertInto('inventory.transfer_lots')
    .values([...lots])
    .execute()
  await sql`
    update inventory.transfer_lines l set sent = p.sent
    from (
      select line, sum(sent)::int as sent from inventory.transfer_lots
      where cell = ${cellOf(id)} and transfer_id = ${id} group by line) p
    where l.cell = ${cellOf(id)} and l.transfer_id = ${id} and l.line = p.line`.execute(tx)
}

export interface ReceivedLot {
  readonly line: number
  readonly received: number
  readonly damaged: number
  readonly lost: number
  readonly reason?: string | undefined
}

/** Copies what the receiver said to the lots that were sent. */
export async function saveReceived(tx: Tx<Tables>, id: TransferId, lots: readonly ReceivedLot[]): Promise<void> {
  await sql`
    update inventory.transfer_lots p set received = r.received, damaged = r.damaged, lost = r.lost, reason = r.reason
    from json_to_recordset(${JSON.stringify(lots)}::json)
      r (line int, received int, damaged int, lost int, reason text)
    where p.cell = ${cellOf(id)} and p.transfer_id = ${id} and p.part = r.line`.execute(tx)
}

export interface TransferSearch {
  readonly storeIds: readonly StoreId[]
  readonly isOpen: boolean
  readonly beforeId: TransferId | undefined
  readonly limit: number
}

/** Transfers from or to these stores, the newest first. */
export async function listTransfers(db: Db<Tables>, search: TransferSearch): Promise<Transfer[]> {
  const { storeIds, isOpen, beforeId, limit } = search
  const cells = [...new Set(storeIds.map(cellOf))]
  if (storeIds.length === 0) return []
  let query = db
    .selectFrom('inventory.transfers')
    .selectAll()
    .where((where) =>
      where.or([
        where.and([where('cell', 'in', cells), where('from_store_id', 'in', [...storeIds])]),
        where.and([where('to_cell', 'in', cells), where('to_store_id', 'in', [...storeIds])]),
      ]),
    )
  if (isOpen) query = query.where('status', 'in', ['ASKED', 'APPROVED', 'SENT', 'RECEIVED'])
  if (beforeId !== undefined) query = query.where('id', '<', beforeId)
  return query.orderBy('id', 'desc').limit(limit).execute()
}

/** The value of lines at the highest price of the sender's lots. */
export async function sumValue(tx: Tx<Tables>, { cell, id, from_store_id }: Transfer): Promise<number> {
  const { rows } = await sql<{ value: number }>`
    select coalesce(sum(l.asked::bigint * coalesce((
      select max(k.mrp_paise) from inventory.lots k
      where k.cell = ${cell} and k.store_id = ${from_store_id} and k.item_code = l.item_code and k.on_hand > 0), 0)), 0)
      ::bigint as value
    from inventory.transfer_lines l where l.cell = ${cell} and l.transfer_id = ${id}`.execute(tx)
  return rows[0]?.value ?? 0
}
