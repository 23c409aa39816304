// The SQL of recalls.
import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/postgres/db.ts'
import type { ChainId } from '../../facilities/contract.ts'
import type { LotKey } from '../stock/rules.ts'
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
