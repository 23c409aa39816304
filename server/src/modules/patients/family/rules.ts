// Decides whether a new member of a family is likely somebody whom the family has already. Pure.
import { type BirthComparison, compareBirths } from '../index/matching/compare-facts.ts'
import { compareNames, type PartComparison } from '../index/matching/compare-names.ts'
import { noFrequencies } from '../index/matching/frequencies.ts'
import { type StatedPerson, toProfile } from '../index/matching/profile.ts'

type Stated = Pick<StatedPerson, 'fullName' | 'birthDate' | 'birthYear' | 'gender'>

/** A person of a family. `aadhaarHash` is the keyed hash of the number, if the person stated one. */
export interface Relative extends Stated {
  readonly aadhaarHash: string | null
}

/** A newborn without a name may be registered again, with or without a name. The family knows twins apart. */
const NAMES: readonly PartComparison[] = ['exact', 'variant', 'swapped', 'ending', 'near', 'initial', 'unnamed']
const BIRTHS: readonly BirthComparison[] = ['exact', 'swapped', 'near', 'part', 'year']

/**
 * Whether two members of one family are likely the same person: the given name and the birth agree, with a slip or
 * another spelling, or the Aadhaar number is the same. The family name, the home and the phone do not count, because
 * the whole family shares them. So the index of all people is no help here.
 */
export function isLikelySame(one: Relative, other: Relative): boolean {
  if (one.aadhaarHash !== null && one.aadhaarHash === other.aadhaarHash) return true
  const [left, right] = [toProfile(one), toProfile(other)]
  if (left.gender !== undefined && right.gender !== undefined && left.gender !== right.gender) return false
  const birth = compareBirths(left.birth, right.birth)
  // A grandchild may have the name and the birthday of a grandmother, but not the year.
  const isOtherYear = birth === 'part' && left.birth?.year !== right.birth?.year
  if (isOtherYear || !BIRTHS.includes(birth)) return false
  return NAMES.includes(compareNames(left.name, right.name, noFrequencies).given)
}
