// Cleans values that people and spreadsheets wrote: pure functions that say what they changed and what they left out.

export interface Cleaned<Value> {
  /** Undefined when nothing is stated, or when the statement is of no use. */
  readonly value?: Value | undefined
  /** What was changed, in words that repeat nothing of the value. */
  readonly change?: string
  /** Why the value is of no use. */
  readonly fault?: string
}

/** Signs that spreadsheets and programs write where nothing is known. */
const NOTHING = /^(-+|\.+|n\/?a|nil|null|none|nan|\(null\)|not (known|available|given)|unknown|अज्ञात|पता नहीं)$/i
const SPREADSHEET_ERROR = /^#(N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NULL!|NUM!|SPILL!|#+)$/i
const INVISIBLE = /[\p{Cf}\u00a0]/gu

// A spreadsheet rounds a long number: 560012345678 becomes 5.60012E+11, and nobody can tell the other digits.
const ROUNDED = /^[+-]?\d([.,]\d+E[+-]?\d{1,3}|E[+-]\d{1,3})$/i
// A spreadsheet makes a day of 3-5 (5-Mar), and a month of 3-2005 (Mar-05).
const MADE_A_DAY =
  /^(\d{1,2}-(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)|(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)-\d\d)$/
const SPREADSHEET_DIGITS = 15

const ROUNDED_FAULT = 'was rounded by a spreadsheet (like 5.6E+11): give the column the format Text, and export again'
const ERROR_FAULT = 'is an error of a spreadsheet (like #N/A or ####): correct the cell, and export again'
const MADE_A_DAY_FAULT =
  'was made a date by a spreadsheet (like 5-Mar): give the column the format Text, and export again'

/** Writes the digits of all scripts as 0 to 9. */
export function toPlainDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, (digit) => {
    if (digit <= '9') return digit
    // Each script has its ten digits in a row, from zero to nine.
    let zero = digit.codePointAt(0) as number
    const end = zero
    while (end - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--
    return String(end - zero)
  })
}

/** The text without marks that nobody sees, such as U+202A around a number from a phone's contacts. */
export const tidy = (text: string | undefined): string => (text ?? '').replace(INVISIBLE, ' ').trim()

/** A text without what a spreadsheet adds. `undefined` when it says that nothing is known. */
export function cleanText(written: string | undefined): Cleaned<string> {
  const text = (written ?? '').trim()
  if (text === '') return {}
  if (SPREADSHEET_ERROR.test(text)) return { fault: ERROR_FAULT }
  // A spreadsheet writes ' in front of a number that it must not change.
  return /^'[\d+]/.test(text) ? { value: text.slice(1), change: 'is without its apostrophe' } : { value: text }
}

/** What every value that is no name can say: nothing, an error of a spreadsheet, or a text to read. */
function readWritten(written: string | undefined): Cleaned<string> {
  const { value, fault } = cleanText(tidy(written))
  if (fault !== undefined) return { fault }
  if (value === undefined || NOTHING.test(value)) return {}
  return { value: toPlainDigits(value) }
}

/** A number that names a person or a record. It must be whole: two people must never share a damaged number. */
export function cleanIdentifier(written: string | undefined): Cleaned<string> {
  const { value, fault } = readWritten(written)
  if (value === undefined) return fault === undefined ? {} : { fault }
  if (ROUNDED.test(value)) return { fault: ROUNDED_FAULT }
  if (MADE_A_DAY.test(value)) return { fault: MADE_A_DAY_FAULT }
  const whole = value.replace(/^(\d{4,})\.0+$/, '$1')
  if (/^\d+$/.test(whole) && whole.length > SPREADSHEET_DIGITS && whole.slice(SPREADSHEET_DIGITS).match(/^0+$/)) {
    return { fault: 'has lost its last digits in a spreadsheet: give the column the format Text, and export again' }
  }
  if (/^[0xX*?\s-]+$/.test(whole)) return { fault: 'is a sign for nothing and not a number' }
  return whole === (written ?? '').trim() ? { value: whole } : { value: whole, change: 'is written in plain digits' }
}

