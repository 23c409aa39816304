// The SQL that lists recalls.
import type { Db } from '../../../platform/postgres/db.ts'
import type { InventoryTables } from '../tables.ts'
import type { RecallId } from './contract.ts'
import type { Recall } from './store.ts'

interface RecallSearch {
  readonly isOpen: boolean
  /** The reader works for a district or the country, and sees those of every chain. */
  readonly isOfCountry: boolean
  readonly chainId: string | null
  readonly beforeId: RecallId | undefined
  readonly limit: number
}

/** Recalls, the newest first. */
export async function listRecalls(db: Db<InventoryTables>, search: RecallSearch): Promise<Recall[]> {
  const { isOpen, isOfCountry, chainId, beforeId, limit } = search
  let query = db.selectFrom('inventory.recalls').selectAll()
  if (isOpen) query = query.where('cancelled_at', 'is', null)
  if (!isOfCountry) {
    query = query.where((where) =>
      where.or([where('scope_kind', '=', 'national'), where('chain_id', '=', chainId as Recall['chain_id'])]),
    )
  }
  if (beforeId !== undefined) query = query.where('id', '<', beforeId)
  return query.orderBy('id', 'desc').limit(limit).execute()
}
