// Makes the keys that find a person. Each key is narrow, so a search can read it whole; no key has a missing part.
import { regionOf } from './normalise-facts.ts'
import type { Profile } from './profile.ts'

export interface Key {
  /** Kind and parts. A search finds the people whose key has the same text. */
  readonly text: string
  /** Whether the key holds the full birth date as stated. With `codes` it says whom a whole read cannot miss. */
  readonly hasBirthDay: boolean
  readonly codes: readonly string[]
  readonly kind: KeyKind
}

export type KeyKind =
  | 'identifier'
  | 'phone'
  | 'email'
  | 'day+names'
  | 'day+name'
  | 'day+locality'
  | 'year+pin+name'
  | 'pin+house+name'
  | 'names+pin'
  | 'names+year+region'
  | 'house+locality+name'

/** A search probes at most this many keys, the most telling first. */
export const PROBES_MAX = 32

const CODED_TOKENS_MAX = 3

/** Gives the codes for keys: from telling tokens, or from fillers if there are no others; never from initials. */
function codesOf(profile: Profile): string[] {
  const whole = profile.name.filter(({ isInitial, code }) => !isInitial && code !== '')
  const telling = whole.filter(({ isFiller }) => !isFiller)
  const chosen = (telling.length > 0 ? telling : whole).map(({ code }) => code)
  return [...new Set(chosen)].slice(0, CODED_TOKENS_MAX)
}

function pairsOf(codes: readonly string[]): [string, string][] {
  return codes.flatMap((left, index) =>
    codes.slice(index + 1).map((right): [string, string] => (left < right ? [left, right] : [right, left])),
  )
}

const make = (kind: KeyKind, parts: readonly (string | number)[], codes: readonly string[] = []): Key => ({
  text: `${kind}|${parts.join('|')}`,
  hasBirthDay: kind.startsWith('day'),
  codes,
  kind,
})

function dayKeys(day: string, codes: readonly string[], pairs: readonly [string, string][]): Key[] {
  return [
    ...pairs.map((pair) => make('day+names', [day, ...pair], pair)),
    ...codes.map((code) => make('day+name', [day, code], [code])),
  ]
}

function yearKeys(year: number, pin: string | undefined, codes: readonly string[], pairs: readonly [string, string][]) {
  if (pin === undefined) return []
  return [
    ...codes.map((code) => make('year+pin+name', [year, pin, code], [code])),
    ...pairs.map((pair) => make('names+year+region', [...pair, year, regionOf(pin)], pair)),
  ]
}

/** Makes the keys that do not depend on place or birth. */
function ownKeys({ identifiers, phone, email }: Profile): Key[] {
  return [
    ...identifiers.map(({ system, hash }) => make('identifier', [system, hash])),
    ...(phone === undefined ? [] : [make('phone', [phone])]),
    ...(email === undefined ? [] : [make('email', [email])]),
  ]
}

function placeKeys(profile: Profile, codes: readonly string[], pairs: readonly [string, string][]): Key[] {
  const { pin, house, localityWords } = profile
  const localities = localityWords.slice(0, 1)
  return [
    ...(pin === undefined || house === undefined
      ? []
      : codes.map((code) => make('pin+house+name', [pin, house, code], [code]))),
    ...(pin === undefined ? [] : pairs.map((pair) => make('names+pin', [...pair, pin], pair))),
    ...(house === undefined
      ? []
      : localities.flatMap((word) => codes.map((code) => make('house+locality+name', [house, word, code], [code])))),
  ]
}

/** Makes the keys under which the index stores a person. */
export function keysOf(profile: Profile): Key[] {
  const codes = codesOf(profile)
  const pairs = pairsOf(codes)
  const { birth, pin, localityWords } = profile
  const day = birth?.day
  return unique([
    ...ownKeys(profile),
    ...(day === undefined ? [] : dayKeys(day, codes, pairs)),
    ...(day === undefined ? [] : localityWords.slice(0, 2).map((word) => make('day+locality', [day, word]))),
    ...(birth === undefined ? [] : yearKeys(birth.year, pin, codes, pairs)),
    ...placeKeys(profile, codes, pairs),
  ])
}

/** Makes the keys that find the people who live with a person. */
export function homeKeysOf(profile: Profile): Key[] {
  const codes = codesOf(profile)
  const home: readonly KeyKind[] = ['phone', 'pin+house+name', 'house+locality+name']
  return unique([...ownKeys(profile), ...placeKeys(profile, codes, [])]).filter(({ kind }) => home.includes(kind))
}

/** Swaps day and month of YYYYMMDD, also if the result is no date; undefined when they are equal. */
export function swapDay(day: string): string | undefined {
  const swapped = day.slice(0, 4) + day.slice(6, 8) + day.slice(4, 6)
  return swapped === day ? undefined : swapped
}

/**
 * Gives the keys that a search probes in two steps: first the narrow keys, which are enough for most searches, then the
 * rest. We add wider keys (day and month swapped, neighbouring years) only to the query, never to the index.
 */
export function probesOf(profile: Profile): { first: Key[]; second: Key[] } {
  const codes = codesOf(profile)
  const pairs = pairsOf(codes)
  const { birth, pin, localityWords } = profile
  const stored = keysOf(profile)
  const isNarrow = ({ kind }: Key): boolean =>
    ['identifier', 'phone', 'email', 'day+names', 'day+name', 'year+pin+name'].includes(kind)
  const swapped = birth?.day === undefined ? undefined : swapDay(birth.day)
  const years = birth === undefined || birth.day !== undefined ? [] : [-1, 1, -2, 2].map((step) => birth.year + step)
  const widened = [
    ...(swapped === undefined ? [] : dayKeys(swapped, codes, pairs).map((key) => ({ ...key, hasBirthDay: false }))),
    ...years.flatMap((year) => yearKeys(year, pin, codes, pairs)),
    ...(birth?.day === undefined
      ? []
      : localityWords.slice(2, 3).map((word) => make('day+locality', [birth.day as string, word]))),
  ]
  const first = stored.filter(isNarrow).slice(0, PROBES_MAX)
  const rest = unique([...stored.filter((key) => !isNarrow(key)), ...widened])
  return { first, second: rest.slice(0, PROBES_MAX - first.length) }
}

function unique(keys: readonly Key[]): Key[] {
  return [...new Map(keys.map((key) => [key.text, key])).values()]
}
