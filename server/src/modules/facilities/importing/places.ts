// Imports states, districts, PIN codes and post offices from the folder `data/places`.
import path from 'node:path'
import type { Selectable } from 'kysely'
import { openFile } from '../../../platform/files/open-file.ts'
import { type BadRecord, readTable, type TableRecord } from '../../../platform/files/read-table.ts'
import type { Db } from '../../../platform/postgres/db.ts'
import { isInIndia, toPlaceKey } from '../rules.ts'
import type { FacilitiesTables, PostOffice } from '../tables.ts'
import { Portion } from './portion.ts'
import type { ReportWriter } from './report.ts'
import { saveDistricts, savePins, savePostOffices, saveStates } from './store.ts'

type Row<Name extends keyof FacilitiesTables> = Selectable<FacilitiesTables[Name]>
export type Progress = (step: string, rows: number) => void

export const PLACE_FILES = {
  states: 'states.csv',
  cells: 'cells.csv',
  pins: 'pincodes.csv.gz',
  corrections: 'pin_corrections.csv',
  postOffices: 'post_offices.csv.gz',
}

export interface PlacesImport {
  readonly db: Db<FacilitiesTables>
  readonly folder: string
  readonly report: ReportWriter
  readonly onProgress: Progress
}

export async function importPlaceFiles(options: PlacesImport): Promise<void> {
  const names = new PlaceNames()
  await importStates(options, names)
  await importDistricts(options, names)
  const corrections = await readCorrections(options)
  const pins = await importPins(options, names, corrections)
  await importPostOffices(options, names, pins)
}

/** Finds the state and the district of a spelling. */
class PlaceNames {
  readonly #codes = new Map<string, string>()
  readonly #cells = new Map<string, number>()
  // 165,000 post offices repeat the same few spellings, so we remember each answer.
  readonly #found = new Map<string, number | undefined>()

  addState(code: string, spellings: readonly string[]): void {
    for (const spelling of spellings) this.#codes.set(toPlaceKey(spelling), code)
  }

  addDistrict(cell: number, stateCode: string, spellings: readonly string[]): void {
    for (const spelling of spellings) this.#cells.set(`${stateCode}|${toPlaceKey(spelling)}`, cell)
  }

  hasState(code: string): boolean {
    return this.#codes.has(toPlaceKey(code))
  }

  findCell(state: string, district: string): number | undefined {
    const asked = `${state}|${district}`
    if (!this.#found.has(asked)) {
      const key = `${this.#codes.get(toPlaceKey(state))}|${toPlaceKey(district)}`
      this.#found.set(asked, this.#cells.get(key))
    }
    return this.#found.get(asked)
  }
}

async function importStates(options: PlacesImport, names: PlaceNames): Promise<void> {
  const rows: Row<'facilities.states'>[] = []
  await forEachRecord(options, PLACE_FILES.states, ['number', 'code', 'name', 'aliases'], (fields) => {
    const { code, name } = fields
    const aliases = splitAliases(fields.aliases)
    names.addState(code, [code, name, ...aliases])
    rows.push({ code, number: Number(fields.number), name, aliases })
    return taken
  })
  options.report.count('states', await saveStates(options.db, rows), rows.length)
}

async function importDistricts(options: PlacesImport, names: PlaceNames): Promise<void> {
  const rows: Row<'facilities.districts'>[] = []
  await forEachRecord(options, PLACE_FILES.cells, ['cell', 'state_code', 'district', 'aliases'], (fields) => {
    const { state_code, district: name } = fields
    if (!names.hasState(state_code)) return { refused: 'state-unknown' }
    const cell = Number(fields.cell)
    const aliases = splitAliases(fields.aliases)
    names.addDistrict(cell, state_code, [name, ...aliases])
    rows.push({ cell, state_code, name, aliases })
    return taken
  })
  options.report.count('districts', await saveDistricts(options.db, rows), rows.length)
}

interface Correction {
  readonly cell: number | undefined
  readonly position: { readonly latitude: number; readonly longitude: number } | undefined
  readonly reasons: readonly string[]
}

async function readCorrections(options: PlacesImport): Promise<Map<string, Correction>> {
  const corrections = new Map<string, Correction>()
  await forEachRecord(options, PLACE_FILES.corrections, ['pincode', 'cell', 'lat', 'lng', 'reason'], (fields) => {
    corrections.set(fields.pincode, {
      cell: fields.cell === '' ? undefined : Number(fields.cell),
      position: fields.lat === '' ? undefined : { latitude: Number(fields.lat), longitude: Number(fields.lng) },
      reasons: fields.reason.split('+'),
    })
    return taken
  })
  return corrections
}

interface PinCells {
  readonly cell: number
  /** District according to the directory; undefined if it names none. It differs from `cell` after a correction. */
  readonly cellOfDirectory: number | undefined
}

