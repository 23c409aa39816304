// Counts a shelf: opens a count, takes what people counted, and posts the differences, if nothing moved meanwhile.

import { newId } from '../../../platform/id.ts'
import { stockChangedMeanwhile } from '../../../platform/ledger-problems.ts'
import type { Tx } from '../../../platform/postgres/db.ts'
import { invalidField, Problem } from '../../../platform/problem.ts'
import type { EventOrigin, PersonActs } from '../../../platform/work/outbox.ts'
import type { ItemCode } from '../items/contract.ts'
import { countPosted } from '../problems.ts'
import { moveStock } from '../stock/steps.ts'
import { lockLevels } from '../stock/store.ts'
import type { InventoryTables, Store } from '../tables.ts'
import {
  type Count,
  type Counted,
  endCount,
  insertCount,
  insertLines,
  listLines,
  lockCount,
  saveCounted,
} from './store.ts'

export const LINES_MAX = 1_000

export async function openCount(
  tx: Tx<InventoryTables>,
  store: Store,
  items: readonly ItemCode[] | undefined,
  by: string,
): Promise<Count> {
  const now = tx.clock.now()
  const count: Count = {
    ...{ cell: store.cell, id: newId<'count'>(store.cell, now.getTime()), store_id: store.id, status: 'OPEN' },
    ...{ opened_by: by, opened_at: now, posted_by: null, posted_at: null },
  }
  await insertCount(tx, count)
  const lines = await insertLines(tx, count, items, LINES_MAX + 1)
  if (lines === 0) throw invalidField('/items', 'have no lot with stock here')
  if (lines > LINES_MAX) throw invalidField('/items', `have more than ${LINES_MAX} lots: count fewer at once`)
  return count
}

async function lockOpen(tx: Tx<InventoryTables>, found: Count): Promise<Count> {
  const count = await lockCount(tx, found)
  if (count.status !== 'OPEN') throw new Problem(countPosted)
  return count
}

export async function takeCounted(
  tx: Tx<InventoryTables>,
  found: Count,
  lines: readonly Counted[],
  by: string,
): Promise<void> {
  const count = await lockOpen(tx, found)
  if ((await saveCounted(tx, count, lines, by)) < lines.length) {
    throw invalidField('/lines', 'name a lot that this count does not have, or one twice')
  }
}

export async function dropCount(tx: Tx<InventoryTables>, found: Count, by: string): Promise<Count> {
  const count = await lockOpen(tx, found)
  await endCount(tx, count, 'DROPPED', by)
  return { ...count, status: 'DROPPED' }
}

/** Posts the differences of all lines that were counted. Throws when a lot of them moved since it was counted. */
export async function postCount(
  tx: Tx<InventoryTables>,
  store: Store,
  found: Count,
  origin: EventOrigin & PersonActs,
): Promise<Count> {
  const count = await lockOpen(tx, found)
  const before = (await listLines(tx, count)).filter(({ counted }) => counted !== null)
  if (before.length === 0) throw invalidField('/', 'nothing is counted yet')
  await lockLevels(
    tx,
    { cell: store.cell, storeId: store.id },
    before.map(({ itemCode }) => itemCode),
  )
  const lines = (await listLines(tx, count)).filter(({ counted }) => counted !== null)
  const moved = lines.filter(({ expected, onHand }) => expected !== onHand)
  if (moved.length > 0) {
    const members = { lines: moved.map(({ counted: _counted, ...line }) => line) }
    throw new Problem(stockChangedMeanwhile, { members })
  }
  const moves = lines
    .filter(({ counted, expected }) => counted !== expected)
    .map(({ itemCode, lot, maker, line, counted, expected }) => ({
      ...{ itemCode, lot, maker, line, quantity: (counted as number) - expected, expectedOnHand: expected },
    }))
  if (moves.length > 0) {
    const change = { store, kind: 'count', sourceKind: 'inventory.count', sourceId: count.id, moves } as const
    await moveStock(tx, change, origin)
  }
  await endCount(tx, count, 'POSTED', origin.actorId)
  return { ...count, status: 'POSTED' }
}
