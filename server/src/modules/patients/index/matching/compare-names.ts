// Compares two names: pairs their tokens in any order, and says how well given and family name agree.
import { countSlips } from './edit-distance.ts'
import { areBothCommon, type Frequencies, noFrequencies } from './frequencies.ts'
import { GIVEN_AND_FAMILY_NAMES, KNOWN_GIVEN_NAMES } from './name-words.ts'
import { isUnnamed, type NameToken } from './normalise-names.ts'

/**
 * Levels of agreement from best to worst; tokens at level `none` are not a pair. `swapped`: two neighbouring letters
 * changed places, which hides no letter. `ending`: one has a last "a" more. `near`: another slip of the pen.
 */
export const LEVELS = ['exact', 'variant', 'swapped', 'ending', 'near', 'alike', 'initial', 'none'] as const
export type Level = (typeof LEVELS)[number]
const rankOf = (level: Level): number => LEVELS.indexOf(level)

/**
 * The result for one part of the name: a level, `conflict` if both sides differ, `missing` if one side has none,
 * `unnamed` if one side says that the person has no name yet.
 */
export type PartComparison = Exclude<Level, 'none'> | 'missing' | 'unnamed' | 'conflict'

export interface TokenPair {
  readonly left: NameToken
  readonly right: NameToken
  readonly level: Exclude<Level, 'none'>
}

export interface NameComparison {
  readonly given: PartComparison
  readonly family: PartComparison
  readonly isSwapped: boolean
  /** Pairs that are evidence for this person only, and pairs that the whole family shares. */
  readonly givenPairs: readonly TokenPair[]
  readonly familyPairs: readonly TokenPair[]
  /** Number of telling tokens that only one side has. */
  readonly extras: number
  /** Only the order of the words shows which one is the given name. The names of those who live there may tell. */
  readonly isGuessed: boolean
}

const NEAR_LETTERS_MIN = 5
const SWAP_LETTERS_MIN = 4
const ALIKE_LETTERS_MIN = 3
const TWO_SLIPS_LETTERS_MIN = 5

function areKnownToDiffer(left: NameToken, right: NameToken, frequencies: Frequencies): boolean {
  if (KNOWN_GIVEN_NAMES.has(left.text) && KNOWN_GIVEN_NAMES.has(right.text)) return true
  return areBothCommon(frequencies, left.text, right.text)
}

const sortLetters = (text: string): string => [...text].sort().join('')

export function compareTokens(left: NameToken, right: NameToken, frequencies: Frequencies): Level {
  if (left.text === right.text) return left.isInitial ? 'initial' : 'exact'
  if (left.isInitial || right.isInitial) return compareInitials(left, right)
  if (left.fold === right.fold) return 'variant'
  if (differByLastA(left, right)) return 'ending'
  return compareSpelling(left, right, frequencies)
}

// Some people speak and write the last "a" of Indian words, and some do not: Mehta, Meht. But it may tell two given
// names apart.
function differByLastA(left: NameToken, right: NameToken): boolean {
  const areGiven = KNOWN_GIVEN_NAMES.has(left.text) && KNOWN_GIVEN_NAMES.has(right.text)
  return !areGiven && left.fold.replace(/a$/, '') === right.fold.replace(/a$/, '')
}

function compareSpelling(left: NameToken, right: NameToken, frequencies: Frequencies): Level {
  const slips = Math.min(countSlips(left.text, right.text, 2), countSlips(left.fold, right.fold, 2))
  const letters = Math.min(left.text.length, right.text.length)
  const isPart = letters >= 4 && (left.text.startsWith(right.text) || right.text.startsWith(left.text))
  if ((slips > 2 && !isPart) || areKnownToDiffer(left, right, frequencies)) return 'none'
  // A slip is rare at the first letter. Rhyming names of twins always differ there.
  if (left.fold[0] !== right.fold[0]) return slips === 1 && letters >= NEAR_LETTERS_MIN ? 'alike' : 'none'
  if (areLettersSwapped(left.text, right.text)) return 'swapped'
  if (slips === 1) return compareByOneSlip(left, right, letters, isPart)
  return isPart || (slips === 2 && letters >= TWO_SLIPS_LETTERS_MIN) ? 'alike' : 'none'
}

function compareInitials(left: NameToken, right: NameToken): Level {
  return left.text[0] === right.text[0] || left.fold[0] === right.fold[0] ? 'initial' : 'none'
}

