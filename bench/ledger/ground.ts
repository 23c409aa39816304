// The ground of the benchmark `ledger`: a store with many lots, and the same stock in the tables of the floors.
import { newId } from '../../server/src/platform/id.ts'
import { readCells } from '../booking/seed.ts'
import type { Database } from '../stage.ts'

export const LOTS = 1_000
export const STOCK = 100_000_000

export interface Ground {
  readonly database: Database
  readonly cell: number
  readonly storeId: string
  readonly items: readonly string[]
}

/** Makes a store that has one lot of each of 1,000 items. Lot and level agree with one movement for each. */
export async function seedGround(database: Database): Promise<Ground> {
  const { pool } = database
  const cell = readCells()[0] as number
  const storeId = newId(cell)
  const items = Array.from({ length: LOTS }, (_, nth) => `BENCH-${nth}`)
  await pool.query(
    `insert into inventory.stores (cell, id, facility_id, facility_version, name, kind, hand_over, is_active, version,
       changed_at) values ($1, $2, $3, 0, 'Bench', 'main', 'free', true, 1, now())`,
    [cell, storeId, newId(cell)],
  )
  await pool.query(
    `insert into inventory.levels (cell, store_id, item_code, on_hand, reserved, blocked, daily_use_milli, version,
       is_untold) select $1, $2, code, $4, 0, 0, 0, 1, false from unnest($3::text[]) code`,
    [cell, storeId, items, STOCK],
  )
  await pool.query(
    `insert into inventory.lots (cell, store_id, item_code, lot, maker, expires_on, on_hand, reserved, state,
       mrp_paise, cost_paise) select $1, $2, code, 'A', 'Cipla', '2099-01-01', $4, 0, 'usable', 100, 50
     from unnest($3::text[]) code`,
    [cell, storeId, items, STOCK],
  )
  await pool.query(
    `insert into inventory.movements (cell, id, store_id, item_code, lot, maker, quantity, kind, balance_after,
       source_kind, source_id, source_line, moved_at)
     select $1, inventory.new_id($1, now()), $2, code, 'A', 'Cipla', $4, 'receive', $4, 'bench', $2, nth, now()
     from unnest($3::text[]) with ordinality of_items (code, nth)`,
    [cell, storeId, items, STOCK],
  )
  // A server at work has the figures of autovacuum, and plans by them.
  await pool.query('vacuum analyze inventory.levels, inventory.lots, inventory.movements')
  return { database, cell, storeId, items }
}

/** The floors: a balance beside the movements, without reservations, keys and events; and movements alone. */
export async function seedFloors({ database, items }: Ground): Promise<void> {
  const { pool } = database
  await pool.query(`
    create schema bench;
    create table bench.stock (item text primary key, on_hand int not null check (on_hand >= 0)) with (fillfactor = 70);
    create table bench.movements (id uuid primary key, item text not null, quantity int not null);
    create index movements_of_item on bench.movements (item)`)
  await pool.query('insert into bench.stock select code, $2 from unnest($1::text[]) code', [items, STOCK])
}
