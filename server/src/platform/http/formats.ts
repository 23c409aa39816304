// Formats of text that a pattern cannot check: a wrong day or check digit becomes a 400 that names the field.
import type { Ajv } from 'ajv'
import addFormats from 'ajv-formats'

// Verhoeff's tables: D5 is multiplication in the dihedral group D5; PLACES is the permutation of each place.
const D5 = [
  [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
  [1, 2, 3, 4, 0, 6, 7, 8, 9, 5],
  [2, 3, 4, 0, 1, 7, 8, 9, 5, 6],
  [3, 4, 0, 1, 2, 8, 9, 5, 6, 7],
  [4, 0, 1, 2, 3, 9, 5, 6, 7, 8],
  [5, 9, 8, 7, 6, 0, 4, 3, 2, 1],
  [6, 5, 9, 8, 7, 1, 0, 4, 3, 2],
  [7, 6, 5, 9, 8, 2, 1, 0, 4, 3],
  [8, 7, 6, 5, 9, 3, 2, 1, 0, 4],
  [9, 8, 7, 6, 5, 4, 3, 2, 1, 0],
]
const PLACES = [
  [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
  [1, 5, 7, 6, 2, 8, 3, 0, 9, 4],
  [5, 8, 0, 3, 7, 9, 6, 1, 4, 2],
  [8, 9, 1, 6, 0, 4, 3, 5, 2, 7],
  [9, 4, 5, 3, 1, 2, 6, 8, 7, 0],
  [4, 2, 8, 6, 5, 7, 3, 9, 0, 1],
  [2, 7, 9, 3, 8, 0, 6, 4, 1, 5],
  [7, 0, 4, 6, 9, 1, 3, 2, 5, 8],
]

/** Whether the last digit is the Verhoeff check digit of the others. */
export function hasVerhoeffDigit(digits: string): boolean {
  let check = 0
  for (let place = 0; place < digits.length; place++) {
    const digit = Number(digits[digits.length - 1 - place])
    check = D5[check]?.[PLACES[place % 8]?.[digit] ?? -1] ?? -1
  }
  return check === 0
}

/** Whether the text has the form of an Aadhaar number: 12 digits, the first 2 to 9, with a correct check digit. */
export const isAadhaar = (digits: string): boolean => /^[2-9][0-9]{11}$/.test(digits) && hasVerhoeffDigit(digits)

/** Whether the text (YYYY-MM-DD) is a day of the calendar from the year 1 on: PostgreSQL has no year 0. */
export function isDay(text: string): boolean {
  if (!/^(?!0000)\d{4}-\d\d-\d\d$/.test(text)) return false
  const at = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text)
}

const INSTANT = /^(\d{4}-\d\d-\d\d)T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/

/** Whether the text is an instant (RFC 3339) without a leap second: neither JavaScript nor PostgreSQL knows these. */
export function isInstant(text: string): boolean {
  const match = INSTANT.exec(text)
  return match !== null && isDay(match[1] as string) && !Number.isNaN(Date.parse(text))
}

/** Adds the standard formats (uri, email, ...), stricter formats for days and instants, and Sehat's own format. */
export function registerFormats(ajv: Ajv): void {
  addFormats.default(ajv, { mode: 'full' })
  ajv.addFormat('date', isDay)
  ajv.addFormat('date-time', isInstant)
  ajv.addFormat('aadhaar', isAadhaar)
}
