// CSV as spreadsheets write it (RFC 4180): quotes, line breaks in fields, a byte order mark, semicolons.

/** The records of a file, without empty lines. Each has the number of the line where it begins. */
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
  /** Takes a letter between quotes; gives how many further letters belong to it. */
  const takeQuoted = (letter: string, next: string | undefined): number => {
    if (letter === '"' && next !== '"') isQuoted = false
    else field += letter
    return letter === '"' && next === '"' ? 1 : 0
  }
  const takePlain = (letter: string): void => {
    if (letter === '"' && field.trim() === '') {
      field = ''
      isQuoted = true
    } else if (letter === separator) endField()
    else if (letter === '\n') {
      endRecord()
      startsOn = line
    } else if (letter !== '\r') field += letter
  }
  for (let at = 0; at < source.length; at++) {
    const letter = source[at] as string
    if (letter === '\n') line++
    if (isQuoted) at += takeQuoted(letter, source[at + 1])
    else takePlain(letter)
  }
  if (field !== '' || fields.length > 0) endRecord()
  return records
}

// In countries with a decimal comma, spreadsheets write semicolons. The first line shows the separator.
function separatorOf(source: string): string {
  const first = source.slice(0, source.indexOf('\n') < 0 ? undefined : source.indexOf('\n'))
  return [',', ';', '\t', '|'].toSorted((a, b) => first.split(b).length - first.split(a).length)[0] as string
}

export interface CsvRow {
  /** Line of the file, as an editor counts. */
  readonly line: number
  /** The text of a column. '' when the row or the file does not have it. */
  readonly get: (column: string) => string
}

/** The rows below the header, and the missing columns. Case and spaces in the header's names do not matter. */
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
