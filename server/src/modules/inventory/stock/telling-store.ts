// The SQL that finds the levels of which nobody was told since they changed.
import { sql } from 'kysely'
import type { Tx } from '../../../platform/postgres/db.ts'
import type { ItemCode } from '../items/contract.ts'
import type { StoreId } from '../stores/contract.ts'
import type { InventoryTables } from '../tables.ts'

export interface Untold {
  readonly storeId: StoreId
  readonly itemCode: ItemCode
  readonly version: number
}

/** Takes levels of which nobody was told, and locks them until the transaction ends. Skips those that are in use. */
export async function takeUntold(tx: Tx<InventoryTables>, limit: number): Promise<Untold[]> {
  const { rows } = await sql<Untold>`
    with untold as materialized (
      select cell, store_id, item_code from inventory.levels where is_untold
      order by cell, store_id, item_code limit ${limit} for update skip locked)
    update inventory.levels l set is_untold = false, version = l.version + 1
    from untold u where l.cell = u.cell and l.store_id = u.store_id and l.item_code = u.item_code
    returning l.store_id as "storeId", l.item_code as "itemCode", l.version`.execute(tx)
  return rows
}
