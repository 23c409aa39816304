// Reads people from a file or a folder: FHIR bundles, NDJSON of FHIR patients, or CSV with our headers; gzip or plain.
import { createReadStream } from 'node:fs'
import { readdir, readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import { createGunzip, gunzip } from 'node:zlib'
import { type RefusedRow, readColumns, readPeople } from '../evaluation/read-people.ts'
import type { StatedPerson } from '../index/matching/profile.ts'
import { readFhirPatient } from './fhir-patient.ts'

/** One person of a file, or the reason to refuse the row. */
export type ImportRecord =
  | { readonly row: number; readonly key: string; readonly stated: StatedPerson }
  | { readonly row: number; readonly reason: string }

export interface SourceRecord {
  readonly file: string
  readonly record: ImportRecord
}

const BUNDLE_BYTES_MAX = 200 * 1024 * 1024
const unpack = promisify(gunzip)

const CSV_COLUMNS = readColumns(
  JSON.stringify(
    Object.fromEntries(
      'givenName familyName fullName birthDate birthYear gender phone email house address locality pin state identifier'
        .split(' ')
        .map((name) => [name, name]),
    ),
  ),
)

/** Lists the files of a path: the file itself, or the files in the folder in the order of names. */
export async function listFiles(target: string): Promise<string[]> {
  if (!(await stat(target)).isDirectory()) return [target]
  const names = (await readdir(target)).filter((name) => /\.(json|ndjson|csv)(\.gz)?$/.test(name)).sort()
  return names.map((name) => path.join(target, name))
}

/** Yields the people of a file. `source` names the hospital that gave the numbers in a CSV file. */
export async function* readRecords(file: string, source: string): AsyncGenerator<ImportRecord> {
  const plain = file.replace(/\.gz$/, '')
  if (plain.endsWith('.csv')) yield* readCsv(file, source)
  else if (plain.endsWith('.ndjson')) yield* readLines(file)
  else if (plain.endsWith('.json')) yield* readBundle(file)
  else yield { row: 0, reason: 'is neither .json, .ndjson nor .csv (each may be .gz)' }
}

function toRecord(row: number, resource: unknown): ImportRecord {
  const read = readFhirPatient(resource)
  return 'reason' in read ? { row, reason: read.reason } : { row, ...read }
}

async function* readBundle(file: string): AsyncGenerator<ImportRecord> {
  let content: unknown
  try {
    const bytes = await readFile(file)
    const options = { maxOutputLength: BUNDLE_BYTES_MAX }
    content = JSON.parse((file.endsWith('.gz') ? await unpack(bytes, options) : bytes).toString())
  } catch (error) {
    yield { row: 0, reason: `cannot be read: ${(error as Error).message.slice(0, 100)}` }
    return
  }
  const { resourceType, entry } = (content ?? {}) as { resourceType?: string; entry?: { resource?: unknown }[] }
  if (resourceType !== 'Bundle') {
    yield toRecord(1, content)
    return
  }
  const patients = (Array.isArray(entry) ? entry : [])
    .map((one, index) => ({ row: index + 1, resource: one?.resource }))
    .filter(({ resource }) => (resource as { resourceType?: string } | undefined)?.resourceType === 'Patient')
  if (patients.length === 0) yield { row: 0, reason: 'is a bundle without a Patient' }
  for (const { row, resource } of patients) yield toRecord(row, resource)
}

async function* readLines(file: string): AsyncGenerator<ImportRecord> {
  const source = createReadStream(file)
  const input = file.endsWith('.gz') ? source.pipe(createGunzip()) : source
  let row = 0
  try {
    for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      row++
      if (line.trim() === '') continue
      yield parseLine(row, line)
    }
  } catch (error) {
    yield { row: row + 1, reason: `cannot be read: ${(error as Error).message.slice(0, 100)}` }
  }
}

function parseLine(row: number, line: string): ImportRecord {
  try {
    return toRecord(row, JSON.parse(line))
  } catch {
    return { row, reason: 'is not valid JSON' }
  }
}

async function* readCsv(file: string, source: string): AsyncGenerator<ImportRecord> {
  const refused: RefusedRow[] = []
  const people = { file, columns: CSV_COLUMNS, identifierSystem: source }
  for await (const { line, id, stated } of readPeople(people, refused)) {
    yield* refused.splice(0)
    yield { row: line, key: id, stated }
  }
  yield* refused
}
