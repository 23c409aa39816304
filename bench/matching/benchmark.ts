// The benchmark `matching`: measures FEBRL, and searches in a made-up country with families, twins and faulty facts.
import { randomBytes } from 'node:crypto'
import path from 'node:path'
import type { PatientsTables } from '../../server/src/modules/patients/testing.ts'
import { MODEL, openPatientIndex, SEARCH_LIMITS } from '../../server/src/modules/patients/testing.ts'
import { systemClock } from '../../server/src/platform/clock.ts'
import { openKeys } from '../../server/src/platform/keys.ts'
import { openDb } from '../../server/src/platform/postgres/db.ts'
import { wants } from '../options.ts'
import type { Figure, Findings, Goal } from '../report.ts'
import type { Stage } from '../stage.ts'
import { percentile } from '../statistics.ts'
import { fillIndex, planCountry } from './country.ts'
import { evaluateFebrl, febrlExists } from './febrl.ts'
import { PEOPLE_PER_PIN } from './households.ts'
import { measureKinds } from './measure-kinds.ts'
import { useSeed } from './random.ts'
import { RATES } from './telling.ts'
import { type AbsentOutcome, type PresentOutcome, tryAbsent, tryPresent } from './trials.ts'

const MILLION = 1_000_000

interface Measured {
  readonly rows: number
  readonly present: PresentOutcome
  readonly absent: AbsentOutcome
  readonly bytes: number
  readonly seconds: number
}

export async function runMatching(stage: Stage): Promise<Findings> {
  useSeed(stage.options.seed)
  const findings: Findings[] = []
  if (wants(stage.options, 'febrl') && febrlExists()) findings.push(await measureFebrl(stage))
  if (wants(stage.options, 'kinds')) findings.push(await measureKinds(stage, figure))
  if (wants(stage.options, 'country')) findings.push(await measureCountries(stage))
  return {
    figures: findings.flatMap(({ figures }) => figures),
    goals: findings.flatMap(({ goals }) => goals),
    notes: [
      `Model ${MODEL.version}, with one setting for all parts.`,
      ...findings.flatMap(({ notes }) => notes),
      stage.quiet.note(),
    ],
  }
}

const figure = (part: string, name: string, unit: string, value: number): Figure => ({
  part,
  name,
  unit,
  rounds: [value],
})

const FEBRL_F1 = 0.985
const FEBRL_OFFERED_PERCENT = 99.6

async function measureFebrl(stage: Stage): Promise<Findings> {
  const figures: Figure[] = []
  const goals: Goal[] = []
  for (const set of stage.options.quick ? ([1] as const) : ([1, 2] as const)) {
    for (const number of ['stated', 'verified', 'unused'] as const) {
      stage.say(`FEBRL ${set}, soc_sec_id ${number}`)
      const found = await evaluateFebrl(set, path.join(stage.folder, `febrl-${set}-${number}`), number)
      const part = `febrl ${set}, number ${number}`
      const offered = found.foundOrOfferedShare * 100
      figures.push(
        figure(part, 'precision of automatic links', '', found.precision),
        figure(part, 'recall of automatic links', '', found.recall),
        figure(part, 'F1 of automatic links', '', found.f1),
        figure(part, 'false links', '', found.falseLinks),
        figure(part, 'queries offered for review', '%', found.offeredForReviewShare * 100),
        figure(part, 'truths linked or offered', '%', offered),
      )
      goals.push({ part, name: 'false links', value: found.falseLinks, unit: '', target: 0, atMost: true })
      if (number === 'unused') continue
      goals.push({ part, name: 'F1', value: found.f1, unit: '', target: FEBRL_F1 })
      goals.push({ part, name: 'truths linked or offered', value: offered, unit: '%', target: FEBRL_OFFERED_PERCENT })
    }
  }
  const notes = [
    'febrl: Sehat searches for each duplicate in the index of the originals, and compares the number by the hashes ' +
      'that the index in PostgreSQL stores. A stated number is one that somebody shows on a card. A verified number ' +
      'is one of which both sides have checked to whom it belongs. Without a number, Sehat links nobody whose given ' +
      'name or birth is missing or differs, because a twin or a relative looks the same.',
  ]
  return { figures, goals, notes }
}

async function measureCountries(stage: Stage): Promise<Findings> {
  const { rows, quick } = stage.options
  const usual = [100_000, MILLION]
  const sizes = quick ? [3_000] : rows === undefined ? usual : rows > MILLION ? [...usual, rows] : [rows]
  const measured: Measured[] = []
  for (const size of sizes) measured.push(await measureCountry(stage, size))
  const million = measured[usual.indexOf(MILLION)]
  const largest = measured.at(-1)
  const growth = million && largest && largest !== million ? [growthGoal(million, largest)] : []
  return {
    figures: measured.flatMap(figuresOf),
    goals: [...measured.flatMap(goalsOf), ...growth],
    notes: notesOf(measured),
  }
}

function growthGoal(million: Measured, largest: Measured): Goal {
  const [smaller, larger] = [million, largest].map(({ present }) => percentile(present.latenciesMs, 0.99))
  const value = (larger as number) / (smaller as number)
  return { part: 'country', name: 'p99 of the largest : p99 of 1 million', value, unit: 'x', target: 1.5, atMost: true }
}

const TRIALS = 30_000

