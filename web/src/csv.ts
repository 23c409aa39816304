// CSV as spreadsheets read it (RFC 4180), without any text that a spreadsheet would run.
import { saveFile } from './save-file.ts'
import type { Cell } from './ui/columns.ts'

export function toCsv(header: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return [header, ...rows].map((row) => `${row.map(toField).join(',')}\r\n`).join('')
}

function toField(value: Cell): string {
  const text = value === undefined ? '' : String(value)
  // A spreadsheet would run such a text as a formula.
  const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",;\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** Saves a table. The byte order mark tells spreadsheets that the file is UTF-8. */
export function saveCsv(name: string, text: string): void {
  saveFile(`${name}.csv`, new Blob([`\ufeff${text}`], { type: 'text/csv;charset=utf-8' }))
}
