// The SQL that reads stock: what is free, what runs low or expires, lots, movements. Never a stored snapshot.
import { sql } from 'kysely'
import { cellOf } from '../../../platform/id.ts'
import type { Db, Tx } from '../../../platform/postgres/db.ts'
import { toSearchText } from '../../../platform/words.ts'
import type { ItemCode } from '../items/contract.ts'
import type { StoreId } from '../stores/contract.ts'
import type { InventoryTables, Movement } from '../tables.ts'
import type { FreeLevel, MovementKind } from './contract.ts'
import type { ShelfLot } from './rules.ts'

type Tables = InventoryTables

export interface FoundLevel {
  readonly storeId: StoreId
  readonly itemCode: ItemCode
  readonly name: string
  readonly unit: string
  readonly onHand: number
  readonly reserved: number
  readonly blocked: number
  readonly free: number
  readonly reorderAt: number | null
  readonly target: number | null
  readonly dailyUseMilli: number
  readonly soonestExpiry: string | null
}

export interface LevelSearch {
  readonly storeId: StoreId
  readonly day: string
  /** Only what is at its reorder point or below, or used up. */
  readonly isLow: boolean
  /** Only what holds stock that is expired, recalled or in quarantine. */
  readonly hasBlocked?: boolean
  /** Only what has usable stock whose last day is this day at the latest. */
  readonly expiringUntil: string | undefined
  readonly asked: string
  /** Only this item. */
  readonly itemCode?: ItemCode
  readonly afterCode: string | undefined
  readonly limit: number
}

/** The levels of a store in the order of the codes. What has expired since midnight counts as blocked. */
export async function listLevels(db: Db<Tables> | Tx<Tables>, search: LevelSearch): Promise<FoundLevel[]> {
  const { storeId, day, isLow, hasBlocked = false, expiringUntil = null, itemCode = null, afterCode = '' } = search
  const words = toSearchText(search.asked).split(' ').filter(Boolean)
  const { rows } = await sql<FoundLevel>`
    select l.store_id as "storeId", l.item_code as "itemCode", i.name, i.unit, l.on_hand as "onHand", l.reserved,
      l.blocked + lots.passed as blocked, lots.free, l.reorder_at as "reorderAt", l.target,
      l.daily_use_milli as "dailyUseMilli", lots.soonest as "soonestExpiry"
    from inventory.levels l
    join inventory.items i on i.code = l.item_code
    cross join lateral (
      select coalesce(sum(k.on_hand - k.reserved) filter (where k.state = 'usable' and k.expires_on >= ${day}), 0)::int
          as free,
        coalesce(sum(k.on_hand - k.reserved) filter (where k.state = 'usable' and k.expires_on < ${day}), 0)::int
          as passed,
        min(k.expires_on) filter (where k.state = 'usable' and k.expires_on >= ${day}) as soonest
      from inventory.lots k
      where k.cell = l.cell and k.store_id = l.store_id and k.item_code = l.item_code and k.on_hand > 0) lots
    where l.cell = ${cellOf(storeId)} and l.store_id = ${storeId} and l.item_code > ${afterCode}
      and (${itemCode}::text is null or l.item_code = ${itemCode})
      and (not ${isLow} or lots.free <= coalesce(l.reorder_at, 0))
      and (not ${hasBlocked} or l.blocked + lots.passed > 0)
      and (${expiringUntil}::date is null or lots.soonest <= ${expiringUntil}::date)
      and not exists (
        select from unnest(${words}::text[]) word where i.search_text not like '%' || word || '%')
    order by l.item_code limit ${search.limit}`.execute(db)
  return rows
}

/** One level, which must exist. */
export async function findLevel(
  db: Db<Tables> | Tx<Tables>,
  storeId: StoreId,
  itemCode: ItemCode,
  day: string,
): Promise<FoundLevel> {
  const search = { storeId, itemCode, day, isLow: false, expiringUntil: undefined, asked: '', afterCode: undefined }
  const [level] = await listLevels(db, { ...search, limit: 1 })
  return level as FoundLevel
}

