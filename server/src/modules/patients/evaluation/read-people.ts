// Reads people from any CSV file: maps its headers to our fields, and refuses unusable rows with a reason.
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { parse } from 'csv-parse'
import type { StatedPerson } from '../index/matching/profile.ts'

/** An error that the operator can correct. Its message is one line. */
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
  'verifiedIdentifier',
] as const
type Field = (typeof FIELDS)[number]

const isField = (text: string): text is Field => (FIELDS as readonly string[]).includes(text)

/** Our field for each header of the file. Several headers may fill one field. */
export type Columns = ReadonlyMap<string, Field>

/** Reads `{"header": "field"}`, or the other way round `{"field": "header" or [several]}`. Throws `EvaluationError`. */
export function readColumns(text: string): Columns {
  const columns = new Map(Object.entries(readObject(text)).flatMap(([key, value]) => toColumns(key, value)))
  if (columns.size === 0) throw new EvaluationError(`The columns map no header. Map one to: ${FIELDS.join(', ')}`)
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

/** Reads one entry: a header and its field, or a field and its headers. */
function toColumns(key: string, value: unknown): [string, Field][] {
  const values: unknown[] = (Array.isArray(value) ? value : [value]).filter((one) => one !== null && one !== '')
  if (key === 'id' || values.includes('id')) return []
  const texts = values.filter((one) => typeof one === 'string')
  if (texts.length === values.length) {
    if (texts.every(isField)) return texts.map((field) => [key, field])
    if (isField(key)) return texts.map((header) => [header, key])
  }
  throw new EvaluationError(`The columns map "${key}" to an unknown field. Choose from: ${FIELDS.join(', ')}`)
}

export interface RefusedRow {
  readonly file: string
  readonly row: number
  readonly reason: string
}

type Row = Readonly<Record<string, string>>
type RowInfo = { readonly lines: number; readonly error?: Error }

/**
 * Yields the rows of a CSV file, plain or gzipped. It refuses a row that it cannot parse and reads the next. Each row
 * has its line number: the last line if a quoted field runs over several lines.
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
      if (info.error) refuse(line, 'has more or fewer columns than the header')
      else yield { isFirst, line, row: record }
      isFirst = false
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new EvaluationError(`There is no file ${file}`)
    // An unclosed quote makes the rest of the file unreadable. The rows before it still count.
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
    identifiers: [
      ...(parts.identifier ?? []).map((value) => ({ system, value })),
      ...(parts.verifiedIdentifier ?? []).map((value) => ({ system, value, isVerified: true })),
    ],
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
  /** Name of the system behind the column `identifier`: two systems may give the same number to different people. */
  readonly identifierSystem: string
}

/** Yields the people of a file. Refuses rows without an id, with a repeated id, or without any fact. */
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
      refuse(line, 'has no fact about the person')
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
