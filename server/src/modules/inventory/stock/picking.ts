// Picks the lots for lines that name an item, under the locks of its level and lots: first expiry, first out.
import { dayInIndia } from '../../../platform/clock.ts'
import { pickLots } from '../../../platform/ledger.ts'
import { stockTooLow } from '../../../platform/ledger-problems.ts'
import type { Tx } from '../../../platform/postgres/db.ts'
import { Problem } from '../../../platform/problem.ts'
import type { ItemCode } from '../items/contract.ts'
import type { InventoryTables, Store } from '../tables.ts'
import { isLot, type ShelfLot } from './rules.ts'
import { lockLevels, lockLots } from './store.ts'

export interface AskedLine {
  readonly line: number
  readonly itemCode: ItemCode
  readonly quantity: number
  /** Only this lot. */
  readonly lot?: string | undefined
  readonly maker?: string | undefined
}

export interface Picked {
  /** Number of the lot within all lines. */
  readonly part: number
  readonly line: number
  readonly lot: ShelfLot
  readonly quantity: number
}

/** The lots for all lines. Throws `stock-too-low` with what is short. The locks stay until the transaction ends. */
export async function pickStock(
  tx: Tx<InventoryTables>,
  store: Pick<Store, 'cell' | 'id'>,
  lines: readonly AskedLine[],
): Promise<Picked[]> {
  const place = { cell: store.cell, storeId: store.id }
  const items = lines.map(({ itemCode }) => itemCode)
  await lockLevels(tx, place, items)
  let lots = await lockLots(tx, place, items, [])
  const day = dayInIndia(tx.clock.now())
  const picked: Picked[] = []
  const short: { line: number; itemCode: ItemCode; free: number }[] = []
  for (const asked of lines) {
    const allowed = lots.filter((lot) => isAllowed(lot, asked))
    const taken = pickLots(allowed, asked.quantity, day)
    if (taken.short > 0) short.push({ ...nameOf(asked), free: asked.quantity - taken.short })
    for (const { lot, quantity } of taken.lines) {
      picked.push({ part: picked.length, line: asked.line, lot, quantity })
      lots = lots.map((one) => (isLot(one, lot) ? { ...one, reserved: one.reserved + quantity } : one))
    }
  }
  if (short.length > 0) throw new Problem(stockTooLow, { members: { short } })
  return picked
}

const nameOf = ({ line, itemCode }: AskedLine) => ({ line, itemCode })

const isAllowed = (lot: ShelfLot, { itemCode, lot: named, maker }: AskedLine): boolean =>
  lot.itemCode === itemCode &&
  (named === undefined || lot.lot === named) &&
  (maker === undefined || lot.maker === maker)
