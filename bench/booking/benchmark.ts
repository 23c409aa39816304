// The benchmark `booking`: measures Sehat against its baselines, on one hot session and spread over many.

import type { Measured } from '../load/job.ts'
import { wants } from '../options.ts'
import type { Figure, Findings, Goal } from '../report.ts'
import { type Sehat, startSehat } from '../sehat.ts'
import type { Stage } from '../stage.ts'
import { median, ratios } from '../statistics.ts'
import {
  type Ground,
  measureBaseline,
  measureFloor,
  measureSehat,
  type SehatMeasured,
  startBaselines,
  usualTiming,
} from './contenders.ts'
import { brief, figureOf, rateOf } from './figures.ts'
import { measureGrowth } from './growth.ts'
import { gatherPeople, introduce } from './people.ts'
import { measureRush } from './rush.ts'
import { createBaselineTables, type Place, readCells, SPREAD_SESSIONS, seedCentres } from './seed.ts'

const SEHAT = 'Sehat'
const NAMES = {
  locking: '(a) SELECT ... FOR UPDATE a request',
  serializable: '(b) SERIALIZABLE with retries',
  floor: '(c) UPDATE + INSERT, no HTTP, 16 connections',
  pipelined: '(a) with pipelined statements',
}

interface Row {
  readonly name: string
  readonly rounds: Measured[]
}

export async function runBooking(stage: Stage): Promise<Findings> {
  const ground = await prepare(stage)
  const findings: Findings[] = []
  if (['hot', 'spread', 'rush'].some((part) => wants(stage.options, part)))
    findings.push(...(await measureToday(ground)))
  await stage.dropDatabase(ground.database)
  if (wants(stage.options, 'growth')) findings.push(await measureGrowth(ground))
  return {
    figures: findings.flatMap(({ figures }) => figures),
    goals: findings.flatMap(({ goals }) => goals),
    notes: [...notesOf(stage, ground), ...findings.flatMap(({ notes }) => notes)],
  }
}

/** Measures all parts that share one database and one process of Sehat. */
async function measureToday(ground: Ground): Promise<Findings[]> {
  const { stage, database, cells } = ground
  const findings: Findings[] = []
  const hotCentres = await seedCentres(database.pool, cells.slice(0, 1), 1)
  const centres = await seedCentres(database.pool, cells, SPREAD_SESSIONS)
  const sehat = await startSehat(stage, database, 'sehat')
  if (wants(stage.options, 'hot') && !stage.options.alone)
    findings.push(await measureStrangers(ground, sehat, hotCentres))
  await introduce(ground, sehat)
  const server = await startBaselines(ground)
  if (wants(stage.options, 'hot')) findings.push(await measurePart(ground, { sehat, server }, 'hot', hotCentres))
  if (wants(stage.options, 'spread')) findings.push(await measurePart(ground, { sehat, server }, 'spread', centres))
  if (wants(stage.options, 'rush')) findings.push(await measureRush(ground, sehat, hotCentres))
  await sehat.stop()
  await server.stop()
  return findings
}

async function prepare(stage: Stage): Promise<Ground> {
  stage.say('making the database')
  const database = await stage.createDatabase('booking')
  await createBaselineTables(database.pool)
  const cells = readCells()
  stage.say('signing people in')
  const people = await gatherPeople(stage, cells, stage.options.peoplePerSecond)
  return { stage, database, cells, people }
}

/** Measures bookings with tokens new to this process. No app does this; it shows the cost of a signature. */
async function measureStrangers(ground: Ground, sehat: Sehat, centres: readonly Place[]): Promise<Findings> {
  ground.stage.say('hot: tokens never seen before')
  const measured = await measureSehat(ground, sehat, centres, ground.people.length)
  return { figures: [figureOf('hot', 'Sehat, each token seen for the first time', [measured])], goals: [], notes: [] }
}

interface Contenders {
  readonly sehat: Sehat
  readonly server: Awaited<ReturnType<typeof startBaselines>>
}

