// The benchmark `availability`: answers by PIN code from Sehat, from ready-made bytes, and from SQL.
import path from 'node:path'
import { addDays, dayInIndia } from '../../server/src/platform/clock.ts'
import { type Crowd, gatherCrowd } from '../booking/crowd.ts'
import { brief, figureOf, rateOf } from '../booking/figures.ts'
import { gatherPeople, introduce } from '../booking/people.ts'
import type { Place } from '../booking/seed.ts'
import { fetchAnswers, startBytes } from '../load/answers.ts'
import { getText, type LoadJob, type LoadOutcome, type Measured, packRequests, type RequestPack } from '../load/job.ts'
import { runLoad } from '../load/run.ts'
import { wants } from '../options.ts'
import type { Server } from '../processes.ts'
import { profiled } from '../profile.ts'
import type { Figure, Findings, Goal } from '../report.ts'
import { type Sehat, startSehat } from '../sehat.ts'
import type { Database, Stage } from '../stage.ts'
import { median, ratios } from '../statistics.ts'
import { measureMemory } from './memory.ts'
import { type Centre, seedCentresOfPins, seedSessionsAhead, urlOf } from './seed.ts'

const CONNECTIONS = 64
const WRITER_CONNECTIONS = 4
const WRITER_PEOPLE_PER_SECOND = 2_500
const QUICK_WRITER_PEOPLE_PER_SECOND = 500
const SESSIONS_PER_CENTRE = 3
const DAYS = 7
const UNIT = 'answers/s'
const PART = 'pin'
const TARGETS = { bytes: 0.8, sql: 20 }

interface Ground {
  readonly stage: Stage
  readonly database: Database
  readonly centres: readonly Centre[]
  readonly sessions: readonly Place[]
  readonly sehat: Sehat
  readonly requests: RequestPack
}

interface Row {
  readonly name: string
  readonly measure: () => Promise<Measured>
  readonly rounds: Measured[]
}

export async function runAvailability(stage: Stage): Promise<Findings> {
  const findings: Findings[] = []
  if (wants(stage.options, PART)) findings.push(await measureAnswers(stage))
  if (wants(stage.options, 'memory')) findings.push(await measureMemory(stage))
  return {
    figures: findings.flatMap(({ figures }) => figures),
    goals: findings.flatMap(({ goals }) => goals),
    notes: [...findings.flatMap(({ notes }) => notes), stage.quiet.note()],
  }
}

async function prepare(stage: Stage): Promise<Ground> {
  stage.say('making the database: all PIN codes, a centre at each')
  const database = await stage.createDatabase('availability')
  const centres = await seedCentresOfPins(database.pool, stage.options)
  const sessions = await seedSessionsAhead(database.pool, centres, centres.length * SESSIONS_PER_CENTRE, DAYS)
  await database.pool.query('create index bench_centres_pin on vaccination.centres (pin)')
  const sehat = await startSehat(stage, database, 'sehat')
  const texts = centres.map(({ pin }) => getText(urlOf(pin)))
  return { stage, database, centres, sessions, sehat, requests: packRequests(texts, texts.length) }
}

async function measureAnswers(stage: Stage): Promise<Findings> {
  const ground = await prepare(stage)
  const { sehat, requests } = ground
  const first = await loadOn(ground, sehat, { requests, order: 'once', warmUpMs: 0, measureMs: 0 })
  const urls = ground.centres.map(({ pin }) => urlOf(pin))
  const bytes = await startBytes(stage, sehat, 'bytes', urls)
  const sql = await startSql(ground)
  await requireSameAnswers(ground, sql)
  const write = await openWriter(ground)
  const rows: Row[] = [
    row('Sehat', () => loadOn(ground, sehat)),
    row('the same bytes from a map, bare node:http', () => loadOn(ground, bytes)),
    row('SQL a request, Fastify and 20 connections', () => loadOn(ground, sql)),
    row('Sehat, If-None-Match: 304', async () =>
      loadOn(ground, sehat, { requests: await conditionalRequests(ground), expected: [{ status: 304 }] }),
    ),
    row('Sehat, while bookings change the answers', () => write(() => loadOn(ground, sehat))),
  ]
  for (let round = 1; round <= stage.options.rounds; round++) {
    for (const { name, measure, rounds } of rows) {
      rounds.push(await stage.quiet.quietest(measure))
      stage.say(`round ${round}: ${name}: ${brief(rounds.at(-1) as Measured)}`)
    }
  }
  if (stage.options.profile) await showProfile(ground)
  await Promise.all([sehat, bytes, sql].map((server) => server.stop()))
  await stage.dropDatabase(ground.database)
  const figures = rows.map(({ name, rounds }) => figureOf(PART, name, rounds, UNIT))
  return {
    figures: [...figures, figureOf(PART, 'Sehat, each PIN for the first time', [first], UNIT), write.figure()],
    goals: goalsOf(rows),
    notes: notesOf(ground),
  }
}

const row = (name: string, measure: () => Promise<Measured>): Row => ({ name, measure, rounds: [] })

