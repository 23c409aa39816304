// Measures a rush on one slot over two processes, beside a contender with a lock in a cache, which gives seats twice.
import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { redis, startRedis } from '../../server/src/testing/debian/redis.ts'
import { needs } from '../../server/src/testing/debian/service.ts'
import { brief, figureOf } from '../booking/figures.ts'
import { introduce } from '../booking/people.ts'
import { type Place, readCells, seedPatients } from '../booking/seed.ts'
import { type Measured, packRequests, postText } from '../load/job.ts'
import { runLoadOnAll, type SharedOutcome } from '../load/run.ts'
import type { Server } from '../processes.ts'
import type { Findings } from '../report.ts'
import { type Person, signIn, startSehat } from '../sehat.ts'
import type { Database, Stage } from '../stage.ts'
import { type Doctor, seedPractices, seedSlots } from './seed.ts'
import { verifyAppointments } from './verify.ts'

const PART = 'cache lock'
const PROCESSES = 2
const CONNECTIONS = 64
const SEATS = 500
const QUICK_SEATS = 100
const PEOPLE_PER_SEAT = 5

interface Rush {
  readonly stage: Stage
  readonly database: Database
  readonly people: readonly Person[]
  readonly doctors: readonly Doctor[]
  readonly seats: number
}

interface Contender {
  readonly name: string
  readonly schema: 'appointments' | 'bench'
  readonly servers: readonly Server[]
  readonly rounds: Measured[]
  /** How many more people were booked than there are seats, in each round. */
  readonly overbooked: number[]
}

export async function measureCacheLock(stage: Stage): Promise<Findings> {
  const cleanUps: (() => Promise<void>)[] = []
  try {
    // Without Redis each process has a lock of its own, as a cache in memory is.
    const service =
      needs(redis).skip === false
        ? await startRedis({ after: (cleanUp) => void cleanUps.push(cleanUp) }, { appendonly: 'no' })
        : undefined
    return await measure(stage, service?.url)
  } finally {
    for (const cleanUp of cleanUps) await cleanUp()
  }
}

async function measure(stage: Stage, redisUrl: string | undefined): Promise<Findings> {
  const seats = stage.options.quick ? QUICK_SEATS : SEATS
  const database = await stage.createDatabase('cache_lock')
  const { pool } = database
  await pool.query('alter table appointments.slots drop constraint slots_capacity_range')
  const tables = ['slots', 'appointments', 'claims'].map(
    (name) => `create table bench.${name} (like appointments.${name} including all);`,
  )
  await pool.query(`create schema bench; ${tables.join(' ')}`)
  const cells = readCells().slice(0, 1)
  const people = await signIn(Array.from({ length: seats * PEOPLE_PER_SEAT }, () => cells[0] as number))
  const rush: Rush = { stage, database, people, seats, doctors: await seedPractices(pool, cells, 1) }
  const sehat = await Promise.all(numbered((nth) => startSehat(stage, database, `sehat-${nth}`)))
  const shares = shareOut(people)
  for (const [nth, one] of sehat.entries()) {
    await introduce({ stage, database, cells, people: shares[nth] as Person[] }, one)
  }
  const others = await Promise.all(numbered((nth) => startContender(rush, nth, redisUrl)))
  const name = redisUrl === undefined ? '(d) lock in the memory of each process' : '(d) lock in Redis'
  const contenders: Contender[] = [
    { name: 'Sehat', schema: 'appointments', servers: sehat, rounds: [], overbooked: [] },
    { name: `${name}, slot read before it, count`, schema: 'bench', servers: others, rounds: [], overbooked: [] },
  ]
  for (let round = 1; round <= stage.options.rounds; round++) {
    for (const one of contenders) {
      const outcome = await rushOnce(rush, one, round)
      one.rounds.push(outcome)
      one.overbooked.push(await countOver(rush, one, outcome))
      stage.say(`${PART} round ${round}: ${one.name}: ${one.overbooked.at(-1)} too many, ${brief(outcome)}`)
    }
  }
  await Promise.all([...sehat, ...others].map((server) => server.stop()))
  await stage.dropDatabase(database)
  return toFindings(rush, contenders)
}

