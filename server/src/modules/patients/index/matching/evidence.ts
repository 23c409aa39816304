// Weighs two people against each other: gives bits for each field, and the vetoes against an automatic link.
import {
  type BirthComparison,
  compareBirths,
  comparePins,
  comparePlaces,
  compareTexts,
  type FactComparison,
  type PlaceComparison,
} from './compare-facts.ts'
import {
  compareNames,
  type HomeNames,
  type NameComparison,
  type PartComparison,
  type TokenPair,
} from './compare-names.ts'
import { compareNumbers, type NumberComparison } from './compare-numbers.ts'
import { type Frequencies, shareOf } from './frequencies.ts'
import { MODEL } from './model.ts'
import type { Profile } from './profile.ts'

export interface FieldEvidence {
  readonly field:
    | 'name'
    | 'birth'
    | 'gender'
    | 'phone'
    | 'email'
    | 'address'
    | 'pin'
    | 'identifier'
    | 'household'
    | 'prior'
  readonly comparison: string
  readonly bits: number
}

export interface Evidence {
  readonly fields: readonly FieldEvidence[]
  readonly bits: number
  /** Bits of facts that relatives do not share: given name, birth, gender, identifiers. */
  readonly personBits: number
  /** Reasons against an automatic link; empty when nothing forbids it. */
  readonly vetoes: readonly string[]
  readonly isBirthExact: boolean
  /** The person's own number agrees, so name and birth need not both agree. */
  readonly isVouched: boolean
  /** Only a number that nobody has verified speaks against what is missing or disagrees. A card may be lent. */
  readonly restsOnCard: boolean
  /** The names of others who live there may tell which word is the given name. */
  readonly isNameGuessed: boolean
}

interface Comparisons {
  readonly name: NameComparison
  readonly birth: BirthComparison
  readonly gender: 'exact' | 'conflict' | 'missing'
  readonly phone: FactComparison
  readonly email: FactComparison
  readonly pin: FactComparison
  readonly place: PlaceComparison
  readonly identifier: NumberComparison
}

export interface Weighing {
  readonly frequencies: Frequencies
  /** More people than a family share the phone or e-mail address, so it is no evidence. */
  readonly isPhoneShared?: boolean
  readonly isEmailShared?: boolean
  /** The names of others who live there, if the search has read them. */
  readonly homeNames?: HomeNames
}

function compare(left: Profile, right: Profile, weighing: Weighing): Comparisons {
  return {
    name: compareNames(left.name, right.name, weighing.frequencies, weighing.homeNames),
    birth: compareBirths(left.birth, right.birth),
    gender: !left.gender || !right.gender ? 'missing' : left.gender === right.gender ? 'exact' : 'conflict',
    phone: weighing.isPhoneShared ? 'missing' : compareTexts(left.phone, right.phone),
    email: weighing.isEmailShared ? 'missing' : compareTexts(left.email, right.email),
    pin: comparePins(left.pin, right.pin),
    place: comparePlaces(left, right),
    identifier: compareNumbers(left.identifiers, right.identifiers),
  }
}

function bitsOfPair({ left, right, level }: TokenPair, frequencies: Frequencies): number {
  if (level === 'initial') return MODEL.initialBits
  const share = Math.max(shareOf(frequencies, left), shareOf(frequencies, right))
  const max = left.isFiller || right.isFiller ? MODEL.fillerBitsMax : MODEL.nameBitsMax
  const exact = Math.min(Math.log2(MODEL.nameAgrees / share), max)
  return Math.max(0, exact - MODEL.nameLevelLoss[level])
}

function weighNames(name: NameComparison, frequencies: Frequencies): { given: number; family: number } {
  const sum = (pairs: readonly TokenPair[]): number =>
    pairs.reduce((bits, pair) => bits + bitsOfPair(pair, frequencies), 0)
  const given = name.given === 'conflict' ? MODEL.givenConflict : sum(name.givenPairs)
  const family = name.family === 'conflict' ? MODEL.familyConflict : sum(name.familyPairs) * MODEL.familyShare
  // The bits of a conflict already include the tokens without a partner.
  const isConflict = name.given === 'conflict' || name.family === 'conflict'
  const extras = isConflict ? 0 : name.extras * MODEL.extraToken
  return { given: given + (name.isSwapped ? MODEL.swappedNames : 0), family: family + extras }
}

