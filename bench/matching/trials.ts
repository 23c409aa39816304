// Searches for people who are in the index, and for absent people whose families are in the index.

import type { PatientIndex, SearchResult, StatedPerson } from '../../server/src/modules/patients/testing.ts'
import type { Stage } from '../stage.ts'
import { absentOf, type Country, patientIdOf } from './country.ts'
import { makeHousehold } from './households.ts'
import { casesOf, KINDS, type Made, type Row, TURNS } from './kinds.ts'
import { randomOf } from './random.ts'
import { tell } from './telling.ts'

export interface PresentOutcome {
  readonly trials: number
  readonly linked: number
  readonly offered: number
  readonly wrongLinks: number
  readonly latenciesMs: Float64Array
  readonly keyRows: Float64Array
  readonly peopleRead: Float64Array
  readonly truncated: number
}

export interface AbsentOutcome {
  readonly trials: number
  readonly twinTrials: number
  readonly wrongLinks: number
  readonly offered: number
}

const SAY_EVERY = 10_000
const WARM_UP = 500
const SHOWN_OF_A_KIND = 3

function linkOf({ outcome, candidates }: SearchResult): string | undefined {
  return outcome === 'certain' ? candidates[0]?.id : undefined
}

/** Each trial states a person of the index again: with other slips, another form of the name, perhaps another home. */
export async function tryPresent(
  stage: Stage,
  index: PatientIndex,
  country: Country,
  trials: number,
): Promise<PresentOutcome> {
  const latencies: number[] = []
  const keyRows: number[] = []
  const peopleRead: number[] = []
  let [linked, offered, wrongLinks, truncated] = [0, 0, 0, 0]
  const random = randomOf(4, country.people)
  for (let trial = -WARM_UP; trial < trials; ) {
    const household = Math.floor(country.households * random())
    const place = Math.floor(makeHousehold(household, country.people).members.length * random())
    if (absentOf(country, household) === place) continue
    const query = tell(household, place, 1, country.people)
    const startedMs = performance.now()
    const found = await index.search(query as never)
    const tookMs = performance.now() - startedMs
    if (trial++ < 0) continue
    latencies.push(tookMs)
    keyRows.push(found.keyRowsRead)
    peopleRead.push(found.peopleRead)
    if (found.isTruncated) truncated++
    const truth = patientIdOf(household, place)
    const link = linkOf(found)
    if (link === truth) linked++
    else if (link !== undefined) {
      wrongLinks++
      stage.say(`wrong link, although the person is in the index: ${describeLink(found, query)}`)
    } else if (found.candidates.some(({ id }) => id === truth)) offered++
    if (trial % SAY_EVERY === 0) stage.say(`${trial} of ${trials} searches for people in the index`)
  }
  const sorted = (values: number[]): Float64Array => Float64Array.from(values).sort()
  return {
    trials,
    linked,
    offered,
    wrongLinks,
    truncated,
    latenciesMs: sorted(latencies),
    keyRows: sorted(keyRows),
    peopleRead: sorted(peopleRead),
  }
}

/** The right person is not in the index, but the rest of the household is. So every automatic link is wrong. */
export async function tryAbsent(
  stage: Stage,
  index: PatientIndex,
  country: Country,
  trials: number,
): Promise<AbsentOutcome> {
  let [done, twinTrials, wrongLinks, offered] = [0, 0, 0, 0]
  for (const { household, place, turn } of absentPeople(country)) {
    if (done >= trials) break
    const query = tell(household, place, turn, country.people)
    const found = await index.search(query as never)
    done++
    if (makeHousehold(household, country.people).members[place]?.isTwin) twinTrials++
    if (linkOf(found) !== undefined) {
      wrongLinks++
      stage.say(`wrong link: ${describeLink(found, query)}`)
    } else if (found.outcome === 'candidates') offered++
    if (done % SAY_EVERY === 0) stage.say(`${done} of ${trials} searches for absent people, ${wrongLinks} wrong links`)
  }
  return { trials: done, twinTrials, wrongLinks, offered }
}

/** Gives everybody who is not in the index, stated again in each turn. */
function* absentPeople(country: Country) {
  for (let turn = 2; ; turn++) {
    for (let household = 0; household < country.households; household += country.absentEvery) {
      const place = absentOf(country, household)
      if (place !== undefined) yield { household, place, turn }
    }
  }
}

export interface KindOutcome {
  readonly row: Row
  trials: number
  wrongLinks: number
  rightLinks: number
  offered: number
}

export interface Searched {
  search(stated: StatedPerson): Promise<SearchResult>
}

/** Searches for the people whom a wrong link would harm. Only widows are in the index themselves. */
export async function tryKinds(stage: Stage, index: Searched, people: number, trials: number): Promise<KindOutcome[]> {
  const outcomes: KindOutcome[] = []
  for (const kind of KINDS) {
    const own = kind.rows.map((row): KindOutcome => ({ row, trials: 0, wrongLinks: 0, rightLinks: 0, offered: 0 }))
    for (const made of casesOf(kind, trials, people)) {
      for (const outcome of own) await tryCase(stage, index, made, outcome)
    }
    for (const { row, trials: done, wrongLinks } of own) stage.say(`${row.name}: ${wrongLinks} of ${done} wrong`)
    outcomes.push(...own)
  }
  return outcomes
}

async function tryCase(stage: Stage, index: Searched, made: Made, outcome: KindOutcome): Promise<void> {
  const { change, name } = outcome.row
  for (let turn = 1; turn <= TURNS; turn++) {
    const query = change(made.query(turn), made, turn)
    const found = await index.search(query)
    const link = linkOf(found)
    outcome.trials++
    if (link === undefined && found.outcome === 'candidates') outcome.offered++
    if (link !== undefined && link === made.truth) outcome.rightLinks++
    if (link === undefined || link === made.truth) continue
    outcome.wrongLinks++
    if (outcome.wrongLinks <= SHOWN_OF_A_KIND) stage.say(`${name}: ${describeLink(found, query)}`)
  }
}

/** Describes a wrong link. It may show names, because nobody here is real. */
function describeLink({ candidates }: SearchResult, query: object): string {
  const fields = candidates[0]?.explanation.map(({ field, comparison, bits }) => `${field} ${comparison} ${bits}`)
  return `${JSON.stringify(query)} by ${fields?.join('; ')}`
}
