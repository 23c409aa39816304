// Cleans what a file says of a person: pure, and tells what it changed, what it left out, and why it refuses the row.
import { cleanDay, cleanYear, type DayOrder } from '../../../platform/files/clean-days.ts'
import {
  type Cleaned,
  cleanGender,
  cleanHouse,
  cleanIdentifier,
  cleanPhone,
  cleanPin,
  cleanText,
} from '../../../platform/files/clean-values.ts'
import { toIdentifier } from '../index/matching/normalise-facts.ts'
import type { StatedPerson } from '../index/matching/profile.ts'

/** A person as a file says it: texts, as they stand there. */
export type SaidPerson = Omit<StatedPerson, 'birthYear'> & { readonly birthYear?: string | undefined }

/** A value that was changed or left out. The reason repeats nothing of the value. */
export interface Change {
  readonly field: string
  readonly reason: string
}

export type CleanedPerson =
  | { readonly stated: StatedPerson; readonly changes: readonly Change[] }
  | { readonly field?: string; readonly reason: string }

// PostgreSQL cannot store U+0000 or half a character, and nobody can read the other control characters.
const UNREADABLE = /[\p{Cc}\p{Cs}]/u

const ADDRESS_LETTERS_MAX = 400
const EMAIL_LETTERS_MAX = 254

export function cleanPerson(said: SaidPerson, order?: DayOrder): CleanedPerson {
  // Some files write an address on several lines.
  const lines = { ...said, address: said.address?.replace(/[\t\r\n]+/g, ' ') }
  const unreadable = findUnreadable(lines)
  if (unreadable !== undefined) return { field: unreadable, reason: 'has a control character' }
  const name = cleanName(lines)
  if ('reason' in name) return name
  const birth = cleanBirth(lines, order)
  if ('reason' in birth) return birth
  const changes: Change[] = [...birth.changes]
  const take = <Value>(field: string, { value, change, fault }: Cleaned<Value>): Value | undefined => {
    if (fault !== undefined) changes.push({ field, reason: `left out: it ${fault}` })
    else if (change !== undefined) changes.push({ field, reason: change })
    return value
  }
  const stated: StatedPerson = {
    ...name,
    ...birth.stated,
    gender: take('gender', cleanGender(lines.gender)),
    phone: take('phone', cleanPhone(lines.phone)),
    email: take('email', cleanEmail(lines.email)),
    house: take('house', cleanHouse(lines.house)),
    address: take('address', cleanAddress(lines.address)),
    locality: take('locality', cleanText(lines.locality)),
    pin: take('pin', cleanPin(lines.pin)),
    state: take('state', cleanText(lines.state)),
    identifiers: (lines.identifiers ?? []).flatMap(({ system, value }) => {
      const cleaned = take('identifiers', cleanNumber(system, value))
      return cleaned === undefined ? [] : [{ system, value: cleaned }]
    }),
  }
  return { stated, changes }
}

type Refused = { readonly field: string; readonly reason: string }

/** A name of which a part was lost must not be taken for the whole name. */
function cleanName({ fullName, givenName, familyName }: SaidPerson): Pick<SaidPerson, 'fullName'> | Refused {
  const names = { fullName: cleanText(fullName), givenName: cleanText(givenName), familyName: cleanText(familyName) }
  for (const [field, { fault }] of Object.entries(names)) if (fault !== undefined) return { field, reason: fault }
  return Object.fromEntries(Object.entries(names).map(([field, { value }]) => [field, value]))
}

type Birth = { readonly stated: Pick<StatedPerson, 'birthDate' | 'birthYear'>; readonly changes: readonly Change[] }

/** The day of birth, or the year. A day and a year that contradict each other are refused. */
function cleanBirth({ birthDate, birthYear }: SaidPerson, order: DayOrder | undefined): Birth | Refused {
  const [day, year] = [cleanDay(birthDate, order), cleanYear(birthYear)]
  if (day.fault !== undefined) return { field: 'birthDate', reason: day.fault }
  if (year.fault !== undefined) return { field: 'birthYear', reason: year.fault }
  const changes = [
    ...(day.change === undefined ? [] : [{ field: 'birthDate', reason: day.change }]),
    ...(year.change === undefined ? [] : [{ field: 'birthYear', reason: year.change }]),
  ]
  if (day.value === undefined) return { stated: { birthYear: year.value }, changes }
  const yearOfDay = 'day' in day.value ? Number(day.value.day.slice(0, 4)) : day.value.year
  if (year.value !== undefined && year.value !== yearOfDay) {
    return { field: 'birthYear', reason: 'is another year than that of birthDate' }
  }
  return { stated: 'day' in day.value ? { birthDate: day.value.day } : { birthYear: yearOfDay }, changes }
}

function cleanEmail(written: string | undefined): Cleaned<string> {
  const text = cleanText(written)
  if (text.value === undefined) return text
  const isEmail = /^[^@\s]+@[^@\s]+$/.test(text.value) && text.value.length <= EMAIL_LETTERS_MAX
  return isEmail ? text : { fault: 'is not an e-mail address' }
}

function cleanAddress(written: string | undefined): Cleaned<string> {
  const text = cleanText(written)
  if (text.value === undefined || text.value.length <= ADDRESS_LETTERS_MAX) return text
  return { value: text.value.slice(0, ADDRESS_LETTERS_MAX), change: `is cut after ${ADDRESS_LETTERS_MAX} letters` }
}

function cleanNumber(system: string, value: string): Cleaned<string> {
  const cleaned = cleanIdentifier(value)
  if (cleaned.value === undefined || toIdentifier(system, cleaned.value) !== undefined) return cleaned
  return { fault: 'has too few signs to tell people apart, or more than 100' }
}

function findUnreadable({ identifiers = [], ...texts }: SaidPerson): string | undefined {
  const faulty = Object.entries(texts).find(([, value]) => typeof value === 'string' && UNREADABLE.test(value))
  if (faulty) return faulty[0]
  return identifiers.some(({ system, value }) => UNREADABLE.test(system + value)) ? 'identifiers' : undefined
}
