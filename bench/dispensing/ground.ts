// The ground of the benchmark `dispensing`: pharmacies with stock of medicines that need no prescription.
import type pg from 'pg'
import { loadTaxRates } from '../../server/src/modules/billing/testing.ts'
import { type Cell, newId } from '../../server/src/platform/id.ts'
import { type Place, readCells } from '../booking/seed.ts'
import { seedStores } from '../ledger/ground.ts'
import { DATA } from '../stage.ts'

const PHARMACIES = 100
const ITEMS = 200

export interface Pharmacy {
  readonly facility: Place
  readonly storeId: string
}

export interface Pharmacies {
  readonly pharmacies: readonly Pharmacy[]
  readonly items: readonly string[]
}

/** Pharmacies with 200 medicines each, as inventory keeps them and as prescriptions has copied them. */
export async function seedPharmacies(pool: pg.Pool): Promise<Pharmacies> {
  const cells = readCells()
  const facilities = Array.from({ length: PHARMACIES }, (_, nth): Place => {
    const cell = cells[nth % cells.length] as Cell
    return { cell, id: newId<'facility'>(cell) }
  })
  const items = Array.from({ length: ITEMS }, (_, nth) => `BENCH-${nth}`)
  const stores = await seedStores(pool, facilities, items)
  await pool.query(
    `insert into prescriptions.stores (cell, id, facility_id, kind, name, is_free, is_active, version)
     select cell, id, facility_id, kind, name, false, true, version from inventory.stores`,
  )
  await pool.query(
    `insert into prescriptions.medicines (item_code, kind, name, form, unit, pack_size, schedule, tele_list, tax_code,
       is_cold, is_active, ingredients, version)
     select code, 'medicine', 'Medicine ' || code, 'tablet', 'tablet', 10, 'none', 'O', 'medicine', false, true, '[]', 1
     from unnest($1::text[]) code`,
    [items],
  )
  await loadTaxRates({ pool, dataFolder: DATA })
  const pharmacies = stores.map(({ id: storeId }, nth) => ({ facility: facilities[nth] as Place, storeId }))
  return { pharmacies, items }
}

/** The tables of the floor: the same charges and levels, in one schema, so that one transaction changes both. */
export async function createFloor(pool: pg.Pool): Promise<void> {
  await pool.query(`
    create schema bench;
    create table bench.levels (like inventory.levels including all);
    create table bench.charges (like billing.charges including all);
    create table bench.outbox (like prescriptions.outbox including all);
    create table bench.idempotency_keys (like prescriptions.idempotency_keys including all);
    insert into bench.levels select * from inventory.levels;
    analyze bench.levels`)
}
