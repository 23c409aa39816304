// The route that says when an item of a store runs low, and how much of it there should be.

import { dayInIndia } from '../../../platform/clock.ts'
import { object, Type } from '../../../platform/contract.ts'
import type { App } from '../../../platform/module.ts'
import { transaction } from '../../../platform/postgres/db.ts'
import { invalidField } from '../../../platform/problem.ts'
import { may } from '../access.ts'
import { ItemCode } from '../items/contract.ts'
import { StoreId } from '../stores/contract.ts'
import { ownerOf, requireStore } from '../stores/steps.ts'
import type { InventoryContext } from '../tables.ts'
import { QUANTITY_MAX } from './contract.ts'
import { findLevel } from './level-store.ts'
import { listKnownItems, lockLevels, setLevel } from './store.ts'
import { LevelView, toLevelView } from './views.ts'

const Setting = (description: string) =>
  Type.Union([Type.Integer({ minimum: 0, maximum: QUANTITY_MAX, description }), Type.Null()])

export const settingRoutes = (context: InventoryContext) => (app: App) => {
  app.put(
    '/v1/inventory/stores/:storeId/levels/:itemCode',
    {
      config: { access: may('store.manage').at('record') },
      schema: {
        summary: 'Say when an item runs low',
        description:
          'At `reorderAt` or below it is listed as low. `target` is how much an order fills up to. Null: none.',
        params: object({ storeId: StoreId, itemCode: ItemCode }),
        body: object({ reorderAt: Setting('Low at this number.'), target: Setting('Full at this number.') }),
        response: { 200: LevelView },
      },
    },
    async (request) => {
      const { params, body } = request
      const { storeId, itemCode } = params
      const store = await requireStore(context.db, storeId)
      request.permit(ownerOf(store))
      const { reorderAt, target } = body
      if (reorderAt !== null && target !== null && target < reorderAt) {
        throw invalidField('/target', 'is below the number at which the item is low')
      }
      const place = { cell: store.cell, storeId }
      const day = dayInIndia(context.clock.now())
      return transaction(context.db, async (tx) => {
        if (!(await listKnownItems(tx, [itemCode])).has(itemCode)) throw invalidField('path/itemCode', 'is no item')
        await lockLevels(tx, place, [itemCode])
        await setLevel(tx, place, itemCode, { reorderAt, target })
        return toLevelView(await findLevel(tx, storeId, itemCode, day))
      })
    },
  )
}
