// CSV as spreadsheets write and read it (RFC 4180): quotes, line breaks in fields, a byte order mark, semicolons.

/** The records of a file; empty lines are left out. Each has the number of the line that it begins on. */
export function parseCsv(text: string): { line: number; fields: string[] }[] {
  const source = text.replace(/^\ufeff/, '')
  const separator = separatorOf(source)
  const records: { line: number; fields: string[] }[] = []
  let fields: string[] = []
  let field = ''
  let isQuoted = false
  let line = 1
  let startsOn = 1
  const endField = () => {
    fields.push(field.trim())
    field = ''
  }
  const endRecord = () => {
    endField()
    if (fields.some((each) => each !== '')) records.push({ line: startsOn, fields })
    fields = []
  }
  for (let at = 0; at < source.length; at++) {
    const letter = source[at] as string
    if (letter === '\n') line++
    if (isQuoted) {
      if (letter !== '"') field += letter
      else if (source[at + 1] === '"') field += source[++at]
      else isQuoted = false
    } else if (letter === '"' && field.trim() === '') {
      field = ''
      isQuoted = true
    } else if (letter === separator) endField()
    else if (letter === '\n') {
      endRecord()
      startsOn = line
    } else if (letter !== '\r') field += letter
  }
  if (field !== '' || fields.length > 0) endRecord()
  return records
}

// In countries with a decimal comma spreadsheets write semicolons; the first line tells.
function separatorOf(source: string): string {
  const first = source.slice(0, source.indexOf('\n') < 0 ? undefined : source.indexOf('\n'))
  return [',', ';', '\t'].toSorted((a, b) => first.split(b).length - first.split(a).length)[0] as string
}

export interface CsvRow {
  /** Line of the file, as an editor counts. */
  readonly line: number
  /** The text of a column, '' where the row or the file has none. */
  readonly get: (column: string) => string
}

/** The rows below the header, whose names count without case and spaces; and the columns that are missing. */
export function readCsv(text: string, needed: readonly string[]): { rows: CsvRow[]; missing: string[] } {
  const [header, ...records] = parseCsv(text)
  const names = (header?.fields ?? []).map(toKey)
  const at = new Map(names.map((name, nth) => [name, nth]))
  return {
    missing: needed.filter((name) => !at.has(toKey(name))),
    rows: records.map(({ line, fields }) => ({ line, get: (column) => fields[at.get(toKey(column)) ?? -1] ?? '' })),
  }
}

const toKey = (name: string): string => name.toLowerCase().replace(/[\s_-]/g, '')

type Cell = string | number | undefined

export function toCsv(header: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return [header, ...rows].map((row) => `${row.map(toField).join(',')}\r\n`).join('')
}

function toField(value: Cell): string {
  const text = value === undefined ? '' : String(value)
  // A spreadsheet would run such a text as a formula.
  const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",;\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** Hands a file to the browser, which stores it. The byte order mark tells spreadsheets that it is UTF-8. */
export function saveCsv(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([`\ufeff${text}`], { type: 'text/csv;charset=utf-8' }))
  const link = Object.assign(document.createElement('a'), { href: url, download: `${name}.csv` })
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
