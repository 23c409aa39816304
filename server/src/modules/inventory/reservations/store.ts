// The SQL of reservations. Each hot step is one function of the database, so that it is one trip and one short lock.

import { sql } from 'kysely'
import type { Static } from '../../../platform/contract.ts'
import type { Db } from '../../../platform/postgres/db.ts'
import type { EventEnvelope } from '../../../platform/work/outbox.ts'
import type { StoreId } from '../stores/contract.ts'
import type { InventoryTables } from '../tables.ts'
import type { ReservationId, ReservationStatus, reserve } from './contract.ts'

type Tables = InventoryTables
type Asked = Static<typeof reserve.input>

/** A reservation lies in the district of its store. */
export interface Held {
  readonly cell: number
  readonly reservationId: ReservationId
  readonly storeId: StoreId
}

export type State = ReservationStatus | 'UNKNOWN'

export async function reserveStock(
  db: Db<Tables>,
  { cell, reservationId, storeId }: Held,
  { lines, expiresAt }: Pick<Asked, 'lines' | 'expiresAt'>,
  now: { readonly at: Date; readonly day: string },
): Promise<Static<typeof reserve.output>> {
  const { rows } = await sql<{ answer: Static<typeof reserve.output> }>`
    select inventory.reserve_stock(${cell}, ${reservationId}, ${storeId}, ${JSON.stringify(lines)}::json,
      ${expiresAt}::timestamptz, ${now.at}, ${now.day}::date) as answer`.execute(db)
  return (rows[0] as { answer: Static<typeof reserve.output> }).answer
}

export async function keep(
  db: Db<Tables>,
  { cell, reservationId, storeId }: Held,
  at: Date,
  day: string,
): Promise<State> {
  const { rows } = await sql<{ state: State }>`
    select inventory.keep_reservation(${cell}, ${reservationId}, ${storeId}, ${at}, ${day}::date) as state`.execute(db)
  return (rows[0] as { state: State }).state
}

export interface Taking {
  readonly actorId: string | null
  readonly at: Date
  readonly day: string
  /** The envelope of `stock-moved`; the function adds its lines. */
  readonly event: EventEnvelope
}

export async function commit(
  db: Db<Tables>,
  { cell, reservationId, storeId }: Held,
  { actorId, at, day, event }: Taking,
): Promise<State> {
  const { rows } = await sql<{ state: State }>`
    select inventory.commit_reservation(${cell}, ${reservationId}, ${storeId}, ${actorId}, ${at}, ${day}::date,
      ${JSON.stringify(event)}::jsonb) as state`.execute(db)
  return (rows[0] as { state: State }).state
}

export interface Ending {
  readonly status: 'RELEASED' | 'EXPIRED'
  readonly why: string
  readonly at: Date
  readonly event: EventEnvelope | undefined
}

export async function end(
  db: Db<Tables>,
  { cell, reservationId, storeId }: Held,
  { status, why, at, event }: Ending,
): Promise<State> {
  const { rows } = await sql<{ state: State }>`
    select inventory.end_reservation(${cell}, ${reservationId}, ${storeId}, ${status}, ${why}, ${at},
      ${event ? JSON.stringify(event) : null}::json) as state`.execute(db)
  return (rows[0] as { state: State }).state
}

/** Reservations whose time is over. */
export async function listOverdue(db: Db<Tables>, now: Date, limit: number): Promise<Held[]> {
  return db
    .selectFrom('inventory.reservations')
    .select(['cell', 'id as reservationId', 'store_id as storeId'])
    .where('status', '=', 'HELD')
    .where('expires_at', '<=', now)
    .orderBy('expires_at')
    .limit(limit)
    .execute()
}

/** Reservations of a store that may still end, with a lot that is no longer usable. */
export async function listUnusable(db: Db<Tables>, cell: number, storeId: StoreId): Promise<Held[]> {
  const { rows } = await sql<Held>`
    select distinct r.cell, r.id as "reservationId", r.store_id as "storeId"
    from inventory.reservations r
    join inventory.reservation_lines h on h.cell = r.cell and h.reservation_id = r.id
    join inventory.lots k on k.cell = r.cell and k.store_id = r.store_id and k.item_code = h.item_code
      and k.lot = h.lot and k.maker = h.maker
    where r.cell = ${cell} and r.store_id = ${storeId} and r.status = 'HELD' and k.state <> 'usable'`.execute(db)
  return rows
}
