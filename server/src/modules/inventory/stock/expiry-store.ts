// The SQL of the nightly work on stock: what expired, and how much each day uses.
import { sql } from 'kysely'
import { addDays, startOfDayInIndia } from '../../../platform/clock.ts'
import { lowestIdAt } from '../../../platform/id.ts'
import type { Db } from '../../../platform/postgres/db.ts'
import type { InventoryTables, Store } from '../tables.ts'
import type { LotKey } from './rules.ts'

type Tables = InventoryTables
type Place = Pick<Store, 'cell' | 'id'>

/** All stores: a closed one may hold stock too. */
export async function listStoresWithStock(db: Db<Tables>): Promise<Place[]> {
  return db.selectFrom('inventory.stores').select(['cell', 'id']).orderBy('cell').orderBy('id').execute()
}

/** Lots with stock whose last day is over, and that are not blocked yet. */
export async function listExpired(db: Db<Tables>, { cell, id }: Place, day: string, limit: number): Promise<LotKey[]> {
  return db
    .selectFrom('inventory.lots')
    .select(['item_code as itemCode', 'lot', 'maker'])
    .where('cell', '=', cell)
    .where('store_id', '=', id)
    .where('expires_on', '<', day)
    .where('state', '=', 'usable')
    .where('on_hand', '>', 0)
    .limit(limit)
    .execute()
}

const DAYS = 90

/**
 * Writes how much of each item a day used, on average of the last 90 days, or of all days since the first movement of
 * the item in the store. Ids hold the time, so the movements of these days are one range of the index.
 */
export async function writeUse(db: Db<Tables>, { cell, id }: Place, today: string): Promise<void> {
  const first = startOfDayInIndia(addDays(today, -DAYS))
  await sql`
    update inventory.levels l set used_through_on = ${addDays(today, -1)}::date,
      daily_use_milli = greatest(0, round(used.quantity * 1000.0 / used.days))::int
    from (
      select item_code, coalesce(-sum(quantity) filter (where kind in ('dispense', 'issue', 'return')), 0) as quantity,
        greatest(1, least(${DAYS}, ceil(extract(epoch from
          ${startOfDayInIndia(today)}::timestamptz - min(moved_at)) / 86400))) as days
      from inventory.movements
      where cell = ${cell} and store_id = ${id} and id >= ${lowestIdAt(first.getTime())}
        and id < ${lowestIdAt(startOfDayInIndia(today).getTime())}
      group by item_code) used
    where l.cell = ${cell} and l.store_id = ${id} and l.item_code = used.item_code`.execute(db)
}
