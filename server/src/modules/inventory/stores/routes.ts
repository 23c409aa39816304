// The routes of stores: who works in a facility lists them, its administrator makes and changes them.
import { object, Type } from '../../../platform/contract.ts'
import { IfMatch, toTag } from '../../../platform/http/tagged.ts'
import { cellOf } from '../../../platform/id.ts'
import { once } from '../../../platform/idempotency.ts'
import { type App, originOfActor } from '../../../platform/module.ts'
import { transaction } from '../../../platform/postgres/db.ts'
import { FacilityId } from '../../facilities/contract.ts'
import { may } from '../access.ts'
import type { InventoryContext } from '../tables.ts'
import { StoreId } from './contract.ts'
import {
  changeStore,
  makeStore,
  NewStore,
  ownerOf,
  requireFacility,
  requireStore,
  StoreChange,
  StoreView,
  toStoreView,
} from './steps.ts'
import { listOfFacilities } from './store.ts'

export const storeRoutes = (context: InventoryContext) => (app: App) => {
  addReading(app, context)
  addMaking(app, context)
  addChange(app, context)
}

function addReading(app: App, context: InventoryContext): void {
  app.get(
    '/v1/inventory/stores',
    {
      config: { access: may('level.read').at('place') },
      schema: {
        summary: 'List the stores of a facility',
        querystring: object({ facility: FacilityId }),
        response: { 200: object({ items: Type.Array(StoreView) }) },
      },
    },
    async (request) => {
      const { facility } = request.query
      request.permit({ facilityId: facility, cell: cellOf(facility) })
      return { items: (await listOfFacilities(context.db, [facility])).map(toStoreView) }
    },
  )
}

function addMaking(app: App, context: InventoryContext): void {
  app.post(
    '/v1/inventory/stores',
    {
      config: { access: may('store.manage').at('place') },
      schema: {
        summary: 'Make a store',
        description:
          'A pharmacy needs `licenceNo`. `handOver: free` means that nobody pays there. Takes an Idempotency-Key.',
        body: NewStore,
        response: { 201: StoreView },
      },
    },
    async (request, reply) => {
      const { facilityId } = request.body
      request.permit({ facilityId })
      const facility = await requireFacility(context, facilityId)
      return once(context, request, reply, 201, async (tx) =>
        toStoreView(await makeStore(tx, facility, request.body, originOfActor(request))),
      )
    },
  )
}

function addChange(app: App, context: InventoryContext): void {
  app.patch(
    '/v1/inventory/stores/:storeId',
    {
      config: { access: may('store.manage').at('record') },
      schema: {
        summary: 'Change a store',
        description:
          'Changes only the fields that you send. `isActive: false` closes the store: its stock stays in its books. ' +
          'With `If-Match` you do not overwrite a change by somebody else.',
        params: object({ storeId: StoreId }),
        headers: IfMatch,
        body: StoreChange,
        response: { 200: StoreView },
      },
    },
    async (request, reply) => {
      const { storeId } = request.params
      request.permit(ownerOf(await requireStore(context.db, storeId)))
      const stated = { ifMatch: request.headers['if-match'], origin: originOfActor(request) }
      const store = await transaction(context.db, (tx) => changeStore(tx, storeId, request.body, stated))
      void reply.header('etag', toTag(store.version))
      return toStoreView(store)
    },
  )
}
