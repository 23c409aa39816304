// Reads people from any CSV file: maps its headers to our fields, and refuses unusable rows with a reason.
import { FileError, openFile } from '../../../platform/files/open-file.ts'
import { BAD_RECORDS, readTable } from '../../../platform/files/read-table.ts'
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

/** Yields the rows of a table with their lines. It refuses a row that it cannot read, and reads the next. */
export async function* readCsvRows(
  file: string,
  refuse: (line: number, reason: string) => void,
): AsyncGenerator<{ isFirst: boolean; line: number; row: Row }> {
  let isFirst = true
  try {
    for await (const records of readTable(await openFile(file), { needed: [] })) {
      for (const record of records) {
        if ('reason' in record) refuse(record.line, BAD_RECORDS[record.reason])
        else yield { isFirst, line: record.line, row: record.fields }
        isFirst = false
      }
    }
  } catch (error) {
    throw error instanceof FileError ? new EvaluationError(error.message) : error
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
