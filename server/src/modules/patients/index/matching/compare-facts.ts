// Compares births, phones, e-mail addresses, PINs and addresses; each result is one word.
import { countSlips } from './edit-distance.ts'
import { swapDay } from './keys.ts'
import { type BirthFacts, regionOf } from './normalise-facts.ts'
import type { Profile } from './profile.ts'

export type BirthComparison =
  | 'exact'
  | 'swapped'
  | 'near'
  | 'part'
  | 'year'
  | 'next year'
  | 'close year'
  | 'same year only'
  | 'conflict'
  | 'missing'

const DAY_MS = 86_400_000
const CLOSE_YEARS = 2

const toMs = (day: string): number =>
  Date.UTC(Number(day.slice(0, 4)), Number(day.slice(4, 6)) - 1, Number(day.slice(6, 8)))

const AGES_APART = 10
const isCloseAge = (left: BirthFacts, right: BirthFacts): boolean => Math.abs(left.year - right.year) < AGES_APART

function compareYears(left: BirthFacts, right: BirthFacts): BirthComparison {
  const years = Math.abs(left.year - right.year)
  if (years > CLOSE_YEARS) return 'conflict'
  return (['year', 'next year', 'close year'] as const)[years] as BirthComparison
}

export function compareBirths(left: BirthFacts | undefined, right: BirthFacts | undefined): BirthComparison {
  if (!left || !right) return 'missing'
  if (left.day === undefined || right.day === undefined) return compareYears(left, right)
  if (left.day === right.day) return 'exact'
  if (swapDay(left.day) === right.day) return 'swapped'
  // The son may have the birthday of the father, and a year that differs in one digit.
  if (countSlips(left.day, right.day, 1) === 1 && isCloseAge(left, right)) return 'near'
  if (Math.abs(toMs(left.day) - toMs(right.day)) === DAY_MS) return 'near'
  const isSame = (from: number, to: number): boolean => left.day?.slice(from, to) === right.day?.slice(from, to)
  const same = [isSame(0, 4), isSame(4, 6), isSame(6, 8)]
  if (same.filter(Boolean).length === 2) return 'part'
  return same[0] ? 'same year only' : 'conflict'
}

export type FactComparison = 'exact' | 'near' | 'region' | 'conflict' | 'missing'

export function compareTexts(left: string | undefined, right: string | undefined): FactComparison {
  if (left === undefined || right === undefined) return 'missing'
  const slips = countSlips(left, right, 1)
  return slips === 0 ? 'exact' : slips === 1 ? 'near' : 'conflict'
}

export function comparePins(left: string | undefined, right: string | undefined): FactComparison {
  const compared = compareTexts(left, right)
  return compared === 'conflict' && regionOf(left as string) === regionOf(right as string) ? 'region' : compared
}

export interface PlaceComparison {
  readonly house: 'exact' | 'conflict' | 'missing'
  /** Number of telling words that both addresses hold, with slips allowed. */
  readonly sharedWords: number
  readonly words: 'shared' | 'conflict' | 'missing'
}

function countShared(left: readonly string[], right: readonly string[]): number {
  const free = new Set(right)
  let shared = 0
  for (const word of left) {
    const match = free.has(word)
      ? word
      : [...free].find((other) => Math.min(word.length, other.length) >= 5 && countSlips(word, other, 1) <= 1)
    if (match === undefined) continue
    free.delete(match)
    shared++
  }
  return shared
}

export function comparePlaces(left: Profile, right: Profile): PlaceComparison {
  const house =
    left.house === undefined || right.house === undefined
      ? 'missing'
      : left.house === right.house
        ? 'exact'
        : 'conflict'
  if (left.placeWords.length === 0 || right.placeWords.length === 0) return { house, sharedWords: 0, words: 'missing' }
  const counted = countShared(left.placeWords, right.placeWords)
  // A lost or added space changes every word of a short address, so we also compare the joined words.
  const isJoined = counted === 0 && countSlips(left.placeWords.join(''), right.placeWords.join(''), 2) <= 2
  const sharedWords = isJoined ? 1 : counted
  return { house, sharedWords, words: sharedWords > 0 ? 'shared' : 'conflict' }
}
