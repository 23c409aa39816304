// The ground of the benchmark `ledger`: a store with many lots, and the same stock in the tables of the floors.
import type pg from 'pg'
import { type Cell, newId } from '../../server/src/platform/id.ts'
import { type Place, readCells } from '../booking/seed.ts'
import type { Database } from '../stage.ts'

const LOTS = 1_000
export const STOCK = 100_000_000

export interface Ground {
  readonly database: Database
  readonly cell: number
  readonly storeId: string
  readonly items: readonly string[]
}

/** A store that has one lot of each of 1,000 items. */
export async function seedGround(database: Database): Promise<Ground> {
  const cell = readCells()[0] as Cell
  const items = Array.from({ length: LOTS }, (_, nth) => `BENCH-${nth}`)
  const [store] = await seedStores(database.pool, [{ cell, id: newId<'facility'>(cell) }], items)
  return { database, cell, storeId: store?.id as string, items }
}

/** A pharmacy at each facility, with one lot of each item. Lot and level agree with one movement for each. */
export async function seedStores(
  pool: pg.Pool,
  facilities: readonly Place[],
  items: readonly string[],
): Promise<Place[]> {
  const stores = facilities.map(({ cell }): Place => ({ cell, id: newId<'store'>(cell) }))
  const places = [stores.map(({ cell }) => cell), stores.map(({ id }) => id)]
  await pool.query(
    `insert into inventory.stores (cell, id, facility_id, facility_version, name, kind, licence_no, hand_over,
       is_active, version, changed_at)
     select s.cell, s.id, s.facility, 0, 'Bench', 'pharmacy', 'BENCH', 'paid', true, 1, now()
     from unnest($1::int[], $2::uuid[], $3::uuid[]) s (cell, id, facility)`,
    [...places, facilities.map(({ id }) => id)],
  )
  const of = 'from unnest($1::int[], $2::uuid[]) s (cell, id), unnest($3::text[]) with ordinality i (code, nth)'
  await pool.query(
    `insert into inventory.levels (cell, store_id, item_code, on_hand, reserved, blocked, daily_use_milli, version,
       is_untold) select s.cell, s.id, i.code, $4, 0, 0, 0, 1, false ${of}`,
    [...places, items, STOCK],
  )
  await pool.query(
    `insert into inventory.lots (cell, store_id, item_code, lot, maker, expires_on, on_hand, reserved, state,
       mrp_paise, cost_paise)
     select s.cell, s.id, i.code, 'A', 'Cipla', '2099-01-01', $4, 0, 'usable', 100, 50 ${of}`,
    [...places, items, STOCK],
  )
  await pool.query(
    `insert into inventory.movements (cell, id, store_id, item_code, lot, maker, quantity, kind, balance_after,
       source_kind, source_id, source_line, moved_at)
     select s.cell, inventory.new_id(s.cell, now()), s.id, i.code, 'A', 'Cipla', $4, 'receive', $4, 'bench', s.id,
       i.nth, now() ${of}`,
    [...places, items, STOCK],
  )
  // A server at work has the figures of autovacuum, and plans by them.
  await pool.query('vacuum analyze inventory.levels, inventory.lots, inventory.movements')
  return stores
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
