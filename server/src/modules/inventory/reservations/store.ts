// The SQL of reservations. Each hot step is one function of the database, so that it is one trip and one short lock.

import { sql } from 'kysely'
import type { Static } from '../../../platform/contract.ts'
import type { Db, Pool } from '../../../platform/postgres/db.ts'
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

export interface Moment {
  readonly at: Date
  readonly day: string
}

/** Runs a prepared statement that gives one value. */
async function ask<Value>(pool: Pool, name: string, text: string, values: unknown[]): Promise<Value> {
  const { rows } = await pool.query<{ value: Value }>({ name: `inventory-${name}`, text, values })
  return (rows[0] as { value: Value }).value
}

/** One caller who reserves. Together with others of the district, in one transaction, it costs a part of it only. */
export interface Reserving extends Held {
  readonly lines: Asked['lines']
  readonly expiresAt: string
}

const RESERVE = 'select inventory.reserve_stock($1, $2::json, $3, $4::date) as value'

/** Reserves for callers of one district. Each id stands once in `asked`. The answers are in its order. */
export function reserveStock(
  pool: Pool,
  cell: number,
  asked: readonly Reserving[],
  now: Moment,
): Promise<Static<typeof reserve.output>[]> {
  const rows = asked.map(({ reservationId: id, storeId, lines, expiresAt }) => ({ id, storeId, lines, expiresAt }))
  return ask(pool, 'reserve', RESERVE, [cell, JSON.stringify(rows), now.at, now.day])
}

const KEEP = 'select inventory.keep_reservation($1, $2, $3, $4, $5::date) as value'

export function keep(pool: Pool, { cell, reservationId, storeId }: Held, at: Date, day: string): Promise<State> {
  return ask(pool, 'keep', KEEP, [cell, reservationId, storeId, at, day])
}

export interface Taking extends Held {
  readonly actorId: string | null
  /** The envelope of `stock-moved`; the function adds its lines. */
  readonly event: EventEnvelope
}

const COMMIT = 'select inventory.commit_stock($1, $2::json, $3, $4::date) as value'

/** Takes the stock of reservations of one district. Each id stands once. The states are in the order of `taken`. */
export function commit(pool: Pool, cell: number, taken: readonly Taking[], now: Moment): Promise<State[]> {
  const rows = taken.map(({ reservationId: id, storeId, actorId, event }) => ({ id, storeId, actorId, event }))
  return ask(pool, 'commit', COMMIT, [cell, JSON.stringify(rows), now.at, now.day])
}

export interface Ending {
  readonly status: 'RELEASED' | 'EXPIRED'
  readonly why: string
  readonly at: Date
  readonly event: EventEnvelope | undefined
}

const END = 'select inventory.end_reservation($1, $2, $3, $4, $5, $6, $7::json) as value'

export function end(
  pool: Pool,
  { cell, reservationId, storeId }: Held,
  { status, why, at, event }: Ending,
): Promise<State> {
  const told = event ? JSON.stringify(event) : null
  return ask(pool, 'end', END, [cell, reservationId, storeId, status, why, at, told])
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
