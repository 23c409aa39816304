// The SQL of counts: what the books said, what somebody counted, and what the shelf holds now.

import type { Selectable } from 'kysely'
import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/postgres/db.ts'
import type { ItemCode } from '../items/contract.ts'
import type { LotKey } from '../stock/rules.ts'
import type { StoreId } from '../stores/contract.ts'
import type { InventoryTables } from '../tables.ts'

type Tables = InventoryTables
export type Count = Selectable<Tables['inventory.counts']>

export async function insertCount(tx: Tx<Tables>, count: Count): Promise<void> {
  await tx.insertInto('inventory.counts').values(count).execute()
}

/** Writes down what each lot with stock holds; gives how many there are. */
export async function insertLines(
  tx: Tx<Tables>,
  { cell, id, store_id }: Count,
  items: readonly ItemCode[] | undefined,
  limit: number,
): Promise<number> {
  const { numAffectedRows } = await sql`
    insert into inventory.count_lines (cell, count_id, item_code, lot, maker, line, expected)
    select cell, ${id}, item_code, lot, maker,
      row_number() over (order by item_code, expires_on, lot, maker) - 1, on_hand
    from inventory.lots
    where cell = ${cell} and store_id = ${store_id} and on_hand > 0
      and (${items === undefined} or item_code = any(${[...(items ?? [])]}::text[]))
    order by item_code, expires_on, lot, maker limit ${limit}`.execute(tx)
  return Number(numAffectedRows ?? 0)
}

export async function findCount(
  db: Db<Tables>,
  storeId: StoreId,
  cell: number,
  id: string,
): Promise<Count | undefined> {
  return db
    .selectFrom('inventory.counts')
    .selectAll()
    .where('cell', '=', cell)
    .where('id', '=', id)
    .where('store_id', '=', storeId)
    .executeTakeFirst()
}

export async function lockCount(tx: Tx<Tables>, { cell, id }: Count): Promise<Count> {
  return tx
    .selectFrom('inventory.counts')
    .selectAll()
    .where('cell', '=', cell)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow()
}

export interface CountLine extends LotKey {
  readonly line: number
  readonly name: string
  readonly expected: number
  readonly counted: number | null
  /** What the lot holds now. */
  readonly onHand: number
}

export async function listLines(db: Db<Tables> | Tx<Tables>, { cell, id, store_id }: Count): Promise<CountLine[]> {
  const { rows } = await sql<CountLine>`
    select c.item_code as "itemCode", i.name, c.lot, c.maker, c.line, c.expected, c.counted, k.on_hand as "onHand"
    from inventory.count_lines c
    join inventory.lots k on k.cell = c.cell and k.store_id = ${store_id} and k.item_code = c.item_code
      and k.lot = c.lot and k.maker = c.maker
    join inventory.items i on i.code = c.item_code
    where c.cell = ${cell} and c.count_id = ${id} order by c.line`.execute(db)
  return rows
}

export interface Counted extends LotKey {
  readonly counted: number
  /** What the books said when the person counted; left out: when the count began. */
  readonly expectedOnHand?: number | undefined
}

/** Writes what somebody counted. Gives how many of the lines belong to the count. */
export async function saveCounted(
  tx: Tx<Tables>,
  { cell, id }: Count,
  lines: readonly Counted[],
  by: string,
): Promise<number> {
  const { numAffectedRows } = await sql`
    update inventory.count_lines c set counted = r.counted, counted_by = ${by},
      expected = coalesce(r."expectedOnHand", c.expected)
    from json_to_recordset(${JSON.stringify(lines)}::json)
      r ("itemCode" text, lot text, maker text, counted int, "expectedOnHand" int)
    where c.cell = ${cell} and c.count_id = ${id} and c.item_code = r."itemCode" and c.lot = r.lot
      and c.maker = r.maker`.execute(tx)
  return Number(numAffectedRows ?? 0)
}

export async function endCount(
  tx: Tx<Tables>,
  { cell, id }: Count,
  status: 'POSTED' | 'DROPPED',
  by: string,
): Promise<void> {
  await tx
    .updateTable('inventory.counts')
    .set({ status, posted_by: by, posted_at: tx.clock.now() })
    .where('cell', '=', cell)
    .where('id', '=', id)
    .execute()
}
