// Measures the pull of the doctors' hours, the memory of their slots, and the search, against SQL on the same tables.
import path from 'node:path'
import { memoryUsage } from 'node:process'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import {
  type AppointmentsContext,
  createFeed,
  pullStale,
  SlotsInMemory,
} from '../../server/src/modules/appointments/testing.ts'
import { dayInIndia } from '../../server/src/platform/clock.ts'
import { figureOf } from '../booking/figures.ts'
import { getText, type Measured, packRequests } from '../load/job.ts'
import { runLoad } from '../load/run.ts'
import type { Server } from '../processes.ts'
import type { Findings } from '../report.ts'
import { openInProcess, type Sehat, startSehat } from '../sehat.ts'
import type { Database, Stage } from '../stage.ts'
import { median, percentile, ratios } from '../statistics.ts'
import { type Doctor, SLOTS_A_DAY, searchUrls, seedDoctors, shuffled } from './seed.ts'

const DOCTORS = 1_000
const QUICK_DOCTORS = 20
const DAYS = 31
/** So few that an answer does not wait for the answer of another connection. */
const CONNECTIONS = 2
const TARGETS = { pullSeconds: 60, memoryMebibytes: 64, firstMs: 20, readyMs: 5 }

export async function measureSearch(stage: Stage): Promise<Findings> {
  const count = stage.options.quick ? QUICK_DOCTORS : DOCTORS
  stage.say(`making ${count} doctors with hours`)
  const database = await stage.createDatabase('search')
  const doctors = await seedDoctors(database.pool, count)
  const pull = await measurePull(stage, database, count)
  const mebibytes = await measureMemory(stage, database)
  const searching = await measureAnswers(stage, database, doctors)
  await stage.dropDatabase(database)
  const slots = count * DAYS * SLOTS_A_DAY
  return {
    figures: [
      { part: 'pull', name: `${count} doctors, ${DAYS} days each`, unit: 's', rounds: [pull] },
      {
        part: 'memory',
        name: `heap and buffers of ${slots.toLocaleString('en-US')} slots`,
        unit: 'MiB',
        rounds: [mebibytes],
      },
      ...searching.figures,
    ],
    goals: [
      { part: 'pull', name: `${count} doctors`, value: pull, unit: 's', target: TARGETS.pullSeconds, atMost: true },
      { part: 'memory', name: 'slots', value: mebibytes, unit: 'MiB', target: TARGETS.memoryMebibytes, atMost: true },
      ...searching.goals,
    ],
    notes: [
      `pull: one process pulls ${count} doctors from the module doctors, which is in the same process and database, ` +
        `and makes their slots; SQL then counted ${slots.toLocaleString('en-US')} slots.`,
      'memory: heap and buffers of a process after it loaded these slots, less those before, without garbage.',
      ...searching.notes,
    ],
  }
}

async function measurePull(stage: Stage, database: Database, count: number): Promise<number> {
  stage.say('pulling their hours')
  await stage.settle()
  const program = await openInProcess(stage, database)
  const startedMs = performance.now()
  const pulled = await pullStale(program.context('appointments') as AppointmentsContext)
  const seconds = (performance.now() - startedMs) / 1000
  await program.stop()
  const { rows } = await database.pool.query('select count(*)::int as slots from appointments.slots')
  const today = Math.abs(rows[0].slots - count * DAYS * SLOTS_A_DAY) / (count * SLOTS_A_DAY)
  // Slots of today that have begun are not made.
  if (pulled !== count || today > 1) throw new Error(`${pulled} doctors were pulled, and ${rows[0].slots} slots made`)
  await database.pool.query('analyze appointments.slots')
  await database.pool.query('analyze appointments.practices')
  return seconds
}

/** Heap and buffers that the slots in memory need, in MiB, after the garbage is collected. */
async function measureMemory(stage: Stage, database: Database): Promise<number> {
  stage.say('loading the slots into memory')
  const program = await openInProcess(stage, database)
  const context = program.context('appointments') as AppointmentsContext
  const before = usedBytes()
  const slots = new SlotsInMemory(context.clock)
  const feed = createFeed(context, slots)
  await feed.start()
  await feed.stop()
  const mebibytes = (usedBytes() - before) / 2 ** 20
  stage.say(`${slots.slotCount} slots`)
  await program.stop()
  return mebibytes
}

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

function usedBytes(): number {
  // The second run frees what the finalizers of the first have let go.
  collectGarbage()
  collectGarbage()
  const { heapUsed, external } = memoryUsage()
  return heapUsed + external
}

