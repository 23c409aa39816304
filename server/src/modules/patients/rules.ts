// What must be known of a person before staff are told who it is: decisions only.
import type { MatchEvidence, MatchQuery } from './contract.ts'

/**
 * Facts that do not follow from each other. A phone, an e-mail and a home are one: whoever knows a family knows them
 * all. Gender and PIN are none, because they are guessed.
 */
const FACTS: readonly (readonly MatchEvidence['field'][])[] = [
  ['name'],
  ['birth'],
  ['identifier'],
  ['phone', 'email', 'address'],
]
const FACTS_NEEDED = 2

/** What fits one in sixteen people, such as an initial or a name like Kumar, is guessed soon. */
const GUESSED_BITS = 4

/** Which field a description lacks to be answered, if one: a phone or a number alone finds nobody. */
export function findMissingFact(query: MatchQuery): { pointer: string; detail: string } | undefined {
  const { fullName, givenName, familyName, birthDate, birthYear, phone, email, address, identifiers } = query
  const name = fullName ?? givenName ?? familyName
  const stated = [name, birthDate ?? birthYear, identifiers?.[0], phone ?? email ?? address]
  if (stated.filter((fact) => fact !== undefined).length >= FACTS_NEEDED) return undefined
  const detail = 'is missing; state two of: name, birth, an identifier, and one of phone, email and address'
  return { pointer: name === undefined ? '/fullName' : '/birthDate', detail }
}

/** Whether two facts agree with what is known, so that the description cannot be one fact and a guess. */
export function mayBeShown(explanation: readonly MatchEvidence[]): boolean {
  const agrees = ({ bits }: MatchEvidence): boolean => bits > GUESSED_BITS
  const agreeing = FACTS.filter((fields) => explanation.some((one) => fields.includes(one.field) && agrees(one)))
  return agreeing.length >= FACTS_NEEDED
}
