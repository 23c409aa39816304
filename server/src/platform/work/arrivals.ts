// What the broker brings to a module: each event becomes one job, however often it comes.
import type pg from 'pg'
import type { Logger } from '../log.ts'
import { type Broker, type CarriedEvent, PoisonedMessage } from '../ports/broker.ts'
import { subscriptionJob } from './jobs.ts'
import { createLoop } from './loop.ts'
import type { EventEnvelope } from './outbox.ts'
import type { Hearer } from './routing.ts'

export interface ArrivalsOptions {
  readonly pool: pg.Pool
  /** The modules that run in this process. */
  readonly modules: readonly Hearer[]
  readonly broker: Broker
  readonly log: Logger
}

export interface Arrivals {
  start(): void
  stop(): Promise<void>
}

const PAUSE_MS = 1_000

/** Takes the messages of the modules of this process. It waits for a broker that is away. */
export function createArrivals({ pool, modules, broker, log }: ArrivalsOptions): Arrivals {
  let consumers: { stop(): Promise<void> }[] = []
  const loop = createLoop({
    name: 'arrivals',
    log,
    pauseMs: PAUSE_MS,
    turn: async () => {
      if (consumers.length > 0) return false
      await broker.prepare(modules.map(({ name }) => ({ module: name, events: [] })))
      consumers = modules.map((module) => broker.consume(module.name, (event) => receive(pool, module, event)))
      return false
    },
  })
  return {
    start: () => loop.start(),
    async stop() {
      await loop.stop()
      await Promise.all(consumers.map((consumer) => consumer.stop()))
    },
  }
}

/** Keeps the event and makes its job in one transaction. Throws `PoisonedMessage` when nobody can ever read it. */
export async function receive(
  pool: Pick<pg.Pool, 'query'>,
  { name, hears = [], hearsAll }: Hearer,
  event: CarriedEvent,
): Promise<void> {
  refuseOther(event)
  const isHeard = hears.some((type) => type.name === event.name)
  // A newer version of the program may hear more. Its own processes then take the letter when somebody sends it again.
  if (!isHeard && !hearsAll) throw new PoisonedMessage(`${name} does not hear ${event.name}`)
  const copied = `copied as (insert into ${name}.inbox (cell, id, name, body)
    select $1::int, $2::uuid, $4::json ->> 'name', $4::json from arrived)`
  const keeping = pool.query(
    `with arrived as (
       insert into ${name}.received_events (cell, event_id) values ($1, $2) on conflict do nothing returning 1)
     ${hearsAll ? `, ${copied}` : ''}
     select graphile_worker.add_job($3, json_build_object('events', json_build_array($4::json)))
     from arrived where $3::text is not null`,
    [event.cell, event.id, isHeard ? subscriptionJob(name, event.name) : null, event.body],
  )
  await keeping.catch((error: { code?: string }) => {
    throw REFUSED_VALUE.test(error.code ?? '') ? new PoisonedMessage('The database cannot store the message') : error
  })
}

/** The class of errors of PostgreSQL for values that it cannot store: no repeat helps. */
const REFUSED_VALUE = /^22/

/** Throws when the message is not the event that its fields say. */
function refuseOther({ cell, id, name, body }: CarriedEvent): void {
  const envelope = parse(body)
  if (envelope?.id === id && envelope.name === name && Number.isSafeInteger(cell)) return
  throw new PoisonedMessage('The message is no event of Sehat')
}

function parse(body: string): EventEnvelope | undefined {
  try {
    const value: unknown = JSON.parse(body)
    return typeof value === 'object' && value !== null ? (value as EventEnvelope) : undefined
  } catch {
    return undefined
  }
}

const KEPT_DAYS = 30

/** Forgets arrivals that no broker brings again. */
export async function purgeArrivals(pool: pg.Pool, module: string): Promise<void> {
  await pool.query(`delete from ${module}.received_events where received_at < now() - interval '${KEPT_DAYS} days'`)
}
