// Brings dates, phones, postal codes, addresses and identifiers into one form each; what is unusable becomes undefined.
import { romanise } from './romanise.ts'

export interface BirthFacts {
  readonly year: number
  /** YYYYMMDD, where the day is known. The first of January is what clerks write who know the year only. */
  readonly day: string | undefined
}

const DATE = /^(\d{4})-?(\d{2})-?(\d{2})$/

/** Impossible days count as stated: two sources may hold the same slip, and a slip in one is near the truth. */
export function toBirth(birthDate: string | undefined, birthYear: number | undefined): BirthFacts | undefined {
  const match = DATE.exec(birthDate?.trim() ?? '')
  const year = match ? Number(match[1]) : birthYear
  if (year === undefined || !Number.isInteger(year) || year < 1000 || year > 2999) return undefined
  if (!match) return { year, day: undefined }
  const monthAndDay = `${match[2]}${match[3]}`
  const isKnown = monthAndDay !== '0101' && match[2] !== '00' && match[3] !== '00'
  return { year, day: isKnown ? `${match[1]}${monthAndDay}` : undefined }
}

const PHONE_DIGITS = 10

/** The last ten digits; undefined where they cannot be anybody's own number. */
export function toPhone(written: string | undefined): string | undefined {
  const digits = (written ?? '').normalize('NFKC').replace(/\D/g, '')
  if (digits.length < 8) return undefined
  const last = digits.slice(-PHONE_DIGITS)
  return /(\d)\1{6}|1234567|7654321/.test(last) ? undefined : last
}

export function toEmail(written: string | undefined): string | undefined {
  const email = (written ?? '').trim().toLowerCase()
  return /^[^@\s]+@[^@\s]+$/.test(email) ? email : undefined
}

/** Any country's postal code; six digits in India. */
export function toPin(written: string | undefined): string | undefined {
  const pin = (written ?? '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
  return pin.length >= 3 && pin.length <= 10 && !/^(.)\1+$/.test(pin) ? pin : undefined
}

/** The larger region of a postal code: of six digits the first three, of four the first two. */
export const regionOf = (pin: string): string => pin.slice(0, Math.max(2, Math.floor(pin.length / 2)))

/** "2/1", "2-1" and "2 by 1" are one house. */
export function toHouse(written: string | undefined): string | undefined {
  const house = (written ?? '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\bby\b/g, '/')
    .replace(/\b(h|house|door|flat|plot|d|no|number)\b\.?/g, ' ')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((part) => part !== '')
    .join('/')
  return /\d/.test(house) && house.length <= 20 ? house : undefined
}

// What a house number looks like in front of an address: "12", "2/1", "14-B", "H.No. 3", "2 by 1".
const LEADING_HOUSE = new RegExp(
  // Each part begins after a separator and can be read in one way only: a long row of numbers takes linear time.
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

/** Words that stand in every second address. */
const EMPTY_WORDS = new Set(
  `road street lane nagar near opposite behind colony village post district dist taluk tehsil house no number flat
  apartment sector phase extension block ward main cross avenue place court close drive crescent circuit the of and by
  at po ps city town india temple school hospital station`.split(/\s+/),
)
const PLACE_WORDS_MAX = 8

/** The telling words of an address: what remains without house number, fillers and short forms. */
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

/** An identifier as it is compared: its system and its signs without spaces and punctuation. */
export function toIdentifier(system: string, value: string): string | undefined {
  const signs = value
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
  if (signs.length < 4 || signs.length > 100 || /^(.)\1+$/.test(signs)) return undefined
  return `${system.trim().toLowerCase()}|${signs}`
}