async function measurePart(
  ground: Ground,
  { sehat, server }: Contenders,
  part: 'hot' | 'spread',
  centres: readonly Place[],
): Promise<Findings> {
  const { stage } = ground
  const relaySeconds: number[] = []
  let profile: readonly string[] = []
  const contenders: { name: string; measure: () => Promise<Measured>; rounds: Measured[] }[] = [
    {
      name: SEHAT,
      measure: async () => {
        const measured: SehatMeasured = await measureSehat(ground, sehat, centres, ground.people.length)
        relaySeconds.push(measured.relaySeconds)
        profile = measured.profileLines
        return measured
      },
      rounds: [],
    },
    { name: NAMES.locking, measure: () => measureBaseline(ground, server, 'locking', centres), rounds: [] },
    { name: NAMES.serializable, measure: () => measureBaseline(ground, server, 'serializable', centres), rounds: [] },
    { name: NAMES.floor, measure: () => measureFloor(ground, centres), rounds: [] },
    { name: NAMES.pipelined, measure: () => measureBaseline(ground, server, 'pipelined', centres), rounds: [] },
  ]
  for (let round = 1; round <= stage.options.rounds; round++) {
    for (const { name, measure, rounds } of stage.options.alone ? contenders.slice(0, 1) : contenders) {
      const measured = await stage.quiet.quietest(measure)
      rounds.push(measured)
      stage.say(`${part} round ${round}: ${name}: ${brief(measured)}`)
    }
  }
  const measured = contenders.filter(({ rounds }) => rounds.length > 0)
  const figures = measured.map(({ name, rounds }) => figureOf(part, name, rounds))
  for (const line of profile) stage.say(line)
  return {
    figures: [...figures, relayFigure(part, relaySeconds)],
    goals: stage.options.alone ? [] : goalsOf(part, contenders),
    notes: [],
  }
}

const relayFigure = (part: string, rounds: readonly number[]): Figure => ({
  part,
  name: 'Sehat: until the relay has handed on all events, after the load',
  unit: 's',
  rounds,
})

const TARGETS = {
  hot: [
    { name: NAMES.locking, target: 20 },
    { name: NAMES.serializable, target: 40 },
    { name: NAMES.floor, target: 3 },
  ],
  spread: [{ name: NAMES.locking, target: 3 }],
}

function goalsOf(part: 'hot' | 'spread', rows: readonly Row[]): Goal[] {
  const roundsOf = (name: string): number[] => rows.find((row) => row.name === name)?.rounds.map(rateOf) ?? []
  return TARGETS[part].map(({ name, target }) => ({
    part,
    name: `Sehat : ${name}`,
    value: median(ratios(roundsOf(SEHAT), roundsOf(name))),
    unit: 'x',
    target,
  }))
}

function notesOf({ options, quiet }: Stage, { cells }: Ground): string[] {
  const { connections } = usualTiming({ options } as Stage)
  const seconds = (ms: number): string => `${ms / 1000} s`
  return [
    `${connections} keep-alive connections, ${seconds(options.warmUpMs)} warm-up, ${seconds(options.measureMs)} for ` +
      'each measurement, CHECKPOINT before each, all contenders in turn in every round, fresh sessions in every round.',
    `hot: one session; spread: ${SPREAD_SESSIONS} sessions in all ${cells.length} districts of ` +
      'data/places/cells.csv. Ratios are medians of the ratios of the rounds.',
    'PostgreSQL with fsync, synchronous_commit, full_page_writes and autovacuum on; load generator, servers and ' +
      'database share the machine.',
    'At Sehat, each request comes from another signed-in account, for its own patient, with a new Idempotency-Key. ' +
      '5 % of the patients live in another district. The log, the relay and the jobs run as in production. Each ' +
      'token was used once before, because an app shows the family before it books.',
    quiet.note(),
    'After every measurement of Sehat, SQL checked that bookings = seats taken <= capacity in each session, that ' +
      'each answer 201 is a stored booking, and that each has one claim, one stored answer and one event.',
  ]
}
