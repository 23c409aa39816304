// The SQL of stores: which facility has which.
import { cellOf } from '../../../platform/id.ts'
import type { Db, Tx } from '../../../platform/postgres/db.ts'
import type { FacilityFacts, FacilityId } from '../../facilities/contract.ts'
import type { InventoryTables, Store } from '../tables.ts'
import type { StoreId } from './contract.ts'

type Tables = InventoryTables

export async function findStores(db: Db<Tables> | Tx<Tables>, ids: readonly StoreId[]): Promise<Store[]> {
  if (ids.length === 0) return []
  return db
    .selectFrom('inventory.stores')
    .selectAll()
    .where('cell', 'in', [...new Set(ids.map(cellOf))])
    .where('id', 'in', [...ids])
    .orderBy('name')
    .execute()
}

export async function listOfFacilities(db: Db<Tables>, facilityIds: readonly string[]): Promise<Store[]> {
  if (facilityIds.length === 0) return []
  return db
    .selectFrom('inventory.stores')
    .selectAll()
    .where('cell', 'in', [...new Set(facilityIds.map(cellOf))])
    .where('facility_id', 'in', facilityIds as FacilityId[])
    .orderBy('facility_id')
    .orderBy('name')
    .execute()
}

/** The stores of all facilities of a chain. */
export async function listOfChain(db: Db<Tables>, chainId: NonNullable<Store['chain_id']>): Promise<Store[]> {
  return db
    .selectFrom('inventory.stores')
    .selectAll()
    .where('chain_id', '=', chainId)
    .orderBy('facility_id')
    .orderBy('name')
    .execute()
}

export async function lockStore(tx: Tx<Tables>, id: StoreId): Promise<Store | undefined> {
  return tx
    .selectFrom('inventory.stores')
    .selectAll()
    .where('cell', '=', cellOf(id))
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
}

/** Inserts a store; false when the facility has one with this name. */
export async function insertStore(tx: Tx<Tables>, store: Store): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('inventory.stores')
    .values(store)
    .onConflict((conflict) => conflict.columns(['cell', 'facility_id', 'name']).doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

/** Whether another store of the facility has this name. */
export async function isNameTaken(tx: Tx<Tables>, { id, facility_id, name }: Store): Promise<boolean> {
  const other = await tx
    .selectFrom('inventory.stores')
    .select('id')
    .where('cell', '=', cellOf(facility_id))
    .where('facility_id', '=', facility_id)
    .where('name', '=', name)
    .where('id', '<>', id)
    .executeTakeFirst()
  return other !== undefined
}

export async function updateStore(tx: Tx<Tables>, { cell, id, ...facts }: Store): Promise<void> {
  await tx.updateTable('inventory.stores').set(facts).where('cell', '=', cell).where('id', '=', id).execute()
}

/** Copies the chain of a facility to its stores, unless they have it from a newer event. */
export async function copyChain(db: Db<Tables>, { cell, facilityId, chainId, version }: FacilityFacts): Promise<void> {
  await db
    .updateTable('inventory.stores')
    .set({ chain_id: chainId ?? null, facility_version: version })
    .where('cell', '=', cell)
    .where('facility_id', '=', facilityId)
    .where('facility_version', '<', version)
    .execute()
}
