// The SQL of chains and of their facilities.
import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/postgres/db.ts'
import type { ChainId, FacilityId } from '../contract.ts'
import type { Chain, FacilitiesTables } from '../tables.ts'

type Tables = FacilitiesTables

export async function findChain(db: Db<Tables>, id: ChainId): Promise<Chain | undefined> {
  return db.selectFrom('facilities.chains').selectAll().where('id', '=', id).executeTakeFirst()
}

export async function lockChain(tx: Tx<Tables>, id: ChainId): Promise<Chain | undefined> {
  return tx.selectFrom('facilities.chains').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
}

/** Finds the chain with this legal name in search form. */
export async function findChainNamed(db: Db<Tables>, searchName: string): Promise<Chain | undefined> {
  return db.selectFrom('facilities.chains').selectAll().where('search_name', '=', searchName).executeTakeFirst()
}

/** Lists chains in the order of their names, after a given chain. */
export async function listChains(
  db: Db<Tables>,
  { words, after, limit }: { words: readonly string[]; after: Chain | undefined; limit: number },
): Promise<Chain[]> {
  let query = db.selectFrom('facilities.chains').selectAll()
  // We compare names in lower case only. We cannot use the search form, because only the legal name has one.
  for (const word of words) {
    query = query.where(sql<boolean>`strpos(lower(name || ' ' || legal_name), lower(${word})) > 0`)
  }
  if (after) query = query.where(sql<boolean>`(name, id) > (${after.name}, ${after.id}::uuid)`)
  return query.orderBy('name').orderBy('id').limit(limit).execute()
}

/** Writes a chain; false when another chain has its legal name. */
export async function insertChain(tx: Tx<Tables>, chain: Chain): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('facilities.chains')
    .values(chain)
    .onConflict((conflict) => conflict.column('search_name').doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

export async function updateChain(tx: Tx<Tables>, { id, created_at: _createdAt, ...chain }: Chain): Promise<void> {
  await tx.updateTable('facilities.chains').set(chain).where('id', '=', id).execute()
}

export async function listFacilityIds(db: Db<Tables>, chainId: ChainId): Promise<FacilityId[]> {
  const rows = await db.selectFrom('facilities.facilities').select('id').where('chain_id', '=', chainId).execute()
  return rows.map(({ id }) => id)
}
