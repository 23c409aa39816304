// Imports a directory of hospitals: cleans each row, registers new hospitals and does not change existing ones.
import { openFile } from '../../../platform/files/open-file.ts'
import type { OnProgress } from '../../../platform/files/progress.ts'
import { type BadRecord, readTable, type TableRecord } from '../../../platform/files/read-table.ts'
import { type Db, transaction } from '../../../platform/postgres/db.ts'
import { publish } from '../../../platform/work/outbox.ts'
import { type FacilityId, facilityRegistered } from '../contract.ts'
import {
  type CleanFacility,
  cleanDirectoryRow,
  type PinPlace,
  type Places,
  type SeenRows,
  toFacts,
  toFingerprint,
  toPlaceKey,
  toSourceRow,
} from '../rules.ts'
import type { FacilitiesTables } from '../tables.ts'
import type { Progress } from './places.ts'
import { Portion } from './portion.ts'
import type { Note, ReportWriter } from './report.ts'
import { insertFacilities, listIdentifying, listPlaces, listSourceRows } from './store.ts'

export interface HospitalsImport {
  readonly db: Db<FacilitiesTables>
  readonly file: string
  /** Name of the directory; a facility's id is computed from this name and the row number. */
  readonly source: string
  readonly idFor: (cell: number, key: string) => FacilityId
  readonly now: Date
  readonly requestId: string
  readonly report: ReportWriter
  readonly onProgress: Progress
  /** True: report everything, and write nothing. */
  readonly check: boolean
  readonly onRows: OnProgress
}

const COLUMNS = ['sr_no', 'name', 'address', 'district', 'state', 'pincode', 'lat', 'lng'] as const
const IDENTIFYING_ROWS = 20_000

export async function importHospitalFile(options: HospitalsImport): Promise<void> {
  const { db, report, source } = options
  const opened = await openFile(options.file)
  const file = opened.name
  const places = await loadPlaces(db)
  const known = await listSourceRows(db, source)
  const seen = await loadSeen(db)
  const portion = new Portion((rows: FacilityRowNew[]) => registerFacilities(options, places, rows))
  let unchanged = 0
  const take = async (record: TableRecord | BadRecord): Promise<Note['reason'] | undefined> => {
    if ('reason' in record) return record.reason
    const fields = record.fields as Record<(typeof COLUMNS)[number], string>
    if (known.has(toSourceRow(fields.sr_no))) {
      unchanged++
      return undefined
    }
    const row = { ...fields, number: fields.sr_no, pin: fields.pincode, latitude: fields.lat, longitude: fields.lng }
    const cleaned = cleanDirectoryRow(row, places, seen)
    if ('refused' in cleaned) return cleaned.refused
    for (const reason of cleaned.repaired) await report.note('repaired', { file, row: record.line, reason })
    await portion.add(toRow(cleaned.facility, options))
    return undefined
  }
  let read = 0
  for await (const records of readTable(opened, { needed: COLUMNS })) {
    read += records.length
    options.onRows({ rows: read, share: opened.bytesRead / Math.max(1, opened.bytes) })
    for (const record of records) {
      const refused = await take(record)
      if (refused) await report.note('refused', { file, row: record.line, reason: refused })
    }
  }
  await portion.flush()
  report.count('hospitals', portion.written, portion.offered + unchanged)
  options.onProgress('hospitals', portion.offered)
}

type FacilityRowNew = Parameters<typeof insertFacilities>[1][number]

function toRow(facility: CleanFacility, { source, idFor, now }: HospitalsImport): FacilityRowNew {
  return {
    cell: facility.cell,
    id: idFor(facility.cell, `${source}/${facility.sourceRow}`),
    kinds: ['hospital'],
    name: facility.name,
    search_name: facility.searchName,
    address: facility.address,
    pin: facility.pin,
    latitude: facility.latitude,
    longitude: facility.longitude,
    position_source: facility.positionSource,
    is_active: true,
    source,
    source_row: facility.sourceRow,
    chain_id: null,
    version: 1,
    created_at: now,
    updated_at: now,
  }
}

/** Registers a portion and publishes events for the new facilities, in one transaction; gives their number. */
async function registerFacilities(options: HospitalsImport, places: Places, rows: FacilityRowNew[]): Promise<number> {
  if (options.check) return rows.length
  const origin = { actorId: null, requestId: options.requestId }
  return transaction(options.db, async (tx) => {
    const inserted = await insertFacilities(tx, rows)
    const facts = rows
      .filter((row) => inserted.has(row.id))
      .map((row) => toFacts(row, places.findPin(row.pin) as PinPlace))
    await publish(tx, origin, facilityRegistered, ...facts)
    return inserted.size
  })
}

async function loadPlaces(db: Db<FacilitiesTables>): Promise<Places> {
  const { states, pins } = await listPlaces(db)
  const codes = new Map<string, string>()
  for (const { code, name, aliases } of states) {
    for (const spelling of [code, name, ...aliases]) codes.set(toPlaceKey(spelling), code)
  }
  const places = new Map(pins.map((pin) => [pin.pin, pin]))
  return { findPin: (pin) => places.get(pin), findStateCode: (name) => codes.get(toPlaceKey(name)) }
}

/** Loads the registered facilities, so that a directory with other row numbers does not register them again. */
async function loadSeen(db: Db<FacilitiesTables>): Promise<SeenRows> {
  const facilities = new Set<string>()
  for await (const rows of listIdentifying(db, IDENTIFYING_ROWS)) {
    for (const row of rows) facilities.add(toFingerprint({ ...row, searchName: row.search_name }))
  }
  return { numbers: new Set(), facilities }
}
