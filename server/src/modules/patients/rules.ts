// Pure decisions: which facts staff must state about a person before they see who it is.
import type { MatchEvidence, MatchQuery } from './contract.ts'

/**
 * The independent facts. A phone, an e-mail address and a home count as one fact, because people who know a family know
 * them all. Gender and PIN do not count, because they are easy to guess.
 */
const FACTS: readonly (readonly MatchEvidence['field'][])[] = [
  ['name'],
  ['birth'],
  ['identifier'],
  ['phone', 'email', 'address'],
]
const FACTS_NEEDED = 2

/** A value that fits one in sixteen people (4 bits), such as an initial or the name Kumar, is easy to guess. */
const GUESSED_BITS = 4

/** Gives the missing field if a description has fewer than two facts: a phone or a number alone is not enough. */
export function findMissingFact(query: MatchQuery): { pointer: string; detail: string } | undefined {
  const { fullName, givenName, familyName, birthDate, birthYear, phone, email, address, identifiers } = query
  const name = fullName ?? givenName ?? familyName
  const stated = [name, birthDate ?? birthYear, identifiers?.[0], phone ?? email ?? address]
  if (stated.filter((fact) => fact !== undefined).length >= FACTS_NEEDED) return undefined
  const detail = 'is missing: give two of: name, birth, an identifier, and one of phone, email and address'
  return { pointer: name === undefined ? '/fullName' : '/birthDate', detail }
}

/** A family name is no fact about one person: relatives, and many others, share it. For a newborn there is no more. */
const NAMES_NOBODY = /^given (missing|conflict)\b/

/** Whether at least two independent facts agree: then the caller does not only know one fact and guess another. */
export function mayBeShown(explanation: readonly MatchEvidence[]): boolean {
  const agrees = ({ bits, field, comparison }: MatchEvidence): boolean =>
    bits > GUESSED_BITS && !(field === 'name' && NAMES_NOBODY.test(comparison))
  const agreeing = FACTS.filter((fields) => explanation.some((one) => fields.includes(one.field) && agrees(one)))
  return agreeing.length >= FACTS_NEEDED
}

/** For so long the law lets treatment ask for the records of somebody who closed the account (docs/decisions/0023). */
export const LEGAL_YEARS = 10

/** The last day on which a record that closes on this day (YYYY-MM-DD) may be opened. */
export function legalEndOf(day: string): string {
  const year = Number(day.slice(0, 4)) + LEGAL_YEARS
  // The 29th of February has no such day in most years.
  return `${year}${day.slice(4) === '-02-29' ? '-02-28' : day.slice(4)}`
}
