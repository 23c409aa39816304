// Reads days and years as people and spreadsheets write them. A day that could be two days is refused, not guessed.
import { dayInIndia } from '../clock.ts'
import { isDay } from '../http/formats.ts'
import { type Cleaned, cleanText, tidy, toPlainDigits } from './clean-values.ts'

/** In which order a file writes a day. Without it, only days that can be read in one way are read. */
export const DAY_ORDERS = ['dmy', 'mdy', 'iso'] as const
export type DayOrder = (typeof DAY_ORDERS)[number]

/** A day, or only its year when no more is known. */
export type DayOrYear = { readonly day: string } | { readonly year: number }

const MONTHS = [
  'january जनवरी',
  'february फरवरी फ़रवरी',
  'march मार्च',
  'april अप्रैल',
  'may मई',
  'june जून',
  'july जुलाई',
  'august अगस्त',
  'september sept सितंबर सितम्बर',
  'october अक्टूबर अक्तूबर',
  'november नवंबर नवम्बर',
  'december दिसंबर दिसम्बर',
].map((words) => words.split(' ').map((word) => word.normalize('NFC')))

const TIME = /[T ]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?( ?[ap]\.?m\.?)?$/i
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/

const IMPOSSIBLE = 'is not a day of the calendar'
const TWO_WAYS = 'can be two days (day and month are both below 13): say the order with --dates dmy or --dates mdy'

/** Reads a day of the past or present. `order` says how the file writes days with three numbers. */
export function cleanDay(written: string | undefined, order?: DayOrder): Cleaned<DayOrYear> {
  const { value, fault } = cleanText(tidy(written))
  if (value === undefined) return fault === undefined ? {} : { fault }
  const text = toPlainDigits(value).normalize('NFC')
  if (/^(-+|n\/?a|nil|null|none|nan|unknown|0000-00-00.*)$/i.test(text)) return {}
  if (INSTANT.test(text)) return readInstant(text)
  const day = text.replace(TIME, '')
  const read = readIso(day) ?? (order === 'iso' ? { fault: 'is not written YYYY-MM-DD' } : readOther(day, order))
  const isTimed = day !== text && read.value !== undefined && read.change === undefined
  return isTimed ? { ...read, change: 'is without its time' } : read
}

/** Reads a day that must be whole: a year is too little. */
export function cleanWholeDay(written: string | undefined, order?: DayOrder): Cleaned<string> {
  const { value, change, fault } = cleanDay(written, order)
  if (value === undefined) return fault === undefined ? {} : { fault }
  return 'day' in value ? { value: value.day, ...(change && { change }) } : { fault: 'is only a year or a month' }
}

/** A program that stores days as instants writes midnight in India as half past six in the evening before. */
function readInstant(text: string): Cleaned<DayOrYear> {
  const at = new Date(text)
  if (Number.isNaN(at.getTime()) || !isDay(text.slice(0, 10))) return { fault: IMPOSSIBLE }
  return { value: { day: dayInIndia(at) }, change: 'is the day in India of an instant' }
}

/** The forms that begin with the year. Undefined for others. */
function readIso(text: string): Cleaned<DayOrYear> | undefined {
  const year = /^([12]\d{3})(\.0+)?$/.exec(text)
  if (year) return { value: { year: Number(year[1]) }, ...(year[2] && { change: 'is a whole number: ".0" is gone' }) }
  const month = /^(\d{4})[-/.](\d{2})$/.exec(text)
  if (month) return ofMonth(month[1] as string, Number(month[2]))
  const parts =
    /^(\d{4})([-/. ]?)(\d{2})\2(\d{2})(?:\.0+)?$/.exec(text) ?? /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/.exec(text)
  return parts ? ofParts(parts[1] as string, parts[3] as string, parts[4] as string, text) : undefined
}

function ofMonth(year: string, month: number): Cleaned<DayOrYear> {
  if (month > 12) return { fault: IMPOSSIBLE }
  return { value: { year: Number(year) }, change: 'has no day: only its year counts' }
}

