// The SQL of stock: lots, their ledger, and the levels that cover promises.

import { sql } from 'kysely'
import { newId } from '../../../platform/id.ts'
import type { LotFacts, LotState } from '../../../platform/ledger.ts'
import type { Db, Tx } from '../../../platform/postgres/db.ts'
import type { FacilityId } from '../../facilities/contract.ts'
import type { StockLevelRow, StockLotRow, StockMovementRow, VaccinationTables } from '../tables.ts'

export const MOVEMENT_REASONS = ['received', 'given', 'returned', 'wasted', 'corrected'] as const
export type MovementReason = (typeof MOVEMENT_REASONS)[number]

/** A shelf: one vaccine at one facility. A vial may be a first dose for one person and a second dose for another. */
export interface Shelf {
  readonly cell: number
  readonly facility_id: FacilityId
  readonly vaccine: string
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
  /** Only movements before this one. */
  readonly beforeId: StockMovementRow['id'] | undefined
}

export type StockLot = Omit<StockLotRow, 'cell' | 'facility_id' | 'state_by' | 'state_at'>

const SHELF_LOTS_MAX = 1_000

/** Locks a shelf, and makes it first if it does not exist. Every change of its stock takes this lock first. */
export async function lockLevel(tx: Tx<VaccinationTables>, shelf: Shelf): Promise<StockLevelRow> {
  await tx
    .insertInto('vaccination.stock_levels')
    .values({ ...toShelf(shelf), on_hand: 0, promised: 0, blocked: 0, uncovered: 0 })
    .onConflict((conflict) => conflict.columns(['cell', 'facility_id', 'vaccine']).doNothing())
    .execute()
  return atShelf(tx.selectFrom('vaccination.stock_levels').selectAll(), shelf).forUpdate().executeTakeFirstOrThrow()
}

const toShelf = ({ cell, facility_id, vaccine }: Shelf): Shelf => ({ cell, facility_id, vaccine })

// The three columns of a shelf are the key of levels and the beginning of the key of lots.
function atShelf<Query extends { where(column: never, operator: '=', value: never): Query }>(
  query: Query,
  shelf: Shelf,
): Query {
  return query
    .where('cell' as never, '=', shelf.cell as never)
    .where('facility_id' as never, '=', shelf.facility_id as never)
    .where('vaccine' as never, '=', shelf.vaccine as never)
}

interface LevelChange {
  readonly onHand?: number
  readonly promised?: number
  readonly blocked?: number
  /** True if promises may lose their doses: when a lot is blocked, or when an unusable lot leaves the stock. */
  readonly mayUncover?: boolean
}

/** Adds these numbers to a locked shelf. A check fails if promises lose their doses, unless `mayUncover` is true. */
export async function changeLevel(
  tx: Tx<VaccinationTables>,
  shelf: Shelf,
  { onHand = 0, promised = 0, blocked = 0, mayUncover = false }: LevelChange,
): Promise<void> {
  const lacking = sql`greatest(promised + ${promised} + blocked + ${blocked} - on_hand - ${onHand}, 0)`
  await atShelf(
    tx.updateTable('vaccination.stock_levels').set((row) => ({
      on_hand: row('on_hand', '+', onHand),
      promised: row('promised', '+', promised),
      blocked: row('blocked', '+', blocked),
      uncovered: mayUncover ? sql<number>`${lacking}` : sql<number>`least(uncovered, ${lacking})`,
    })),
    shelf,
  ).execute()
}

const LOT_FACTS = ['lot', 'expires_on as expiresOn', 'on_hand as onHand', 'state'] as const

export async function findLot(tx: Tx<VaccinationTables>, shelf: Shelf, lot: string): Promise<LotFacts | undefined> {
  return atShelf(tx.selectFrom('vaccination.stock_lots').select(LOT_FACTS), shelf)
    .where('lot', '=', lot)
    .executeTakeFirst()
}

/** Lots of a shelf that hold doses. If there are more than 1,000, it leaves out those that expire first. */
export async function listLotsOfShelf(db: Db<VaccinationTables>, shelf: Shelf): Promise<LotFacts[]> {
  return atShelf(db.selectFrom('vaccination.stock_lots').select(LOT_FACTS), shelf)
    .where('on_hand', '>', 0)
    .orderBy('expires_on', 'desc')
    .limit(SHELF_LOTS_MAX)
    .execute()
}

/** Writes a movement into the ledger and adds it to its lot. Makes the lot if it is new. */
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
  const untouched = { on_hand: 0, state: 'usable', state_reason: null, state_by: null, state_at: null } as const
  await tx
    .insertInto('vaccination.stock_lots')
    .values({ ...toShelf(movement), lot, expires_on: expiresOn, ...untouched })
    .onConflict((conflict) => conflict.columns(['cell', 'facility_id', 'vaccine', 'lot']).doNothing())
    .execute()
  await atShelf(
    tx.updateTable('vaccination.stock_lots').set((row) => ({ on_hand: row('on_hand', '+', quantity) })),
    movement,
  )
    .where('lot', '=', lot)
    .execute()
}

/** Writes the new state of a lot of a locked shelf, with reason, person and time. */
export async function setLotState(
  tx: Tx<VaccinationTables>,
  shelf: Shelf,
  lot: string,
  { state, reason, actorId, now }: { state: LotState; reason: string; actorId: string; now: Date },
): Promise<void> {
  await atShelf(
    tx.updateTable('vaccination.stock_lots').set({ state, state_reason: reason, state_by: actorId, state_at: now }),
    shelf,
  )
    .where('lot', '=', lot)
    .execute()
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
    .limit(500)
    .execute()
}

export async function listLots(db: Db<VaccinationTables>, cell: number, facilityId: FacilityId): Promise<StockLot[]> {
  return db
    .selectFrom('vaccination.stock_lots')
    .select(['vaccine', 'lot', 'expires_on', 'on_hand', 'state', 'state_reason'])
    .where('cell', '=', cell)
    .where('facility_id', '=', facilityId)
    .where('on_hand', '>', 0)
    .orderBy('expires_on')
    .orderBy('lot')
    .limit(2_000)
    .execute()
}

/** The movements of a centre, the newest first. */
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
