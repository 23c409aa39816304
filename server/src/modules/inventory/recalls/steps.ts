// Recalls a lot: the recall is written first; then each store of its scope blocks the lot, when its turn comes.
import { dayInIndia } from '../../../platform/clock.ts'
import { newId } from '../../../platform/id.ts'
import { dateState, decideLotState, type LotState } from '../../../platform/ledger.ts'
import { type Tx, transaction } from '../../../platform/postgres/db.ts'
import { notFound, Problem } from '../../../platform/problem.ts'
import { type EventOrigin, type PersonActs, publish } from '../../../platform/work/outbox.ts'
import { recallExists } from '../problems.ts'
import { endUnusable, setStates } from '../stock/blocking.ts'
import type { LotKey } from '../stock/rules.ts'
import type { InventoryContext, InventoryTables } from '../tables.ts'
import { lotRecalled, type RecallId, type RecallScope } from './contract.ts'
import {
  findActiveRecalls,
  findSame,
  insertRecall,
  listBlocked,
  listPending,
  lockRecall,
  type Recall,
  updateRecall,
} from './store.ts'

export interface Declared extends LotKey {
  readonly scope: RecallScope
  readonly reason: string
}

export async function declareRecall(
  tx: Tx<InventoryTables>,
  { itemCode, lot, maker, scope, reason }: Declared,
  origin: EventOrigin & PersonActs,
): Promise<Recall> {
  const recall: Recall = {
    ...{ id: newId<'recall'>(0, tx.clock.now().getTime()), item_code: itemCode, lot, maker, reason },
    ...{ scope_kind: scope.kind, chain_id: scope.kind === 'chain' ? scope.chainId : null },
    ...{ declared_by: origin.actorId, declared_at: tx.clock.now(), cancelled_at: null, cancelled_reason: null },
  }
  if (!(await insertRecall(tx, recall))) {
    throw new Problem(recallExists, { members: { recallId: await findSame(tx, recall) } })
  }
  await publish(tx, origin, lotRecalled, { recallId: recall.id, itemCode, lot, maker, scope, reason })
  return recall
}

/**
 * Blocks what is recalled and not blocked yet, store by store, and ends the reservations of it. It runs at the event of
 * a recall, and each minute: so a store that was down, or that received the lot meanwhile, is blocked too.
 */
export async function blockRecalled(context: InventoryContext): Promise<void> {
  for (const { cell, storeId, reason, ...lot } of await listPending(context.db)) {
    const store = { cell, id: storeId }
    await transaction(context.db, (tx) =>
      setStates(tx, store, [lot], ({ state }) => {
        const next = decideLotState(state, 'recall')
        return next && { state: next, reason }
      }),
    )
    await endUnusable(context, store, 'recalled')
  }
}

/** Ends a recall. Its lots are usable again, unless they have expired or another recall holds. */
export async function cancelRecall(context: InventoryContext, id: RecallId, reason: string): Promise<Recall> {
  const recall = await transaction(context.db, async (tx) => {
    const before = await lockRecall(tx, id)
    if (!before) throw new Problem(notFound)
    if (before.cancelled_at) return before
    const after = { ...before, cancelled_at: tx.clock.now(), cancelled_reason: reason }
    await updateRecall(tx, after)
    return after
  })
  await releaseLots(context, recall)
  return recall
}

async function releaseLots({ db }: InventoryContext, recall: Recall): Promise<void> {
  const lot = { itemCode: recall.item_code, lot: recall.lot, maker: recall.maker }
  for (const { cell, storeId, chainId } of await listBlocked(db, recall)) {
    await transaction(db, async (tx) => {
      const others = await findActiveRecalls(tx, [lot], chainId)
      if (others.length > 0) return
      const day = dayInIndia(tx.clock.now())
      await setStates(tx, { cell, id: storeId }, [lot], ({ state, expiresOn }) => {
        if (state !== 'recalled') return undefined
        const next = dateState(decideLotState(state, 'release') as LotState, expiresOn, day)
        return { state: next, reason: next === 'usable' ? null : 'its last day is over' }
      })
    })
  }
}