function ofParts(year: string, month: string, day: string, text: string): Cleaned<DayOrYear> {
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  // Databases write zeros for a day or month that nobody knew.
  if (Number(day) === 0) return ofMonth(year, Number(month))
  if (!isDay(iso)) return { fault: IMPOSSIBLE }
  return iso === text ? { value: { day: iso } } : { value: { day: iso }, change: 'is written as YYYY-MM-DD' }
}

function readOther(text: string, order: DayOrder | undefined): Cleaned<DayOrYear> {
  const serial = /^(\d{5})(\.\d+)?$/.exec(text)
  if (serial) return readSerial(Number(serial[1]))
  const month = /^(\d{1,2})[-/.](\d{4})$/.exec(text)
  if (month) return ofMonth(month[2] as string, Number(month[1]))
  const numbers = /^(\d{1,2})([-/. ])(\d{1,2})\2(\d{4}|\d{2})$/.exec(text)
  if (numbers) return ofNumbers(numbers[1] as string, numbers[3] as string, numbers[4] as string, order)
  return readNamed(text) ?? { fault: 'is not a day: write YYYY-MM-DD' }
}

// Day 1 of a spreadsheet is 1 January 1900, and it counts a 29 February 1900 that did not exist.
const SPREADSHEET_DAY_0 = Date.UTC(1899, 11, 30)
const DAY_MS = 86_400_000

function readSerial(days: number): Cleaned<DayOrYear> {
  const day = new Date(SPREADSHEET_DAY_0 + days * DAY_MS).toISOString().slice(0, 10)
  return { value: { day }, change: 'was the number of a day in a spreadsheet' }
}

function ofNumbers(first: string, second: string, year: string, order: DayOrder | undefined): Cleaned<DayOrYear> {
  if (year.length === 2) return { fault: 'has a year of two digits: write all four' }
  const [one, two] = [Number(first), Number(second)]
  if (order === undefined && one <= 12 && two <= 12 && one !== two) return { fault: TWO_WAYS }
  const isDayFirst = order === undefined ? two <= 12 : order === 'dmy'
  const [day, month] = isDayFirst ? [first, second] : [second, first]
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  if (!isDay(iso)) return { fault: order === undefined ? IMPOSSIBLE : `${IMPOSSIBLE} in the order ${order}` }
  return { value: { day: iso }, change: 'is written as YYYY-MM-DD' }
}

/** 6 May 1980, 06-May-1980, May 6, 1980, 6 मई 1980: the word says which number is the month. */
function readNamed(text: string): Cleaned<DayOrYear> | undefined {
  const dayFirst = /^(\d{1,2})(?:st|nd|rd|th)?[-/. ]*(\p{L}[\p{L}\p{M}]*)[-/., ]*(\d{4}|\d{2})$/iu.exec(text)
  const monthFirst = /^(\p{L}[\p{L}\p{M}]*)[-/. ]*(\d{1,2})(?:st|nd|rd|th)?[-/., ]+(\d{4}|\d{2})$/iu.exec(text)
  const [day, word, year] = dayFirst
    ? dayFirst.slice(1)
    : monthFirst
      ? [monthFirst[2], monthFirst[1], monthFirst[3]]
      : []
  if (day === undefined || word === undefined || year === undefined) return undefined
  const month = monthOf(word.toLowerCase())
  if (month === undefined) return undefined
  if (year.length === 2) return { fault: 'has a year of two digits: write all four' }
  return ofParts(year, String(month), day, text)
}

function monthOf(word: string): number | undefined {
  const at = MONTHS.findIndex((names) =>
    names.some((name) => name === word || (/^[a-z]{3}$/.test(word) && name.startsWith(word))),
  )
  return at < 0 ? undefined : at + 1
}

/** Reads a year: 1980, or 1980.0 as spreadsheets write it. */
export function cleanYear(written: string | undefined): Cleaned<number> {
  const { value, fault } = cleanText(tidy(written))
  if (value === undefined) return fault === undefined ? {} : { fault }
  const year = /^([12]\d{3})(\.0+)?$/.exec(toPlainDigits(value))
  if (!year)
    return /^(-+|0|n\/?a|nil|null|none|nan|unknown)$/i.test(value) ? {} : { fault: 'is not a year of four digits' }
  return { value: Number(year[1]), ...(year[2] && { change: 'is a whole number: ".0" is gone' }) }
}
