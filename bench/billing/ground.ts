// The ground of the benchmark `billing`: facilities that issue bills, and open charges, for Sehat and the baselines.
import type pg from 'pg'
import { dayInIndia } from '../../server/src/platform/clock.ts'
import { type Cell, newId } from '../../server/src/platform/id.ts'
import { type Place, readCells } from '../booking/seed.ts'

/** A test for Rs 250, which is free of tax, and its price at the counter. */
const PAISE = 25_000
const ROWS_PER_INSERT = 20_000

export type Schema = 'billing' | 'bench'

/** The tables of the baselines: with the same columns, keys, indexes and checks as Sehat's. */
export async function createBillTables(pool: pg.Pool): Promise<void> {
  const tables = ['charges', 'invoices', 'invoice_lines', 'outbox', 'idempotency_keys']
  const statements = tables.map((name) => `create table bench.${name} (like billing.${name} including all);`)
  await pool.query(`create schema bench; ${statements.join(' ')} create sequence bench.numbers`)
}

/** Facilities in as many districts. Each has an issuer without tax. */
export async function seedIssuers(pool: pg.Pool, count: number): Promise<Place[]> {
  const cells = readCells()
  const facilities = Array.from({ length: count }, (_, nth): Place => {
    const cell = cells[nth % cells.length] as Cell
    return { cell, id: newId<'facility'>(cell) }
  })
  await pool.query(
    `insert into billing.issuers (cell, facility_id, legal_name, address, state_code, prefix, is_government,
       credit_limit_paise, version, set_by, set_at)
     select f.cell, f.id, 'Bench Hospital', '1 Test Road', '07', 'BEN', false, 500000, 1, f.id, now()
     from unnest($1::int[], $2::uuid[]) f (cell, id)`,
    [facilities.map(({ cell }) => cell), facilities.map(({ id }) => id)],
  )
  return facilities
}

export interface OpenCharge {
  readonly facility: Place
  readonly id: string
}

/** Open charges of the facilities in turn, each of a person who is not registered. */
export async function seedCharges(
  pool: pg.Pool,
  schema: Schema,
  facilities: readonly Place[],
  count: number,
): Promise<OpenCharge[]> {
  const charges = Array.from({ length: count }, (_, nth): OpenCharge => {
    const facility = facilities[nth % facilities.length] as Place
    return { facility, id: newId<'charge'>(facility.cell) }
  })
  for (let start = 0; start < charges.length; start += ROWS_PER_INSERT) {
    const part = charges.slice(start, start + ROWS_PER_INSERT)
    await pool.query(
      `insert into ${schema}.charges (cell, id, facility_id, charge_group, source_kind, source_id, source_line, text,
         tax_code, basis_points, quantity, unit_price_paise, discount_paise, taxable_paise, cgst_paise, sgst_paise,
         total_paise, status, status_at, credited_quantity, charged_on, raised_at)
       select c.cell, c.id, c.facility, c.id, 'billing.counter', c.id, 1, 'Complete blood count', 'health-care', 0, 1,
         $4::bigint, 0, $4::bigint, 0, 0, $4::bigint, 'OPEN', now(), 0, $5::date, now()
       from unnest($1::int[], $2::uuid[], $3::uuid[]) c (cell, id, facility)`,
      [
        part.map(({ facility }) => facility.cell),
        part.map(({ id }) => id),
        part.map(({ facility }) => facility.id),
        PAISE,
        dayInIndia(new Date()),
      ],
    )
  }
  await pool.query(`analyze ${schema}.charges`)
  return charges
}
