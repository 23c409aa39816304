// The SQL of stock: lots and their ledger, and the level that promises are made against.

import { newId } from '../../../platform/id.ts'
import type { Db, Tx } from '../../../platform/postgres/db.ts'
import type { FacilityId } from '../../facilities/contract.ts'
import type { StockLevelRow, StockLotRow, StockMovementRow, VaccinationTables } from '../tables.ts'

export const MOVEMENT_REASONS = ['received', 'given', 'wasted', 'corrected'] as const
type MovementReason = (typeof MOVEMENT_REASONS)[number]

/** One shelf: what a facility has of a vaccine for a dose. */
export interface Shelf {
  readonly cell: number
  readonly facility_id: FacilityId
  readonly vaccine: string
  readonly dose: number
}

export interface Movement extends Shelf {
  readonly lot: string
  readonly quantity: number
  readonly reason: MovementReason
  readonly actor_id: string
}

export interface MovementSearch {
  readonly cell: number
  readonly facilityId: FacilityId
  readonly lot: string | undefined
  readonly reason: MovementReason | undefined
  /** Only what is older than this one. */
  readonly beforeId: StockMovementRow['id'] | undefined
}

/** Locks a shelf, which is made if it is not there. All changes of its stock take this lock first. */
export async function lockLevel(tx: Tx<VaccinationTables>, shelf: Shelf): Promise<StockLevelRow> {
  await tx
    .insertInto('vaccination.stock_levels')
    .values({ ...toShelf(shelf), on_hand: 0, promised: 0 })
    .onConflict((conflict) => conflict.columns(['cell', 'facility_id', 'vaccine', 'dose']).doNothing())
    .execute()
  return atShelf(tx.selectFrom('vaccination.stock_levels').selectAll(), shelf).forUpdate().executeTakeFirstOrThrow()
}

const toShelf = ({ cell, facility_id, vaccine, dose }: Shelf): Shelf => ({ cell, facility_id, vaccine, dose })

// The four columns of a shelf are the key of levels and the beginning of the key of lots.
function atShelf<Query extends { where(column: never, operator: '=', value: never): Query }>(
  query: Query,
  shelf: Shelf,
): Query {
  return query
    .where('cell' as never, '=', shelf.cell as never)
    .where('facility_id' as never, '=', shelf.facility_id as never)
    .where('vaccine' as never, '=', shelf.vaccine as never)
    .where('dose' as never, '=', shelf.dose as never)
}

/** Adds to what a locked shelf promises; negative to give back. */
export async function addPromise(tx: Tx<VaccinationTables>, shelf: Shelf, quantity: number): Promise<void> {
  if (quantity === 0) return
  await atShelf(
    tx.updateTable('vaccination.stock_levels').set((row) => ({ promised: row('promised', '+', quantity) })),
    shelf,
  ).execute()
}

export async function findLot(tx: Tx<VaccinationTables>, shelf: Shelf, lot: string): Promise<StockLotRow | undefined> {
  return atShelf(tx.selectFrom('vaccination.stock_lots').selectAll(), shelf).where('lot', '=', lot).executeTakeFirst()
}

/** Doses on a shelf that can still be given on a day. */
export async function countUsable(tx: Tx<VaccinationTables>, shelf: Shelf, day: string): Promise<number> {
  const { usable } = await atShelf(
    tx.selectFrom('vaccination.stock_lots').select(({ fn }) => fn.sum<number>('on_hand').as('usable')),
    shelf,
  )
    .where('expires_on', '>=', day)
    .executeTakeFirstOrThrow()
  return Number(usable ?? 0)
}

/** Lots of a shelf that can be given on a day, the first to expire first. */
export async function listUsableLots(
  db: Db<VaccinationTables>,
  shelf: Shelf,
  day: string,
  limit: number,
): Promise<{ lot: string; expiresOn: string; onHand: number }[]> {
  return atShelf(
    db.selectFrom('vaccination.stock_lots').select(['lot', 'expires_on as expiresOn', 'on_hand as onHand']),
    shelf,
  )
    .where('expires_on', '>=', day)
    .where('on_hand', '>', 0)
    .orderBy('expires_on')
    .orderBy('lot')
    .limit(limit)
    .execute()
}

/** Writes a movement into the ledger and adds it to its lot and its locked shelf. */
export async function moveStock(
  tx: Tx<VaccinationTables>,
  movement: Movement,
  expiresOn: string,
  now: Date,
): Promise<void> {
  const { quantity, lot } = movement
  await tx
    .insertInto('vaccination.stock_movements')
    .values({ ...movement, id: newId(movement.cell, now.getTime()), moved_at: now })
    .execute()
  await tx
    .insertInto('vaccination.stock_lots')
    .values({ ...toShelf(movement), lot, expires_on: expiresOn, on_hand: 0 })
    .onConflict((conflict) => conflict.columns(['cell', 'facility_id', 'vaccine', 'dose', 'lot']).doNothing())
    .execute()
  await atShelf(
    tx.updateTable('vaccination.stock_lots').set((row) => ({ on_hand: row('on_hand', '+', quantity) })),
    movement,
  )
    .where('lot', '=', lot)
    .execute()
  await atShelf(
    tx.updateTable('vaccination.stock_levels').set((row) => ({ on_hand: row('on_hand', '+', quantity) })),
    movement,
  ).execute()
}

export async function listLevels(
  db: Db<VaccinationTables>,
  cell: number,
  facilityId: FacilityId,
): Promise<StockLevelRow[]> {
  return db
    .selectFrom('vaccination.stock_levels')
    .selectAll()
    .where('cell', '=', cell)
    .where('facility_id', '=', facilityId)
    .orderBy('vaccine')
    .orderBy('dose')
    .limit(500)
    .execute()
}

export async function listLots(
  db: Db<VaccinationTables>,
  cell: number,
  facilityId: FacilityId,
): Promise<StockLotRow[]> {
  return db
    .selectFrom('vaccination.stock_lots')
    .selectAll()
    .where('cell', '=', cell)
    .where('facility_id', '=', facilityId)
    .where('on_hand', '>', 0)
    .orderBy('expires_on')
    .orderBy('lot')
    .limit(2_000)
    .execute()
}

/** The ledger of a centre, the newest first. */
export async function listMovements(
  db: Db<VaccinationTables>,
  { cell, facilityId, lot, reason, beforeId }: MovementSearch,
  limit: number,
): Promise<StockMovementRow[]> {
  let query = db
    .selectFrom('vaccination.stock_movements')
    .selectAll()
    .where('cell', '=', cell)
    .where('facility_id', '=', facilityId)
  if (lot !== undefined) query = query.where('lot', '=', lot)
  if (reason !== undefined) query = query.where('reason', '=', reason)
  if (beforeId !== undefined) query = query.where('id', '<', beforeId)
  return query.orderBy('id', 'desc').limit(limit).execute()
}
