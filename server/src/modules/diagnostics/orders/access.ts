// Who reaches an order: the family, who treats the patient, and the laboratory that does it. All others get 404.
import type { FastifyRequest } from 'fastify'
import { actorOf } from '../../../platform/access.ts'
import { careReaderOf, permitByCare } from '../../../platform/care.ts'
import { object, Type } from '../../../platform/contract.ts'
import { notFound, Problem } from '../../../platform/problem.ts'
import { CARE_POWERS, type CareReader, mayRead } from '../../visits/care/contract.ts'
import { OrderId } from '../contract.ts'
import type { DiagnosticsContext, Order } from '../tables.ts'
import { findOrder } from './store.ts'

export const orderParams = object({ orderId: OrderId })
export const lineParams = object({ orderId: OrderId, line: Type.Integer({ minimum: 1, maximum: 300 }) })
export type OrderRequest = FastifyRequest<{ Params: { orderId: OrderId } }>

/** For whom an answer is: each sees other results. */
export interface Viewer {
  readonly isFamily: boolean
  readonly isLab: boolean
}

export const readerOf = (request: FastifyRequest): CareReader => careReaderOf(request, CARE_POWERS) as CareReader

/** Whether the request comes from the laboratory of this order. */
export const isOwnLab = (request: FastifyRequest, { lab_facility_id }: Pick<Order, 'lab_facility_id'>): boolean =>
  request.holds('laboratory.work') && actorOf(request).facilityId === lab_facility_id

export async function requireOrder({ db }: DiagnosticsContext, orderId: OrderId): Promise<Order> {
  const order = await findOrder(db, orderId)
  if (!order) throw new Problem(notFound)
  return order
}

/** An order as a record that care may open. */
export const recordOf = ({ patient_id, facility_id, visit_id }: Order) => ({
  ...{ patientId: patient_id, facilityId: facility_id },
  ...(visit_id !== null && { visitId: visit_id }),
})

/** The order of a request, for who may read it. */
export async function permitReading(
  context: DiagnosticsContext,
  request: OrderRequest,
): Promise<{ readonly order: Order; readonly viewer: Viewer }> {
  const order = await requireOrder(context, request.params.orderId)
  if (isOwnLab(request, order)) {
    request.permit({ facilityId: order.lab_facility_id })
    return { order, viewer: { isFamily: false, isLab: true } }
  }
  const [care = {}] = await context.call(mayRead, { reader: readerOf(request), records: [recordOf(order)] })
  return { order, viewer: { ...permitByCare(request, care), isLab: false } }
}

/** Permits the laboratory of an order, for what only it does. */
export async function permitLab(context: DiagnosticsContext, request: OrderRequest): Promise<Order> {
  const order = await requireOrder(context, request.params.orderId)
  request.permit({ facilityId: order.lab_facility_id })
  return order
}