/** Whether two neighbouring letters changed places, but not the last ones: Deepka may be Deepa or Deepak. */
function areLettersSwapped(left: string, right: string): boolean {
  if (left.length !== right.length || left.length < SWAP_LETTERS_MIN || left.at(-1) !== right.at(-1)) return false
  const at = [...left].findIndex((letter, place) => letter !== right[place])
  const [one, other] = [left.slice(at, at + 2), right.slice(at, at + 2)]
  return one[0] === other[1] && one[1] === other[0] && left.slice(at + 2) === right.slice(at + 2)
}

function compareByOneSlip(left: NameToken, right: NameToken, letters: number, isPart: boolean): Level {
  const isLetterMore = left.text.length !== right.text.length
  if (letters >= NEAR_LETTERS_MIN || (isLetterMore && letters >= SWAP_LETTERS_MIN)) return 'near'
  if (letters >= SWAP_LETTERS_MIN && sortLetters(left.text) === sortLetters(right.text)) return 'near'
  return letters >= ALIKE_LETTERS_MIN || isPart ? 'alike' : 'none'
}

// "Ram Kumar" is "Ramkumar": joins two neighbouring tokens if the other side writes them as one.
function joinNeighbours(name: readonly NameToken[], other: readonly NameToken[]): readonly NameToken[] {
  if (name.length <= other.length && !name.some(({ isInitial }) => isInitial)) return name
  for (const [index, token] of name.entries()) {
    const next = name[index + 1]
    if (!next || next.role !== token.role) continue
    const text = token.text + next.text
    const match = other.find(
      (one) => text.length >= NEAR_LETTERS_MIN && !one.isInitial && countSlips(text, one.text, 1) <= 1,
    )
    if (!match || [token, next].some(({ text: alone }) => countSlips(alone, match.text, 1) <= 1)) continue
    // We do not compute the code again: only keys need it, and they exist before any comparison.
    const fold = text === match.text ? match.fold : token.fold + next.fold
    const joined: NameToken = { ...token, text, fold, isInitial: false, isFiller: false }
    return [...name.slice(0, index), joined, ...name.slice(index + 2)]
  }
  return name
}

function pairTokens(left: readonly NameToken[], right: readonly NameToken[], frequencies: Frequencies): TokenPair[] {
  const possible = left.flatMap((one, place) =>
    right.flatMap((other, otherPlace) => {
      const level = compareTokens(one, other, frequencies)
      const rank = rankOf(level) * 2 + (one.role === other.role ? 0 : 1)
      // Among equally good pairs, tokens at similar positions go first. The order is the same if left and right change.
      const distance = Math.abs(place - otherPlace) * 100 + place + otherPlace
      return level === 'none' ? [] : [{ left: one, right: other, level, rank, distance }]
    }),
  )
  const pairs: TokenPair[] = []
  for (const pair of possible.sort((one, other) => one.rank - other.rank || one.distance - other.distance)) {
    if (pairs.some((taken) => taken.left === pair.left || taken.right === pair.right)) continue
    pairs.push(pair)
  }
  return pairs
}

const isTelling = ({ isInitial, isFiller }: NameToken): boolean => !isInitial && !isFiller
const worstOf = (pairs: readonly TokenPair[]): Exclude<Level, 'none'> =>
  pairs.map(({ level }) => level).sort((left, right) => rankOf(right) - rankOf(left))[0] ?? 'initial'
const bestOf = (pairs: readonly TokenPair[]): Exclude<Level, 'none'> =>
  pairs.map(({ level }) => level).sort((left, right) => rankOf(left) - rankOf(right))[0] ?? 'initial'

/** The names of the others who live at a home: their words tell which word of a name is the family name. */
export type HomeNames = readonly (readonly NameToken[])[]

interface Sides {
  readonly left: readonly NameToken[]
  readonly right: readonly NameToken[]
  readonly pairs: readonly TokenPair[]
  readonly leftOver: readonly NameToken[]
  readonly rightOver: readonly NameToken[]
}

