// Checks the facts of a person from a file before we store them: a real day, a whole year, and readable text.
import { isDay } from '../../../platform/http/formats.ts'
import type { StatedPerson } from '../index/matching/profile.ts'

export type CleanedPerson = { readonly stated: StatedPerson } | { readonly reason: string }

// PostgreSQL cannot store U+0000 or half a character, and nobody can read the other control characters.
const UNREADABLE = /[\p{Cc}\p{Cs}]/u
const COMPACT_DAY = /^(\d{4})(\d{2})(\d{2})$/

/** Gives the person with the birth date as YYYY-MM-DD and the address on one line, or the reason to refuse the row. */
export function cleanStated(stated: StatedPerson): CleanedPerson {
  const cleaned: StatedPerson = {
    ...stated,
    birthDate: stated.birthDate?.replace(COMPACT_DAY, '$1-$2-$3'),
    // Some files write an address on several lines.
    address: stated.address?.replace(/[\t\r\n]+/g, ' '),
  }
  const field = findUnreadable(cleaned)
  if (field !== undefined) return { reason: `has a control character in ${field}` }
  const { birthDate, birthYear } = cleaned
  if (birthDate !== undefined && !isDay(birthDate)) return { reason: 'has an impossible birth date' }
  if (birthYear !== undefined && !Number.isInteger(birthYear)) return { reason: 'has an impossible birth year' }
  return { stated: cleaned }
}

function findUnreadable({ identifiers = [], ...texts }: StatedPerson): string | undefined {
  const faulty = Object.entries(texts).find(([, value]) => typeof value === 'string' && UNREADABLE.test(value))
  if (faulty) return faulty[0]
  return identifiers.some(({ system, value }) => UNREADABLE.test(system + value)) ? 'identifiers' : undefined
}
