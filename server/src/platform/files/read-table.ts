// Reads a table (CSV with any usual separator) record by record. It skips a bad record and reads the rest of the file.
import { parse } from 'csv-parse/sync'
import { FileError, type OpenFile } from './open-file.ts'
import { type Line, readLines } from './read-lines.ts'

export interface TableRecord {
  /** Line on which the record begins; the first line of the file is 1. */
  readonly line: number
  /** The texts by our names of the columns. A column that we do not know keeps the name that the file gives it. */
  readonly fields: Readonly<Record<string, string>>
}

export interface BadRecord {
  readonly line: number
  readonly fields?: undefined
  readonly reason: 'columns-missing' | 'columns-too-many' | 'quotes-broken' | 'line-too-long' | 'not-utf8'
}

/** The reasons in words, for those who read a report. */
export const BAD_RECORDS: Readonly<Record<BadRecord['reason'], string>> = {
  'columns-missing': 'has fewer columns than the header',
  'columns-too-many': 'has more columns than the header',
  'quotes-broken': 'has a quote without its end',
  'line-too-long': 'is longer than 64,000 letters',
  'not-utf8': 'holds letters that are not UTF-8: save the file as CSV UTF-8',
}

export interface TableForm {
  /** The file must have these columns. */
  readonly needed: readonly string[]
  /** The file may have these columns too. */
  readonly known?: readonly string[]
  /** The file must have at least one of these columns. */
  readonly oneOf?: readonly string[]
}

const LINE_LETTERS_MAX = 64 * 1024
// A quoted field may hold line ends. If a field runs over more lines than this, its closing quote is missing.
const LINES_IN_RECORD_MAX = 20
const SEPARATORS = [',', ';', '\t', '|'] as const

interface Header {
  readonly separator: string
  readonly columns: readonly string[]
}

/**
 * Yields all records in portions, because yielding one at a time costs more than reading them. The first line that is
 * not blank names the columns. Throws a `FileError` when a needed column is missing or the file is empty.
 */
export async function* readTable(file: OpenFile, form: TableForm): AsyncGenerator<(TableRecord | BadRecord)[], void> {
  if (file.kind !== 'table') throw new FileError(`${file.name} is no table: give .csv, .tsv or .txt`)
  const waiting: Line[] = []
  const reader = new RecordReader(file.name, form)
  for await (const lines of readLines(file, LINE_LETTERS_MAX)) {
    waiting.push(...lines)
    const records: (TableRecord | BadRecord)[] = []
    let start = 0
    // The last lines wait for more lines, because their record may continue.
    while (waiting.length - start > LINES_IN_RECORD_MAX || (lines.length === 0 && start < waiting.length)) {
      const { record, linesUsed } = reader.take(waiting, start)
      start += linesUsed
      if (record) records.push(record)
    }
    waiting.splice(0, start)
    if (records.length > 0) yield records
  }
  if (!reader.hasHeader)
    throw new FileError(
      `${file.name} is empty: its first line must name the columns ${form.needed.join(', ')}`.trimEnd(),
    )
}

type Taken = { readonly record?: TableRecord | BadRecord; readonly linesUsed: number }

class RecordReader {
  readonly #name: string
  readonly #form: TableForm
  #header: Header | undefined
  #stated: string | undefined

  constructor(name: string, form: TableForm) {
    this.#name = name
    this.#form = form
  }

  get hasHeader(): boolean {
    return this.#header !== undefined
  }

