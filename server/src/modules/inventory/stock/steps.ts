// Moves stock of a store: lock the levels, then the lots, decide, write lots, movements and levels, tell others.
import { dayInIndia } from '../../../platform/clock.ts'
import { isUsable } from '../../../platform/ledger.ts'
import { lotNotUsable, stockChangedMeanwhile, stockTooLow } from '../../../platform/ledger-problems.ts'
import type { Tx } from '../../../platform/postgres/db.ts'
import { invalidField, Problem } from '../../../platform/problem.ts'
import { type EventOrigin, publish } from '../../../platform/work/outbox.ts'
import { expiredLot, lotDiffers } from '../problems.ts'
import { findActiveRecalls } from '../recalls/store.ts'
import type { InventoryTables, Store } from '../tables.ts'
import { type MovementKind, stockMoved } from './contract.ts'
import { blockedOf, decideMove, isLot, type Move, type Moved, type MoveRefusal, type ShelfLot } from './rules.ts'
import {
  changeLevels,
  insertMovements,
  listKnownItems,
  lockLevels,
  lockLots,
  type NewMovement,
  saveLots,
} from './store.ts'

export interface StockChange {
  readonly store: Store
  readonly kind: MovementKind
  readonly sourceKind: string
  readonly sourceId: string
  readonly moves: readonly Move[]
  /** Where a line stands in the body of the request; `/lines/<line>` when left out. */
  readonly pointerOf?: (line: number) => string
}

/** Moves all lines or none. Gives the lots after it, in the order of the lines. */
export async function moveStock(
  tx: Tx<InventoryTables>,
  change: StockChange,
  origin: EventOrigin,
): Promise<readonly ShelfLot[]> {
  const { store, kind, moves } = change
  const place = { cell: store.cell, storeId: store.id }
  const items = moves.map(({ itemCode }) => itemCode)
  await requireItems(tx, change)
  await lockLevels(tx, place, items)
  const lots = await lockLots(tx, place, items, moves)
  const whole = await blockRecalled(tx, store, moves)
  const moved = decideAll(lots, { ...change, moves: whole }, dayInIndia(tx.clock.now()))
  await saveLots(tx, place, lastOf(moved))
  const source = { ...change, actorId: origin.actorId }
  await insertMovements(
    tx,
    place,
    source,
    moved.map(({ movement }) => movement),
  )
  await changeLevels(tx, place, toLevelChanges(moved))
  await publish(tx, origin, stockMoved, {
    ...{ storeId: store.id, facilityId: store.facility_id, kind, sourceKind: change.sourceKind },
    sourceId: change.sourceId as never,
    lines: moves.map(({ itemCode, lot, maker, quantity }) => ({ itemCode, lot, maker, quantity })),
  })
  return moved.map(({ after }) => after)
}

const lineAt = (line: number): string => `/lines/${line}`

async function requireItems(
  tx: Tx<InventoryTables>,
  { moves, pointerOf = lineAt }: Pick<StockChange, 'moves' | 'pointerOf'>,
): Promise<void> {
  const known = await listKnownItems(tx, [...new Set(moves.map(({ itemCode }) => itemCode))])
  const unknown = moves.find(({ itemCode }) => !known.has(itemCode))
  if (unknown) throw invalidField(`${pointerOf(unknown.line)}/itemCode`, 'is no item; see GET /v1/inventory/items')
}

/** A lot that comes in while it is recalled is blocked from the beginning. */
async function blockRecalled(tx: Tx<InventoryTables>, store: Store, moves: readonly Move[]): Promise<Move[]> {
  const coming = moves.filter(({ stated }) => stated)
  const recalls = coming.length === 0 ? [] : await findActiveRecalls(tx, coming, store.chain_id)
  return moves.map((move) => {
    const recall = move.stated && recalls.find((one) => isLot(one, move))
    const blocked = { state: 'recalled', reason: recall?.reason ?? '' } as const
    return recall && move.stated ? { ...move, stated: { ...move.stated, blocked } } : move
  })
}

interface MovedLine extends Moved {
  readonly movement: NewMovement
}

/** Decides line after line: a later line meets what an earlier one left. */
function decideAll(lots: readonly ShelfLot[], { kind, moves }: StockChange, day: string): MovedLine[] {
  let present = [...lots]
  return moves.map((move) => {
    const ofItem = present.filter(({ itemCode }) => itemCode === move.itemCode)
    const moved = decideMove(ofItem, move, kind, day)
    if (typeof moved === 'string') throw toProblem(moved, move, ofItem, day)
    present = [...present.filter((lot) => !isLot(lot, move)), moved.after]
    const { itemCode, lot, maker, line, quantity, reason = null } = move
    const movement = { itemCode, lot, maker, line, quantity, reason, balanceAfter: moved.after.onHand }
    return { ...moved, movement }
  })
}

const lastOf = (moved: readonly MovedLine[]): ShelfLot[] =>
  moved.map(({ after }) => after).filter((lot, nth, all) => !all.slice(nth + 1).some((later) => isLot(later, lot)))

function toLevelChanges(moved: readonly MovedLine[]) {
  const byItem = Map.groupBy(moved, ({ after }) => after.itemCode)
  const sum = (lines: readonly MovedLine[], of: (lot: ShelfLot) => number): number =>
    lines.reduce((total, { before, after }) => total + of(after) - of(before), 0)
  return [...byItem].map(([itemCode, lines]) => ({
    itemCode,
    onHand: sum(lines, ({ onHand }) => onHand),
    blocked: sum(lines, blockedOf),
  }))
}

function toProblem(refusal: MoveRefusal, move: Move, lots: readonly ShelfLot[], day: string): Problem {
  const { line, itemCode, quantity } = move
  const lot = lots.find((one) => isLot(one, move))
  const free = lot && isUsable(lot, day) ? lot.onHand - lot.reserved : 0
  switch (refusal) {
    case 'unknown-lot':
    case 'not-usable': {
      const why = lot ? (lot.state === 'usable' ? 'expired' : lot.state) : 'not known here'
      return new Problem(lotNotUsable, { detail: `Lot ${move.lot} is ${why}`, members: { line } })
    }
    case 'lot-differs':
      return new Problem(lotDiffers, { members: { line, expiresOn: lot?.expiresOn, mrpPaise: lot?.mrpPaise } })
    case 'expired':
      return new Problem(expiredLot, { members: { line } })
    case 'changed-meanwhile':
      return new Problem(stockChangedMeanwhile, { members: { line, onHand: lot?.onHand } })
    case 'wrong-sign':
      return invalidField(`/lines/${line}/quantity`, `${quantity} does not fit this kind of movement`)
    default: {
      const left = lot ? lot.onHand - lot.reserved : 0
      const detail = `Lot ${move.lot} has ${left} that nobody has reserved`
      return new Problem(stockTooLow, { detail, members: { short: [{ line, itemCode, free: Math.max(free, 0) }] } })
    }
  }
}
