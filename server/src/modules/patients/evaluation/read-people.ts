// Reads people from anybody's CSV file: their headers mapped to ours, each row usable or refused with its reason.
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { parse } from 'csv-parse'
import type { StatedPerson } from '../index/matching/profile.ts'

/** Something that the operator can mend; its message is one line. */
export class EvaluationError extends Error {}

const FIELDS = [
  'givenName',
  'familyName',
  'fullName',
  'birthDate',
  'birthYear',
  'gender',
  'phone',
  'email',
  'house',
  'address',
  'locality',
  'pin',
  'state',
  'identifier',
] as const
type Field = (typeof FIELDS)[number]

const isField = (text: string): text is Field => (FIELDS as readonly string[]).includes(text)

/** Our field for each of their headers; several headers may fill one field. */
export type Columns = ReadonlyMap<string, Field>

/** Takes `{"their header": "our field"}`, and the other way round `{"our field": "their header" or [several]}`. */
export function readColumns(text: string): Columns {
  const columns = new Map(Object.entries(readObject(text)).flatMap(([key, value]) => toColumns(key, value)))
  if (columns.size === 0) throw new EvaluationError(`The columns name none of our fields: ${FIELDS.join(', ')}`)
  return columns
}

function readObject(text: string): object {
  let stated: unknown
  try {
    stated = JSON.parse(text)
  } catch (error) {
    throw new EvaluationError(`The columns are not valid JSON: ${(error as Error).message}`)
  }
  if (typeof stated === 'object' && stated !== null && !Array.isArray(stated)) return stated
  throw new EvaluationError('The columns must be one JSON object that maps headers to fields')
}

/** What one entry says: a header and its field, or a field and its headers. */
function toColumns(key: string, value: unknown): [string, Field][] {
  const values: unknown[] = (Array.isArray(value) ? value : [value]).filter((one) => one !== null && one !== '')
  if (key === 'id' || values.includes('id')) return []
  const texts = values.filter((one) => typeof one === 'string')
  if (texts.length === values.length) {
    if (texts.every(isField)) return texts.map((field) => [key, field])
    if (isField(key)) return texts.map((header) => [header, key])
  }
  throw new EvaluationError(`The columns map "${key}" to no field of ours: ${FIELDS.join(', ')}`)
}

export interface RefusedRow {
  readonly file: string
  readonly row: number
  readonly reason: string
}

type Row = Readonly<Record<string, string>>
type RowInfo = { readonly lines: number; readonly error?: Error }

/**
 * The rows of a CSV file, plain or gzipped; one that cannot be parsed is refused and the next is read. Each has the
 * number of its line, the last one where a quoted field goes over several.
 */
export async function* readCsvRows(
  file: string,
  refuse: (line: number, reason: string) => void,
): AsyncGenerator<{ isFirst: boolean; line: number; row: Row }> {
  const source = createReadStream(file)
  const parser = parse({
    columns: (header: string[]) => header.map((name) => name.trim()),
    bom: true,
    skip_empty_lines: true,
    relax_quotes: true,
    relax_column_count: true,
    max_record_size: 1_000_000,
    info: true,
  })
  const failed = (error: Error | null | undefined): void => void (error && parser.destroy(error))
  if (file.endsWith('.gz')) pipeline(source, createGunzip(), parser, failed)
  else pipeline(source, parser, failed)
  let line = 1
  let isFirst = true
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: Row; info: RowInfo }>) {
      line = info.lines
      if (info.error) refuse(line, 'has another number of columns than the header')
      else yield { isFirst, line, row: record }
      isFirst = false
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new EvaluationError(`There is no file ${file}`)
    // A broken quote at the end swallows the rest of the file: what came before it counts.
    refuse(line + 1, `cannot be read: ${(error as Error).message}`)
  }
}

const YEAR = /^\d{4}$/

function toStated(row: Row, columns: Columns, system: string): StatedPerson {
  const parts: Partial<Record<Field, string[]>> = {}
  for (const [header, field] of columns) {
    const value = row[header]?.trim()
    if (!value) continue
    parts[field] = [...(parts[field] ?? []), value]
  }
  const joined = (field: Field): string | undefined => parts[field]?.join(' ')
  const birthYear = joined('birthYear')
  return {
    ...Object.fromEntries(FIELDS.map((field) => [field, joined(field)])),
    birthYear: birthYear !== undefined && YEAR.test(birthYear) ? Number(birthYear) : undefined,
    identifiers: (parts.identifier ?? []).map((value) => ({ system, value })),
  }
}

export interface PersonRow {
  readonly line: number
  readonly id: string
  readonly stated: StatedPerson
}

export interface PeopleFile {
  readonly file: string
  readonly columns: Columns
  /** What gives the numbers of the column `identifier`: two people of different systems may have the same one. */
  readonly identifierSystem: string
}

/** The people of a file. Refused: rows without an id, with one that was there before, or that name no fact at all. */
export async function* readPeople(
  { file, columns, identifierSystem }: PeopleFile,
  refused: RefusedRow[],
): AsyncGenerator<PersonRow> {
  const refuse = (row: number, reason: string): void => void refused.push({ file, row, reason })
  const seen = new Set<string>()
  for await (const { isFirst, line, row } of readCsvRows(file, refuse)) {
    if (isFirst) requireColumns(file, row, columns)
    const id = row.id?.trim()
    const stated = toStated(row, columns, identifierSystem)
    if (!id) refuse(line, 'has no id')
    else if (seen.has(id)) refuse(line, `repeats the id ${id}`)
    else if (!Object.values(stated).some((value) => (Array.isArray(value) ? value.length > 0 : value !== undefined))) {
      refuse(line, 'states nothing of the person')
    } else {
      seen.add(id)
      yield { line, id, stated }
    }
  }
}

function requireColumns(file: string, row: Row, columns: Columns): void {
  if (!('id' in row)) throw new EvaluationError(`${file} has no column "id"`)
  if (![...columns.keys()].some((header) => header in row)) {
    throw new EvaluationError(`${file} has none of the columns ${[...columns.keys()].join(', ')}`)
  }
}
