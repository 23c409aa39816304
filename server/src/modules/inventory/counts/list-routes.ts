// The route that lists the counts of a store.
import { Cursor, Instant, id, Limit, object, oneOf, page, Type } from '../../../platform/contract.ts'
import type { App } from '../../../platform/module.ts'
import { cursor, cutPage } from '../../../platform/paging.ts'
import { may } from '../access.ts'
import { StoreId } from '../stores/contract.ts'
import { ownerOf, requireStore } from '../stores/steps.ts'
import type { InventoryContext } from '../tables.ts'
import { listCounts } from './list-store.ts'

const CountId = id('count')
const Summary = object({
  countId: CountId,
  status: oneOf(['OPEN', 'POSTED', 'DROPPED']),
  openedAt: Instant,
  endedAt: Type.Optional(Instant),
  lots: Type.Integer({ minimum: 0 }),
  counted: Type.Integer({ minimum: 0, description: 'Lots of which somebody has entered a number.' }),
})
const position = cursor({ countId: CountId })

export const countListRoutes = (context: InventoryContext) => (app: App) => {
  app.get(
    '/v1/inventory/stores/:storeId/counts',
    {
      config: { access: may('store.read').at('record') },
      schema: {
        summary: 'List the counts of a store',
        description: 'The newest come first.',
        params: object({ storeId: StoreId }),
        querystring: object({ limit: Limit, cursor: Type.Optional(Cursor) }),
        response: { 200: page(Summary) },
      },
    },
    async (request) => {
      const store = await requireStore(context.db, request.params.storeId)
      request.permit(ownerOf(store))
      const { limit, cursor: from } = request.query
      const found = await listCounts(context.db, store, { beforeId: position.read(from)?.countId, limit: limit + 1 })
      const { shown, next } = cutPage(found, limit, ({ countId }) => position.write({ countId: countId as never }))
      const items = shown.map(({ countId, openedAt, endedAt, ...facts }) => ({
        ...{ ...facts, countId: countId as never, openedAt: openedAt.toISOString() },
        ...(endedAt && { endedAt: endedAt.toISOString() }),
      }))
      return { items, ...next }
    },
  )
}
