// Cleans what a file says of a person: pure, and tells what it changed, what it left out, and why it refuses the row.
import { cleanDay, cleanYear, type DayOrder } from './clean-days.ts'
import {
  type Cleaned,
  cleanGender,
  cleanHouse,
  cleanIdentifier,
  cleanPhone,
  cleanPin,
  cleanText,
  type FhirGender,
} from './clean-values.ts'

/** The facts of a person, cleaned: the day as YYYY-MM-DD, the gender in FHIR's words. */
export interface PersonFacts {
  readonly fullName?: string | undefined
  readonly givenName?: string | undefined
  readonly familyName?: string | undefined
  readonly birthDate?: string | undefined
  readonly birthYear?: number | undefined
  readonly gender?: FhirGender | undefined
  readonly phone?: string | undefined
  readonly email?: string | undefined
  readonly house?: string | undefined
  readonly address?: string | undefined
  readonly locality?: string | undefined
  readonly pin?: string | undefined
  readonly state?: string | undefined
  readonly identifiers?: readonly { readonly system: string; readonly value: string }[] | undefined
}

/** A person as a file says it: texts, as they stand there. */
export type SaidPerson = Omit<PersonFacts, 'birthYear' | 'gender'> & {
  readonly birthYear?: string | undefined
  readonly gender?: string | undefined
}

/** A value that was changed or left out. The reason repeats nothing of the value. */
export interface Change {
  readonly field: string
  readonly reason: string
}

export type CleanedPerson =
  | { readonly stated: PersonFacts; readonly changes: readonly Change[] }
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
  const changes: Change[] = [...name.changes, ...birth.changes]
  const take = <Value>(field: string, { value, change, fault }: Cleaned<Value>): Value | undefined => {
    if (fault !== undefined) changes.push({ field, reason: `left out: it ${fault}` })
    else if (change !== undefined) changes.push({ field, reason: change })
    return value
  }
  const stated: PersonFacts = {
    ...name.stated,
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
      const cleaned = take('identifiers', cleanNumber(value))
      return cleaned === undefined ? [] : [{ system, value: cleaned }]
    }),
  }
  return { stated, changes }
}

type Refused = { readonly field: string; readonly reason: string }

// Marks of the direction and the like come with pasted text. Joiners decide how letters of Indian scripts combine.
const INVISIBLE = /(?![\u200c\u200d])\p{Cf}/gu

type Name = { readonly stated: Pick<PersonFacts, 'fullName'>; readonly changes: readonly Change[] }

/** A name of which a part was lost must not be taken for the whole name. */
function cleanName({ fullName, givenName, familyName }: SaidPerson): Name | Refused {
  const changes: Change[] = []
  const names: [string, string | undefined][] = []
  for (const [field, written] of Object.entries({ fullName, givenName, familyName })) {
    const { value, fault } = cleanText(written?.replace(INVISIBLE, ''))
    if (fault !== undefined) return { field, reason: fault }
    if ((written ?? '').search(INVISIBLE) >= 0) {
      changes.push({ field, reason: 'is without signs that nobody sees' })
    }
    names.push([field, value])
  }
  return { stated: Object.fromEntries(names), changes }
}

type Birth = { readonly stated: Pick<PersonFacts, 'birthDate' | 'birthYear'>; readonly changes: readonly Change[] }

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

const SIGNS = { min: 4, max: 100 }

/** A number with fewer signs, or with one sign alone, would be the number of many people. */
function cleanNumber(value: string): Cleaned<string> {
  const cleaned = cleanIdentifier(value)
  const signs = cleaned.value?.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '')
  if (signs === undefined) return cleaned
  const isTelling = signs.length >= SIGNS.min && signs.length <= SIGNS.max && !/^(.)\1+$/.test(signs)
  return isTelling ? cleaned : { fault: 'has too few signs to tell people apart, or more than 100' }
}

function findUnreadable({ identifiers = [], ...texts }: SaidPerson): string | undefined {
  const faulty = Object.entries(texts).find(([, value]) => typeof value === 'string' && UNREADABLE.test(value))
  if (faulty) return faulty[0]
  return identifiers.some(({ system, value }) => UNREADABLE.test(system + value)) ? 'identifiers' : undefined
}
