// The routes that show orders: one, those of a patient, and what was ordered at a counter.
import type { FastifyRequest } from 'fastify'
import { actorOf } from '../../../platform/access.ts'
import { permitByCare } from '../../../platform/care.ts'
import { dayInIndia } from '../../../platform/clock.ts'
import { Cursor, Day, Instant, Limit, object, page, Type } from '../../../platform/contract.ts'
import type { App } from '../../../platform/module.ts'
import { cursor, cutPage } from '../../../platform/paging.ts'
import { FacilityId } from '../../facilities/contract.ts'
import { PatientId } from '../../patients/contract.ts'
import { mayRead } from '../../visits/care/contract.ts'
import { may } from '../access.ts'
import { OrderId, OrderStatus } from '../contract.ts'
import { findPerson } from '../merging.ts'
import type { DiagnosticsContext, Order } from '../tables.ts'
import { orderParams, permitReading, readerOf, recordOf } from './access.ts'
import { ShownPatient, showPatients } from './people.ts'
import { listOfDesk, listOfPatients } from './store.ts'
import { OrderView, showOrder, showOrders, toReference } from './views.ts'

export const orderReadingRoutes = (context: DiagnosticsContext) => (app: App) => {
  addOne(app, context)
  addOfPatient(app, context)
  addOfDesk(app, context)
}

function addOne(app: App, context: DiagnosticsContext): void {
  app.get(
    '/v1/diagnostics/orders/:orderId',
    {
      config: { access: may('order.read').at('record') },
      schema: {
        summary: 'Get an order with its results',
        description:
          'For the family, who treats the patient, and the laboratory. Only the laboratory sees drafts. A flag ' +
          '`none` does not mean that the value is normal.',
        params: orderParams,
        response: { 200: OrderView },
      },
    },
    async (request) => {
      const { order, viewer } = await permitReading(context, request)
      return showOrder(context, order, viewer)
    },
  )
}

const position = cursor({ placedAt: Instant, orderId: OrderId })
const positionOf = ({ placed_at, id }: Order): string =>
  position.write({ placedAt: placed_at.toISOString(), orderId: id })

function addOfPatient(app: App, context: DiagnosticsContext): void {
  app.get(
    '/v1/diagnostics/orders',
    {
      config: { access: may('order.read').at('record') },
      schema: {
        summary: 'List the orders of a patient',
        description:
          'The latest first, of all records of the person. A doctor sees those that the care opens; a page may have ' +
          'fewer then, also none before the last page.',
        querystring: object({ patient: PatientId, limit: Limit, cursor: Type.Optional(Cursor) }),
        response: { 200: page(OrderView) },
      },
    },
    async (request) => {
      const { patient, limit, cursor: from } = request.query
      const { ids } = await findPerson(context, patient)
      const found = await listOfPatients(context.db, ids, { limit: limit + 1, before: position.read(from) })
      const { shown, next } = cutPage(found, limit, positionOf)
      const { isFamily, readable } = await permitPatient(context, request, patient, shown)
      return { items: await showOrders(context, readable, { isFamily, isLab: false }), ...next }
    },
  )
}

/** Permits the family, and who treats the patient or one of these visits. Gives the orders that they may read. */
export async function permitPatient(
  context: DiagnosticsContext,
  request: FastifyRequest,
  patientId: PatientId,
  orders: readonly Order[],
) {
  const { facilityId } = actorOf(request)
  const record = { patientId, ...(facilityId !== undefined && { facilityId: facilityId as FacilityId }) }
  const records = [record, ...orders.map(recordOf)]
  const [own = {}, ...cares] = await context.call(mayRead, { reader: readerOf(request), records })
  const basis = own.basis ?? cares.find((care) => care.basis !== undefined)?.basis
  const { isFamily } = permitByCare(request, { accountId: own.accountId, basis })
  return { isFamily, readable: isFamily ? orders : orders.filter((_, nth) => cares[nth]?.basis !== undefined) }
}

const DeskOrder = object({
  orderId: OrderId,
  reference: Type.String(),
  status: OrderStatus,
  placedAt: Instant,
  isSettled: Type.Boolean(),
  patientId: PatientId,
  patient: Type.Optional(ShownPatient),
})

function addOfDesk(app: App, context: DiagnosticsContext): void {
  app.get(
    '/v1/diagnostics/desk',
    {
      config: { access: may('order.list').at('place') },
      schema: {
        summary: 'List the orders of a day at a counter',
        description: 'That there is an order, how far it is, and whether it is paid. Neither tests nor results.',
        querystring: object({
          facility: FacilityId,
          day: Type.Optional({ ...Day, description: 'Default is today.' }),
          limit: Limit,
          cursor: Type.Optional(Cursor),
        }),
        response: { 200: page(DeskOrder) },
      },
    },
    async (request) => {
      const { facility: facilityId, day = dayInIndia(context.clock.now()), limit, cursor: from } = request.query
      request.permit({ facilityId })
      const part = { limit: limit + 1, before: position.read(from) }
      const { shown, next } = cutPage(await listOfDesk(context.db, { facilityId, day }, part), limit, positionOf)
      const show = await showPatients(
        context,
        shown.map(({ patient_id }) => patient_id),
      )
      const items = shown.map((order) => ({
        ...{ orderId: order.id, reference: toReference(order.id), status: order.status },
        ...{ placedAt: order.placed_at.toISOString(), isSettled: order.settled_at !== null },
        ...{ patientId: order.patient_id, ...show(order.patient_id) },
      }))
      return { items, ...next }
    },
  )
}
