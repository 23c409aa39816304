// Measures each contender once: Sehat, the baselines behind HTTP, and the floor.
import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Cell, newId } from '../../server/src/platform/id.ts'
import { costOf } from '../cpu.ts'
import { type LoadJob, type LoadOutcome, type Measured, packRequests, postText } from '../load/job.ts'
import { runLoad } from '../load/run.ts'
import type { Server } from '../processes.ts'
import { profiled } from '../profile.ts'
import type { Person, Sehat } from '../sehat.ts'
import type { Database, Stage } from '../stage.ts'
import type { FloorJob } from './baseline-floor.ts'
import { type Crowd, gatherCrowd } from './crowd.ts'
import { type Place, seedSessions, WINDOW } from './seed.ts'
import { verifyBaseline, verifySehat } from './verify.ts'

export const CONNECTIONS = 256
const FLOOR_CONNECTIONS = 16
/** A baseline cannot answer so many requests in a second, so it never runs out of them. */
const BASELINE_REQUESTS_PER_SECOND = 6_000
const RELAYED_WITHIN_MS = 120_000

/** All measurements of a run share this. */
export interface Ground {
  readonly stage: Stage
  readonly database: Database
  readonly cells: readonly Cell[]
  readonly people: readonly Person[]
}

export interface SehatMeasured extends LoadOutcome {
  /** How long the relay needed after the load had ended. */
  readonly relaySeconds: number
  readonly profileLines: readonly string[]
}

type Timing = Pick<LoadJob, 'connections' | 'warmUpMs' | 'measureMs' | 'expected'>

export function usualTiming({ options }: Stage): Timing {
  const { warmUpMs, measureMs } = options
  return { connections: options.connections ?? CONNECTIONS, warmUpMs, measureMs, expected: [{ status: 201 }] }
}

/** Lets people book for fresh patients at fresh sessions of these centres, and then checks what is stored. */
export async function measureSehat(
  ground: Ground,
  sehat: Sehat,
  centres: readonly Place[],
  capacity: number,
  timing: Timing = usualTiming(ground.stage),
): Promise<SehatMeasured> {
  const { stage, database, people, cells } = ground
  const sessions = await seedSessions(database.pool, 'vaccination', centres, capacity)
  const crowd = await gatherCrowd(database.pool, people, sessions, cells)
  await settle(ground, sehat)
  const relayedBefore = await relayed(sehat)
  const load = () =>
    runLoad(stage, sehat, {
      ...timing,
      requests: crowd.pack,
      order: 'once',
      capture: '"bookingId":"',
    })
  const { result: outcome, lines } = stage.options.profile
    ? await profiled(sehat.logFile, load)
    : { result: await load(), lines: [] }
  const endedMs = performance.now()
  await untilRelayed(ground)
  const relaySeconds = (performance.now() - endedMs) / 1000
  await verify(ground, sehat, { sessions, crowd, outcome, relayedBefore })
  return { ...outcome, relaySeconds, profileLines: lines }
}

interface Done {
  readonly sessions: readonly Place[]
  readonly crowd: Crowd
  readonly outcome: LoadOutcome
  readonly relayedBefore: number
}

async function verify(ground: Ground, sehat: Sehat, { sessions, crowd, outcome, relayedBefore }: Done): Promise<void> {
  // The relay counts its events a moment after its commit.
  await sleep(100)
  const events = (await relayed(sehat)) - relayedBefore + (await countWaiting(ground))
  await verifySehat(ground.database.pool, { sessions, crowd, bookingIds: outcome.captured, events })
}

const relayed = (sehat: Sehat): Promise<number> => sehat.metric('sehat_events_relayed_total', 'module="vaccination"')

async function countWaiting({ database }: Ground): Promise<number> {
  const { rows } = await database.pool.query('select count(*)::int as waiting from vaccination.outbox')
  return rows[0].waiting
}

async function untilRelayed(ground: Ground): Promise<void> {
  const giveUpAt = performance.now() + RELAYED_WITHIN_MS
  while ((await countWaiting(ground)) > 0 && performance.now() < giveUpAt) await sleep(50)
}

/** Waits until the relay has handed on all events and pages are written, so that nothing disturbs the measurement. */
async function settle(ground: Ground, sehat?: Sehat): Promise<void> {
  if (sehat) await untilRelayed(ground)
  await ground.stage.settle()
}

export type BaselineWay = 'locking' | 'serializable' | 'pipelined'

export function startBaselines({ stage, database }: Pick<Ground, 'stage' | 'database'>): Promise<Server> {
  return stage.processes.serve({
    name: 'baselines',
    file: path.join(import.meta.dirname, 'baseline-server.ts'),
    env: { DATABASE_URL: database.url },
    readyPath: '/ready',
  })
}

export async function measureBaseline(
  ground: Ground,
  server: Server,
  way: BaselineWay,
  centres: readonly Place[],
): Promise<Measured> {
  const { stage, database } = ground
  const timing = usualTiming(stage)
  const seconds = (timing.warmUpMs + timing.measureMs) / 1000
  const count = Math.ceil(BASELINE_REQUESTS_PER_SECOND * seconds)
  const sessions = await seedSessions(database.pool, 'bench', centres, count)
  const requests = packRequests(baselineTexts(way, sessions, count), count)
  await settle(ground)
  const outcome = await runLoad(stage, server, { ...timing, requests, order: 'once' })
  await verifyBaseline(database.pool, sessions)
  return outcome
}

function* baselineTexts(way: BaselineWay, sessions: readonly Place[], count: number): Iterable<string> {
  for (let index = 0; index < count; index++) {
    const { cell, id: sessionId } = sessions[Math.floor(Math.random() * sessions.length)] as Place
    const body = { sessionId, window: WINDOW, patientId: newId<'patient'>(cell), accountId: newId<'account'>(cell) }
    yield postText(`/${way}`, { 'idempotency-key': randomUUID() }, JSON.stringify(body))
  }
}

type FloorReply = { readonly outcome: Measured } | { readonly failure: string }

export async function measureFloor(ground: Ground, centres: readonly Place[]): Promise<Measured> {
  const { stage, database } = ground
  const { warmUpMs, measureMs } = stage.options
  const sessions = await seedSessions(database.pool, 'bench', centres, 10_000_000)
  await settle(ground)
  const job = { databaseUrl: database.url, connections: FLOOR_CONNECTIONS, warmUpMs, measureMs, sessions }
  const file = path.join(import.meta.dirname, 'baseline-floor.ts')
  const outcome = await costOf({ servers: [], database: stage.postgresPid }, async () => {
    const reply = await stage.processes.ask<FloorJob, FloorReply>(file, job)
    if ('failure' in reply) throw new Error(`The floor failed: ${reply.failure}`)
    return reply.outcome
  })
  await verifyBaseline(database.pool, sessions)
  return outcome
}