export function compareNames(
  leftName: readonly NameToken[],
  rightName: readonly NameToken[],
  frequencies: Frequencies,
  homeNames: HomeNames = [],
): NameComparison {
  const left = joinNeighbours(leftName, rightName)
  const right = joinNeighbours(rightName, left)
  const pairs = pairTokens(left, right, frequencies)
  const leftOver = left.filter((token) => !pairs.some((pair) => pair.left === token))
  const rightOver = right.filter((token) => !pairs.some((pair) => pair.right === token))
  const sides: Sides = { left, right, pairs, leftOver, rightOver }
  if (isUnnamed(left) || isUnnamed(right)) return compareUnnamed(sides)
  const isUnknown = [...left, ...right].some(({ role }) => role === 'unknown')
  return isUnknown ? compareWhole(sides, homeNames) : compareParts(sides)
}

/** Compares names if one person has no name yet: then all other words tell only the family. */
function compareUnnamed({ left, right, pairs, leftOver, rightOver }: Sides): NameComparison {
  const areBothUnnamed = isUnnamed(left) && isUnnamed(right)
  const areOthers = areBothUnnamed && leftOver.some(isTelling) && rightOver.some(isTelling)
  return {
    given: 'unnamed',
    family: areOthers ? 'conflict' : pairs.length > 0 ? bestOf(pairs) : 'missing',
    isSwapped: false,
    givenPairs: [],
    familyPairs: pairs,
    extras: [...leftOver, ...rightOver].filter(isTelling).length,
    isGuessed: false,
  }
}

/** Compares names if both sides state given and family name. Somebody may still have swapped the two. */
function compareParts({ left, right, pairs, leftOver, rightOver }: Sides): NameComparison {
  const between = (one: string, other: string): TokenPair[] =>
    pairs.filter((pair) => pair.left.role === one && pair.right.role === other)
  const crossed = [...between('given', 'family'), ...between('family', 'given')]
  const isSwapped =
    between('given', 'given').length === 0 &&
    between('given', 'family').length > 0 &&
    between('family', 'given').length > 0
  // Nobody says which of two swapped names is the given one. So we sort them: left and right give the same result.
  const textOf = ({ left: one, right: other }: TokenPair): string => [one.text, other.text].sort().join(' ')
  const ordered = crossed.toSorted((one, other) => (textOf(one) < textOf(other) ? -1 : 1))
  const givenPairs = isSwapped ? ordered.slice(0, 1) : between('given', 'given')
  const familyPairs = isSwapped ? ordered.slice(1) : [...between('family', 'family'), ...crossed]
  const compare = (role: string, straight: readonly TokenPair[]): PartComparison => {
    const has = [left, right].map((name) => name.some((token) => token.role === role))
    const over = [leftOver, rightOver].map((rest) => rest.some((token) => token.role === role && isTelling(token)))
    if (over[0] && over[1]) return 'conflict'
    if (straight.length > 0) return bestOf(straight)
    return has[0] && has[1] ? 'conflict' : 'missing'
  }
  return {
    given: isSwapped ? worstOf(crossed) : compare('given', givenPairs),
    family: isSwapped ? worstOf(crossed) : compare('family', between('family', 'family')),
    isSwapped,
    givenPairs,
    familyPairs,
    extras: [...leftOver, ...rightOver].filter(isTelling).length,
    isGuessed: false,
  }
}

const isKnownGiven = ({ text }: NameToken): boolean => KNOWN_GIVEN_NAMES.has(text) && !GIVEN_AND_FAMILY_NAMES.has(text)
const isGiven = ({ left, right }: TokenPair): boolean => isKnownGiven(left) || isKnownGiven(right)

const SAME_WORD: readonly Level[] = ['exact', 'variant']
const MAYBE_SAME_WORD: readonly Level[] = [...SAME_WORD, 'swapped', 'ending', 'near']

/** Asks the names of a home for a word. */
function openHome(homeNames: HomeNames) {
  const holdersOf = (word: NameToken, levels: readonly Level[]): number =>
    homeNames.filter((name) => name.some((one) => levels.includes(compareTokens(one, word, noFrequencies)))).length
  return {
    has: (word: NameToken): boolean => !word.isInitial && !isKnownGiven(word) && holdersOf(word, SAME_WORD) > 0,
    mayHave: (word: NameToken): boolean => holdersOf(word, MAYBE_SAME_WORD) > 0,
    /** Two of them share a word, which is their family name. */
    hasFamilyName: homeNames.some((name) => name.some((word) => !word.isInitial && holdersOf(word, SAME_WORD) > 1)),
  }
}

