// The route that reads the barcode of a pack: which item, which lot, until when.
import { Day, object, Type } from '../../../platform/contract.ts'
import type { App } from '../../../platform/module.ts'
import { invalidField } from '../../../platform/problem.ts'
import { may } from '../access.ts'
import { ItemCode } from '../items/contract.ts'
import { findByGtin } from '../items/store.ts'
import type { InventoryContext } from '../tables.ts'
import { readGs1 } from './gs1.ts'

export const scanRoutes = (context: InventoryContext) => (app: App) => {
  app.get(
    '/v1/inventory/scans',
    {
      config: { access: may('item.read').at('anywhere') },
      schema: {
        summary: 'Read the barcode of a pack',
        description:
          'GS1 with (01) product, (10) lot, (17) last day: with brackets, or as a scanner sends it. Without ' +
          '`itemCode` no item has this number yet: give it one with PATCH /v1/inventory/items/{itemCode}.',
        querystring: object({ code: Type.String({ minLength: 4, maxLength: 200 }) }),
        response: {
          200: object({
            gtin: Type.Optional(Type.String()),
            lot: Type.Optional(Type.String()),
            expiresOn: Type.Optional(Day),
            itemCode: Type.Optional(ItemCode),
            name: Type.Optional(Type.String()),
          }),
        },
      },
    },
    async (request) => {
      const scanned = readGs1(request.query.code)
      if (!scanned) throw invalidField('query/code', 'is no GS1 code, or a digit of it is wrong')
      const item = scanned.gtin === undefined ? undefined : await findByGtin(context.db, scanned.gtin)
      return { ...scanned, ...(item && { itemCode: item.code, name: item.name }) }
    },
  )
}
