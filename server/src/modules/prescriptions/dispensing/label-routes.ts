// The route of the labels of a dispense, to print: one sheet of 50 x 25 mm for each lot.
import { object } from '../../../platform/contract.ts'
import type { App } from '../../../platform/module.ts'
import { Printed, printQuery, sendPrint } from '../../../platform/print/page.ts'
import { may } from '../access.ts'
import type { PrescriptionsContext } from '../tables.ts'
import { dispenseParams, permitDispense } from './access.ts'
import { toLabelPrint } from './label-page.ts'
import { toLabels } from './list-routes.ts'

export const labelRoutes = (context: PrescriptionsContext) => (app: App) => {
  app.get(
    '/v1/dispenses/:dispenseId/label-sheet',
    {
      config: { access: may('dispense.read').at('record') },
      schema: {
        summary: 'Print the labels of a dispense',
        description: 'One for each lot, 50 x 25 mm: what it is, when to take it, and until when it is good.',
        params: dispenseParams,
        querystring: object(printQuery),
        response: { 200: Printed },
      },
    },
    async (request, reply) => {
      const dispense = await permitDispense(context, request)
      const { language, form } = request.query
      return sendPrint(context, reply, toLabelPrint(await toLabels(context, dispense), language), form)
    },
  )
}
