// The relay of one database: moves events from the outboxes to jobs, and to what the broker carries to other databases.
import type pg from 'pg'
import type { Logger } from '../log.ts'
import { createLoop } from './loop.ts'
import type { Routing } from './routing.ts'

export interface Relay {
  /** Moves up to 1,000 waiting events of each module; returns how many events it moved. */
  runOnce(): Promise<number>
  start(): void
  stop(): Promise<void>
}

export interface RelayOptions {
  readonly pool: pg.Pool
  /** The modules of this database, also those that do not run in this process. */
  readonly modules: readonly string[]
  readonly routing: Pick<Routing, 'jobsOf' | 'wanted' | 'carried' | 'inbox'>
  readonly log: Logger
  readonly onMoved?: (module: string, count: number) => void
}

const EVENTS_PER_MOVE = 1_000
const EVENTS_PER_JOB = 100
const IDLE_MS = 200

/**
 * Moves events from the outboxes to graphile-worker's queue and to the table `outgoing_events`. It moves them in one
 * transaction, so that an event is always in exactly one place. Only one relay at a time works on an outbox; the
 * others skip it.
 */
export function createRelay(options: RelayOptions): Relay {
  const cursors = new Map<string, number>()
  const runOnce = async (): Promise<number> => {
    let moved = 0
    for (const module of options.modules) moved += await moveEvents(options, module, cursors)
    return moved
  }

  const turn = async (): Promise<boolean> => (await runOnce()) >= EVENTS_PER_MOVE
  const { start, stop } = createLoop({ name: 'relay', log: options.log, pauseMs: IDLE_MS, turn })

  return { runOnce, start, stop }
}

// The relay takes the cells in turn, so that a busy district does not delay districts with higher numbers.
async function moveEvents(options: RelayOptions, module: string, cursors: Map<string, number>): Promise<number> {
  const client = await options.pool.connect()
  try {
    await client.query('begin')
    const lock = await client.query('select pg_try_advisory_xact_lock(hashtext($1)) as taken', [`relay ${module}`])
    const rows = lock.rows[0].taken ? await takeEvents(client, module, cursors.get(module) ?? -1, options.routing) : []
    for (const [job, bodies] of groupByJob(rows, options.routing)) await addJobs(client, job, bodies)
    await client.query('commit')
    cursors.set(module, rows.length < EVENTS_PER_MOVE ? -1 : (rows.at(-1) as TakenRow).cell)
    if (rows.length > 0) options.onMoved?.(module, rows.length)
    return rows.length
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  } finally {
    client.release()
  }
}

interface TakenRow {
  cell: number
  name: string
  body: unknown
}

// Do not read the body of an event that no job wants.
async function takeEvents(
  client: pg.PoolClient,
  module: string,
  afterCell: number,
  { wanted, carried, inbox }: RelayOptions['routing'],
): Promise<TakenRow[]> {
  const copies = [
    ...(inbox ? [`copied as (insert into ${inbox} (cell, id, name, body) select cell, id, name, body from gone)`] : []),
    ...(carried.length > 0
      ? [
          `carried as (insert into ${module}.outgoing_events (cell, id, name, body, created_at)
             select cell, id, name, body, created_at from gone where $3::text[] is null or name = any($3))`,
        ]
      : []),
  ]
  const { rows } = await client.query<TakenRow>(
    `with pick as materialized (
       select cell, id from ${module}.outbox where cell > $1 order by cell, id limit ${EVENTS_PER_MOVE}),
     gone as (
       delete from ${module}.outbox o using pick where o.cell = pick.cell and o.id = pick.id
       returning o.cell, o.id, o.name, o.body, o.created_at)
     ${copies.map((copy) => `, ${copy}`).join('')}
     select cell, name, case when name = any($2) then body end as body from gone`,
    [afterCell, wanted, ...(carried.length > 0 ? [carried === 'all' ? null : carried] : [])],
  )
  return rows
}

function groupByJob(rows: readonly TakenRow[], { jobsOf }: Pick<Routing, 'jobsOf'>): Map<string, unknown[]> {
  const groups = new Map<string, unknown[]>()
  for (const row of rows) {
    for (const job of jobsOf(row.name)) {
      const bodies = groups.get(job) ?? []
      bodies.push(row.body)
      groups.set(job, bodies)
    }
  }
  return groups
}

async function addJobs(client: pg.PoolClient, job: string, bodies: unknown[]): Promise<void> {
  for (let start = 0; start < bodies.length; start += EVENTS_PER_JOB) {
    const payload = { events: bodies.slice(start, start + EVENTS_PER_JOB) }
    await client.query('select graphile_worker.add_job($1, $2::json)', [job, JSON.stringify(payload)])
  }
}
