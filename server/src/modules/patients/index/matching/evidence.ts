// Weighs two people against each other: gives bits for each field, and the vetoes against an automatic link.
import {
  type BirthComparison,
  compareBirths,
  compareIdentifiers,
  comparePins,
  comparePlaces,
  compareTexts,
  type FactComparison,
  type IdentifierComparison,
  type PlaceComparison,
} from './compare-facts.ts'
import { compareNames, type NameComparison, type PartComparison, type TokenPair } from './compare-names.ts'
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
}

interface Comparisons {
  readonly name: NameComparison
  readonly birth: BirthComparison
  readonly gender: 'exact' | 'conflict' | 'missing'
  readonly phone: FactComparison
  readonly email: FactComparison
  readonly pin: FactComparison
  readonly place: PlaceComparison
  readonly identifier: IdentifierComparison
}

export interface Weighing {
  readonly frequencies: Frequencies
  /** More people than a family share the phone or e-mail address, so it is no evidence. */
  readonly isPhoneShared?: boolean
  readonly isEmailShared?: boolean
}

function compare(left: Profile, right: Profile, weighing: Weighing): Comparisons {
  return {
    name: compareNames(left.name, right.name, weighing.frequencies),
    birth: compareBirths(left.birth, right.birth),
    gender: !left.gender || !right.gender ? 'missing' : left.gender === right.gender ? 'exact' : 'conflict',
    phone: weighing.isPhoneShared ? 'missing' : compareTexts(left.phone, right.phone),
    email: weighing.isEmailShared ? 'missing' : compareTexts(left.email, right.email),
    pin: comparePins(left.pin, right.pin),
    place: comparePlaces(left, right),
    identifier: compareIdentifiers(left.identifiers, right.identifiers),
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

const AGREEING: readonly PartComparison[] = ['exact', 'variant', 'near']
/** Births that are evidence for the same person; the year alone counts if one side knows only the year. */
const BIRTH_AGREES: readonly BirthComparison[] = ['exact', 'swapped', 'near', 'year']

/**
 * Finds the reasons against an automatic link. Twins share birth date, family name, phone and address. Only the given
 * name or their own numbers tell them apart, so one of these must agree.
 */
function findVetoes(compared: Comparisons): { vetoes: string[]; isVouched: boolean } {
  const { name, birth, identifier, gender, place, pin, phone } = compared
  const givenAgrees = AGREEING.includes(name.given)
  const familyAgrees = AGREEING.includes(name.family)
  const birthAgrees = BIRTH_AGREES.includes(birth)
  const isHome = pin === 'exact' || place.house === 'exact' || place.words === 'shared' || phone === 'exact'
  // The person's own number outweighs one fact that disagrees. If given name and birth both disagree, a relative may
  // have used the card. If family and home also disagree, somebody may have mistyped the number.
  const contradictions = [name.given, birth].filter((one) => one === 'conflict').length
  const agreements = [givenAgrees, birthAgrees, familyAgrees, isHome].filter(Boolean).length
  const hasOwnNumber = identifier === 'exact' || identifier === 'near'
  const isVouched = hasOwnNumber && contradictions < 2 && agreements >= 2
  const vetoes: string[] = []
  if (!givenAgrees && !isVouched) vetoes.push(`given name: ${name.given}`)
  if (!birthAgrees && !isVouched) vetoes.push(`birth: ${birth}`)
  if (gender === 'conflict' && !(isVouched && givenAgrees && birth === 'exact')) vetoes.push('gender: conflict')
  return { vetoes, isVouched }
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
    ...findVetoes(compared),
    isBirthExact: compared.birth === 'exact',
  }
}
