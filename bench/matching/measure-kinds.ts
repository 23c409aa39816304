// Measures wrong links by kind of person: borrowers of cards, twins, sons with the father's name, newborns, widows.
import {
  createMemoryIndex,
  hashNumbers,
  type SearchResult,
  type StatedPerson,
  search,
  toProfile,
} from '../../server/src/modules/patients/testing.ts'
import { openKeys } from '../../server/src/platform/keys.ts'
import type { Figure, Findings, Goal } from '../report.ts'
import type { Stage } from '../stage.ts'
import { absentOf, type PatientId, patientIdOf, planCountry } from './country.ts'
import { makeHousehold } from './households.ts'
import { registeredOf, TURNS } from './kinds.ts'
import { tell } from './telling.ts'
import { type KindOutcome, tryKinds } from './trials.ts'

const PEOPLE = 35_000
const TRIALS = 30_000
const QUICK = { people: 3_000, trials: 50 }

export type ToFigure = (part: string, name: string, unit: string, value: number) => Figure

/** An index in memory. It compares numbers by their hashes and decides as the one in PostgreSQL: a test shows it. */
function openIndex() {
  const keys = openKeys('a made-up country', 'the same keys in every run')
  const profileOf = (stated: StatedPerson) => toProfile(stated, hashNumbers(keys, stated))
  const index = createMemoryIndex()
  return {
    add: (id: PatientId, stated: StatedPerson): void => index.add(id, profileOf(stated)),
    search: (stated: StatedPerson): Promise<SearchResult> => search(index, profileOf(stated)),
    count: () => index.frequencies.people,
  }
}

export async function measureKinds(stage: Stage, toFigure: ToFigure): Promise<Findings> {
  const { people, trials } = stage.options.quick ? QUICK : { people: PEOPLE, trials: TRIALS }
  const index = openIndex()
  const country = planCountry(people, Math.floor(people / 12))
  for (let household = 0; household < country.households; household++) {
    const absent = absentOf(country, household)
    for (const place of makeHousehold(household, people).members.keys()) {
      if (place !== absent) index.add(patientIdOf(household, place), tell(household, place, 0, people))
    }
  }
  for (const batch of registeredOf(trials, people)) {
    for (const { patientId, stated } of batch) index.add(patientId, stated)
  }
  stage.say(`kinds: ${index.count()} people in memory`)
  const outcomes = await tryKinds(stage, index, people, trials)
  return {
    figures: outcomes.flatMap((outcome) => figuresOf(outcome, toFigure)),
    goals: outcomes.flatMap(goalOf),
    notes: [
      `wrong links by kind: ${index.count().toLocaleString('en-US')} people, in memory. Each person is stated in ` +
        `${TURNS} ways. All of the household is in the index, except the person of the query. Everybody holds a ` +
        'number, which nobody has verified. Who borrows a card borrows that of any relative, at times that of a ' +
        'twin. Twins with near names differ in one inner letter, or one name is longer. Widows are in the index ' +
        'under the name and home of the husband; the query has another family name, phone and home. Rows without a ' +
        'goal show what a link would cost.',
    ],
  }
}

const partOf = ({ row }: KindOutcome): string => `wrong links: ${row.name}`

function figuresOf(outcome: KindOutcome, toFigure: ToFigure): Figure[] {
  const part = partOf(outcome)
  const { trials, wrongLinks, rightLinks, offered } = outcome
  return [
    toFigure(part, 'trials', 'trials', trials),
    toFigure(part, 'linked to a wrong person', 'trials', wrongLinks),
    toFigure(part, 'linked to the right person', 'trials', rightLinks),
    toFigure(part, 'offered for review', '%', (100 * offered) / trials),
  ]
}

function goalOf(outcome: KindOutcome): Goal[] {
  const { target } = outcome.row
  if (target === undefined) return []
  const value = (1e4 * outcome.wrongLinks) / outcome.trials
  return [{ part: partOf(outcome), name: 'wrong links in 10,000', value, unit: '', target, atMost: true }]
}
