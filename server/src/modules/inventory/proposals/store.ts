// The SQL of proposals: what each store has, uses and awaits.
import { sql } from 'kysely'
import { cellOf } from '../../../platform/id.ts'
import type { Db } from '../../../platform/postgres/db.ts'
import type { StoreId } from '../stores/contract.ts'
import type { InventoryTables } from '../tables.ts'
import type { Cover } from './rules.ts'

/** The cover of each item in these stores, on a day; `soon` is the last day that counts as expiring. */
export async function listCover(
  db: Db<InventoryTables>,
  storeIds: readonly StoreId[],
  day: string,
  soon: string,
): Promise<Cover[]> {
  const cells = [...new Set(storeIds.map(cellOf))]
  const { rows } = await sql<Cover>`
    select l.store_id as "storeId", l.item_code as "itemCode", lots.free, lots.expiring,
      coalesce(coming.quantity, 0)::int as incoming, l.daily_use_milli as "dailyUseMilli",
      l.reorder_at as "reorderAt", l.target
    from inventory.levels l
    cross join lateral (
      select coalesce(sum(k.on_hand - k.reserved), 0)::int as free,
        coalesce(sum(k.on_hand - k.reserved) filter (where k.expires_on <= ${soon}), 0)::int as expiring
      from inventory.lots k
      where k.cell = l.cell and k.store_id = l.store_id and k.item_code = l.item_code and k.state = 'usable'
        and k.expires_on >= ${day} and k.on_hand > k.reserved) lots
    left join (
      select t.to_store_id, p.item_code, sum(p.asked) as quantity
      from inventory.transfers t
      join inventory.transfer_lines p on p.cell = t.cell and p.transfer_id = t.id
      where t.to_cell = any(${cells}::int[]) and t.to_store_id = any(${[...storeIds]}::uuid[])
        and t.status in ('ASKED', 'APPROVED', 'SENT')
      group by t.to_store_id, p.item_code) coming on coming.to_store_id = l.store_id and coming.item_code = l.item_code
    where l.cell = any(${cells}::int[]) and l.store_id = any(${[...storeIds]}::uuid[])
    order by l.item_code, l.store_id`.execute(db)
  return rows
}
