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

/** Runs a prepared statement that gives one value. */
async function ask<Value>(pool: Pool, name: string, text: string, values: unknown[]): Promise<Value> {
  const { rows } = await pool.query<{ value: Value }>({ name: `inventory-${name}`, text, values })
  return (rows[0] as { value: Value }).value
}

const RESERVE = 'select inventory.reserve_stock($1, $2, $3, $4::json, $5::timestamptz, $6, $7::date) as value'

export function reserveStock(
  pool: Pool,
  { cell, reservationId, storeId }: Held,
  { lines, expiresAt }: Pick<Asked, 'lines' | 'expiresAt'>,
  now: { readonly at: Date; readonly day: string },
): Promise<Static<typeof reserve.output>> {
  const values = [cell, reservationId, storeId, JSON.stringify(lines), expiresAt, now.at, now.day]
  return ask(pool, 'reserve', RESERVE, values)
}

const KEEP = 'select inventory.keep_reservation($1, $2, $3, $4, $5::date) as value'

export function keep(pool: Pool, { cell, reservationId, storeId }: Held, at: Date, day: string): Promise<State> {
  return ask(pool, 'keep', KEEP, [cell, reservationId, storeId, at, day])
}

export interface Taking {
  readonly actorId: string | null
  readonly at: Date
  readonly day: string
  /** The envelope of `stock-moved`; the function adds its lines. */
  readonly event: EventEnvelope
}

const COMMIT = 'select inventory.commit_reservation($1, $2, $3, $4, $5, $6::date, $7::jsonb) as value'

export function commit(
  pool: Pool,
  { cell, reservationId, storeId }: Held,
  { actorId, at, day, event }: Taking,
): Promise<State> {
  return ask(pool, 'commit', COMMIT, [cell, reservationId, storeId, actorId, at, day, JSON.stringify(event)])
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
