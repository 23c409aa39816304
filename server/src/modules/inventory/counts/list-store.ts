// The SQL that lists the counts of a store, with how far each has come.
import { sql } from 'kysely'
import type { Db } from '../../../platform/postgres/db.ts'
import type { InventoryTables, Store } from '../tables.ts'
import type { Count } from './store.ts'

export interface ListedCount {
  readonly countId: string
  readonly status: Count['status']
  readonly openedAt: Date
  readonly endedAt: Date | null
  readonly lots: number
  readonly counted: number
}

/** The counts of a store, the newest first. */
export async function listCounts(
  db: Db<InventoryTables>,
  { cell, id }: Pick<Store, 'cell' | 'id'>,
  { beforeId = null, limit }: { readonly beforeId: string | null | undefined; readonly limit: number },
): Promise<ListedCount[]> {
  const { rows } = await sql<ListedCount>`
    select c.id as "countId", c.status, c.opened_at as "openedAt", c.posted_at as "endedAt", l.lots, l.counted
    from inventory.counts c
    cross join lateral (
      select count(*)::int as lots, count(k.counted)::int as counted
      from inventory.count_lines k where k.cell = c.cell and k.count_id = c.id) l
    where c.cell = ${cell} and c.store_id = ${id} and (${beforeId}::uuid is null or c.id < ${beforeId}::uuid)
    order by c.id desc limit ${limit}`.execute(db)
  return rows
}
