// The route that issues stock to a ward or a department, which uses it up without a bill.

import { id, object, type Static, Type, text } from '../../../platform/contract.ts'
import { newId } from '../../../platform/id.ts'
import { once } from '../../../platform/idempotency.ts'
import { type App, originOfActor } from '../../../platform/module.ts'
import type { Tx } from '../../../platform/postgres/db.ts'
import { tidyText } from '../../../platform/words.ts'
import type { EventOrigin } from '../../../platform/work/outbox.ts'
import { may } from '../access.ts'
import { ItemCode } from '../items/contract.ts'
import { Lot, Maker, Quantity } from '../stock/contract.ts'
import { pickStock } from '../stock/picking.ts'
import { moveStock } from '../stock/steps.ts'
import { LotView, toLotView } from '../stock/views.ts'
import { StoreId } from '../stores/contract.ts'
import { ownerOf, requireOpen, requireStore } from '../stores/steps.ts'
import type { InventoryContext, InventoryTables, Store } from '../tables.ts'

const NewIssue = object({
  to: text(100, { description: 'The ward or department that gets it.' }),
  lines: Type.Array(
    object({ itemCode: ItemCode, quantity: Quantity, lot: Type.Optional(Lot), maker: Type.Optional(Maker) }),
    { minItems: 1, maxItems: 100 },
  ),
})
type NewIssue = Static<typeof NewIssue>

export const issueRoutes = (context: InventoryContext) => (app: App) => {
  app.post(
    '/v1/inventory/stores/:storeId/issues',
    {
      config: { access: may('store.keep').at('record'), needsKey: true },
      schema: {
        summary: 'Issue stock to a department',
        description:
          'All lines or none. Without `lot` the first to expire leaves first. Expired and blocked stock is never ' +
          'issued. Needs an Idempotency-Key.',
        params: object({ storeId: StoreId }),
        body: NewIssue,
        response: { 201: object({ issueId: id('issue'), lots: Type.Array(LotView) }) },
      },
    },
    async (request, reply) => {
      const store = await requireStore(context.db, request.params.storeId)
      request.permit(ownerOf(store))
      requireOpen(store)
      return once(context, request, reply, 201, (tx) => issue(tx, store, request.body, originOfActor(request)))
    },
  )
}

async function issue(tx: Tx<InventoryTables>, store: Store, { to, lines }: NewIssue, origin: EventOrigin) {
  const issueId = newId<'issue'>(store.cell, tx.clock.now().getTime())
  const picked = await pickStock(
    tx,
    store,
    lines.map((asked, line) => ({ ...asked, line })),
  )
  const reason = tidyText(to).normalize('NFC')
  const moves = picked.map(({ part, lot, quantity }) => ({
    ...{ line: part, itemCode: lot.itemCode, lot: lot.lot, maker: lot.maker, quantity: -quantity, reason },
  }))
  const change = { store, kind: 'issue', sourceKind: 'inventory.issue', sourceId: issueId, moves } as const
  return { issueId, lots: (await moveStock(tx, change, origin)).map(toLotView) }
}
