// The route of the kinds of tax: which codes a price may have, and the rate of each.
import { access } from '../../../platform/access.ts'
import { dayInIndia } from '../../../platform/clock.ts'
import { Day, object, Type } from '../../../platform/contract.ts'
import type { App } from '../../../platform/module.ts'
import { TaxCode } from '../contract.ts'
import { findRate } from '../rules.ts'
import type { BillingContext } from '../tables.ts'
import { listAllRates } from './store.ts'

const RateView = object({
  taxCode: TaxCode,
  hsnSac: Type.Optional(Type.String({ description: 'The number of the good or the service in the tax law.' })),
  taxBasisPoints: Type.Integer({ description: 'The tax, in hundredths of a percent.' }),
  isExempt: Type.Boolean(),
  validFrom: Day,
  note: Type.String({ description: 'The notification that says so.' }),
})

export const taxRoutes =
  ({ db, clock }: BillingContext) =>
  (app: App) => {
    app.get(
      '/v1/billing/tax-codes',
      {
        config: { access: access.public },
        schema: {
          summary: 'List the kinds of tax',
          description: 'Each with the rate that holds on the day, by default today.',
          querystring: object({ day: Type.Optional(Day) }),
          response: { 200: object({ items: Type.Array(RateView) }) },
        },
      },
      async ({ query }) => {
        const rates = await listAllRates(db)
        const day = query.day ?? dayInIndia(clock.now())
        const codes = [...new Set(rates.map(({ tax_code }) => tax_code))]
        const items = codes.flatMap((taxCode) => {
          const rate = findRate(rates, taxCode, day)
          if (!rate) return []
          const { hsn_sac, basis_points: taxBasisPoints, exempt: isExempt, valid_from: validFrom, note } = rate
          return [{ taxCode, ...(hsn_sac !== null && { hsnSac: hsn_sac }), taxBasisPoints, isExempt, validFrom, note }]
        })
        return { items }
      },
    )
  }
