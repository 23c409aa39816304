// The routes that write off stock, or correct what the books say of a lot.
import { object, type Static, Type, text } from '../../../platform/contract.ts'
import { newId } from '../../../platform/id.ts'
import { once } from '../../../platform/idempotency.ts'
import { type App, originOfActor } from '../../../platform/module.ts'
import type { Tx } from '../../../platform/postgres/db.ts'
import { invalidField } from '../../../platform/problem.ts'
import { tidyText } from '../../../platform/words.ts'
import type { EventOrigin } from '../../../platform/work/outbox.ts'
import { may } from '../access.ts'
import { ItemCode } from '../items/contract.ts'
import { Lot, Maker, QUANTITY_MAX, Quantity } from '../stock/contract.ts'
import { moveStock } from '../stock/steps.ts'
import { LotView, toLotView } from '../stock/views.ts'
import { StoreId } from '../stores/contract.ts'
import { ownerOf, requireStore } from '../stores/steps.ts'
import type { InventoryContext, InventoryTables, Store } from '../tables.ts'

const params = object({ storeId: StoreId })
const named = {
  ...{ itemCode: ItemCode, lot: Lot, maker: Maker },
  reason: text(500, { description: 'Why. Staff read it.' }),
  expectedOnHand: Type.Integer({
    ...{ minimum: 0, maximum: 2_147_483_647, description: 'What the lot held when the person looked.' },
  }),
}
const Adjustment = object({
  ...named,
  quantity: Type.Integer({
    ...{
      minimum: -QUANTITY_MAX,
      maximum: QUANTITY_MAX,
      description: 'Positive when there is more than the books say.',
    },
  }),
})
const Wastage = object({ ...named, quantity: Quantity })

export const correctionRoutes = (context: InventoryContext) => (app: App) => {
  app.post(
    '/v1/inventory/stores/:storeId/adjustments',
    {
      config: { access: may('store.write-off').at('record'), needsKey: true },
      schema: {
        summary: 'Correct what the books say of a lot',
        description: 'Refused when the lot does not hold `expectedOnHand`. Needs an Idempotency-Key.',
        params,
        body: Adjustment,
        response: { 201: LotView },
      },
    },
    async (request, reply) => {
      const store = await requireStore(context.db, request.params.storeId)
      request.permit(ownerOf(store))
      if (request.body.quantity === 0) throw invalidField('/quantity', 'is 0; give the difference')
      return once(context, request, reply, 201, (tx) =>
        correct(tx, { store, kind: 'adjust', body: request.body }, originOfActor(request)),
      )
    },
  )
  app.post(
    '/v1/inventory/stores/:storeId/wastages',
    {
      config: { access: may('store.write-off').at('record'), needsKey: true },
      schema: {
        summary: 'Write off stock of a lot',
        description:
          'The only way out for what is expired, recalled or in quarantine. Refused when the lot does not hold ' +
          '`expectedOnHand`. Needs an Idempotency-Key.',
        params,
        body: Wastage,
        response: { 201: LotView },
      },
    },
    async (request, reply) => {
      const store = await requireStore(context.db, request.params.storeId)
      request.permit(ownerOf(store))
      const body = { ...request.body, quantity: -request.body.quantity }
      return once(context, request, reply, 201, (tx) =>
        correct(tx, { store, kind: 'waste', body }, originOfActor(request)),
      )
    },
  )
}

interface Correction {
  readonly store: Store
  readonly kind: 'adjust' | 'waste'
  readonly body: Static<typeof Adjustment>
}

async function correct(tx: Tx<InventoryTables>, { store, kind, body }: Correction, origin: EventOrigin) {
  const sourceId = newId<'correction'>(store.cell, tx.clock.now().getTime())
  const move = { ...body, line: 0, reason: tidyText(body.reason).normalize('NFC') }
  const change = { store, kind, sourceKind: `inventory.${kind}`, sourceId, moves: [move], pointerOf: () => '' }
  const [lot] = await moveStock(tx, change, origin)
  return toLotView(lot as never)
}
