// Brings dates, phones, postal codes, addresses and identifiers into one form each; unusable values become undefined.
import { tidy, toPlainDigits } from '../../../../platform/files/clean-values.ts'
import { toNumberSystem } from '../../contract.ts'
import { romanise } from './romanise.ts'

export interface BirthFacts {
  readonly year: number
  /** YYYYMMDD if the day is known. The first of January counts as unknown: clerks write it for a birth year alone. */
  readonly day: string | undefined
}

const DATE = /^(\d{4})-?(\d{2})-?(\d{2})$/

/** Keeps impossible days as stated: two sources may have the same slip, and a day with a slip is near the true day. */
export function toBirth(birthDate: string | undefined, birthYear: number | undefined): BirthFacts | undefined {
  const match = DATE.exec(toPlainDigits(tidy(birthDate)))
  const year = match ? Number(match[1]) : birthYear
  if (year === undefined || !Number.isInteger(year) || year < 1000 || year > 2999) return undefined
  if (!match) return { year, day: undefined }
  const monthAndDay = `${match[2]}${match[3]}`
  const isKnown = monthAndDay !== '0101' && match[2] !== '00' && match[3] !== '00'
  return { year, day: isKnown ? `${match[1]}${monthAndDay}` : undefined }
}

const PHONE_DIGITS = 10

/** Gives the last ten digits; undefined when they are clearly not a real number. */
export function toPhone(written: string | undefined): string | undefined {
  const digits = toPlainDigits(written ?? '').replace(/\D/g, '')
  if (digits.length < 8) return undefined
  const last = digits.slice(-PHONE_DIGITS)
  return /(\d)\1{6}|1234567|7654321/.test(last) ? undefined : last
}

export function toEmail(written: string | undefined): string | undefined {
  const email = (written ?? '').trim().toLowerCase()
  return /^[^@\s]+@[^@\s]+$/.test(email) ? email : undefined
}

/** Gives the postal code of any country; in India it has six digits. */
export function toPin(written: string | undefined): string | undefined {
  const pin = toPlainDigits((written ?? '').normalize('NFKC'))
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
  return pin.length >= 3 && pin.length <= 10 && !/^(.)\1+$/.test(pin) ? pin : undefined
}

/** Gives the larger region of a postal code: the first three of six digits, the first two of four. */
export const regionOf = (pin: string): string => pin.slice(0, Math.max(2, Math.floor(pin.length / 2)))

/** Gives a house number in one form: "2/1", "2-1" and "2 by 1" are the same house. */
export function toHouse(written: string | undefined): string | undefined {
  const house = toPlainDigits((written ?? '').normalize('NFKC'))
    .toLowerCase()
    .replace(/\bby\b/g, '/')
    .replace(/\b(h|house|door|flat|plot|d|no|number)\b\.?/g, ' ')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((part) => part !== '')
    .join('/')
  return /\d/.test(house) && house.length <= 20 ? house : undefined
}

// Matches a house number in front of an address: "12", "2/1", "14-B", "H.No. 3", "2 by 1".
const LEADING_HOUSE = new RegExp(
  // Each part begins after a separator and matches in only one way. So a long row of numbers takes linear time.
  '^\\s*(?:(?:house|h|door|d|flat|plot)?\\.?\\s*(?:no|number)?\\.?\\s*)?#?\\s*' +
    '(\\d+\\s?[a-z]?(?:\\s*(?:[-/]|by)\\s*(?:\\d+[a-z]?|[a-z]\\d*))*)(?=[\\s,]|$)',
  'i',
)

const PLACE_WORDS: Readonly<Record<string, string>> = {
  ngr: 'nagar',
  nagara: 'nagar',
  rd: 'road',
  st: 'street',
  str: 'street',
  opp: 'opposite',
  nr: 'near',
  col: 'colony',
  vill: 'village',
  apt: 'apartment',
  apts: 'apartment',
  extn: 'extension',
  sec: 'sector',
  ph: 'phase',
}

/** Words that are too common in addresses to tell one from another. */
const EMPTY_WORDS = new Set(
  `road street lane nagar near opposite behind colony village post district dist taluk tehsil house no number flat
  apartment sector phase extension block ward main cross avenue place court close drive crescent circuit the of and by
  at po ps city town india temple school hospital station`.split(/\s+/),
)
const PLACE_WORDS_MAX = 8

/** Gives the telling words of an address, without numbers and common words; writes out short forms. */
export function toPlaceWords(written: string): string[] {
  const words = romanise(written.slice(0, 400).normalize('NFC'))
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\p{M}\p{Cf}'’]/gu, '')
    .split(/[^\p{L}]+/u)
    .map((word) => PLACE_WORDS[word] ?? word)
    .filter((word) => word.length >= 3 && !EMPTY_WORDS.has(word))
  return [...new Set(words)].slice(0, PLACE_WORDS_MAX)
}

export function houseInAddress(address: string | undefined): string | undefined {
  return toHouse(LEADING_HOUSE.exec((address ?? '').slice(0, 60))?.[1])
}

/** Gives an identifier for comparing: its system, and its characters without spaces and punctuation. */
export function toIdentifier(system: string, value: string): string | undefined {
  const signs = toPlainDigits(value.normalize('NFKC'))
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
  if (signs.length < 4 || signs.length > 100 || /^(.)\1+$/.test(signs)) return undefined
  return `${toNumberSystem(system)}|${signs}`
}
