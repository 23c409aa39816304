// Tells others what is free, at most once a second for each level: a busy counter does not write an event a strip.
import { dayInIndia } from '../../../platform/clock.ts'
import { transaction } from '../../../platform/postgres/db.ts'
import { createLoop, type Loop } from '../../../platform/work/loop.ts'
import { publish } from '../../../platform/work/outbox.ts'
import type { InventoryContext } from '../tables.ts'
import { levelChanged } from './contract.ts'
import { listFree } from './level-store.ts'
import { takeUntold } from './telling-store.ts'

const PAUSE_MS = 1_000
const PORTION = 200

/** Tells of up to 200 levels. Gives true when there may be more. */
export async function tellLevels({ db }: Pick<InventoryContext, 'db'>): Promise<boolean> {
  return transaction(db, async (tx) => {
    const untold = await takeUntold(tx, PORTION)
    if (untold.length === 0) return false
    const stores = [...new Set(untold.map(({ storeId }) => storeId))]
    const items = [...new Set(untold.map(({ itemCode }) => itemCode))]
    const free = await listFree(tx, stores, items, dayInIndia(tx.clock.now()))
    const bodies = untold.flatMap(({ storeId, itemCode, version }) => {
      const level = free.find((one) => one.storeId === storeId && one.itemCode === itemCode)
      return level ? [{ ...level, version }] : []
    })
    await publish(tx, { actorId: null, requestId: 'inventory tells levels' }, levelChanged, ...bodies)
    return untold.length === PORTION
  })
}

export function createTelling(context: InventoryContext): Loop {
  const { log } = context
  return createLoop({ name: 'inventory tells levels', log, pauseMs: PAUSE_MS, turn: () => tellLevels(context) })
}
