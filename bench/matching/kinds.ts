// The people whom a wrong link would harm: borrowers of cards, twins, sons with the father's name, newborns, widows.
import type { StatedPerson } from '../../server/src/modules/patients/testing.ts'
import { type PatientId, patientIdOf, type Stated } from './country.ts'
import { type Household, type Member, makeHousehold } from './households.ts'
import { drawFamily, nearNameOf } from './name-stock.ts'
import { pickOne, type Random, randomOf } from './random.ts'
import { type Telling, tellMember } from './telling.ts'

/** One household of a kind: who of it is in the index, and how somebody of it is stated in each turn. */
export interface Case {
  readonly registered: readonly Stated[]
  /** The person of the query, if the index has that person. */
  readonly truth?: PatientId
  query(turn: number): StatedPerson
}

export interface Row {
  readonly name: string
  /** The most wrong links in 10,000 trials that we accept; undefined if we only report them. */
  readonly target?: number
  change(query: StatedPerson, made: Made, turn: number): StatedPerson
}

export interface Kind {
  readonly rows: readonly Row[]
  make(number: number, people: number): Made | undefined
}

export interface Made extends Case {
  /** The number on the card of the person whom the query may be taken for. */
  readonly cards: readonly string[]
}

/** The households of the kinds follow those of any country. */
const FIRST_HOUSEHOLD = 1_000_000_000
const HOUSEHOLDS_A_KIND = 10_000_000

const householdOf = (kind: number, nth: number): number => FIRST_HOUSEHOLD + kind * HOUSEHOLDS_A_KIND + nth

const cardOf = (number: number, place: number): string => {
  const random = randomOf(9, number, place)
  return `91${Array.from({ length: 12 }, () => Math.floor(10 * random())).join('')}`
}

const withCard = (stated: StatedPerson, value: string): StatedPerson => ({
  ...stated,
  identifiers: [{ system: 'abha', value }],
})

interface Home {
  readonly household: Household
  readonly telling: Omit<Telling, 'place' | 'turn'>
  readonly random: Random
}

function homeOf(number: number, people: number): Home {
  return { household: makeHousehold(number, people), telling: { number, people }, random: randomOf(8, number) }
}

/** Registers these members, each with a card, so that every card that somebody borrows is in the index. */
function register({ household, telling }: Home, members: readonly Member[]): Stated[] {
  return members.map((member, place) => {
    const stated = tellMember(household, member, { ...telling, place, turn: 0 })
    return { patientId: patientIdOf(telling.number, place), stated: withCard(stated, cardOf(telling.number, place)) }
  })
}

const asStated = (query: StatedPerson): StatedPerson => query
const withoutBirth = ({ birthDate: _, birthYear: __, ...rest }: StatedPerson): StatedPerson => rest
const withBorrowed = (query: StatedPerson, { cards }: Made, turn: number): StatedPerson =>
  withCard(query, cards[turn % cards.length] as string)

/** The last place, which no member has. */
const NEW_PLACE = 40

/** Somebody of the household is not in the index, and shows the card of somebody who is. */
function makeBorrower(number: number, people: number): Made | undefined {
  const home = homeOf(number, people)
  const { members } = home.household
  if (members.length < 2) return undefined
  const absent = Math.floor(members.length * home.random())
  const registered = register(home, members).filter((_, place) => place !== absent)
  return {
    registered,
    cards: registered.map(({ stated }) => stated.identifiers?.[0]?.value as string),
    query: (turn) => tellMember(home.household, members[absent] as Member, { ...home.telling, place: absent, turn }),
  }
}

/** Adds somebody who is like a registered member; `change` says in what the two differ. */
function makeDouble(
  number: number,
  people: number,
  isLike: (member: Member) => boolean,
  change: (member: Member, random: Random) => Partial<Member>,
): Made | undefined {
  const home = homeOf(number, people)
  const { members } = home.household
  const place = members.findIndex(isLike)
  const like = members[place]
  if (!like) return undefined
  const double: Member = { ...like, abha: undefined, ...change(like, home.random) }
  return {
    registered: register(home, members),
    cards: [cardOf(number, place)],
    query: (turn) => tellMember(home.household, double, { ...home.telling, place: NEW_PLACE, turn }),
  }
}

const makeTwin = (number: number, people: number): Made | undefined =>
  makeDouble(
    number,
    people,
    ({ year }) => year > 1985,
    ({ given }, random) => ({ given: nearNameOf(given, random), ownPhone: undefined }),
  )

const makeJunior = (number: number, people: number): Made | undefined =>
  makeDouble(
    number,
    people,
    ({ gender, year }) => gender === 'male' && year < 2000,
    ({ given, year }, random) => ({ father: given, year: year + 19 + Math.floor(20 * random()), ownPhone: undefined }),
  )

