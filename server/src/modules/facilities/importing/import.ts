// Imports places and hospitals: an import can be repeated, does not stop at a bad row, and reports each faulty row.
import { createHash, hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import path from 'node:path'
import type pg from 'pg'
import type { OnProgress } from '../../../platform/files/progress.ts'
import { idFromBytes, newId } from '../../../platform/id.ts'
import { openDb } from '../../../platform/postgres/db.ts'
import type { FacilityId } from '../contract.ts'
import type { FacilitiesTables } from '../tables.ts'
import { type HospitalsImport, importHospitalFile } from './hospitals.ts'
import { importPlaceFiles, PLACE_FILES, type Progress } from './places.ts'
import { type ImportReport, openImportReport, type ReportWriter } from './report.ts'
import { listFingerprints, saveFingerprint } from './store.ts'

export type { ImportReport }

interface ImportOptions {
  readonly onProgress?: Progress
  /** File (CSV) for every refused and repaired row. */
  readonly reportFile?: string
  readonly idFor?: HospitalsImport['idFor']
  readonly now?: Date
}

interface DirectoryOptions extends ImportOptions {
  readonly file: string
  readonly source: string
  /** True: report everything, and write nothing. */
  readonly check?: boolean
  readonly onRows?: OnProgress
}

const NATIONAL_DIRECTORY = 'national-hospital-directory'

// Raise this number when the import itself changes: then the server reads the files again.
const IMPORT_VERSION = 2

/** Loads `data/places` and `data/hospitals`; skips files that have not changed since the last import. */
export async function importPlaces(
  pool: pg.Pool,
  options: ImportOptions & { readonly dataFolder: string },
): Promise<ImportReport> {
  const db = openDb<FacilitiesTables>(pool)
  const placesFolder = path.join(options.dataFolder, 'places')
  const hospitalsFile = path.join(options.dataFolder, 'hospitals', 'hospital_directory.csv.gz')
  const placeFiles = Object.values(PLACE_FILES).map((name) => path.join(placesFolder, name))
  const steps = [
    { name: 'places', fingerprint: await fingerprintOf(placeFiles) },
    { name: NATIONAL_DIRECTORY, fingerprint: await fingerprintOf([...placeFiles, hospitalsFile]) },
  ]
  const before = await listFingerprints(db)
  const report = await openImportReport(options.reportFile)
  const onProgress = options.onProgress ?? (() => {})
  for (const { name, fingerprint } of steps) {
    if (before.get(name) === fingerprint) continue
    if (name === 'places') await importPlaceFiles({ db, folder: placesFolder, report, onProgress })
    else await importHospitalFile(toHospitalsImport(pool, report, { ...options, file: hospitalsFile, source: name }))
    await saveFingerprint(db, name, fingerprint, options.now ?? new Date())
  }
  return report.close()
}

/**
 * Imports an operator's directory file, which has the columns of the national directory. `source` names the directory.
 * A row belongs to the same facility as long as its number stays the same.
 */
export async function importHospitals(pool: pg.Pool, options: DirectoryOptions): Promise<ImportReport> {
  const report = await openImportReport(options.reportFile)
  await importHospitalFile(toHospitalsImport(pool, report, options))
  return report.close()
}

function toHospitalsImport(pool: pg.Pool, report: ReportWriter, options: DirectoryOptions): HospitalsImport {
  return {
    db: openDb<FacilitiesTables>(pool),
    file: options.file,
    source: options.source,
    idFor: options.idFor ?? importedId,
    now: options.now ?? new Date(),
    requestId: newId(0),
    report,
    onProgress: options.onProgress ?? (() => {}),
    check: options.check ?? false,
    onRows: options.onRows ?? (() => {}),
  }
}

// An id must not depend on the time of the import. Any fixed instant will do, but it must never change.
const IMPORTED_ID_TIME_MS = Date.UTC(2025, 0, 1)

/** Computes the id of a row of a directory; the same row always gets the same id. */
export function importedId(cell: number, key: string): FacilityId {
  const digest = hash('sha256', `facilities/${key}`, 'buffer')
  return idFromBytes<'facility'>(cell, IMPORTED_ID_TIME_MS, digest.subarray(0, 8))
}

async function fingerprintOf(files: readonly string[]): Promise<string> {
  const digest = createHash('sha256').update(`version ${IMPORT_VERSION}`)
  for (const file of files) for await (const chunk of createReadStream(file)) digest.update(chunk)
  return digest.digest('hex')
}