/** What can be reserved on a day, for each store and item that has a level. */
export async function listFree(
  db: Db<Tables> | Tx<Tables>,
  storeIds: readonly StoreId[],
  itemCodes: readonly ItemCode[],
  day: string,
): Promise<FreeLevel[]> {
  const cells = [...new Set(storeIds.map(cellOf))]
  const { rows } = await sql<FreeLevel & { mrpPaise: number | null }>`
    select l.store_id as "storeId", s.facility_id as "facilityId", l.item_code as "itemCode", lots.free,
      lots.mrp as "mrpPaise"
    from inventory.levels l
    join inventory.stores s on s.cell = l.cell and s.id = l.store_id
    cross join lateral (
      select coalesce(sum(k.on_hand - k.reserved), 0)::int as free,
        (array_agg(k.mrp_paise order by k.expires_on, k.lot collate "C", k.maker collate "C"))[1] as mrp
      from inventory.lots k
      where k.cell = l.cell and k.store_id = l.store_id and k.item_code = l.item_code and k.state = 'usable'
        and k.expires_on >= ${day} and k.on_hand > k.reserved) lots
    where l.cell = any(${cells}::int[]) and l.store_id = any(${[...storeIds]}::uuid[])
      and l.item_code = any(${[...itemCodes]}::text[])
    order by l.store_id, l.item_code`.execute(db)
  return rows.map(({ mrpPaise, ...level }) => ({ ...level, ...(mrpPaise !== null && { mrpPaise }) }))
}

export interface LotSearch {
  readonly storeId: StoreId
  readonly itemCode: ItemCode | undefined
  readonly expiringUntil: string | undefined
  readonly limit: number
}

/** Lots that hold stock; the first to expire comes first. */
export async function listLots(
  db: Db<Tables>,
  { storeId, itemCode, expiringUntil, limit }: LotSearch,
): Promise<ShelfLot[]> {
  let query = db
    .selectFrom('inventory.lots')
    .select(['item_code as itemCode', 'lot', 'maker', 'expires_on as expiresOn', 'on_hand as onHand', 'reserved'])
    .select(['state', 'state_reason as stateReason', 'mrp_paise as mrpPaise', 'cost_paise as costPaise'])
    .where('cell', '=', cellOf(storeId))
    .where('store_id', '=', storeId)
    .where('on_hand', '>', 0)
  if (itemCode !== undefined) query = query.where('item_code', '=', itemCode)
  if (expiringUntil !== undefined) query = query.where('expires_on', '<=', expiringUntil)
  return query.orderBy('expires_on').orderBy('item_code').orderBy('lot').orderBy('maker').limit(limit).execute()
}

export interface MovementSearch {
  readonly storeId: StoreId
  readonly itemCode: ItemCode | undefined
  readonly lot: string | undefined
  readonly kind: MovementKind | undefined
  readonly from: Date | undefined
  readonly beforeId: string | undefined
  readonly limit: number
}

/** Movements of a store, the newest first. */
export async function listMovements(db: Db<Tables>, search: MovementSearch): Promise<Movement[]> {
  const { storeId, itemCode, lot, kind, from, beforeId, limit } = search
  let query = db
    .selectFrom('inventory.movements')
    .selectAll()
    .where('cell', '=', cellOf(storeId))
    .where('store_id', '=', storeId)
  if (itemCode !== undefined) query = query.where('item_code', '=', itemCode)
  if (lot !== undefined) query = query.where('lot', '=', lot)
  if (kind !== undefined) query = query.where('kind', '=', kind)
  if (from !== undefined) query = query.where('moved_at', '>=', from)
  if (beforeId !== undefined) query = query.where('id', '<', beforeId)
  return query.orderBy('id', 'desc').limit(limit).execute()
}