const NEWBORNS: readonly ((mother: string, family: string, nth: number) => string)[] = [
  (mother, family, nth) => `Baby ${nth} of ${mother} ${family}`,
  (mother, family) => `Baby of ${mother} ${family}`,
  (mother, family) => `B/O ${mother} ${family}`,
  (mother, _, nth) => `Twin ${'I'.repeat(nth)} of ${mother}`,
  (_, family) => `Baby Boy ${family}`,
  (mother, family) => `Infant of ${mother} ${family}`,
  (mother, _, nth) => `${nth === 1 ? 'First' : 'Second'} baby of ${mother}`,
]

/** The first of two newborn twins is in the index, and nobody has named them. */
function makeNewborn(number: number, people: number): Made | undefined {
  const home = homeOf(number, people)
  const { household, telling, random } = home
  const mother = household.members.find(({ gender, year }) => gender === 'female' && year > 1960)
  if (!mother) return undefined
  const child: Member = { ...mother, year: 2026, father: household.members[0]?.given ?? mother.father, abha: undefined }
  const tellChild = (nth: number, turn: number): StatedPerson => ({
    ...tellMember(household, { ...child, ownPhone: undefined }, { ...telling, place: NEW_PLACE + nth, turn }),
    fullName: pickOne(NEWBORNS, turn === 0 ? random : randomOf(7, number, turn))(mother.given, household.family, nth),
  })
  const first = withCard(tellChild(1, 0), cardOf(number, NEW_PLACE))
  const place = household.members.length
  return {
    registered: [...register(home, household.members), { patientId: patientIdOf(number, place), stated: first }],
    cards: [cardOf(number, NEW_PLACE)],
    query: (turn) => tellChild(2, turn),
  }
}

/** A widow is in the index under the name and home of her husband. She has moved, and has another family name. */
function makeWidow(number: number, people: number): Made | undefined {
  const home = homeOf(number, people)
  const { members } = home.household
  const place = members.findIndex(({ gender, year }) => gender === 'female' && year < 1985)
  const widow = members[place]
  if (!widow) return undefined
  const newHome = { ...makeHousehold(number + 500_000_000, people), family: drawFamily(home.random) }
  const registered = register(home, members)
  return {
    registered,
    truth: patientIdOf(number, place),
    cards: [cardOf(number, place)],
    query: (turn) => tellMember(newHome, { ...widow, ownPhone: undefined }, { ...home.telling, place, turn }),
  }
}

/** One wrong link in 1,000 for a borrowed card; one in 10,000 for the others. */
const BORROWED = 10
const OTHERS = 1

export const KINDS: readonly Kind[] = [
  {
    make: makeBorrower,
    rows: [
      { name: 'a relative’s card', target: BORROWED, change: withBorrowed },
      { name: 'a relative’s card, no birth', target: BORROWED, change: (...of) => withoutBirth(withBorrowed(...of)) },
      {
        name: 'a relative’s card, no birth, no gender',
        target: BORROWED,
        change: (...of) => ({ ...withoutBirth(withBorrowed(...of)), gender: undefined }),
      },
    ],
  },
  {
    make: makeTwin,
    rows: [
      { name: 'twins with near names', target: OTHERS, change: asStated },
      { name: 'twins with near names, and the twin’s card', change: withBorrowed },
    ],
  },
  {
    make: makeJunior,
    rows: [
      { name: 'sons with the father’s name', target: OTHERS, change: asStated },
      { name: 'sons with the father’s name, no birth', target: OTHERS, change: withoutBirth },
      { name: 'sons with the father’s name, and his card', change: withBorrowed },
    ],
  },
  {
    make: makeNewborn,
    rows: [
      { name: 'unnamed newborn twins', target: OTHERS, change: asStated },
      { name: 'unnamed newborn twins, and the twin’s card', target: OTHERS, change: withBorrowed },
    ],
  },
  {
    make: makeWidow,
    rows: [
      { name: 'widows who moved', target: OTHERS, change: asStated },
      { name: 'widows who moved, and their own card', target: OTHERS, change: withBorrowed },
    ],
  },
]

/** Statements of one person; so many turns make the trials of a household. */
export const TURNS = 5

/** Gives the households of a kind, as many as it needs for `trials`. */
export function* casesOf(kind: Kind, trials: number, people: number): Generator<Made> {
  const wanted = Math.ceil(trials / TURNS)
  for (let nth = 0, made = 0; made < wanted; nth++) {
    const one = kind.make(householdOf(KINDS.indexOf(kind), nth), people)
    if (!one) continue
    made++
    yield one
  }
}

const PEOPLE_PER_BATCH = 2_000

/** Gives everybody of all kinds whom the index must hold, in batches. */
export function* registeredOf(trials: number, people: number): Generator<readonly Stated[]> {
  let batch: Stated[] = []
  for (const kind of KINDS) {
    for (const { registered } of casesOf(kind, trials, people)) {
      batch.push(...registered)
      if (batch.length < PEOPLE_PER_BATCH) continue
      yield batch
      batch = []
    }
  }
  if (batch.length > 0) yield batch
}
