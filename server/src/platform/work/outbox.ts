// Events: a module writes them to its outbox in the transaction of the change; then the relay gives them to jobs.
import { type RawBuilder, sql } from 'kysely'
import type pg from 'pg'
import type { EventType, Static } from '../contract.ts'
import { type Cell, cellOf, newId } from '../id.ts'
import type { Logger } from '../log.ts'
import type { Tx } from '../postgres/db.ts'
import type { Role } from '../powers.ts'
import { findPatientIds, type IdFinder } from '../shown.ts'
import { createLoop } from './loop.ts'

/** Who acted, for whom, and in which request. The audit trail uses this. */
export type EventOrigin = (PersonActs | SystemActs) & {
  /** The account for which the actor acted, when it is another account. */
  readonly onBehalfOfId?: string
  readonly requestId: string
}

interface SystemActs {
  readonly actorId: null
}

/** An account acted. The compiler asks for its role, so that no event leaves it out. */
export interface PersonActs {
  readonly actorId: string
  readonly role: Role | null
  /** The facility where the actor works now. */
  readonly facilityId?: string
}

/** An event as the outbox holds it and the subscriber gets it. */
export interface EventEnvelope<Body = unknown> {
  readonly id: string
  readonly name: string
  readonly occurredAt: string
  readonly actorId: string | null
  readonly role?: Role | null
  readonly facilityId?: string
  readonly onBehalfOfId?: string
  readonly requestId: string
  /** The patients whom the body names, as its schema says. */
  readonly patientIds?: readonly string[]
  readonly body: Body
}

/** The origin of what follows from an event: whoever caused the event caused this too. */
export function originOfEvent({ actorId, role = null, facilityId, requestId }: EventEnvelope): EventOrigin {
  return actorId === null ? { actorId, requestId } : { actorId, role, requestId, ...(facilityId && { facilityId }) }
}

export interface OutboxRow {
  readonly cell: Cell
  readonly id: string
  readonly name: string
  /** The envelope as JSON text. */
  readonly body: string
}

/**
 * The outbox row for one event, for code that writes the row with its own statement. Other code calls `publish`. The
 * cell comes from the id of the event's subject, so that both are on one shard.
 */
export function toOutboxRow<Type extends EventType>(
  event: Type,
  body: Static<Type['body']>,
  origin: EventOrigin,
  now: Date,
): OutboxRow {
  const cell = event.subject === null ? 0 : cellOf((body as Record<string, string>)[event.subject] as string)
  const id = newId(cell, now.getTime())
  const patientIds = findPatients(event, body)
  const envelope: EventEnvelope = {
    ...{ id, name: event.name, occurredAt: now.toISOString(), ...origin },
    ...(patientIds.length > 0 && { patientIds }),
    body,
  }
  return { cell, id, name: event.name, body: JSON.stringify(envelope) }
}

const finders = new WeakMap<EventType, IdFinder>()

function findPatients(event: EventType, body: unknown): readonly string[] {
  let finder = finders.get(event)
  if (!finder) {
    finder = findPatientIds(event.body)
    finders.set(event, finder)
  }
  return finder.find(body)
}

/** Writes events of one kind, one for each body, into the outbox of the module that owns the kind, in `tx`. */
export async function publish<Tables, Type extends EventType>(
  tx: Tx<Tables>,
  origin: EventOrigin,
  event: Type,
  ...bodies: readonly Static<Type['body']>[]
): Promise<void> {
  if (bodies.length === 0) return
  const module = event.name.slice(0, event.name.indexOf('.'))
  const now = tx.clock.now()
  const rows = bodies.map((body) => toOutboxRow(event, body, origin, now))
  const column = <Value>(pick: (row: OutboxRow) => Value): RawBuilder<unknown> => sql`${rows.map(pick)}`
  await sql`insert into ${sql.table(`${module}.outbox`)} (cell, id, name, body)
    select * from unnest(${column((row) => row.cell)}::int[], ${column((row) => row.id)}::uuid[],
      ${column((row) => row.name)}::text[], ${column((row) => row.body)}::json[])`.execute(tx)
}

export interface Relay {
  /** Moves up to 1,000 waiting events of each module; returns how many events it moved. */
  runOnce(): Promise<number>
  start(): void
  stop(): Promise<void>
}

export interface RelayOptions {
  readonly pool: pg.Pool
  readonly modules: readonly string[]
  /** The names of the jobs that want an event: `<subscriber>/<event name>`. */
  readonly subscribersOf: (eventName: string) => readonly string[]
  /** The names of the events that have subscribers. */
  readonly wanted: readonly string[]
  /** The table that gets a copy of every event; undefined when no module hears all events. */
  readonly inbox: string | undefined
  readonly log: Logger
  readonly onMoved?: (module: string, count: number) => void
}

const EVENTS_PER_MOVE = 1_000
const EVENTS_PER_JOB = 100
const IDLE_MS = 200

/**
 * Moves events from the outboxes to graphile-worker's queue. It moves them in one transaction, so that an event is
 * always in exactly one of the two. Only one relay at a time works on an outbox; the others skip it.
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
    const rows = lock.rows[0].taken ? await takeEvents(client, module, cursors.get(module) ?? -1, options) : []
    for (const [job, bodies] of groupBySubscriber(rows, options.subscribersOf)) await addJobs(client, job, bodies)
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

// Do not read the body of an event that has no subscriber.
async function takeEvents(
  client: pg.PoolClient,
  module: string,
  afterCell: number,
  { wanted, inbox }: RelayOptions,
): Promise<TakenRow[]> {
  const returned = 'cell, name, case when name = any($2) then body end as body'
  const { rows } = await client.query<TakenRow>(
    `with pick as materialized (
       select cell, id from ${module}.outbox where cell > $1 order by cell, id limit ${EVENTS_PER_MOVE}),
     gone as (
       delete from ${module}.outbox o using pick where o.cell = pick.cell and o.id = pick.id
       returning o.cell, o.id, o.name, o.body)
     ${inbox ? `insert into ${inbox} (cell, id, name, body) select * from gone returning` : 'select'} ${returned}
     ${inbox ? '' : 'from gone'}`,
    [afterCell, wanted],
  )
  return rows
}

function groupBySubscriber(
  rows: readonly TakenRow[],
  subscribersOf: RelayOptions['subscribersOf'],
): Map<string, unknown[]> {
  const groups = new Map<string, unknown[]>()
  for (const row of rows) {
    for (const job of subscribersOf(row.name)) {
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