const numbered = <Value>(make: (nth: number) => Value): Value[] =>
  Array.from({ length: PROCESSES }, (_, nth) => make(nth + 1))

const shareOut = <Value>(values: readonly Value[]): Value[][] =>
  Array.from({ length: PROCESSES }, (_, process) => values.filter((_value, nth) => nth % PROCESSES === process))

function startContender({ stage, database }: Rush, nth: number, redisUrl: string | undefined): Promise<Server> {
  return stage.processes.serve({
    name: `cache-lock-${nth}`,
    file: path.join(import.meta.dirname, 'cache-lock-server.ts'),
    env: { DATABASE_URL: database.url, ...(redisUrl !== undefined && { REDIS_URL: redisUrl }) },
    readyPath: '/ready',
  })
}

/** Everybody wants a seat of the same fresh slot. */
async function rushOnce(rush: Rush, { schema, servers }: Contender, nth: number): Promise<SharedOutcome> {
  const { stage, database, people, doctors, seats } = rush
  const [slot] = (await seedSlots(database.pool, doctors, { nth, capacity: seats, schema })) as [Place]
  const patients = await seedPatients(
    database.pool,
    people,
    people.map(() => slot.cell),
  )
  const texts = people.map((person, index) => toRequest(schema, slot, person, patients[index] as string))
  await stage.settle()
  const outcome = await runLoadOnAll(
    stage,
    servers,
    shareOut(texts).map((own) => ({
      ...{ connections: CONNECTIONS, warmUpMs: 0, measureMs: 0, order: 'once' as const },
      ...{ requests: packRequests(own, own.length), capture: '"appointmentId":"' },
      expected: [{ status: 201 }, { status: 409, mark: 'slot-full' }],
    })),
  )
  if (schema === 'appointments') await verifyAppointments(database.pool, [slot], outcome.captured)
  return outcome
}

function toRequest(schema: Contender['schema'], { id }: Place, { token }: Person, patientId: string): string {
  if (schema === 'bench') return postText('/book', {}, JSON.stringify({ slotId: id, patientId }))
  const headers = { authorization: `Bearer ${token}`, 'idempotency-key': randomUUID() }
  return postText('/v1/appointments', headers, JSON.stringify({ slotIds: [id], patientId }))
}

/** Counts in the database what the answers promise, so that no answer can hide a seat. */
async function countOver({ database, seats }: Rush, { schema }: Contender, outcome: SharedOutcome): Promise<number> {
  const { rows } = await database.pool.query<{ booked: number }>(
    `select count(*)::int as booked from ${schema}.appointments where id = any($1::uuid[]) and status = 'BOOKED'`,
    [outcome.captured],
  )
  const booked = rows[0]?.booked ?? 0
  if (booked !== outcome.captured.length) throw new Error(`${schema}: an answer 201 is not stored`)
  if (booked < seats) throw new Error(`${schema}: ${booked} people were booked on ${seats} seats`)
  return booked - seats
}

function toFindings({ people, seats }: Rush, contenders: readonly Contender[]): Findings {
  const [sehat] = contenders as [Contender]
  const value = Math.max(...sehat.overbooked)
  return {
    figures: contenders.flatMap(({ name, rounds, overbooked }) => [
      figureOf(PART, `${name}: answers`, rounds, 'answers/s'),
      { part: PART, name: `${name}: booked beyond ${seats} seats`, unit: 'people', rounds: overbooked },
    ]),
    goals: [{ part: PART, name: 'Sehat: overbooked seats', value, unit: '', target: 0, atMost: true }],
    notes: [
      `cache lock: ${people.length} people want the ${seats} seats of one slot, over ${PROCESSES} processes of each ` +
        'contender. The contender books the way a peer does, as its code was read on 2026-11-30: it reads the slot, ' +
        'locks in the cache, and compares and writes the count that it read before the lock. SQL counted the ' +
        'appointments of each answer 201.',
    ],
  }
}
