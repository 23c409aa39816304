// Loads the tax rates that come with Sehat. A faulty row stops the start: no bill may have a wrong tax.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'csv-parse/sync'
import type { Preparation } from '../../../platform/module.ts'
import { openDb } from '../../../platform/postgres/db.ts'
import type { BillingTables, TaxRate } from '../tables.ts'
import { saveRates } from './store.ts'

export async function loadTaxRates({ pool, dataFolder }: Pick<Preparation, 'pool' | 'dataFolder'>): Promise<void> {
  const rates = readRates(readFileSync(path.join(dataFolder, 'taxes', 'tax_rates.csv'), 'utf8'))
  await saveRates(openDb<BillingTables>(pool), rates)
}

/** Reads the file. Throws and names the row when a value has a wrong form. */
export function readRates(text: string): TaxRate[] {
  const rows = parse(text, { columns: true, skip_empty_lines: true }) as Record<keyof TaxRate, string>[]
  return rows.map((row, index) => {
    const { tax_code, valid_from, hsn_sac, basis_points, exempt, note } = row
    const isWhole =
      /^[a-z]+(-[a-z]+)*$/.test(tax_code) &&
      /^\d{4}-\d\d-\d\d$/.test(valid_from) &&
      /^\d*$/.test(hsn_sac) &&
      /^\d+$/.test(basis_points) &&
      /^(true|false)$/.test(exempt) &&
      note !== ''
    if (!isWhole) throw new Error(`data/taxes/tax_rates.csv: row ${index + 1} has a value of a wrong form: ${note}`)
    return {
      ...{ tax_code, valid_from, note, hsn_sac: hsn_sac === '' ? null : hsn_sac },
      ...{ basis_points: Number(basis_points), exempt: exempt === 'true' },
    }
  })
}
