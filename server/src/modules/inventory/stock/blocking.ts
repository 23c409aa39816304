// Blocks lots and lets them go: what expired at midnight, what is recalled. Their reservations end, and are told.
import { dayInIndia } from '../../../platform/clock.ts'
import { type DatedLotState, dateState } from '../../../platform/ledger.ts'
import { type Tx, transaction } from '../../../platform/postgres/db.ts'
import { type EndedWhy, endAll } from '../reservations/steps.ts'
import { listUnusable } from '../reservations/store.ts'
import type { InventoryContext, InventoryTables, Store } from '../tables.ts'
import { listExpired, listStoresWithStock } from './expiry-store.ts'
import { blockedOf, isLot, LAST_DAY_OVER, type LotKey, type ShelfLot } from './rules.ts'
import { changeLevels, lockLevels, lockLots, saveLots } from './store.ts'

export interface NextState {
  readonly state: DatedLotState
  readonly reason: string | null
}

/** Gives lots of a store the state that `decide` says, under their locks. Gives the lots that have changed. */
export async function setStates(
  tx: Tx<InventoryTables>,
  { cell, id: storeId }: Pick<Store, 'cell' | 'id'>,
  named: readonly LotKey[],
  decide: (lot: ShelfLot) => NextState | undefined,
): Promise<ShelfLot[]> {
  const place = { cell, storeId }
  const items = named.map(({ itemCode }) => itemCode)
  await lockLevels(tx, place, items)
  const lots = await lockLots(tx, place, items, named)
  const changed = lots
    .filter((lot) => named.some((one) => isLot(one, lot)))
    .flatMap((before) => {
      const next = decide(before)
      if (!next || next.state === before.state) return []
      return [{ before, after: { ...before, state: next.state, stateReason: next.reason } }]
    })
  if (changed.length === 0) return []
  await saveLots(
    tx,
    place,
    changed.map(({ after }) => after),
  )
  const changes = changed.map(({ before, after }) => ({
    ...{ itemCode: before.itemCode, onHand: 0, blocked: blockedOf(after) - blockedOf(before) },
  }))
  for (const change of changes) await changeLevels(tx, place, [change])
  return changed.map(({ after }) => after)
}

const PORTION = 200

/** Blocks what expired in each store, and ends the reservations of it. Picking looks at the day anyhow. */
export async function blockExpired(context: InventoryContext): Promise<void> {
  const day = dayInIndia(context.clock.now())
  for (const store of await listStoresWithStock(context.db)) {
    for (;;) {
      const lots = await listExpired(context.db, store, day, PORTION)
      if (lots.length === 0) break
      await transaction(context.db, (tx) =>
        setStates(tx, store, lots, ({ state, expiresOn }) => {
          const next = state === 'usable' ? dateState(state, expiresOn, day) : state
          return { state: next, reason: LAST_DAY_OVER }
        }),
      )
    }
    await endUnusable(context, store, 'lot-expired')
  }
}

/** Ends the reservations of a store that hold a lot which is no longer usable. What is kept stays. */
export async function endUnusable(
  context: InventoryContext,
  { cell, id }: Pick<Store, 'cell' | 'id'>,
  why: EndedWhy,
): Promise<void> {
  await endAll(context, await listUnusable(context.db, cell, id), why)
}
