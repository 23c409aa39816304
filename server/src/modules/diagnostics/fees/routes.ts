// The routes of what is stuck: staff of a laboratory see what could not be done, try it again, or settle it.
import { actorOf } from '../../../platform/access.ts'
import { Instant, Limit, object, oneOf, type Static, Type, text } from '../../../platform/contract.ts'
import { type App, originOf } from '../../../platform/module.ts'
import { transaction } from '../../../platform/postgres/db.ts'
import { FacilityId } from '../../facilities/contract.ts'
import type { AccountId } from '../../patients/contract.ts'
import { may } from '../access.ts'
import { OrderId } from '../contract.ts'
import { orderParams, permitLab } from '../orders/access.ts'
import { toReference } from '../orders/views.ts'
import type { DiagnosticsContext, Stuck } from '../tables.ts'
import { retryStuck } from './steps.ts'
import { DEEDS, type Deed, listStuck, listStuckOf, settleStuck } from './store.ts'

const DeedWord = oneOf(DEEDS, { description: 'What could not be done.' })

const StuckView = object({
  orderId: OrderId,
  reference: Type.String(),
  deed: DeedWord,
  problem: Type.String({ description: 'The name of the problem, as at /problems.' }),
  failedAt: Instant,
})
const StuckList = object({ items: Type.Array(StuckView) })

const toView = ({ order_id, deed, problem, failed_at }: Stuck): Static<typeof StuckView> => ({
  ...{ orderId: order_id, reference: toReference(order_id), deed: deed as Deed, problem },
  failedAt: failed_at.toISOString(),
})

export const stuckRoutes = (context: DiagnosticsContext) => (app: App) => {
  const stillStuck = async (orderId: OrderId) => ({ items: (await listStuckOf(context.db, orderId)).map(toView) })

  app.get(
    '/v1/diagnostics/stuck',
    {
      config: { access: may('laboratory.oversee').at('place') },
      schema: {
        summary: 'List what is stuck at a laboratory',
        description:
          'Billing refused a charge, a report could not be kept, or nobody answered for an hour. The oldest first.',
        querystring: object({ lab: FacilityId, limit: Limit }),
        response: { 200: StuckList },
      },
    },
    async (request) => {
      const { lab, limit } = request.query
      request.permit({ facilityId: lab })
      return { items: (await listStuck(context.db, lab, limit)).map(toView) }
    },
  )

  app.post(
    '/v1/diagnostics/orders/:orderId/repetition',
    {
      config: { access: may('laboratory.oversee').at('record') },
      schema: {
        summary: 'Try again what is stuck',
        description: 'What is still stuck is in the answer, with its newest problem. A repeat does nothing twice.',
        params: orderParams,
        response: { 200: StuckList },
      },
    },
    async (request) => {
      const order = await permitLab(context, request)
      const deeds = (await listStuckOf(context.db, order.id)).map(({ deed }) => deed as Deed)
      await retryStuck(context, order, deeds, originOf(request))
      return stillStuck(order.id)
    },
  )

  app.post(
    '/v1/diagnostics/orders/:orderId/settlement',
    {
      config: { access: may('laboratory.oversee').at('record') },
      schema: {
        summary: 'Note that something stuck was settled by hand',
        description: 'It leaves the list, and the reason is kept with it. A repeat changes nothing.',
        params: orderParams,
        body: object({ deed: DeedWord, why: text(200, { description: 'What was done instead.' }) }),
        response: { 200: StuckList },
      },
    },
    async (request) => {
      const order = await permitLab(context, request)
      const settled = {
        ...{ settled_at: context.clock.now(), settled_by: actorOf(request).accountId as AccountId },
        settled_reason: request.body.why,
      }
      await transaction(context.db, (tx) => settleStuck(tx, order.id, request.body.deed, settled))
      return stillStuck(order.id)
    },
  )
}
