// The routes of a doctor's inbox: the orders that have results, and marking one as read.
import type { FastifyRequest } from 'fastify'
import { actorOf } from '../../../platform/access.ts'
import { Cursor, Instant, Limit, object, oneOf, page, Type } from '../../../platform/contract.ts'
import type { App } from '../../../platform/module.ts'
import { cursor, cutPage } from '../../../platform/paging.ts'
import { transaction } from '../../../platform/postgres/db.ts'
import { notFound, Problem } from '../../../platform/problem.ts'
import { findDoctorOfAccount } from '../../doctors/contract.ts'
import type { AccountId } from '../../patients/contract.ts'
import { may } from '../access.ts'
import { OrderId } from '../contract.ts'
import { orderParams, requireOrder } from '../orders/access.ts'
import { listOrders } from '../orders/store.ts'
import { OrderView, showOrders } from '../orders/views.ts'
import type { DiagnosticsContext } from '../tables.ts'
import { listInbox, markRead } from './store.ts'

const SEVERITIES = ['none', 'flagged', 'critical'] as const

const InboxItem = object({
  severity: oneOf(SEVERITIES, { description: 'Of the worst result of the order.' }),
  changedAt: { ...Instant, description: 'When the newest result became final.' },
  readAt: Type.Optional(Instant),
  order: OrderView,
})

const position = cursor({
  severity: Type.Integer({ minimum: 0, maximum: 2 }),
  changedAt: Instant,
  orderId: OrderId,
})

export const inboxRoutes = (context: DiagnosticsContext) => (app: App) => {
  addList(app, context)
  addReading(app, context)
}

const findDoctor = ({ call }: DiagnosticsContext, request: FastifyRequest) =>
  call(findDoctorOfAccount, { accountId: actorOf(request).accountId as AccountId })

function addList(app: App, context: DiagnosticsContext): void {
  app.get(
    '/v1/diagnostics/inbox',
    {
      config: { access: may('result.read').at('own') },
      schema: {
        summary: 'List the results of your own orders',
        description:
          'Of the hospital where you work now. Those that you have not read: critical and flagged ones first. With ' +
          '`all` also those that you have read, the latest first. An order that gets a further result, or a ' +
          'corrected one, is unread again.',
        querystring: object({
          all: Type.Boolean({ default: false }),
          limit: Limit,
          cursor: Type.Optional(Cursor),
        }),
        response: { 200: page(InboxItem) },
      },
    },
    async (request) => {
      const { all, limit, cursor: from } = request.query
      const doctor = await findDoctor(context, request)
      const { facilityId } = actorOf(request)
      if (!doctor || facilityId === undefined) return { items: [] }
      request.readBasis = 'care'
      const asked = { doctorId: doctor.doctorId, facilityId, isUnread: !all }
      const found = await listInbox(context.db, asked, { limit: limit + 1, after: position.read(from) })
      const { shown, next } = cutPage(found, limit, ({ severity, changed_at, order_id }) =>
        position.write({ severity, changedAt: changed_at.toISOString(), orderId: order_id }),
      )
      const ids = shown.map(({ order_id }) => order_id)
      const views = await showOrders(context, await listOrders(context.db, ids), { isFamily: false, isLab: false })
      const byId = new Map(views.map((view) => [view.orderId, view]))
      const items = shown.flatMap(({ order_id, severity, changed_at, read_at }) => {
        const order = byId.get(order_id)
        const word = SEVERITIES[severity] ?? 'none'
        const readAt = read_at === null ? {} : { readAt: read_at.toISOString() }
        return order ? [{ severity: word, changedAt: changed_at.toISOString(), ...readAt, order }] : []
      })
      return { items, ...next }
    },
  )
}

function addReading(app: App, context: DiagnosticsContext): void {
  app.post(
    '/v1/diagnostics/orders/:orderId/reading',
    {
      config: { access: may('result.read').at('record') },
      schema: {
        summary: 'Mark the results of an order as read',
        description: 'By the doctor who ordered. A repeat changes nothing. A further result makes it unread again.',
        params: orderParams,
        response: { 200: object({ orderId: OrderId }) },
      },
    },
    async (request) => {
      const order = await requireOrder(context, request.params.orderId)
      const doctor = await findDoctor(context, request)
      const isOwn = doctor !== null && doctor.doctorId === order.doctor_id
      request.permit(isOwn ? { facilityId: order.facility_id } : {})
      const now = context.clock.now()
      const isThere = await transaction(context.db, (tx) => markRead(tx, order, now))
      if (!isThere) throw new Problem(notFound)
      return { orderId: order.id }
    },
  )
}