  take(lines: readonly Line[], start: number): Taken {
    const { number: line, text } = lines[start] as Line
    if (text !== undefined && text.trim() === '') return { linesUsed: 1 }
    if (!this.#header) {
      // Excel writes the separator of the file in front of the header: sep=;
      this.#stated ??= /^"?sep=(.)"?$/i.exec(text ?? '')?.[1]
      if (!/^"?sep=.?"?$/i.test(text ?? '')) this.#header = readHeader(this.#name, text ?? '', this.#form, this.#stated)
      return { linesUsed: 1 }
    }
    if (text === undefined) return { record: { line, reason: 'line-too-long' }, linesUsed: 1 }
    if (!text.includes('"'))
      return { ...toRecord(line, text.split(this.#header.separator), this.#header), linesUsed: 1 }
    return this.#takeQuoted(lines, start, this.#header)
  }

  #takeQuoted(lines: readonly Line[], start: number, header: Header): Taken {
    const { number: line, text = '' } = lines[start] as Line
    const broken: Taken = { record: { line, reason: 'quotes-broken' }, linesUsed: 1 }
    let joined = text
    for (let linesUsed = 1; linesUsed <= LINES_IN_RECORD_MAX; linesUsed++) {
      const state = quotesOf(joined, header.separator)
      if (state === 'broken') break
      if (state === 'closed') {
        const fields = parseFields(joined, header.separator)
        const taken = fields ? toRecord(line, fields, header) : broken
        // If the joined lines make no good record, they do not belong together: we skip only the first of them.
        return linesUsed > 1 && taken.record && 'reason' in taken.record ? broken : { ...taken, linesUsed }
      }
      const next = lines[start + linesUsed]?.text
      if (next === undefined) break
      joined += `\n${next}`
    }
    return broken
  }
}

/** Whether every quoted field has its end. A quote inside a field that does not begin with one is only a letter. */
function quotesOf(text: string, separator: string): 'open' | 'closed' | 'broken' {
  let at = 0
  for (;;) {
    if (text[at] === '"') {
      const end = endOfQuotes(text, at)
      if (end < 0) return 'open'
      if (end < text.length && text[end] !== separator) return 'broken'
      at = end
    }
    const next = text.indexOf(separator, at)
    if (next < 0) return 'closed'
    at = next + 1
  }
}

/** The place after the quote that ends a quoted field; -1 when it has no end. Two quotes are a letter of the field. */
function endOfQuotes(text: string, start: number): number {
  let end = text.indexOf('"', start + 1)
  while (end >= 0 && text[end + 1] === '"') end = text.indexOf('"', end + 2)
  return end < 0 ? -1 : end + 1
}

function parseFields(text: string, separator: string): string[] | undefined {
  try {
    const options = { delimiter: separator, relax_column_count: true, relax_quotes: true, record_delimiter: '\n' }
    const records: string[][] = parse(text, options)
    return records.length === 1 ? records[0] : undefined
  } catch {
    return undefined
  }
}

function toRecord(line: number, values: readonly string[], { columns }: Header): { record?: TableRecord | BadRecord } {
  // A spreadsheet writes rows of separators under a table, and empty columns beside it.
  if (values.every((value) => value.trim() === '')) return {}
  if (values.length < columns.length) return { record: { line, reason: 'columns-missing' } }
  if (values.slice(columns.length).some((value) => value.trim() !== '')) {
    return { record: { line, reason: 'columns-too-many' } }
  }
  // The reader of the bytes puts this sign in the place of each broken letter.
  if (values.some((value) => value.includes('\ufffd'))) return { record: { line, reason: 'not-utf8' } }
  return { record: { line, fields: Object.fromEntries(columns.map((column, at) => [column, values[at] as string])) } }
}

/** The names of columns are compared without case, spaces, hyphens and underscores. */
const toKey = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{M}\p{N}]/gu, '')

function readHeader(name: string, text: string, form: TableForm, stated: string | undefined): Header {
  const ours = new Map([...form.needed, ...(form.known ?? []), ...(form.oneOf ?? [])].map((one) => [toKey(one), one]))
  const headers = (stated === undefined ? SEPARATORS : [stated]).map((separator) => {
    const columns = (parseFields(text, separator) ?? text.split(separator)).map((column) => {
      const trimmed = column.trim().replace(/^"(.*)"$/, '$1')
      return ours.get(toKey(trimmed)) ?? trimmed
    })
    return { separator, columns, ourCount: columns.filter((column) => ours.get(toKey(column)) === column).length }
  })
  const best = headers.reduce((left, right) => (isBetter(right, left) ? right : left))
  const { columns } = best
  const missing = form.needed.filter((column) => !columns.includes(column))
  const needs = form.oneOf && !form.oneOf.some((column) => columns.includes(column)) ? form.oneOf : []
  if (missing.length > 0 || needs.length > 0) throw new FileError(sayMissing(name, columns, { ...form, missing }))
  const twice = [...ours.values()].find((column) => columns.indexOf(column) !== columns.lastIndexOf(column))
  if (twice !== undefined) throw new FileError(`${name} has the column ${twice} twice: rename or delete one of them`)
  return best
}

type Counted = { readonly columns: readonly string[]; readonly ourCount: number }

const isBetter = (one: Counted, other: Counted): boolean =>
  one.ourCount > other.ourCount || (one.ourCount === other.ourCount && one.columns.length > other.columns.length)

const SHOWN_MAX = 20

function sayMissing(
  name: string,
  columns: readonly string[],
  { needed, missing, oneOf = [] }: TableForm & { readonly missing: readonly string[] },
): string {
  const wants = missing.length > 0 ? `no column ${missing.join(', ')}` : `none of the columns ${oneOf.join(', ')}`
  const either = oneOf.length > 0 ? ` and at least one of ${oneOf.join(', ')}` : ''
  // A file without a header has a row of somebody on its first line, which no message may repeat.
  const isRow = columns.some((column) => /\d{4}|@/.test(column))
  const cut = columns.slice(0, SHOWN_MAX).map((column) => column.slice(0, 40))
  const has = isRow ? 'its first line holds values and not names' : `it has ${cut.join(', ')}`
  return `${name} has ${wants}: the first line must name ${needed.join(', ')}${either}; ${has}`
}
