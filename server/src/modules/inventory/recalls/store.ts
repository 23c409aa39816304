// The SQL of recalls.
import { type Selectable, sql } from 'kysely'
import type { Db, Tx } from '../../../platform/postgres/db.ts'
import type { ChainId, FacilityId } from '../../facilities/contract.ts'
import type { LotKey } from '../stock/rules.ts'
import type { StoreId } from '../stores/contract.ts'
import type { InventoryTables } from '../tables.ts'
import type { RecallId } from './contract.ts'

type Tables = InventoryTables

export interface ActiveRecall extends LotKey {
  readonly recallId: RecallId
  readonly reason: string
}

/** The recalls that hold for these lots in a store of this chain. */
export async function findActiveRecalls(
  db: Db<Tables> | Tx<Tables>,
  lots: readonly LotKey[],
  chainId: ChainId | null,
): Promise<ActiveRecall[]> {
  const { rows } = await sql<ActiveRecall>`
    select r.id as "recallId", r.item_code as "itemCode", r.lot, r.maker, r.reason
    from inventory.recalls r
    join json_to_recordset(${JSON.stringify(lots)}::json) named ("itemCode" text, lot text, maker text)
      on named."itemCode" = r.item_code and named.lot = r.lot and named.maker = r.maker
    where r.cancelled_at is null and (r.scope_kind = 'national' or r.chain_id = ${chainId})`.execute(db)
  return rows
}

export type Recall = Selectable<Tables['inventory.recalls']>

/** Inserts a recall; false when the lot is recalled in this scope already. */
export async function insertRecall(tx: Tx<Tables>, recall: Recall): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('inventory.recalls')
    .values(recall)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

/** The recall of the same lot and scope that holds now. */
export async function findSame(tx: Tx<Tables>, recall: Recall): Promise<RecallId | undefined> {
  const { rows } = await sql<{ id: RecallId }>`
    select id from inventory.recalls
    where item_code = ${recall.item_code} and lot = ${recall.lot} and maker = ${recall.maker}
      and scope_kind = ${recall.scope_kind} and chain_id is not distinct from ${recall.chain_id}::uuid
      and cancelled_at is null`.execute(tx)
  return rows[0]?.id
}

export async function findRecall(db: Db<Tables>, id: RecallId): Promise<Recall | undefined> {
  return db.selectFrom('inventory.recalls').selectAll().where('id', '=', id).executeTakeFirst()
}

export async function lockRecall(tx: Tx<Tables>, id: RecallId): Promise<Recall | undefined> {
  return tx.selectFrom('inventory.recalls').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
}

export async function updateRecall(tx: Tx<Tables>, { id, ...facts }: Recall): Promise<void> {
  await tx.updateTable('inventory.recalls').set(facts).where('id', '=', id).execute()
}

export interface PendingLot extends LotKey {
  readonly cell: number
  readonly storeId: StoreId
  readonly reason: string
}

/** Lots with stock that a recall of their store holds, and that are not blocked by it yet. */
export async function listPending(db: Db<Tables>): Promise<PendingLot[]> {
  const { rows } = await sql<PendingLot>`
    select distinct on (k.cell, k.store_id, k.item_code, k.lot, k.maker)
      k.cell, k.store_id as "storeId", k.item_code as "itemCode", k.lot, k.maker, r.reason
    from inventory.recalls r
    join inventory.lots k on k.item_code = r.item_code and k.lot = r.lot and k.maker = r.maker
      and k.state <> 'recalled' and k.on_hand > 0
    join inventory.stores s on s.cell = k.cell and s.id = k.store_id
    where r.cancelled_at is null and (r.scope_kind = 'national' or r.chain_id = s.chain_id)
    order by k.cell, k.store_id, k.item_code, k.lot, k.maker`.execute(db)
  return rows
}

export interface BlockedStore {
  readonly cell: number
  readonly storeId: StoreId
  readonly facilityId: FacilityId
  readonly chainId: ChainId | null
  readonly onHand: number
  readonly state: string
}

/** The stores of a recall's scope that know the lot, with what they hold of it. */
export async function listBlocked(db: Db<Tables>, recall: Recall): Promise<BlockedStore[]> {
  const { rows } = await sql<BlockedStore>`
    select k.cell, k.store_id as "storeId", s.facility_id as "facilityId", s.chain_id as "chainId",
      k.on_hand as "onHand", k.state
    from inventory.lots k join inventory.stores s on s.cell = k.cell and s.id = k.store_id
    where k.item_code = ${recall.item_code} and k.lot = ${recall.lot} and k.maker = ${recall.maker}
      and (${recall.scope_kind} = 'national' or s.chain_id = ${recall.chain_id})
    order by k.cell, k.store_id`.execute(db)
  return rows
}
