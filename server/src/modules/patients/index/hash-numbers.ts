// Hashes the numbers of people for comparing: the number itself, and the number without each of its signs.
import type { Keys } from '../../../platform/keys.ts'
import { AADHAAR_HASH_SYSTEM, isAadhaarSystem, toNumberSystem } from '../contract.ts'
import type { HashedNumber } from './matching/compare-numbers.ts'
import { toIdentifier } from './matching/normalise-facts.ts'
import type { StatedNumber, StatedPerson } from './matching/profile.ts'

/** A number as we store it. The number itself is nowhere. */
export interface StoredNumber extends HashedNumber {
  readonly last4: string
}

const SIGNS_MIN = 6
const SIGNS_MAX = 40
/** 36 bits. We compare these hashes only between two people, so they need not be longer. */
const SLIP_HASH_LETTERS = 6

/**
 * Gives the hashes that show one slip of the pen: of the whole number, then of the number without its first sign,
 * without its second sign, and so on. They are the only help against slips, because nobody can compare two hashes for
 * likeness. Short numbers have none, and a hash of an Aadhaar number has none: its check digit finds slips.
 */
function hashSlips(keys: Pick<Keys, 'hash'>, identifier: string): readonly string[] {
  const from = identifier.lastIndexOf('|') + 1
  const [system, signs] = [identifier.slice(0, from), [...identifier.slice(from)]]
  if (signs.length < SIGNS_MIN || signs.length > SIGNS_MAX) return []
  const short = (text: string): string =>
    Buffer.from(keys.hash('aadhaar', `slip ${system}${text}`), 'hex')
      .toString('base64url')
      .slice(0, SLIP_HASH_LETTERS)
  return [signs.join(''), ...signs.map((_, left) => signs.toSpliced(left, 1).join(''))].map(short)
}

/** Gives each number as its system and keyed hashes. The index, its searches and every measurement use these. */
export function hashNumbers(keys: Pick<Keys, 'hash'>, { identifiers = [] }: StatedPerson): StoredNumber[] {
  const hashed = identifiers.flatMap(({ system, value, isVerified = false }) => {
    // We store only this hash of an Aadhaar number. We compare hashes.
    const one = isAadhaarSystem(system)
      ? { system: AADHAAR_HASH_SYSTEM, value: keys.hash('aadhaar', value.replace(/\D/g, '')) }
      : { system, value }
    const identifier = toIdentifier(one.system, one.value)
    if (identifier === undefined) return []
    const name = toNumberSystem(one.system)
    const slips = hashSlips(keys, identifier)
    return [{ system: name, hash: keys.hash('aadhaar', identifier), slips, isVerified, last4: value.trim().slice(-4) }]
  })
  // A number that is stated twice, and verified once, is verified.
  const sorted = hashed.toSorted((left, right) => Number(left.isVerified) - Number(right.isVerified))
  return [...new Map(sorted.map((one) => [`${one.system}|${one.hash}`, one])).values()]
}

const systemOf = (system: string): string => (isAadhaarSystem(system) ? AADHAAR_HASH_SYSTEM : toNumberSystem(system))

/** Marks the numbers of these systems as verified, and no others. */
export function withVerified<Stated extends Pick<StatedPerson, 'identifiers'>>(
  stated: Stated,
  verifiedSystems: readonly string[],
): Stated {
  if (!stated.identifiers) return stated
  const verified = new Set(verifiedSystems.map(systemOf))
  const mark = (one: StatedNumber): StatedNumber => ({ ...one, isVerified: verified.has(systemOf(one.system)) })
  return { ...stated, identifiers: stated.identifiers.map(mark) }
}
