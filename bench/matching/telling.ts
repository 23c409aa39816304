// How a clerk writes a person down on one day: name forms, slips, wrong PINs, years instead of dates, other phones.
import type { StatedPerson } from '../../server/src/modules/patients/testing.ts'
import { type Household, type Member, makeHousehold, pinOf, pinsFor } from './households.ts'
import { pickOne, type Random, randomOf } from './random.ts'

/** The rates of faults and forms. The index and the query use the same rates, independently of each other. */
export const RATES = {
  slip: 0.04,
  respelling: 0.08,
  noFamilyName: 0.06,
  noGivenName: 0.01,
  initialForm: 0.05,
  familyFirst: 0.05,
  title: 0.04,
  filler: 0.05,
  relation: 0.04,
  yearOnly: 0.2,
  firstOfJanuary: 0.35,
  yearOff: 0.1,
  dateSwapped: 0.01,
  dateSlip: 0.02,
  noGender: 0.05,
  noPhone: 0.12,
  otherPhone: 0.08,
  noAddress: 0.1,
  moved: 0.06,
  wrongPin: 0.25,
  noPin: 0.03,
  abhaStated: 0.65,
  abhaSlip: 0.02,
} as const

const RESPELLINGS: readonly [RegExp, string][] = [
  [/ksh/, 'x'],
  [/ee/, 'i'],
  [/oo/, 'u'],
  [/sh/, 's'],
  [/v/, 'w'],
  [/th/, 't'],
  [/aa/, 'a'],
  [/y/, 'i'],
  [/i$/, 'ee'],
  [/dh/, 'd'],
  [/bh/, 'b'],
  [/a$/, ''],
]

function respell(word: string, random: Random): string {
  const fitting = RESPELLINGS.filter(([pattern]) => pattern.test(word))
  const [pattern, to] = pickOne(fitting.length > 0 ? fitting : [[/$/, ''] as const], random)
  return word.replace(pattern, to)
}

function slip(word: string, random: Random): string {
  const at = Math.floor(word.length * random())
  const letter = 'abcdefghijklmnopqrstuvwxyz0123456789'[
    Math.floor((/\d/.test(word) ? 10 : 26) * random()) + (/\d/.test(word) ? 26 : 0)
  ]
  const kind = random()
  if (kind < 0.25) return word.slice(0, at) + word.slice(at + 1)
  if (kind < 0.5) return word.slice(0, at) + letter + word.slice(at)
  if (kind < 0.75) return word.slice(0, at) + letter + word.slice(at + 1)
  return word.slice(0, at) + (word[at + 1] ?? '') + (word[at] ?? '') + word.slice(at + 2)
}

function write(word: string, random: Random): string {
  const spelled = random() < RATES.respelling ? respell(word, random) : word
  return random() < RATES.slip ? slip(spelled, random) : spelled
}

function tellName({ given, father, gender }: Member, family: string, random: Random): string {
  const own = write(given, random)
  const shared = write(family, random)
  const form = random()
  let edge = 0
  const takes = (rate: number): boolean => {
    edge += rate
    return form < edge
  }
  if (takes(RATES.noFamilyName)) return own
  if (takes(RATES.noGivenName)) return shared
  if (takes(RATES.initialForm)) return random() < 0.5 ? `${father[0]}. ${own}` : `${own} ${father[0]}`
  if (takes(RATES.familyFirst)) return `${shared} ${own}`
  if (takes(RATES.title)) return `${gender === 'male' ? 'Shri' : 'Smt.'} ${own} ${shared}`
  if (takes(RATES.filler)) return `${own} ${gender === 'male' ? 'Kumar' : 'Devi'} ${shared}`
  if (takes(RATES.relation)) return `${own} ${shared} ${gender === 'male' ? 'S/o' : 'D/o'} ${father}`
  return `${own} ${shared}`
}

const upOrDown = (random: Random): number => (random() < 0.5 ? -1 : 1)

function tellBirth({ year, day }: Member, random: Random): Pick<StatedPerson, 'birthDate' | 'birthYear'> {
  if (random() < RATES.yearOnly) {
    const off = random() < RATES.yearOff ? upOrDown(random) : 0
    return random() < RATES.firstOfJanuary ? { birthDate: `${year + off}-01-01` } : { birthYear: year + off }
  }
  const [month, dayOfMonth] = [day.slice(0, 2), day.slice(2)]
  if (random() < RATES.dateSwapped && Number(dayOfMonth) <= 12) return { birthDate: `${year}-${dayOfMonth}-${month}` }
  if (random() < RATES.dateSlip) {
    const wrong = random() < 0.5 ? year + upOrDown(random) : year
    const near = wrong === year ? String(1 + Math.floor(28 * random())).padStart(2, '0') : dayOfMonth
    return { birthDate: `${wrong}-${month}-${near}` }
  }
  return { birthDate: `${year}-${month}-${dayOfMonth}` }
}

function tellPlace(home: Household, people: number, random: Random): Pick<StatedPerson, 'address' | 'pin'> {
  const { house, street, locality } = home
  const number = house.includes('/') && random() < 0.3 ? house.replace('/', '-') : house
  const address = pickOne(
    [`${number} ${street}, ${locality}`, `H.No. ${number}, ${locality}`, `${number}, ${locality}, ${street}`],
    random,
  )
  const isWrong = random() < RATES.wrongPin
  const wrong = random() < 0.6 ? pinOf(Math.floor(pinsFor(people) * random())) : slip(home.pin, random)
  return {
    address: random() < RATES.noAddress ? undefined : address,
    pin: random() < RATES.noPin ? undefined : isWrong ? wrong : home.pin,
  }
}

/** Gives statement `turn` of member `place` of household `number`. Turn 0 is the statement in the index. */
export function tell(number: number, place: number, turn: number, people: number): StatedPerson {
  const household = makeHousehold(number, people)
  return tellMember(household, household.members[place] as Member, { number, place, turn, people })
}

export interface Telling {
  readonly number: number
  readonly place: number
  readonly turn: number
  readonly people: number
}

/** Gives a statement about somebody of this household, also about somebody whom the household of that number lacks. */
export function tellMember(household: Household, member: Member, telling: Telling): StatedPerson {
  const { number, place, turn, people } = telling
  const random = randomOf(2, number, place, turn)
  const moved = random() < RATES.moved && turn > 0
  const home = moved ? makeHousehold(number + 500_000_000, people) : household
  const phone =
    random() < RATES.otherPhone ? home.phone.replace(/\d{4}$/, '7264') : (member.ownPhone ?? household.phone)
  const abha = random() < RATES.abhaSlip && member.abha ? slip(member.abha, random) : member.abha
  return {
    fullName: tellName(member, household.family, random),
    ...tellBirth(member, random),
    gender: random() < RATES.noGender ? undefined : member.gender,
    phone: random() < RATES.noPhone ? undefined : phone,
    ...tellPlace(home, people, random),
    identifiers: abha && random() < RATES.abhaStated ? [{ system: 'abha', value: abha }] : [],
  }
}
