// Reads a CSV file, gzipped or not, record by record. It skips a bad record and still reads the rest of the file.
import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'
import { parse } from 'csv-parse/sync'

export interface CsvRecord {
  /** Line on which the record begins; the header is line 1. */
  readonly line: number
  readonly fields: Readonly<Record<string, string>>
}

export interface BadRecord {
  readonly line: number
  readonly fields?: undefined
  readonly reason: 'columns-missing' | 'columns-too-many' | 'quotes-broken' | 'line-too-long'
}

/** The file has the wrong form. The message is one line that names the file. */
export class ImportFileError extends Error {}

const LINE_BYTES_MAX = 64 * 1024
// A quoted field may hold line ends. If a field runs over more lines than this, its closing quote is missing.
const LINES_IN_RECORD_MAX = 20
const LINE_FEED = 0x0a

interface Line {
  readonly number: number
  /** Undefined when the line is longer than LINE_BYTES_MAX. */
  readonly text: string | undefined
}

/**
 * Yields all records in portions, because yielding one at a time costs more than reading them. The first line names the
 * columns. Throws an `ImportFileError` when a column is missing or the file is empty.
 */
export async function* readRecords(
  file: string,
  columns: readonly string[],
): AsyncGenerator<(CsvRecord | BadRecord)[], void> {
  const waiting: Line[] = []
  let header: string[] | undefined
  for await (const lines of readLines(file)) {
    waiting.push(...lines)
    const records: (CsvRecord | BadRecord)[] = []
    let start = 0
    // The last lines wait for more lines, because their record may continue.
    while (waiting.length - start > LINES_IN_RECORD_MAX || (lines.length === 0 && start < waiting.length)) {
      if (!header) {
        header = readHeader(file, waiting[start++] as Line, columns)
        continue
      }
      const { record, linesUsed } = takeRecord(waiting, start, header)
      start += linesUsed
      if (record) records.push(record)
    }
    waiting.splice(0, start)
    if (records.length > 0) yield records
  }
  if (!header) throw new ImportFileError(`${file} is empty: its first line must be ${columns.join(',')}`)
}

function readHeader(file: string, line: Line, columns: readonly string[]): string[] {
  const names = (line.text ?? '').replace(/^\ufeff/, '').split(',')
  const header = names.map((name) => name.trim().replace(/^"(.*)"$/, '$1'))
  const missing = columns.filter((column) => !header.includes(column))
  if (missing.length === 0) return header
  throw new ImportFileError(
    `${file} has no column ${missing.join(', ')}: it must be CSV in UTF-8 whose first line names ${columns.join(',')}`,
  )
}

function takeRecord(
  lines: readonly Line[],
  start: number,
  header: readonly string[],
): { record?: CsvRecord | BadRecord; linesUsed: number } {
  const { number: line, text } = lines[start] as Line
  if (text === undefined) return { record: { line, reason: 'line-too-long' }, linesUsed: 1 }
  if (text.trim() === '') return { linesUsed: 1 }
  if (!text.includes('"')) return { record: toRecord(line, text.split(','), header), linesUsed: 1 }
  const broken: BadRecord = { line, reason: 'quotes-broken' }
  let joined = text
  for (let linesUsed = 1; linesUsed <= LINES_IN_RECORD_MAX; linesUsed++) {
    if (hasEvenQuotes(joined)) {
      const fields = parseFields(joined)
      const record = fields ? toRecord(line, fields, header) : broken
      // If the joined lines make no good record, they do not belong together: we skip only the first of them.
      return linesUsed > 1 && 'reason' in record ? { record: broken, linesUsed: 1 } : { record, linesUsed }
    }
    const next = lines[start + linesUsed]?.text
    if (next === undefined) break
    joined += `\n${next}`
  }
  return { record: broken, linesUsed: 1 }
}

function hasEvenQuotes(text: string): boolean {
  let isEven = true
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) isEven = !isEven
  return isEven
}

function parseFields(text: string): string[] | undefined {
  try {
    const records: string[][] = parse(text, { relax_column_count: true, record_delimiter: '\n' })
    return records.length === 1 ? records[0] : undefined
  } catch {
    return undefined
  }
}

function toRecord(line: number, values: readonly string[], header: readonly string[]): CsvRecord | BadRecord {
  if (values.length < header.length) return { line, reason: 'columns-missing' }
  if (values.length > header.length) return { line, reason: 'columns-too-many' }
  return { line, fields: Object.fromEntries(header.map((column, index) => [column, values[index] as string])) }
}

/** Yields the lines of a file in portions, and an empty portion at the end. */
async function* readLines(file: string): AsyncGenerator<Line[], void> {
  const decoder = new TextDecoder()
  let rest: Buffer = Buffer.alloc(0)
  let isSkipping = false
  let number = 0
  const toLine = (bytes: Buffer): Line => {
    number++
    const isTooLong = isSkipping || bytes.length > LINE_BYTES_MAX
    isSkipping = false
    return { number, text: isTooLong ? undefined : decoder.decode(bytes).replace(/\r$/, '') }
  }
  for await (const chunk of readBytes(file)) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    const lines: Line[] = []
    let start = 0
    for (let end = bytes.indexOf(LINE_FEED); end >= 0; end = bytes.indexOf(LINE_FEED, start)) {
      lines.push(toLine(bytes.subarray(start, end)))
      start = end + 1
    }
    rest = bytes.subarray(start)
    if (rest.length > LINE_BYTES_MAX) {
      isSkipping = true
      rest = Buffer.alloc(0)
    }
    if (lines.length > 0) yield lines
  }
  if (rest.length > 0 || isSkipping) yield [toLine(rest)]
  yield []
}

async function* readBytes(file: string): AsyncGenerator<Buffer, void> {
  const bytes = createReadStream(file)
  if (!file.endsWith('.gz')) {
    yield* bytes
    return
  }
  const unzipped = createGunzip()
  // A pipe does not pass on the error of its source.
  bytes.on('error', (error) => unzipped.destroy(error))
  yield* bytes.pipe(unzipped)
}