async function measureAnswers(stage: Stage, database: Database, doctors: readonly Doctor[]): Promise<Findings> {
  const sql = await stage.processes.serve({
    name: 'sql',
    file: path.join(import.meta.dirname, 'sql-server.ts'),
    env: { DATABASE_URL: database.url, FROM_DAY: dayInIndia(new Date()) },
    readyPath: '/ready',
  })
  const { byDoctor, byPlace } = searchUrls(doctors)
  const parts = [
    { part: 'doctor, 7 days', urls: shuffled(byDoctor) },
    { part: 'speciality + PIN, 7 days', urls: shuffled(byPlace) },
  ]
  const findings: Findings[] = []
  for (const { part, urls } of parts) findings.push(await measureOne(stage, database, sql, { part, urls }))
  await sql.stop()
  return {
    figures: findings.flatMap(({ figures }) => figures),
    goals: findings.flatMap(({ goals }) => goals),
    notes: [
      `search: ${CONNECTIONS} keep-alive connections; "first time" asks each address once of a fresh process, ` +
        '"ready" asks them again at random. SQL has an index on doctor, hospital and day; the benchmark checked that ' +
        'it gives the same answers.',
    ],
  }
}

interface Asked {
  readonly part: string
  readonly urls: readonly string[]
}

async function measureOne(stage: Stage, database: Database, sql: Server, { part, urls }: Asked): Promise<Findings> {
  const rounds: { first: Measured[]; ready: Measured[]; sql: Measured[] } = { first: [], ready: [], sql: [] }
  const { warmUpMs, measureMs } = stage.options
  for (let round = 1; round <= stage.options.rounds; round++) {
    const sehat = await startSehat(stage, database, `sehat-${round}`)
    if (round === 1) await requireSameAnswers(sehat, sql, urls)
    const load = (server: Server, order: 'once' | 'random') => () =>
      runLoad(stage, server, {
        ...{ connections: CONNECTIONS, order, expected: [{ status: 200, mark: '"slotId"' }] },
        ...(order === 'once' ? { warmUpMs: 0, measureMs: 0 } : { warmUpMs, measureMs }),
        requests: packRequests(
          urls.map((url) => getText(url)),
          urls.length,
        ),
      })
    await stage.settle()
    // Asked once only: a second try would not be the first time.
    rounds.first.push(await load(sehat, 'once')())
    rounds.ready.push(await stage.quiet.quietest(load(sehat, 'random')))
    rounds.sql.push(await stage.quiet.quietest(load(sql, 'random')))
    stage.say(`${part} round ${round}: ${p99(rounds.first.at(-1) as Measured).toFixed(2)} ms the first time`)
    await sehat.stop()
  }
  const ratio = median(ratios(rounds.ready.map(rate), rounds.sql.map(rate)))
  const goal = (name: string, of: readonly Measured[], target: number) => ({
    ...{ part, name, value: median(of.map(p99)), unit: 'ms', target, atMost: true },
  })
  return {
    figures: [
      figureOf(part, 'Sehat, first time', rounds.first, 'answers/s'),
      figureOf(part, 'Sehat, ready', rounds.ready, 'answers/s'),
      figureOf(part, 'SQL a request, Fastify and 20 connections', rounds.sql, 'answers/s'),
    ],
    goals: [
      goal('first time, p99', rounds.first, TARGETS.firstMs),
      goal('ready, p99', rounds.ready, TARGETS.readyMs),
      { part, name: 'ready : SQL a request', value: ratio, unit: 'x', target: 1 },
    ],
    notes: [],
  }
}

const p99 = ({ latenciesMs }: Measured): number => percentile(latenciesMs, 0.99)
const rate = ({ count, seconds }: Measured): number => count / seconds

async function requireSameAnswers(sehat: Sehat, sql: Server, urls: readonly string[]): Promise<void> {
  for (const url of urls.slice(0, 4)) {
    const [ours, theirs] = await Promise.all(
      [sehat.port, sql.port].map(async (port) => {
        const answer = (await (await fetch(`http://127.0.0.1:${port}${url}`)).json()) as {
          doctors: { days: object[] }[]
        }
        return JSON.stringify(answer.doctors.map(({ days }) => days))
      }),
    )
    if (ours !== theirs) throw new Error(`${url}: ${ours?.slice(0, 400)} is not ${theirs?.slice(0, 400)}`)
  }
}