async function importPins(
  options: PlacesImport,
  names: PlaceNames,
  corrections: ReadonlyMap<string, Correction>,
): Promise<Map<string, PinCells>> {
  const pins = new Map<string, PinCells>()
  const rows: Row<'facilities.pins'>[] = []
  const columns = ['pincode', 'state', 'district', 'main_office', 'lat', 'lng'] as const
  await forEachRecord(options, PLACE_FILES.pins, columns, (fields) => {
    const { pincode: pin, main_office } = fields
    if (!/^[1-9][0-9]{5}$/.test(pin)) return { refused: 'pin-invalid' }
    if (pins.has(pin)) return { refused: 'pin-repeated' }
    const correction = corrections.get(pin)
    const cellOfDirectory = names.findCell(fields.state, fields.district)
    const cell = correction?.cell ?? cellOfDirectory
    if (cell === undefined) return { refused: 'district-unknown' }
    const position = correction?.position ?? { latitude: Number(fields.lat), longitude: Number(fields.lng) }
    if (!isInIndia(position)) return { refused: 'position-missing' }
    const position_source = correction?.reasons.includes('position-of-district') ? 'district' : 'offices'
    pins.set(pin, { cell, cellOfDirectory })
    rows.push({ pin, cell, ...position, position_source, main_office })
    return { repaired: correction?.reasons ?? [] }
  })
  const portion = new Portion((some: typeof rows) => savePins(options.db, some))
  await portion.addAll(rows)
  options.report.count('pins', portion.written, portion.offered)
  options.onProgress('PIN codes', rows.length)
  return pins
}

async function importPostOffices(
  options: PlacesImport,
  names: PlaceNames,
  pins: ReadonlyMap<string, PinCells>,
): Promise<void> {
  const seen = new Set<string>()
  const offices = new Map<string, PostOffice[]>()
  const columns = ['pincode', 'office', 'type', 'delivery', 'district', 'state'] as const
  await forEachRecord(options, PLACE_FILES.postOffices, columns, (fields) => {
    const { pincode: pin, office, type: kind } = fields
    const pinCells = pins.get(pin)
    if (!pinCells) return { refused: 'pin-unknown' }
    if (kind !== 'HO' && kind !== 'PO' && kind !== 'BO') return { refused: 'kind-unknown' }
    if (office === '') return { refused: 'name-missing' }
    if (seen.has(`${pin}|${office}`)) return { refused: 'repeated' }
    seen.add(`${pin}|${office}`)
    const stated = names.findCell(fields.state, fields.district)
    // The offices of a corrected PIN repeat the wrong district, or name none that we know.
    const isCorrected = pinCells.cell !== pinCells.cellOfDirectory
    const isFaulty = isCorrected && (stated === undefined || stated === pinCells.cellOfDirectory)
    const cell = isFaulty ? pinCells.cell : (stated ?? null)
    const ofPin = offices.get(pin) ?? []
    ofPin.push([office, kind, fields.delivery === 'Delivery', cell])
    offices.set(pin, ofPin)
    return taken
  })
  const rows = [...offices].map(([pin, ofPin]): Row<'facilities.post_offices'> => ({ pin, offices: ofPin }))
  const portion = new Portion((some: typeof rows) => savePostOffices(options.db, some))
  await portion.addAll(rows)
  options.report.count('pinsWithOffices', portion.written, portion.offered)
  options.onProgress('post offices', seen.size)
}

function splitAliases(text: string): string[] {
  return text.split('|').filter((alias) => alias !== '')
}

interface Outcome {
  readonly refused?: string
  readonly repaired?: readonly string[]
}

/** The row is good as it stands. */
const taken: Outcome = {}

/** Calls `use` for every readable record, and reports each refused or repaired row. */
async function forEachRecord<const Column extends string>(
  { folder, report }: PlacesImport,
  name: string,
  columns: readonly Column[],
  use: (fields: Readonly<Record<Column, string>>) => Outcome,
): Promise<void> {
  for await (const records of readTable(await openFile(path.join(folder, name)), { needed: columns })) {
    for (const record of records) {
      const bad = badnessOf(record)
      const { refused, repaired = [] } = bad ? { refused: bad } : use(record.fields as Record<Column, string>)
      if (refused) await report.note('refused', { file: name, row: record.line, reason: refused })
      for (const reason of repaired) await report.note('repaired', { file: name, row: record.line, reason })
    }
  }
}

function badnessOf(record: TableRecord | BadRecord): string | undefined {
  if ('reason' in record) return record.reason
  const texts = Object.values(record.fields)
  // PostgreSQL cannot hold U+0000.
  return texts.some((text) => text.includes('\0')) ? 'not-utf8' : undefined
}
