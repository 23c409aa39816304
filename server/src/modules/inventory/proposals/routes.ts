// The route that proposes orders and transfers.
import { actorOf } from '../../../platform/access.ts'
import { addDays, dayInIndia } from '../../../platform/clock.ts'
import { object, oneOf, Type } from '../../../platform/contract.ts'
import type { App } from '../../../platform/module.ts'
import { invalidField } from '../../../platform/problem.ts'
import { ChainId, FacilityId } from '../../facilities/contract.ts'
import { may } from '../access.ts'
import { ItemCode } from '../items/contract.ts'
import { listNames } from '../items/store.ts'
import { StoreId } from '../stores/contract.ts'
import { listOfFacilities } from '../stores/store.ts'
import type { InventoryContext } from '../tables.ts'
import { LONG_DAYS, propose } from './rules.ts'
import { listCover } from './store.ts'

const SHOWN_MAX = 500

const item = { itemCode: ItemCode, name: Type.String(), unit: Type.String(), quantity: Type.Integer() }
const Proposals = object({
  items: Type.Array(
    Type.Union([
      object({ kind: oneOf(['order']), storeId: StoreId, ...item }),
      object({
        ...{ kind: oneOf(['transfer']), from: StoreId, to: StoreId, ...item },
        why: oneOf(['surplus', 'expiring']),
      }),
    ]),
  ),
})

export const proposalRoutes =
  ({ db, clock }: InventoryContext) =>
  (app: App) => {
    app.get(
      '/v1/inventory/suggestions',
      {
        config: { access: may('store.compare').at('place') },
        schema: {
          summary: 'Propose orders and transfers',
          description:
            'For the stores of a facility, or of the own chain. A store lacks an item at its reorder point, or below ' +
            `14 days of use. Another gives what it does not use in ${LONG_DAYS} days, soonest expiry first. At most ` +
            `${SHOWN_MAX}; nothing is ordered or moved by it.`,
          querystring: object({ facility: Type.Optional(FacilityId), chain: Type.Optional(ChainId) }),
          response: { 200: Proposals },
        },
      },
      async (request) => {
        const { facility, chain } = request.query
        if ((facility === undefined) === (chain === undefined)) {
          throw invalidField('query/facility', 'give facility, or chain, and not both')
        }
        request.permit(facility === undefined ? { chainId: chain } : { facilityId: facility })
        const places = facility === undefined ? [...(actorOf(request).chainFacilities ?? [])] : [facility]
        const stores = (await listOfFacilities(db, places)).filter((store) => store.is_active)
        if (stores.length === 0) return { items: [] }
        const day = dayInIndia(clock.now())
        const covers = await listCover(
          db,
          stores.map(({ id }) => id),
          day,
          addDays(day, LONG_DAYS),
        )
        const proposals = propose(covers).slice(0, SHOWN_MAX)
        const codes = proposals.map(({ itemCode }) => itemCode)
        const names = await listNames(db, codes)
        return { items: proposals.map((one) => ({ ...one, name: one.itemCode, unit: '', ...names.get(one.itemCode) })) }
      },
    )
  }
