// Says how common each part of a name is in an index: a rare name is stronger evidence than a common one.
import type { NameToken } from './normalise-names.ts'

export interface Frequencies {
  /** Number of people in the index. */
  readonly people: number
  /** Gives the number of people with this token in this spelling. */
  count(text: string): number
}

export const noFrequencies: Frequencies = { people: 0, count: () => 0 }

// While the index is small, we assume that one person in 2,048 has any given name.
const UNSEEN_SHARE = 1 / 2_048
const UNSEEN_WEIGHT = 500

/** Gives the share of people who have a token: a mean of the counted share and the assumed share. */
export function shareOf({ people, count }: Frequencies, { text }: NameToken): number {
  return (count(text) + UNSEEN_WEIGHT * UNSEEN_SHARE) / (people + UNSEEN_WEIGHT)
}

const COMMON_COUNT = 3
const COMMON_RATIO = 0.01

/** Whether both spellings are so common that neither is a slip of the other. */
export function areBothCommon(frequencies: Frequencies, left: string, right: string): boolean {
  const counts = [frequencies.count(left), frequencies.count(right)]
  const rarer = Math.min(...counts)
  return rarer >= COMMON_COUNT && rarer >= COMMON_RATIO * Math.max(...counts)
}

/** Adds the tokens of one person to the counts; counts each token once and no initials. */
export function countTokens(counts: Map<string, number>, name: readonly NameToken[]): void {
  const texts = new Set(name.filter(({ isInitial }) => !isInitial).map(({ text }) => text))
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1)
}
