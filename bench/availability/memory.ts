// Measures what a million sessions cost a process of Sehat: memory, and time until it is ready.
import { setTimeout as sleep } from 'node:timers/promises'
import { fetchAnswers } from '../load/answers.ts'
import type { Figure, Findings } from '../report.ts'
import { startSehat } from '../sehat.ts'
import type { Database, Stage } from '../stage.ts'
import { type Centre, seedCentresOfPins, seedSessionsAhead, urlOf } from './seed.ts'

const SESSIONS = 1_000_000
const QUICK_SESSIONS = 10_000
const DAYS = 31
/** Time for Node to collect the garbage of loading. */
const SETTLE_MS = 5_000
const QUICK_SETTLE_MS = 200

interface Footprint {
  readonly residentBytes: number
  readonly heapBytes: number
  readonly startMs: number
}

export async function measureMemory(stage: Stage): Promise<Findings> {
  const count = stage.options.quick ? QUICK_SESSIONS : SESSIONS
  stage.say('memory: an empty process')
  const database = await stage.createDatabase('memory')
  const empty = await footprintOf(stage, database, 'sehat-empty', [])
  stage.say(`memory: storing ${count} sessions`)
  const centres = await seedCentresOfPins(database.pool, stage.options)
  const bare = await footprintOf(stage, database, 'sehat-centres', [])
  await seedSessionsAhead(database.pool, centres, count, DAYS)
  stage.say('memory: a process with all sessions')
  const full = await footprintOf(stage, database, 'sehat-full', [])
  const asked = await footprintOf(stage, database, 'sehat-asked', centres)
  await stage.dropDatabase(database)
  const perSession = (key: 'residentBytes' | 'heapBytes', from: Footprint): number => (full[key] - from[key]) / count
  const sessions = `${count.toLocaleString('en-US')} sessions`
  return {
    figures: [
      figure('resident memory, empty', empty.residentBytes / 2 ** 20, 'MiB'),
      figure(`resident memory, ${sessions} at ${centres.length} centres`, full.residentBytes / 2 ** 20, 'MiB'),
      figure('resident memory, after an answer for each PIN', asked.residentBytes / 2 ** 20, 'MiB'),
      figure('heap, empty', empty.heapBytes / 2 ** 20, 'MiB'),
      figure('heap, centres without sessions', bare.heapBytes / 2 ** 20, 'MiB'),
      figure(`heap, ${sessions}`, full.heapBytes / 2 ** 20, 'MiB'),
      figure('resident memory a session', perSession('residentBytes', empty), 'bytes'),
      figure('heap a session', perSession('heapBytes', bare), 'bytes'),
      figure('ready after, empty', empty.startMs / 1000, 's'),
      figure(`ready after, ${sessions}`, full.startMs / 1000, 's'),
    ],
    goals: [],
    notes: [
      `memory: read from /metrics ${SETTLE_MS / 1000} s after the process was ready; the sessions cover ${DAYS} days.`,
    ],
  }
}

const figure = (name: string, value: number, unit: string): Figure => ({ part: 'memory', name, unit, rounds: [value] })

/** Starts a process, requests the PINs of these centres, and reads how much memory the process uses. */
async function footprintOf(
  stage: Stage,
  database: Database,
  name: string,
  centres: readonly Centre[],
): Promise<Footprint> {
  const sehat = await startSehat(stage, database, name)
  await fetchAnswers(
    sehat.port,
    centres.map(({ pin }) => urlOf(pin)),
  )
  await sleep(stage.options.quick ? QUICK_SETTLE_MS : SETTLE_MS)
  const residentBytes = await sehat.metric('sehat_process_resident_memory_bytes')
  const heapBytes = await sehat.metric('sehat_nodejs_heap_size_used_bytes')
  await sehat.stop()
  return { residentBytes, heapBytes, startMs: sehat.startMs }
}
