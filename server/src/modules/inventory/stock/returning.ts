// Puts back what was dispensed. What is not usable goes into a lot of its own in quarantine, beside the good stock.
import type { Static } from '../../../platform/contract.ts'
import { transaction } from '../../../platform/postgres/db.ts'
import { again } from '../../../platform/work/again.ts'
import type { EventOrigin } from '../../../platform/work/outbox.ts'
import { requireStore } from '../stores/steps.ts'
import type { InventoryContext } from '../tables.ts'
import type { putBack } from './contract.ts'
import type { Move } from './rules.ts'
import { moveStock } from './steps.ts'
import { hasMoved } from './store.ts'

const SOURCE = 'inventory.return'
const QUARANTINE = { state: 'quarantined', reason: 'returned, and not to be used' } as const

export async function answerPutBack(
  context: InventoryContext,
  { returnId, storeId, lines, origin }: Static<typeof putBack.input>,
): Promise<Static<typeof putBack.output>> {
  const store = await requireStore(context.db, storeId)
  const moves = lines.map(
    ({ itemCode, lot, maker, expiresOn, quantity, isUsable }, line): Move => ({
      ...{ line, itemCode, maker, quantity, lot: isUsable ? lot : `${lot} (returned)` },
      stated: { expiresOn, ...(!isUsable && { blocked: QUARANTINE }) },
    }),
  )
  const change = { store, kind: 'return', sourceKind: SOURCE, sourceId: returnId, moves } as const
  const work = () =>
    transaction(context.db, async (tx) => {
      if (await hasMoved(tx, store.cell, SOURCE, returnId)) return { status: 'repeated' } as const
      await moveStock(tx, change, origin as EventOrigin)
      return { status: 'put-back' } as const
    })
  // A second call at the same moment meets the first one's movement, and finds it when it looks again.
  return again(work, {
    isLostRace: (error) => (error as { constraint?: string }).constraint === 'movements_source_once',
  })
}
