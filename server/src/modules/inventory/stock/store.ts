// The SQL of stock: levels, lots, and the movements that nobody changes.
import { type RawBuilder, sql } from 'kysely'
import { newId } from '../../../platform/id.ts'
import type { Tx } from '../../../platform/postgres/db.ts'
import type { ItemCode } from '../items/contract.ts'
import type { StoreId } from '../stores/contract.ts'
import type { InventoryTables } from '../tables.ts'
import type { MovementKind } from './contract.ts'
import type { LotKey, ShelfLot } from './rules.ts'

type Tables = InventoryTables

/** A store, with its district. */
export interface Place {
  readonly cell: number
  readonly storeId: StoreId
}

const rowsOf = (rows: readonly object[]): RawBuilder<unknown> => sql`${JSON.stringify(rows)}::json`

/** Locks the levels of these items in their order, and makes those that are missing. Everybody locks levels first. */
export async function lockLevels(tx: Tx<Tables>, { cell, storeId }: Place, items: readonly ItemCode[]): Promise<void> {
  const codes = [...new Set(items)].sort()
  const rows = codes.map((item_code) => ({
    ...{ cell, store_id: storeId, item_code, on_hand: 0, reserved: 0, blocked: 0, daily_use_milli: 0 },
    ...{ version: 1, is_untold: true },
  }))
  await tx
    .insertInto('inventory.levels')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['cell', 'store_id', 'item_code']).doNothing())
    .execute()
  await tx
    .selectFrom('inventory.levels')
    .select('item_code')
    .where('cell', '=', cell)
    .where('store_id', '=', storeId)
    .where('item_code', 'in', codes)
    .orderBy('item_code')
    .forUpdate()
    .execute()
}

/** The lots of these items that hold stock, and those that are named, locked in the order in which they are taken. */
export async function lockLots(
  tx: Tx<Tables>,
  { cell, storeId }: Place,
  items: readonly ItemCode[],
  named: readonly LotKey[],
): Promise<ShelfLot[]> {
  const { rows } = await sql<ShelfLot>`
    select item_code as "itemCode", lot, maker, expires_on as "expiresOn", on_hand as "onHand", reserved, state,
      state_reason as "stateReason", mrp_paise as "mrpPaise", cost_paise as "costPaise"
    from inventory.lots l
    where cell = ${cell} and store_id = ${storeId} and item_code = any(${[...new Set(items)]}::text[])
      and (on_hand > 0 or exists (
        select from json_to_recordset(${rowsOf(named)}) named ("itemCode" text, lot text, maker text)
        where named."itemCode" = l.item_code and named.lot = l.lot and named.maker = l.maker))
    order by item_code, expires_on, lot collate "C", maker collate "C" for update`.execute(tx)
  return rows
}

/** Writes the lots as they are after the movements. */
export async function saveLots(tx: Tx<Tables>, { cell, storeId }: Place, lots: readonly ShelfLot[]): Promise<void> {
  await sql`insert into inventory.lots as known (cell, store_id, item_code, lot, maker, expires_on, on_hand, reserved,
      state, state_reason, mrp_paise, cost_paise)
    select ${cell}, ${storeId}, "itemCode", lot, maker, "expiresOn", "onHand", reserved, state, "stateReason",
      "mrpPaise", "costPaise"
    from json_to_recordset(${rowsOf(lots)}) r ("itemCode" text, lot text, maker text, "expiresOn" date, "onHand" int,
      reserved int, state text, "stateReason" text, "mrpPaise" bigint, "costPaise" bigint)
    on conflict (cell, store_id, item_code, lot, maker) do update set on_hand = excluded.on_hand,
      state = excluded.state, state_reason = excluded.state_reason, mrp_paise = excluded.mrp_paise,
      cost_paise = excluded.cost_paise`.execute(tx)
}

export interface NewMovement extends LotKey {
  readonly line: number
  readonly quantity: number
  readonly balanceAfter: number
  readonly reason: string | null
}

export interface MovementSource {
  readonly kind: MovementKind
  readonly sourceKind: string
  readonly sourceId: string
  readonly actorId: string | null
}

/** Adds movements to the ledger. A source has each of its lines once, so a repeat fails. */
export async function insertMovements(
  tx: Tx<Tables>,
  { cell, storeId }: Place,
  { kind, sourceKind, sourceId, actorId }: MovementSource,
  movements: readonly NewMovement[],
): Promise<void> {
  const now = tx.clock.now()
  const rows = movements.map(({ itemCode, lot, maker, line, quantity, balanceAfter, reason }) => ({
    ...{ cell, id: newId(cell, now.getTime()), store_id: storeId, item_code: itemCode, lot, maker, quantity, kind },
    ...{ balance_after: balanceAfter, source_kind: sourceKind, source_id: sourceId, source_line: line, reason },
    ...{ actor_id: actorId, moved_at: now },
  }))
  await tx.insertInto('inventory.movements').values(rows).execute()
}

/** Whether a source has moved stock of this district. */
export async function hasMoved(tx: Tx<Tables>, cell: number, sourceKind: string, sourceId: string): Promise<boolean> {
  const found = await tx
    .selectFrom('inventory.movements')
    .select('id')
    .where('cell', '=', cell)
    .where('source_kind', '=', sourceKind)
    .where('source_id', '=', sourceId)
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}

export interface LevelChange {
  readonly itemCode: ItemCode
  readonly onHand: number
  readonly blocked: number
}

/** Adds these numbers to locked levels. */
export async function changeLevels(
  tx: Tx<Tables>,
  { cell, storeId }: Place,
  changes: readonly LevelChange[],
): Promise<void> {
  await sql`update inventory.levels l set on_hand = on_hand + "onHand", blocked = l.blocked + r.blocked,
      is_untold = true
    from json_to_recordset(${rowsOf(changes)}) r ("itemCode" text, "onHand" int, blocked int)
    where l.cell = ${cell} and l.store_id = ${storeId} and l.item_code = r."itemCode"`.execute(tx)
}

/** Which of these items there are. */
export async function listKnownItems(tx: Tx<Tables>, items: readonly string[]): Promise<Set<string>> {
  const rows = await tx
    .selectFrom('inventory.items')
    .select('code')
    .where('code', 'in', [...items])
    .execute()
  return new Set(rows.map(({ code }) => code))
}

/** Sets when a locked level is low and when it is full. */
export async function setLevel(
  tx: Tx<Tables>,
  { cell, storeId }: Place,
  itemCode: ItemCode,
  { reorderAt, target }: { readonly reorderAt: number | null; readonly target: number | null },
): Promise<void> {
  await tx
    .updateTable('inventory.levels')
    .set({ reorder_at: reorderAt, target })
    .where('cell', '=', cell)
    .where('store_id', '=', storeId)
    .where('item_code', '=', itemCode)
    .execute()
}
