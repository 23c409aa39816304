// The courier of one database: hands the events in `outgoing_events` to the broker, and deletes what it confirms.
import type pg from 'pg'
import type { Logger } from '../log.ts'
import type { Broker, CarriedEvent } from '../ports/broker.ts'
import { createLoop, type Loop } from './loop.ts'
import type { Routing } from './routing.ts'

export interface CourierOptions {
  readonly pool: pg.Pool
  readonly modules: readonly string[]
  readonly routing: Pick<Routing, 'routes'>
  readonly broker: Broker
  readonly log: Logger
  /** How many events wait, and for how many seconds the oldest one does. */
  readonly onMeasured?: (module: string, waiting: Waiting) => void
}

export interface Waiting {
  readonly count: number
  readonly oldestSeconds: number
}

const EVENTS_AT_ONCE = 500
const PAUSE_MS = 200
/** Longer than the broker may take to confirm. When a process dies, another one tries its events after this time. */
const TAKEN_SECONDS = 30
const MEASURE_EVERY_MS = 5_000

export interface Courier extends Pick<Loop, 'start' | 'stop'> {
  /** Hands over what waits, up to 500 events of each module. Gives how many the broker confirmed. */
  runOnce(): Promise<number>
}

export function createCourier(options: CourierOptions): Courier {
  const { broker, log, pool, modules, routing, onMeasured } = options
  let isPrepared = false
  let measuredAtMs = 0

  const runOnce = async (): Promise<number> => {
    if (!isPrepared) await broker.prepare(routing.routes)
    isPrepared = true
    let sent = 0
    for (const module of modules) sent += await handOver(pool, module, broker)
    return sent
  }
  const measure = async (): Promise<void> => {
    if (!onMeasured || performance.now() - measuredAtMs < MEASURE_EVERY_MS) return
    measuredAtMs = performance.now()
    for (const module of modules) onMeasured(module, await countWaiting(pool, module))
  }
  const turn = async (): Promise<boolean> => {
    await measure()
    try {
      return (await runOnce()) >= EVENTS_AT_ONCE
    } catch (error) {
      // A broker that was built anew has no queues.
      isPrepared = false
      throw error
    }
  }
  const { start, stop } = createLoop({ name: 'courier', log, pauseMs: PAUSE_MS, turn })
  return { runOnce, start, stop }
}

const WHERE_THESE = 'where (cell, id) in (select * from unnest($1::int[], $2::uuid[]))'
type Key = Pick<CarriedEvent, 'cell' | 'id'>
const keysOf = (events: readonly Key[]) => [events.map(({ cell }) => cell), events.map(({ id }) => id)]

async function handOver(pool: pg.Pool, module: string, broker: Broker): Promise<number> {
  const events = await takeOutgoing(pool, module)
  if (events.length === 0) return 0
  try {
    await broker.publish(events)
  } catch (error) {
    await letGo(pool, module, events)
    throw error
  }
  await pool.query(`delete from ${module}.outgoing_events ${WHERE_THESE}`, keysOf(events))
  return events.length
}

/** Takes events for a while. A row that another process has taken meanwhile is left out. */
async function takeOutgoing(pool: pg.Pool, module: string): Promise<CarriedEvent[]> {
  const { rows: free } = await pool.query<Key>(
    `select cell, id from ${module}.outgoing_events where taken_until is null or taken_until < now()
     order by created_at, cell, id limit ${EVENTS_AT_ONCE}`,
  )
  if (free.length === 0) return []
  const { rows } = await pool.query<CarriedEvent>(
    `update ${module}.outgoing_events set taken_until = now() + interval '${TAKEN_SECONDS} seconds'
     ${WHERE_THESE} and (taken_until is null or taken_until < now())
     returning cell, id, name, body::text as body`,
    keysOf(free),
  )
  return rows
}

async function letGo(pool: pg.Pool, module: string, events: readonly CarriedEvent[]): Promise<void> {
  await pool
    .query(`update ${module}.outgoing_events set taken_until = null ${WHERE_THESE}`, keysOf(events))
    // The database is away too. The events are free again when their time is over.
    .catch(() => {})
}

async function countWaiting(pool: pg.Pool, module: string): Promise<Waiting> {
  const { rows } = await pool.query<{ count: number; oldest: number }>(
    `select count(*)::int as count, coalesce(extract(epoch from now() - min(created_at)), 0)::float8 as oldest
     from ${module}.outgoing_events`,
  )
  const { count = 0, oldest = 0 } = rows[0] ?? {}
  return { count, oldestSeconds: oldest }
}