/**
 * Gives the pairs that may be the given name if the names of the home tell: those whose words nobody else there has. It
 * tells nothing if nobody there has any of the words, unless both names are one word and the others share another.
 */
function findGivenByHome(telling: readonly TokenPair[], all: readonly NameToken[], homeNames: HomeNames) {
  const home = openHome(homeNames)
  const isOneWord = telling.length === 1 && all.length === 2
  if (!all.some(home.has) && !(isOneWord && home.hasFamilyName)) return undefined
  const isOwn = ({ left, right }: TokenPair): boolean => !home.mayHave(left) && !home.mayHave(right)
  if (!telling.some(isOwn)) return []
  return telling.filter((pair) => isOwn(pair) || !(home.has(pair.left) || home.has(pair.right)))
}

/**
 * Gives the level of the given name if only its position shows which token it is. Some people write the family name
 * first. Unless known given names show it, the weakest pair may be the given name, and a single pair the family name.
 */
function levelOfGiven(
  telling: readonly TokenPair[],
  firstPairs: readonly TokenPair[],
  over: readonly NameToken[],
): PartComparison {
  const others = telling.filter((pair) => !firstPairs.includes(pair))
  if (firstPairs.every(isGiven) && !others.some(isGiven)) return worstOf(firstPairs)
  // A single name may be the family name, and the other word of the other side the given name.
  if (telling.length === 1 && over.some(isTelling) && !firstPairs.every(isGiven)) return 'missing'
  if (telling.length === 1 && over.some((token) => isTelling(token) && isKnownGiven(token))) return 'missing'
  return worstOf(telling)
}

/** Compares names if at least one side has only the whole name: the pairs must show which token is the given name. */
function compareWhole(sides: Sides, homeNames: HomeNames): NameComparison {
  const { left, right, pairs, leftOver, rightOver } = sides
  const over = [...leftOver, ...rightOver]
  const isOver = leftOver.some(isTelling) && rightOver.some(isTelling)
  const telling = pairs.filter((pair) => isTelling(pair.left) || isTelling(pair.right))
  const firstOf = (name: readonly NameToken[]): NameToken | undefined => name.find(isTelling)
  const firsts = [firstOf(left), firstOf(right)]
  const firstPairs = telling.filter((pair) => pair.left === firsts[0] || pair.right === firsts[1])
  const isFirstPaired =
    telling.some((pair) => pair.left === firsts[0]) && telling.some((pair) => pair.right === firsts[1])
  const initialsDiffer =
    leftOver.some(({ isInitial }) => isInitial) && rightOver.some(({ isInitial }) => isInitial) && telling.length < 2
  const isConflict = isOver || initialsDiffer || telling.length === 0
  const isNameless = left.length === 0 || right.length === 0
  const isGuessed = !isNameless && !isConflict && !firstPairs.every(isGiven) && !areAllWordsSame(sides)
  const byHome = isGuessed && homeNames.length > 0 ? findGivenByHome(telling, wordsOf(sides), homeNames) : undefined
  const givenOf = (): PartComparison => {
    if (isNameless) return 'missing'
    if (isConflict) return 'conflict'
    if (byHome && byHome.length > 0) return worstOf(byHome)
    // Others live there and do not tell. So a single word may be the family name.
    if (byHome || (isGuessed && homeNames.length > 0 && telling.length === 1)) return 'missing'
    if (isFirstPaired) return levelOfGiven(telling, firstPairs, over)
    return pairs.some(({ level }) => level === 'initial') ? 'initial' : 'missing'
  }
  const given = givenOf()
  const givenPairs = given === 'conflict' || given === 'missing' ? [] : (byHome ?? firstPairs.slice(0, 1))
  const familyPairs = pairs.filter((pair) => !givenPairs.includes(pair))
  return {
    given,
    family: familyPairs.length > 0 ? bestOf(familyPairs) : 'missing',
    isSwapped: false,
    givenPairs,
    familyPairs,
    extras: over.filter(isTelling).length,
    isGuessed,
  }
}

const wordsOf = ({ left, right }: Sides): NameToken[] => [...left, ...right].filter(({ isInitial }) => !isInitial)

/** Whether both sides write the same two words or more, so that it does not matter which one is the given name. */
function areAllWordsSame(sides: Sides): boolean {
  const same = sides.pairs.filter(({ level }) => level === 'exact' || level === 'variant')
  return same.length > 1 && wordsOf(sides).length === 2 * same.length
}
