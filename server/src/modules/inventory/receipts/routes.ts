// The route that receives a delivery.
import { id, object, Type } from '../../../platform/contract.ts'
import { once } from '../../../platform/idempotency.ts'
import { type App, originOfActor } from '../../../platform/module.ts'
import { may } from '../access.ts'
import { LotView, toLotView } from '../stock/views.ts'
import { StoreId } from '../stores/contract.ts'
import { ownerOf, requireOpen, requireStore } from '../stores/steps.ts'
import type { InventoryContext } from '../tables.ts'
import { NewReceipt, receive } from './steps.ts'

export const receiptRoutes = (context: InventoryContext) => (app: App) => {
  app.post(
    '/v1/inventory/stores/:storeId/receipts',
    {
      config: { access: may('store.keep').at('record'), needsKey: true },
      schema: {
        summary: 'Receive a delivery',
        description:
          'All lines or none. An expired lot is refused. A lot that is recalled comes in blocked. An invoice of a ' +
          'supplier is entered once in a store. Needs an Idempotency-Key.',
        params: object({ storeId: StoreId }),
        body: NewReceipt,
        response: { 201: object({ receiptId: id('receipt'), lots: Type.Array(LotView) }) },
      },
    },
    async (request, reply) => {
      const store = await requireStore(context.db, request.params.storeId)
      request.permit(ownerOf(store))
      requireOpen(store)
      return once(context, request, reply, 201, async (tx) => {
        const { receiptId, lots } = await receive(tx, store, request.body, originOfActor(request))
        return { receiptId: receiptId as never, lots: lots.map(toLotView) }
      })
    },
  )
}
