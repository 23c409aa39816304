// The route that lists the recalls that concern the reader.
import { actorOf } from '../../../platform/access.ts'
import { Cursor, Limit, object, page, Type } from '../../../platform/contract.ts'
import type { App } from '../../../platform/module.ts'
import { cursor, cutPage } from '../../../platform/paging.ts'
import { may } from '../access.ts'
import { listNames } from '../items/store.ts'
import { listOfFacilities } from '../stores/store.ts'
import type { InventoryContext } from '../tables.ts'
import { RecallId } from './contract.ts'
import { listRecalls } from './list-store.ts'
import { RecallView, toView } from './routes.ts'

const position = cursor({ recallId: RecallId })

export const recallListRoutes = (context: InventoryContext) => (app: App) => {
  app.get(
    '/v1/inventory/recalls',
    {
      config: { access: may('recall.read').at('anywhere') },
      schema: {
        summary: 'List recalls',
        description: 'Those of the country, and those of the own chain. The newest come first.',
        querystring: object({
          open: Type.Boolean({ default: false, description: 'True: only those that hold now.' }),
          limit: Limit,
          cursor: Type.Optional(Cursor),
        }),
        response: { 200: page(object({ ...RecallView.properties, name: Type.String() })) },
      },
    },
    async (request) => {
      const { open, limit, cursor: from } = request.query
      const { facilityId, chainId } = actorOf(request)
      const [store] = facilityId === undefined ? [] : await listOfFacilities(context.db, [facilityId])
      const isOfCountry = facilityId === undefined && chainId === undefined
      const found = await listRecalls(context.db, {
        ...{ isOpen: open, isOfCountry, chainId: chainId ?? store?.chain_id ?? null, limit: limit + 1 },
        beforeId: position.read(from)?.recallId,
      })
      const { shown, next } = cutPage(found, limit, ({ id }) => position.write({ recallId: id }))
      const names = await listNames(
        context.db,
        shown.map(({ item_code }) => item_code),
      )
      const items = shown.map((one) => ({ ...toView(one), name: names.get(one.item_code)?.name ?? one.item_code }))
      return { items, ...next }
    },
  )
}
