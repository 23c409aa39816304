// The route of returns: a pharmacist takes sealed medicines back.
import { object, Type, text } from '../../../platform/contract.ts'
import { once } from '../../../platform/idempotency.ts'
import { type App, originOfActor } from '../../../platform/module.ts'
import { invalidField } from '../../../platform/problem.ts'
import { may } from '../access.ts'
import { RxQuantity } from '../contract.ts'
import { dispenseParams, permitDispense } from '../dispensing/access.ts'
import { DispenseView, readDispenseView } from '../dispensing/views.ts'
import type { PrescriptionsContext } from '../tables.ts'
import { takeReturn } from './steps.ts'

const Body = object({
  lines: Type.Array(
    object({
      line: Type.Integer({ minimum: 1, maximum: 999, description: 'The line of the dispense.' }),
      quantity: RxQuantity,
      isSealed: Type.Boolean({ description: 'Nobody has opened it. Opened medicines do not come back.' }),
      isUsable: Type.Boolean({ description: 'True: others may get it. False: it goes into quarantine.' }),
    }),
    { minItems: 1, maxItems: 40 },
  ),
  reason: text(300),
})

export const returnRoutes = (context: PrescriptionsContext) => (app: App) => {
  app.post(
    '/v1/dispenses/:dispenseId/returns',
    {
      config: { access: may('dispense.prepare').at('record'), needsKey: true },
      schema: {
        summary: 'Take medicines back',
        description:
          'Within seven days, sealed, not cooled, and not of Schedule H1 or X. The stock follows, and a credit note ' +
          'at the price that was paid. Needs an Idempotency-Key.',
        params: dispenseParams,
        body: Body,
        response: { 200: DispenseView },
      },
    },
    async (request, reply) => {
      const { id } = await permitDispense(context, request)
      const { lines, reason } = request.body
      if (new Set(lines.map(({ line }) => line)).size < lines.length) throw invalidField('/lines', 'names a line twice')
      const returning = { lines, reason, origin: originOfActor(request) }
      await once(context, request, reply, 200, async (tx) => ({ number: await takeReturn(tx, id, returning) }))
      return readDispenseView(context, await permitDispense(context, request))
    },
  )
}
