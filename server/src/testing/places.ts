// Loads a small country for tests: the real directory, reduced to a few PIN codes, and what else ships with Sehat.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { loadTaxRates } from '../modules/billing/testing.ts'
import { loadTests } from '../modules/diagnostics/testing-catalogue.ts'
import { importPlaces } from '../modules/facilities/testing.ts'
import { openLog } from '../platform/log.ts'
import { openPool } from '../platform/postgres/db.ts'

const DATA = path.resolve(import.meta.dirname, '../../../data')
/** New Delhi (two PINs), Pune, Bengaluru, Port Blair, and one PIN of Jaisalmer without a hospital. */
export const TEST_PINS = ['110001', '110002', '411001', '560001', '744101', '345022']

/** Loads the small country with the code that loads the real one. */
export async function loadTestPlaces(databaseUrl: string): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'sehat-places-'))
  const pool = openPool({
    url: databaseUrl,
    poolMax: 2,
    statementTimeoutMs: 60_000,
    log: openLog({ logLevel: 'silent', environment: 'test' }),
  })
  try {
    for (const file of ['places/cells.csv', 'places/states.csv', 'places/pin_corrections.csv']) copy(folder, file)
    for (const file of [
      'places/pincodes.csv.gz',
      'places/post_offices.csv.gz',
      'hospitals/hospital_directory.csv.gz',
    ]) {
      copyRows(folder, file)
    }
    await importPlaces(pool, { dataFolder: folder })
    await loadTaxRates({ pool, dataFolder: DATA })
    await loadTests({ pool, dataFolder: DATA })
  } finally {
    await pool.end()
    rmSync(folder, { recursive: true, force: true })
  }
}

function copy(folder: string, file: string): void {
  const target = path.join(folder, file)
  mkdirSync(path.dirname(target), { recursive: true })
  writeFileSync(target, readFileSync(path.join(DATA, file)))
}

// Keep a row when one of its fields is one of the PINs.
function copyRows(folder: string, file: string): void {
  const target = path.join(folder, file)
  mkdirSync(path.dirname(target), { recursive: true })
  const [header, ...rows] = gunzipSync(readFileSync(path.join(DATA, file)))
    .toString()
    .split('\n')
  const kept = rows.filter((row) => TEST_PINS.some((pin) => row.startsWith(`${pin},`) || row.includes(`,${pin},`)))
  writeFileSync(target, gzipSync([header, ...kept, ''].join('\n')))
}