async function measureCountry(stage: Stage, people: number): Promise<Measured> {
  const { quick } = stage.options
  const database = await stage.createDatabase(`matching_${people}`)
  const keys = openKeys(randomBytes(32).toString('base64'), 'a made-up country: the same keys in every run')
  const db = openDb<PatientsTables>(database.pool)
  const index = openPatientIndex({ db, pool: database.pool, keys, clock: systemClock })
  const absentTrials = quick ? 200 : TRIALS
  const country = planCountry(people, Math.min(absentTrials, Math.floor(people / 12)))
  stage.say(`making a country of ${people} people`)
  const { people: rows, seconds } = await fillIndex(stage, database, index, country)
  const size = await database.pool.query<{ bytes: number }>(
    "select pg_total_relation_size('patients.match_keys') + pg_total_relation_size('patients.match_records') as bytes",
  )
  await stage.quiet.wait()
  const present = await tryPresent(stage, index, country, quick ? 200 : 10_000)
  const absent = await tryAbsent(stage, index, country, absentTrials)
  await stage.dropDatabase(database)
  return { rows, present, absent, bytes: Number(size.rows[0]?.bytes ?? 0), seconds }
}

const SEARCH_P99_MS = 10
const KEY_ROWS_P99 = 150

const partOf = ({ rows }: Measured): string => `${rows.toLocaleString('en-US')} people`

function figuresOf(measured: Measured): Figure[] {
  const { present, absent, bytes, rows, seconds } = measured
  const part = partOf(measured)
  const percent = (count: number, of: number): number => (100 * count) / of
  return [
    {
      ...figure(part, 'search', 'ms (mean)', present.latenciesMs.reduce((sum, ms) => sum + ms, 0) / present.trials),
      p50Ms: percentile(present.latenciesMs, 0.5),
      p99Ms: percentile(present.latenciesMs, 0.99),
    },
    figure(part, 'key rows read, p50', '', percentile(present.keyRows, 0.5)),
    figure(part, 'key rows read, p99', '', percentile(present.keyRows, 0.99)),
    figure(part, 'key rows read, most', '', percentile(present.keyRows, 1)),
    figure(part, 'people read, p50', '', percentile(present.peopleRead, 0.5)),
    figure(part, 'people read, p99', '', percentile(present.peopleRead, 0.99)),
    figure(part, 'present: linked to the right person', '%', percent(present.linked, present.trials)),
    figure(part, 'present: offered for review', '%', percent(present.offered, present.trials)),
    figure(part, 'present: linked to a wrong person', 'trials', present.wrongLinks),
    figure(part, 'present: some key had too many people', '%', percent(present.truncated, present.trials)),
    figure(part, 'absent: linked to a wrong person', 'trials', absent.wrongLinks),
    figure(part, 'absent: trials', 'trials', absent.trials),
    figure(part, 'absent: of these with a twin in the index', 'trials', absent.twinTrials),
    figure(part, 'absent: offered for review', '%', percent(absent.offered, absent.trials)),
    figure(part, 'size of the index', 'bytes a person', bytes / rows),
    figure(part, 'filling the index', 'people/s', rows / seconds),
  ]
}

function goalsOf(measured: Measured): Goal[] {
  const { present, absent } = measured
  const part = partOf(measured)
  const atMost = true
  return [
    {
      part,
      name: 'found or offered',
      value: (100 * (present.linked + present.offered)) / present.trials,
      unit: '%',
      target: 97,
    },
    {
      part,
      name: 'wrong links in 10,000 absent',
      value: (1e4 * absent.wrongLinks) / absent.trials,
      unit: '',
      target: 1,
      atMost,
    },
    {
      part,
      name: 'search p99',
      value: percentile(present.latenciesMs, 0.99),
      unit: 'ms',
      target: SEARCH_P99_MS,
      atMost,
    },
    {
      part,
      name: 'key rows p99',
      value: percentile(present.keyRows, 0.99),
      unit: '',
      target: KEY_ROWS_P99,
      atMost,
    },
  ]
}

function notesOf(measured: readonly Measured[]): string[] {
  const percent = (rate: number): string => `${Math.round(rate * 1000) / 10} %`
  const perPin = PEOPLE_PER_PIN.toLocaleString('en-US')
  const rates = [
    `${percent(RATES.wrongPin)} wrong PINs`,
    `${percent(RATES.yearOnly)} years instead of dates (one in ten of them a year off)`,
    `${percent(RATES.noFamilyName)} without family name`,
    `${percent(RATES.noGivenName)} without given name`,
    `${percent(RATES.slip)} slips and ${percent(RATES.respelling)} respellings a name`,
    `${percent(RATES.noPhone)} without phone, ${percent(RATES.otherPhone)} with another`,
    `${percent(RATES.moved)} moved`,
  ]
  return [
    `country: households with relatives, joint families and twins (3 % of births), ${perPin} people at each PIN. ` +
      `Index and query state a person independently, each with these rates: ${rates.join(', ')}. A third of the ` +
      'names is made up, so that no list has them.',
    'We wrote both the generator and the matcher, so "found or offered" is probably better than in real life. The ' +
      'wrong links are the useful figures. Absent: the person of the query is not in the index, but the rest of the ' +
      'household is. If the household has twins, one twin is absent.',
    `A search includes everything: normalising, up to two reads of keys (at most ${SEARCH_LIMITS.keyRows} rows), the ` +
      'facts of the people whom they found, the others of the home if a link rests on them, and weighing. ' +
      'The searches run one at a time, on one connection, on a warm database.',
    `Sizes: ${measured.map(partOf).join(', ')}.`,
  ]
}