function weighPlace({ place, pin }: Comparisons): { pin: number; address: number } {
  const words =
    place.words === 'conflict'
      ? MODEL.noSharedWord
      : Math.min(place.sharedWords, MODEL.sharedWordsMax) * MODEL.sharedWord
  const pinBits = MODEL.pin[pin]
  const address = MODEL.house[place.house] + words
  return { pin: pinBits, address: Math.min(address, MODEL.placeBitsMax - Math.max(0, pinBits)) }
}

const SAME_NAME: readonly PartComparison[] = ['exact', 'variant', 'swapped']
const SLIPS: readonly PartComparison[] = ['ending', 'near']
const SAME_FAMILY: readonly PartComparison[] = ['exact', 'variant', 'swapped', 'ending', 'near']
/** Births that are evidence for the same person; the year alone counts if one side knows only the year. */
const BIRTH_AGREES: readonly BirthComparison[] = ['exact', 'swapped', 'near', 'year']
/** Births that agree to the day. Husband and wife, or cousins, are often born in the same year. */
const DAY_AGREES: readonly BirthComparison[] = ['exact', 'swapped', 'near']
/** Beside another given name only these count: the birthdays of brothers may look like slips of each other. */
const DAY_IS_SAME: readonly BirthComparison[] = ['exact', 'swapped']
/** Beside the same given name also these: the father, or a son, of this name has another year. */
const BIRTH_OF_OWN_NAME: readonly BirthComparison[] = [...BIRTH_AGREES, 'next year', 'close year']
const OWN_NUMBER: readonly NumberComparison[] = ['verified', 'exact', 'near']

/**
 * Whether the given name is the same. A last "a" more counts only beside the person's own number and the same gender:
 * it may be the name of a twin sister (Rakshita, Rakshit), or hide the last letter of a twin's name (Anita, Aniti).
 */
const isGivenSame = ({ name: { given }, gender, identifier }: Comparisons): boolean =>
  SAME_NAME.includes(given) || (given === 'ending' && gender === 'exact' && OWN_NUMBER.includes(identifier))
/** A slip of the pen in the given name may be the name of a twin. Only the person's own number tells. */
const doesGivenAgree = (compared: Comparisons): boolean =>
  isGivenSame(compared) || (SLIPS.includes(compared.name.given) && OWN_NUMBER.includes(compared.identifier))

/** The days that agree well enough for this given name. Without a name, the year is enough beside a number. */
const birthsBeside = (given: PartComparison): readonly BirthComparison[] =>
  given === 'conflict' ? DAY_IS_SAME : given === 'missing' ? BIRTH_AGREES : DAY_AGREES

/**
 * Whether the person's own number outweighs what is missing or disagrees. A verified number does so unless given name
 * and birth both contradict. Any other number does so only where given name or birth agrees: whoever uses the card of a
 * relative shares family name and home with the relative.
 */
function isVouchedFor(compared: Comparisons): boolean {
  const { name, birth, identifier, place, pin, phone } = compared
  if (!OWN_NUMBER.includes(identifier) || name.given === 'unnamed') return false
  if (identifier === 'verified') return name.given !== 'conflict' || birth === 'missing' || BIRTH_AGREES.includes(birth)
  const givenAgrees = doesGivenAgree(compared)
  const birthAgrees = birthsBeside(name.given).includes(birth)
  if (!givenAgrees && !birthAgrees) return false
  // If nothing else agrees, somebody may have mistyped the number.
  const isHome = pin === 'exact' || place.house === 'exact' || place.words === 'shared' || phone === 'exact'
  return (givenAgrees && birthAgrees) || SAME_FAMILY.includes(name.family) || isHome
}

type Judgement = Pick<Evidence, 'vetoes' | 'isVouched' | 'restsOnCard'>

/**
 * Finds the reasons against an automatic link. Twins share birth date, family name, phone and address. Only the given
 * name or their own numbers tell them apart, so one of these must agree. Nothing tells unnamed twins apart.
 */
