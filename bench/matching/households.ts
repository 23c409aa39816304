// Makes up households: couples, children, twins, grandparents and brothers' families under one roof.
import { drawFamily, drawGiven, drawTwinName } from './name-stock.ts'
import { pickOne, type Random, randomOf } from './random.ts'

export interface Member {
  readonly given: string
  readonly father: string
  readonly gender: 'male' | 'female'
  readonly year: number
  /** MMDD. */
  readonly day: string
  readonly abha: string | undefined
  readonly ownPhone: string | undefined
  readonly isTwin: boolean
}

export interface Household {
  readonly family: string
  readonly phone: string
  readonly house: string
  readonly street: string
  readonly locality: string
  readonly pin: string
  readonly members: readonly Member[]
}

/** The density of the country: how many people share a PIN. */
export const PEOPLE_PER_PIN = 72_000
const PEOPLE_PER_HOUSEHOLD = 4.6
const LOCALITIES_PER_PIN = 40
const TWIN_SHARE = 0.03

const STREETS = ['Main Road', 'Temple Street', 'Station Road', 'Gandhi Road', 'School Lane', '2nd Cross', 'Bazar Road']
const PLACES = ['pur', 'nagar', 'wadi', 'palli', 'gaon', 'khurd', 'kalan', 'pet']

const digits = (count: number, random: Random): string =>
  Array.from({ length: count }, () => Math.floor(10 * random())).join('')
const phoneOf = (random: Random): string => `${6 + Math.floor(4 * random())}${digits(9, random)}`

function dayOf(random: Random): string {
  const month = 1 + Math.floor(12 * random())
  const day = 1 + Math.floor(28 * random())
  return String(month).padStart(2, '0') + String(day).padStart(2, '0')
}

/** Gives PIN code `number` of the country. Ten PIN codes in a row make a region. */
export function pinOf(number: number): string {
  return String(110_001 + Math.floor(number / 10) * 1_000 + (number % 10))
}

export const pinsFor = (people: number): number => Math.max(14, Math.round(people / PEOPLE_PER_PIN))

function localityOf(number: number): string {
  const random = randomOf(77, number)
  return drawFamily(random) + pickOne(PLACES, random)
}

const drawGender = (random: Random): Member['gender'] => (random() < 0.5 ? 'male' : 'female')

/** Gives household `number` of a country of `people`. It is the same at every call. */
export function makeHousehold(number: number, people: number): Household {
  const random = randomOf(1, number)
  const pinNumber = Math.floor(pinsFor(people) * random())
  const house = 1 + Math.floor(180 * random())
  const family = drawFamily(random)
  return {
    family,
    phone: phoneOf(random),
    house: random() < 0.35 ? `${house}/${1 + Math.floor(9 * random())}` : String(house),
    street: pickOne(STREETS, random),
    locality: localityOf(pinNumber * LOCALITIES_PER_PIN + Math.floor(LOCALITIES_PER_PIN * random())),
    pin: pinOf(pinNumber),
    members: makeMembers(random),
  }
}

function makeMembers(random: Random): Member[] {
  const members: Member[] = []
  const add = (gender: 'male' | 'female', year: number, father: string, twinOf?: Member): Member => {
    const taken = new Set(members.filter(({ father: other }) => other === father).map(({ given }) => given))
    let given = twinOf ? drawTwinName(twinOf.given, gender, random) : drawGiven(gender, random)
    // Brothers and sisters have different names; cousins and in-laws may share one.
    while (taken.has(given)) given = drawGiven(gender, random)
    const member: Member = {
      given,
      father,
      gender,
      year,
      day: twinOf?.day ?? dayOf(random),
      abha: random() < 0.5 ? `91${digits(12, random)}` : undefined,
      ownPhone: year < 2005 && random() < 0.5 ? phoneOf(random) : undefined,
      isTwin: twinOf !== undefined,
    }
    members.push(member)
    return member
  }
  const addCouple = (year: number, father: string): void => {
    const husband = add('male', year, father)
    if (random() < 0.9) add('female', year + 1 + Math.floor(6 * random()), drawGiven('male', random))
    const children = Math.floor(4.2 * random())
    for (let child = 0; child < children; child++) {
      const born = year + 22 + child * 2 + Math.floor(3 * random())
      const first = add(drawGender(random), born, husband.given)
      if (random() >= TWIN_SHARE) continue
      members[members.length - 1] = { ...first, isTwin: true }
      add(random() < 0.6 ? first.gender : drawGender(random), born, husband.given, first)
    }
  }
  const year = 1945 + Math.floor(50 * random())
  const grandfather = drawGiven('male', random)
  if (random() < 0.2) add('male', year - 25, drawGiven('male', random))
  if (random() < 0.25) add('female', year - 22, drawGiven('male', random))
  addCouple(year, grandfather)
  if (random() < 0.15) addCouple(year + 3 + Math.floor(4 * random()), grandfather)
  return members
}

export const householdsFor = (people: number): number => Math.ceil(people / PEOPLE_PER_HOUSEHOLD)