async function loadOn(ground: Ground, server: Server, job: Partial<Omit<LoadJob, 'port'>> = {}): Promise<LoadOutcome> {
  const { stage, requests } = ground
  const { options } = stage
  await stage.settle()
  return runLoad(stage, server, {
    connections: options.connections ?? CONNECTIONS,
    warmUpMs: options.warmUpMs,
    measureMs: options.measureMs,
    requests,
    order: 'random',
    expected: [{ status: 200, mark: '"sessionId"' }],
    ...job,
  })
}

function startSql({ stage, database }: Ground): Promise<Server> {
  return stage.processes.serve({
    name: 'sql',
    file: path.join(import.meta.dirname, 'sql-server.ts'),
    env: { DATABASE_URL: database.url, FROM_DAY: dayInIndia(new Date()) },
    readyPath: '/ready',
  })
}

/** Throws if the SQL baseline answers differently: then a comparison would mean nothing. */
async function requireSameAnswers({ sehat, centres }: Ground, sql: Server): Promise<void> {
  const pins = [0, 0.3, 0.6, 0.9].map((share) => centres[Math.floor(share * centres.length)]?.pin as string)
  const urls = pins.map(urlOf)
  const [ours, theirs] = await Promise.all([fetchAnswers(sehat.port, urls), fetchAnswers(sql.port, urls)])
  for (const { url, bytes } of ours) {
    const other = theirs.find((answer) => answer.url === url)?.bytes
    const centresOf = (text: Buffer | undefined) => JSON.stringify(JSON.parse(String(text)).centres)
    if (centresOf(bytes) !== centresOf(other)) throw new Error(`${url}: ${bytes} is not ${other}`)
  }
}

/** Uses the ETags of this moment, because the bookings of a round change them. */
async function conditionalRequests({ sehat, centres }: Ground): Promise<RequestPack> {
  const urls = centres.map(({ pin }) => urlOf(pin))
  const texts = (await fetchAnswers(sehat.port, urls)).map(({ url, etag }) => getText(url, { 'if-none-match': etag }))
  return packRequests(texts, texts.length)
}

interface Writer {
  <Result>(read: () => Promise<Result>): Promise<Result>
  figure(): Figure
}

/** Gives a function that lets people book at random sessions while others read. */
async function openWriter(ground: Ground): Promise<Writer> {
  const { stage, database, sehat, sessions } = ground
  const cells = [...new Set(sessions.map(({ cell }) => cell))]
  const people = await gatherPeople(
    stage,
    cells,
    stage.options.quick ? QUICK_WRITER_PEOPLE_PER_SECOND : WRITER_PEOPLE_PER_SECOND,
  )
  await introduce({ stage, database, cells, people }, sehat)
  const rounds: Measured[] = []
  const write = async <Result>(read: () => Promise<Result>): Promise<Result> => {
    const crowd: Crowd = await gatherCrowd(database.pool, people, sessions, cells)
    const { warmUpMs, measureMs } = stage.options
    const booking = runLoad(stage, sehat, {
      connections: WRITER_CONNECTIONS,
      warmUpMs,
      measureMs,
      requests: crowd.pack,
      order: 'once',
      expected: [{ status: 201 }],
    })
    const [result, booked] = await Promise.all([read(), booking])
    rounds.push(booked)
    return result
  }
  const figure = () => figureOf(PART, `bookings meanwhile, ${WRITER_CONNECTIONS} connections`, rounds, 'bookings/s')
  return Object.assign(write, { figure })
}

async function showProfile(ground: Ground): Promise<void> {
  const { lines } = await profiled(ground.sehat.logFile, () => loadOn(ground, ground.sehat))
  for (const line of lines) ground.stage.say(line)
}

function goalsOf([sehat, bytes, sql]: readonly Row[]): Goal[] {
  const against = (other: Row | undefined): number =>
    median(ratios(sehat?.rounds.map(rateOf) ?? [], other?.rounds.map(rateOf) ?? []))
  const goal = (other: Row | undefined, target: number): Goal => ({
    part: PART,
    name: `Sehat : ${other?.name}`,
    value: against(other),
    unit: 'x',
    target,
  })
  return [goal(bytes, TARGETS.bytes), goal(sql, TARGETS.sql)]
}

function notesOf({ stage, centres }: Ground): string[] {
  const { options } = stage
  return [
    `pin: ${options.connections ?? CONNECTIONS} keep-alive connections, ${options.warmUpMs / 1000} s warm-up, ` +
      `${options.measureMs / 1000} s for each measurement, all contenders in turn in every round; random PINs of ` +
      `${centres.length.toLocaleString('en-US')}, with a centre at each PIN and ${SESSIONS_PER_CENTRE} sessions at ` +
      `each centre within ${DAYS} days (until ${addDays(dayInIndia(new Date()), DAYS)}).`,
    'The benchmark checked that Sehat and SQL give the same centres and sessions. The bytes are answers of Sehat. ' +
      'The SQL baseline has an index on the PIN.',
    'Before the rounds, every PIN was requested once. This has its own figure.',
  ]
}
