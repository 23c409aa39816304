// The SQL of the numbers of stores: what runs low, expires or is blocked, counts, and transfers by who must act.
import { sql } from 'kysely'
import { cellOf } from '../../../platform/id.ts'
import type { Db } from '../../../platform/postgres/db.ts'
import type { StoreId } from '../stores/contract.ts'
import type { InventoryTables } from '../tables.ts'

type Tables = InventoryTables

export interface StoreNumbers {
  readonly storeId: StoreId
  readonly items: number
  readonly low: number
  readonly expiring: number
  readonly blocked: number
}

/** The same conditions as the list of levels, so that each number is the length of its list. */
export async function countLevels(
  db: Db<Tables>,
  storeIds: readonly StoreId[],
  { day, soon }: { readonly day: string; readonly soon: string },
): Promise<StoreNumbers[]> {
  const { rows } = await sql<StoreNumbers>`
    select l.store_id as "storeId", count(*)::int as items,
      (count(*) filter (where lots.free <= coalesce(l.reorder_at, 0)))::int as low,
      (count(*) filter (where lots.soonest <= ${soon}::date))::int as expiring,
      (count(*) filter (where l.blocked + lots.passed > 0))::int as blocked
    from inventory.levels l
    cross join lateral (
      select coalesce(sum(k.on_hand - k.reserved) filter (where k.state = 'usable' and k.expires_on >= ${day}), 0)::int
          as free,
        coalesce(sum(k.on_hand - k.reserved) filter (where k.state = 'usable' and k.expires_on < ${day}), 0)::int
          as passed,
        min(k.expires_on) filter (where k.state = 'usable' and k.expires_on >= ${day}) as soonest
      from inventory.lots k
      where k.cell = l.cell and k.store_id = l.store_id and k.item_code = l.item_code and k.on_hand > 0) lots
    where l.cell = any(${cellsOf(storeIds)}::int[]) and l.store_id = any(${[...storeIds]}::uuid[])
    group by l.store_id`.execute(db)
  return rows
}

const cellsOf = (storeIds: readonly StoreId[]): number[] => [...new Set(storeIds.map(cellOf))]

export interface CountNumbers {
  readonly storeId: StoreId
  readonly open: number
  readonly lastAt: Date | null
}

export async function countCounts(db: Db<Tables>, storeIds: readonly StoreId[]): Promise<CountNumbers[]> {
  const { rows } = await sql<CountNumbers>`
    select store_id as "storeId", (count(*) filter (where status = 'OPEN'))::int as open,
      max(posted_at) filter (where status = 'POSTED') as "lastAt"
    from inventory.counts
    where cell = any(${cellsOf(storeIds)}::int[]) and store_id = any(${[...storeIds]}::uuid[])
    group by store_id`.execute(db)
  return rows
}

export interface TransferNumbers {
  readonly toApprove: number
  readonly toSend: number
  readonly inTransit: number
  readonly toReceive: number
  readonly toSettle: number
  readonly late: number
}

/** Transfers from or to these stores that have not ended, by who must act. */
export async function countTransfers(
  db: Db<Tables>,
  storeIds: readonly StoreId[],
  lateSince: Date,
): Promise<TransferNumbers> {
  const [cells, ids] = [cellsOf(storeIds), [...storeIds]]
  const { rows } = await sql<TransferNumbers>`
    select (count(*) filter (where is_own and status = 'ASKED'))::int as "toApprove",
      (count(*) filter (where is_own and status = 'APPROVED'))::int as "toSend",
      (count(*) filter (where status = 'SENT'))::int as "inTransit",
      (count(*) filter (where status = 'SENT' and to_store_id = any(${ids}::uuid[])))::int as "toReceive",
      (count(*) filter (where is_own and status = 'RECEIVED'))::int as "toSettle",
      (count(*) filter (where status = 'SENT' and sent_at <= ${lateSince}))::int as late
    from (
      select t.*, t.from_store_id = any(${ids}::uuid[]) as is_own from inventory.transfers t
      where t.status in ('ASKED', 'APPROVED', 'SENT', 'RECEIVED')
        and (t.cell = any(${cells}::int[]) and t.from_store_id = any(${ids}::uuid[])
          or t.to_cell = any(${cells}::int[]) and t.to_store_id = any(${ids}::uuid[]))) t`.execute(db)
  return rows[0] as TransferNumbers
}