function judge(compared: Comparisons, givenBits: number): Judgement {
  const { name, birth, gender, identifier } = compared
  const isVouched = isVouchedFor(compared)
  const isGenderSlip = isVouched && doesGivenAgree(compared) && birth === 'exact'
  const vetoes = gender === 'conflict' && !isGenderSlip ? ['gender: conflict'] : []
  if (isVouched) return { vetoes, isVouched, restsOnCard: identifier !== 'verified' && mayBeOfARelative(compared) }
  if (!isGivenSame(compared)) vetoes.push(`given name: ${name.given}`)
  if (!BIRTH_AGREES.includes(birth) && !isYearOff(compared, givenBits)) vetoes.push(`birth: ${birth}`)
  return { vetoes, isVouched, restsOnCard: false }
}

/** Whether the year is one off, as ages often are, and the name is too rare for a cousin who is a year older. */
const isYearOff = ({ name: { given, family }, birth }: Comparisons, givenBits: number): boolean =>
  birth === 'next year' && SAME_NAME.includes(given) && SAME_FAMILY.includes(family) && givenBits >= MODEL.rareGivenBits

/** Whether a relative with the person's card could look like this: a twin, or somebody of the same name. */
const mayBeOfARelative = (compared: Comparisons): boolean =>
  !isGivenSame(compared) || !BIRTH_OF_OWN_NAME.includes(compared.birth)

/**
 * Whether two people of one home share the phone or the street, so that their names tell the family name. House and PIN
 * alone do not: many houses have the same number.
 */
export function areOfOneFamily(left: Profile, right: Profile): boolean {
  if (left.phone !== undefined && left.phone === right.phone) return true
  const { house, words } = comparePlaces(left, right)
  return house === 'exact' && words === 'shared'
}

/** Whether two people are of one home: they share the phone, or house and street, or house and PIN. */
export function areOfOneHome(left: Profile, right: Profile): boolean {
  if (left.phone !== undefined && left.phone === right.phone) return true
  const { house, words } = comparePlaces(left, right)
  return house === 'exact' && (words === 'shared' || comparePins(left.pin, right.pin) === 'exact')
}

const round = (bits: number): number => Math.round(bits * 100) / 100

export function weigh(left: Profile, right: Profile, weighing: Weighing): Evidence {
  const compared = compare(left, right, weighing)
  const names = weighNames(compared.name, weighing.frequencies)
  const places = weighPlace(compared)
  const birth = MODEL.birth[compared.birth]
  const gender = MODEL.gender[compared.gender]
  const identifier = MODEL.identifier[compared.identifier]
  const phone = MODEL.phone[compared.phone]
  const email = MODEL.email[compared.email]
  const household = phone + email + places.pin + places.address
  const tooMuch = Math.min(0, MODEL.householdBitsMax - household)
  const prior = -Math.log2(Math.max(weighing.frequencies.people, MODEL.peopleMin))
  const { name, place } = compared
  const fields: FieldEvidence[] = [
    { field: 'name', comparison: `given ${name.given}, family ${name.family}`, bits: names.given + names.family },
    { field: 'birth', comparison: compared.birth, bits: birth },
    { field: 'gender', comparison: compared.gender, bits: gender },
    { field: 'identifier', comparison: compared.identifier, bits: identifier },
    { field: 'phone', comparison: compared.phone, bits: phone },
    { field: 'email', comparison: compared.email, bits: email },
    { field: 'pin', comparison: compared.pin, bits: places.pin },
    { field: 'address', comparison: `house ${place.house}, words ${place.words}`, bits: places.address },
    { field: 'household', comparison: tooMuch < 0 ? 'capped' : 'counted in full', bits: tooMuch },
    { field: 'prior', comparison: 'size of the index', bits: prior },
  ]
  const bits = fields.reduce((sum, field) => sum + field.bits, 0)
  return {
    fields: fields.map((field) => ({ ...field, bits: round(field.bits) })),
    bits: round(bits),
    personBits: round(names.given + birth + gender + identifier),
    ...judge(compared, names.given),
    isBirthExact: compared.birth === 'exact',
    isNameGuessed: name.isGuessed,
  }
}
