// The route of the worklists of a laboratory: what to collect, to receive, to enter, to authorise, and what is late.
import { Cursor, Instant, Limit, object, oneOf, page, Type } from '../../../platform/contract.ts'
import type { App } from '../../../platform/module.ts'
import { cursor, cutPage } from '../../../platform/paging.ts'
import { forbidden, Problem } from '../../../platform/problem.ts'
import { FacilityId } from '../../facilities/contract.ts'
import { may } from '../access.ts'
import { OrderId } from '../contract.ts'
import { listOrders } from '../orders/store.ts'
import { OrderView, showOrders } from '../orders/views.ts'
import type { DiagnosticsContext } from '../tables.ts'
import { listWork, WORKLISTS } from './store.ts'

const position = cursor({ urgency: Type.Integer({ minimum: 0, maximum: 2 }), placedAt: Instant, orderId: OrderId })

export const worklistRoutes = (context: DiagnosticsContext) => (app: App) => {
  app.get(
    '/v1/diagnostics/worklists/:list',
    {
      config: { access: may('specimen.collect').at('place') },
      schema: {
        summary: 'List the work of a laboratory',
        description:
          'The most urgent orders first, then the oldest. Each shows only the lines that wait for this step. ' +
          '`overdue`: all lines that are later than the turnaround. Nurses see what to collect.',
        params: object({ list: oneOf(WORKLISTS) }),
        querystring: object({ lab: FacilityId, limit: Limit, cursor: Type.Optional(Cursor) }),
        response: { 200: page(OrderView) },
      },
    },
    async (request) => {
      const { list } = request.params
      const { lab: labFacilityId, limit, cursor: from } = request.query
      request.permit({ facilityId: labFacilityId })
      if (list !== 'collect' && !request.holds('laboratory.work')) throw new Problem(forbidden)
      const asked = { labFacilityId, list, now: context.clock.now() }
      const found = await listWork(context.db, asked, { limit: limit + 1, after: position.read(from) })
      const { shown, next } = cutPage(found, limit, ({ urgency, placed_at, order_id }) =>
        position.write({ urgency, placedAt: placed_at.toISOString(), orderId: order_id }),
      )
      const orders = await listOrders(
        context.db,
        shown.map(({ order_id }) => order_id),
      )
      const views = await showOrders(context, orders, { isFamily: false, isLab: request.holds('laboratory.work') })
      const byId = new Map(views.map((view) => [view.orderId, view]))
      const items = shown.flatMap(({ order_id, lines: waiting }) => {
        const view = byId.get(order_id)
        return view ? [{ ...view, lines: view.lines.filter(({ line }) => waiting.includes(line)) }] : []
      })
      return { items, ...next }
    },
  )
}
