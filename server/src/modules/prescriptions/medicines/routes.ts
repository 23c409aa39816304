// The route that tells a doctor, while typing, what the pharmacies of the hospital had of some items.
import { Amount, Instant, object, type Static, Type } from '../../../platform/contract.ts'
import type { App } from '../../../platform/module.ts'
import { FacilityId } from '../../facilities/contract.ts'
import { ItemCode, StoreId } from '../../inventory/contract.ts'
import { may } from '../access.ts'
import type { PrescriptionsContext } from '../tables.ts'
import { readHints } from './steps.ts'

export const HintView = object({
  storeId: StoreId,
  storeName: Type.String(),
  free: Type.Integer({ minimum: 0 }),
  unitPricePaise: Type.Optional({ ...Amount, description: 'The most that one unit costs there.' }),
  asOf: { ...Instant, description: 'When the store told it. It is a hint: only the pharmacy knows what is there.' },
})

type Hint = Awaited<ReturnType<typeof readHints>>[number]

export const toHint = ({ store_id, store_name, free, mrp_paise, as_of }: Hint): Static<typeof HintView> => ({
  ...{ storeId: store_id, storeName: store_name, free, asOf: as_of.toISOString() },
  ...(mrp_paise !== null && { unitPricePaise: mrp_paise }),
})

const CODES = '^[A-Z0-9-]{1,30}(,[A-Z0-9-]{1,30}){0,19}$'

export const stockRoutes = (context: PrescriptionsContext) => (app: App) => {
  app.get(
    '/v1/prescriptions/stock',
    {
      config: { access: may('prescription.sign').at('place') },
      schema: {
        summary: 'Read what the pharmacies of a hospital have of some items',
        description: 'For a doctor who types a name and wants to see what is there.',
        querystring: object({
          facility: FacilityId,
          items: Type.String({
            pattern: CODES,
            maxLength: 620,
            description: 'Up to 20 codes, with commas between them.',
          }),
        }),
        response: {
          200: object({ items: Type.Array(object({ itemCode: ItemCode, ...HintView.properties })) }),
        },
      },
    },
    async (request) => {
      const { facility: facilityId, items } = request.query
      request.permit({ facilityId })
      const hints = await readHints(context, facilityId, items.split(',') as ItemCode[])
      return { items: hints.map((hint) => ({ itemCode: hint.item_code, ...toHint(hint) })) }
    },
  )
}
