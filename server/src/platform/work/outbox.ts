// Events: a module writes them to its outbox in the transaction of the change; then the relay (relay.ts) moves them.
import { type RawBuilder, sql } from 'kysely'
import type { EventType, Static } from '../contract.ts'
import { type Cell, cellOf, newId } from '../id.ts'
import type { Tx } from '../postgres/db.ts'
import type { Role } from '../powers.ts'
import { findPatientIds, type IdFinder } from '../shown.ts'

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
