// How common each part of a name is in an index: a rare name tells more than a common one.
import type { NameToken } from './normalise-names.ts'

export interface Frequencies {
  /** People in the index. */
  readonly people: number
  /** How many of them bear this token, in this spelling. */
  count(text: string): number
}

export const noFrequencies: Frequencies = { people: 0, count: () => 0 }

// Before much has been counted every name is taken to be borne by one person in 2,048.
const UNSEEN_SHARE = 1 / 2_048
const UNSEEN_WEIGHT = 500

/** The share of people who bear a token, between what has been counted and what is usual. */
export function shareOf({ people, count }: Frequencies, { text }: NameToken): number {
  return (count(text) + UNSEEN_WEIGHT * UNSEEN_SHARE) / (people + UNSEEN_WEIGHT)
}

const COMMON_COUNT = 3
const COMMON_RATIO = 0.01

/** Whether both spellings are so common that neither can be a slip for the other. */
export function areBothCommon(frequencies: Frequencies, left: string, right: string): boolean {
  const counts = [frequencies.count(left), frequencies.count(right)]
  const rarer = Math.min(...counts)
  return rarer >= COMMON_COUNT && rarer >= COMMON_RATIO * Math.max(...counts)
}

/** Counts the tokens of one person, each once. */
export function countTokens(counts: Map<string, number>, name: readonly NameToken[]): void {
  const texts = new Set(name.filter(({ isInitial }) => !isInitial).map(({ text }) => text))
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1)
}
