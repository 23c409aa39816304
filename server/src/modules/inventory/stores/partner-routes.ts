// The route that lists the stores with which a facility exchanges stock: its own, and those of its chain.
import { object, Type } from '../../../platform/contract.ts'
import { cellOf } from '../../../platform/id.ts'
import type { App } from '../../../platform/module.ts'
import { FacilityId } from '../../facilities/contract.ts'
import { may } from '../access.ts'
import type { InventoryContext } from '../tables.ts'
import { NamedStore, nameStores } from './naming.ts'
import { listOfChain, listOfFacilities } from './store.ts'

export const partnerRoutes = (context: InventoryContext) => (app: App) => {
  app.get(
    '/v1/inventory/stores/partners',
    {
      config: { access: may('store.read').at('place') },
      schema: {
        summary: 'List the stores with which a facility exchanges stock',
        description: 'Its own stores, and those of the other facilities of its chain.',
        querystring: object({ facility: FacilityId }),
        response: { 200: object({ items: Type.Array(NamedStore) }) },
      },
    },
    async (request) => {
      const { facility } = request.query
      request.permit({ facilityId: facility, cell: cellOf(facility) })
      const own = await listOfFacilities(context.db, [facility])
      const chainId = own[0]?.chain_id
      const others = chainId ? await listOfChain(context.db, chainId) : []
      const far = others.filter((store) => store.facility_id !== facility)
      return { items: await nameStores(context, [...own, ...far]) }
    },
  )
}