/** The number of a record in its file. Here 0 is a number like others. */
export function cleanRecordId(written: string | undefined): Cleaned<string> {
  const { value, fault } = cleanText(tidy(written))
  if (value !== undefined && /^0+$/.test(value)) return { value }
  const read = cleanIdentifier(written)
  if (fault !== undefined || value === undefined || read.fault !== undefined) return read
  return { value: value.replace(/^(\d+)\.0+$/, '$1') }
}

/** A house number, which a spreadsheet takes for a day. */
export function cleanHouse(written: string | undefined): Cleaned<string> {
  const text = cleanText(written)
  if (text.value === undefined) return text
  return MADE_A_DAY.test(text.value) ? { fault: MADE_A_DAY_FAULT } : text
}

/** A PIN code of India: 110001, 110 001, 110-001, 110001.0, PIN 110001. */
export function cleanPin(written: string | undefined): Cleaned<string> {
  const { value, fault } = readWritten(written)
  if (value === undefined) return fault === undefined ? {} : { fault }
  if (ROUNDED.test(value)) return { fault: ROUNDED_FAULT }
  const pin = value
    .replace(/^pin( ?code)?[ :.-]*/i, '')
    .replace(/\.0+$/, '')
    .replace(/^(\d{3})[ .-]+(\d{3})$/, '$1$2')
  if (!/^[1-9]\d{5}$/.test(pin)) return { fault: 'is not a PIN code of six digits' }
  return pin === (written ?? '').trim() ? { value: pin } : { value: pin, change: 'is written as six digits' }
}

const PHONE_DIGITS = { min: 8, max: 15 }

/** A phone. Of several numbers the first counts. */
export function cleanPhone(written: string | undefined): Cleaned<string> {
  const { value, fault } = readWritten(written)
  if (value === undefined) return fault === undefined ? {} : { fault }
  if (ROUNDED.test(value)) return { fault: ROUNDED_FAULT }
  const numbers = value.split(/\s*(?:[/,;|]|\bor\b)\s*/i).filter((one) => one.replace(/\D/g, '') !== '')
  const first = (numbers[0] ?? '').replace(/^(\d{8,})\.0+$/, '$1').trim()
  const digits = first.replace(/\D/g, '')
  if (!/^[\d\s()+.-]+$/.test(first) || digits.length < PHONE_DIGITS.min || digits.length > PHONE_DIGITS.max) {
    return { fault: 'is not a phone number' }
  }
  if (/^(\d)\1+$/.test(digits.slice(-10)) || digits.endsWith('1234567890')) {
    return { fault: 'is a sign for nothing and not a phone number' }
  }
  if (numbers.length > 1) return { value: first, change: 'is the first of several numbers' }
  return first === (written ?? '').trim() ? { value: first } : { value: first, change: 'is written in plain digits' }
}

export type FhirGender = 'male' | 'female' | 'other' | 'unknown'

const GENDER_WORDS: Readonly<Record<FhirGender, string>> = {
  male: 'male m man boy gents पुरुष पुरूष पु नर लड़का आदमी बालक purush',
  female: 'female f woman girl ladies महिला स्त्री म मादा लड़की औरत बालिका mahila stri',
  other: 'other others o t tg transgender third अन्य ट्रांसजेंडर किन्नर anya',
  unknown: 'unknown u अज्ञात',
}
const toGenderKey = (text: string): string => text.normalize('NFC').toLowerCase().replace(/[.\s]/g, '')
const GENDERS = new Map(
  Object.entries(GENDER_WORDS).flatMap(([gender, words]) =>
    words.split(' ').map((word) => [toGenderKey(word), gender as FhirGender] as const),
  ),
)

/** A gender in English or Hindi, in whole or in short. */
export function cleanGender(written: string | undefined): Cleaned<FhirGender> {
  const text = tidy(written)
  const gender = GENDERS.get(toGenderKey(text))
  if (gender !== undefined)
    return gender === text ? { value: gender } : { value: gender, change: `is read as ${gender}` }
  const { value, fault } = readWritten(written)
  if (value === undefined) return fault === undefined ? {} : { fault }
  return { fault: 'is not understood: write male, female, other or unknown' }
}
