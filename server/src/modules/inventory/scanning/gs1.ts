// Reads the barcode of a pack as GS1 writes it: number of the product (01), lot (10), last day (17), in any order. With
// the brackets that people see, or as a scanner sends it, where a separator ends what has no fixed length.

export interface Scanned {
  readonly gtin?: string
  readonly lot?: string
  /** The last day; a day 00 in the code means the last day of the month. */
  readonly expiresOn?: string
}

/** FNC1, as scanners send it. */
export const SEPARATOR = '\u001d'
/** What a scanner may send in front: the kind of code. */
const SYMBOLOGY = /^\](C1|d2|Q3|e0)/
const GTIN_DIGITS = 14
const DAY_DIGITS = 6
const LOT_LETTERS_MAX = 20
const CENTURY = 2000

/** Lengths of what has a fixed one, and the longest of what has none. Others are refused: they hide what follows. */
const FIXED: Readonly<Record<string, number>> = { '00': 18, '01': 14, '02': 14, '11': 6, '13': 6, '15': 6, '17': 6 }
const OPEN: Readonly<Record<string, number>> = { '10': 20, '21': 20, '30': 8, '37': 8, '240': 30, '241': 30 }

/** What a code says; undefined when it is no such code, or a part of it is wrong. */
export function readGs1(text: string): Scanned | undefined {
  const bare = text.trim().replace(SYMBOLOGY, '')
  const parts = bare.startsWith('(') ? splitBrackets(bare) : splitSent(bare)
  if (!parts || parts.length === 0) return undefined
  const values = new Map(parts)
  if (values.size < parts.length) return undefined
  const gtin = values.get('01')
  const lot = values.get('10')
  const day = values.get('17')
  const expiresOn = day === undefined ? undefined : toDay(day)
  if (gtin !== undefined && !hasCheckDigit(gtin)) return undefined
  if (day !== undefined && expiresOn === undefined) return undefined
  return { ...(gtin && { gtin }), ...(lot && { lot }), ...(expiresOn && { expiresOn }) }
}

type Part = readonly [identifier: string, value: string]

const fits = (identifier: string, value: string): boolean => {
  const length = FIXED[identifier]
  if (length !== undefined) return value.length === length && /^\d+$/.test(value)
  const longest = OPEN[identifier]
  return longest !== undefined && value.length > 0 && value.length <= longest && /^[!-z]+$/.test(value)
}

function splitBrackets(text: string): Part[] | undefined {
  const parts = [...text.matchAll(/\((\d{2,4})\)([^(]*)/g)].map(
    ([, identifier, value]): Part => [identifier as string, (value as string).replaceAll(SEPARATOR, '').trim()],
  )
  const isWhole = text.replaceAll(/\((\d{2,4})\)([^(]*)/g, '') === ''
  return isWhole && parts.every(([identifier, value]) => fits(identifier, value)) ? parts : undefined
}

/** Reads from left to right. What has no fixed length ends at a separator, or at the end. */
function splitSent(text: string): Part[] | undefined {
  const parts: Part[] = []
  let rest = text.startsWith(SEPARATOR) ? text.slice(1) : text
  while (rest !== '') {
    const identifier = [2, 3].map((length) => rest.slice(0, length)).find((one) => one in FIXED || one in OPEN)
    if (identifier === undefined) return undefined
    const from = rest.slice(identifier.length)
    const length = FIXED[identifier] ?? (from.includes(SEPARATOR) ? from.indexOf(SEPARATOR) : from.length)
    const value = from.slice(0, length)
    if (!fits(identifier, value)) return undefined
    parts.push([identifier, value])
    rest = from.slice(length)
    if (rest.startsWith(SEPARATOR)) rest = rest.slice(1)
  }
  return parts
}

/** Whether the last digit fits the others: three times each second digit from the right. */
export function hasCheckDigit(gtin: string): boolean {
  if (!new RegExp(`^\\d{${GTIN_DIGITS}}$`).test(gtin)) return false
  return checkDigitOf(gtin.slice(0, -1)) === gtin.at(-1)
}

export function checkDigitOf(digits: string): string {
  const sum = [...digits].reverse().reduce((total, digit, at) => total + Number(digit) * (at % 2 === 0 ? 3 : 1), 0)
  return String((10 - (sum % 10)) % 10)
}

/** YYMMDD; undefined for a day that is none. */
function toDay(text: string): string | undefined {
  if (text.length !== DAY_DIGITS) return undefined
  const [year, month, day] = [0, 2, 4].map((at) => Number(text.slice(at, at + 2))) as [number, number, number]
  if (month < 1 || month > 12) return undefined
  const lastDay = new Date(Date.UTC(CENTURY + year, month, 0)).getUTCDate()
  if (day > lastDay) return undefined
  const pad = (number: number): string => String(number).padStart(2, '0')
  return `${CENTURY + year}-${pad(month)}-${pad(day === 0 ? lastDay : day)}`
}

/** The code of a pack as a scanner sends it. */
export function writeGs1({ gtin, lot, expiresOn }: Required<Scanned>): string {
  return `01${gtin}17${expiresOn.slice(2).replaceAll('-', '')}10${lot.slice(0, LOT_LETTERS_MAX)}`
}
