// The SQL of tax rates: which rate holds from which day.
import { sql } from 'kysely'
import type { Db } from '../../../platform/postgres/db.ts'
import type { BillingTables, TaxRate } from '../tables.ts'

/** Writes the rates, and changes those that differ. Rows that the file no longer has stay: bills may refer to them. */
export async function saveRates(db: Db<BillingTables>, rates: readonly TaxRate[]): Promise<void> {
  await sql`insert into billing.tax_rates as old (tax_code, valid_from, hsn_sac, basis_points, exempt, note)
    select tax_code, valid_from, hsn_sac, basis_points, exempt, note
    from json_to_recordset(${JSON.stringify(rates)}::json)
      r (tax_code text, valid_from date, hsn_sac text, basis_points int, exempt boolean, note text)
    on conflict (tax_code, valid_from) do update set hsn_sac = excluded.hsn_sac,
      basis_points = excluded.basis_points, exempt = excluded.exempt, note = excluded.note
    where (old.hsn_sac, old.basis_points, old.exempt, old.note) is distinct from
      (excluded.hsn_sac, excluded.basis_points, excluded.exempt, excluded.note)`.execute(db)
}

/** All rates of these codes, of all days. */
export async function listRates(db: Db<BillingTables>, taxCodes: readonly string[]): Promise<TaxRate[]> {
  if (taxCodes.length === 0) return []
  return db
    .selectFrom('billing.tax_rates')
    .selectAll()
    .where('tax_code', 'in', [...new Set(taxCodes)])
    .execute()
}

/** All rates of all codes and days. They are few. */
export async function listAllRates(db: Db<BillingTables>): Promise<TaxRate[]> {
  return db.selectFrom('billing.tax_rates').selectAll().orderBy('tax_code').orderBy('valid_from').execute()
}
