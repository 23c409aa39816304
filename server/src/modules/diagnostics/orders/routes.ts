// The routes that place and cancel orders: a doctor for a patient in care, the reception for somebody at the counter.
import type { FastifyRequest } from 'fastify'
import { actorOf } from '../../../platform/access.ts'
import { permitByCare } from '../../../platform/care.ts'
import { object, type Static, Type, text } from '../../../platform/contract.ts'
import { once } from '../../../platform/idempotency.ts'
import { type App, originOfActor } from '../../../platform/module.ts'
import { withPresence } from '../../../platform/presence.ts'
import { forbidden, invalidField, notFound, Problem } from '../../../platform/problem.ts'
import { tidyText } from '../../../platform/words.ts'
import { type DoctorId, findDoctorOfAccount } from '../../doctors/contract.ts'
import { FacilityId } from '../../facilities/contract.ts'
import { provePresenceAt, returnPresenceCode } from '../../identity/presence/contract.ts'
import { type AccountId, PatientId } from '../../patients/contract.ts'
import { Proof } from '../../patients/presence/contract.ts'
import { findVisit, mayRead } from '../../visits/care/contract.ts'
import { doctorNotVerified, VisitId } from '../../visits/contract.ts'
import { may } from '../access.ts'
import { Priority, TestCode } from '../contract.ts'
import { findPerson } from '../merging.ts'
import type { DiagnosticsContext, Order } from '../tables.ts'
import { type OrderRequest, orderParams, readerOf, requireOrder } from './access.ts'
import { cancelLines } from './cancelling.ts'
import { requirePerson } from './people.ts'
import { placeOrder } from './placing.ts'
import { OrderView, showOrder, toOrderView } from './views.ts'

const NewOrder = object({
  patientId: PatientId,
  labFacilityId: FacilityId,
  tests: Type.Array(TestCode, { minItems: 1, maxItems: 30, uniqueItems: true, description: 'Tests and panels.' }),
  priority: Priority,
  reason: Type.Optional(text(500, { description: 'What the laboratory should know.' })),
  visitId: Type.Optional(VisitId),
  confirmed: Type.Optional(Type.Boolean({ description: 'The same test is needed again.' })),
  proof: Type.Optional({ ...Proof, description: 'At the counter: how you know that the patient is there.' }),
})
type NewOrder = Static<typeof NewOrder>
type NewRequest = FastifyRequest<{ Body: NewOrder }>

export const orderRoutes = (context: DiagnosticsContext) => (app: App) => {
  addPlacing(app, context)
  addCancellation(app, context)
}

const asStaff = { isFamily: false, isLab: false }

function addPlacing(app: App, context: DiagnosticsContext): void {
  app.post(
    '/v1/diagnostics/orders',
    {
      config: { access: may('order.place').at('record'), needsKey: true },
      schema: {
        summary: 'Order tests',
        description:
          'A doctor orders for a patient in care. The reception orders what a patient asks for at the counter, with ' +
          'a proof that the patient is there. The tests must stand on the menu of the laboratory; a panel is charged ' +
          'once. The charges follow at once. Needs an Idempotency-Key.',
        body: NewOrder,
        response: { 201: OrderView },
      },
    },
    async (request, reply) => {
      const { tests: codes, priority, labFacilityId, patientId, reason, confirmed = false } = request.body
      const orderer = request.holds('critical.acknowledge')
        ? await permitDoctor(context, request)
        : await permitCounter(context, request)
      const { staysId, ids: patientIds } = await findPerson(context, patientId)
      const placing = {
        ...{ ...orderer, labFacilityId, patientId, patientIds, staysId, codes, priority, isConfirmed: confirmed },
        reason: reason === undefined ? undefined : tidyText(reason).normalize('NFC'),
        origin: originOfActor(request),
      }
      const place = () =>
        once(context, request, reply, 201, async (tx) => {
          const { order, lines } = await placeOrder(tx, placing)
          return toOrderView(order, lines, { specimens: [], results: [], viewer: asStaff, now: tx.clock.now() })
        })
      const { proof } = request.body
      if (proof === undefined) return place()
      const presence = {
        ...{ about: { patientId, facilityId: orderer.facilityId }, proof },
        prove: (proving: Proving) => context.call(provePresenceAt, proving),
        giveBack: (used: Used) => context.call(returnPresenceCode, used),
      }
      return withPresence(context, request, presence, place)
    },
  )
}

type Proving = Static<typeof provePresenceAt.input>
type Used = Static<typeof returnPresenceCode.input>

interface Orderer {
  readonly facilityId: FacilityId
  readonly doctorId: DoctorId | undefined
  readonly visitId: VisitId | undefined
}

function requireWorkplace(request: FastifyRequest): FacilityId {
  const { facilityId } = actorOf(request)
  if (facilityId === undefined) throw new Problem(forbidden)
  return facilityId as FacilityId
}

/** Permits whoever treats the patient. An emergency opens reading, and no orders. */
async function permitTreatment(context: DiagnosticsContext, request: FastifyRequest, record: object): Promise<void> {
  const [care] = await context.call(mayRead, { reader: readerOf(request), records: [record as never] })
  permitByCare(request, care?.basis === 'care' ? { basis: 'care' } : {})
}

async function permitDoctor(context: DiagnosticsContext, request: NewRequest): Promise<Orderer> {
  const { patientId, visitId, proof } = request.body
  const facilityId = requireWorkplace(request)
  await permitTreatment(context, request, { patientId, facilityId, ...(visitId && { visitId }) })
  if (proof) throw invalidField('/proof', 'belongs to an order at the counter')
  const doctor = await context.call(findDoctorOfAccount, { accountId: actorOf(request).accountId as AccountId })
  if (doctor?.status !== 'verified') throw new Problem(doctorNotVerified)
  if (visitId !== undefined) {
    const visit = await context.call(findVisit, { visitId })
    const { ids } = await findPerson(context, patientId)
    if (!visit || !ids.includes(visit.patientId)) throw invalidField('/visitId', 'is no visit of this patient')
  }
  return { facilityId, doctorId: doctor.doctorId, visitId }
}

async function permitCounter(context: DiagnosticsContext, request: NewRequest): Promise<Orderer> {
  const { patientId, visitId, proof } = request.body
  const facilityId = requireWorkplace(request)
  request.permit({ facilityId })
  if (visitId !== undefined) throw invalidField('/visitId', 'belongs to an order of a doctor')
  if (proof === undefined) throw invalidField('/proof', 'is missing: say how you know that the patient is there')
  await requirePerson(context, patientId).catch((error) => {
    throw error instanceof Problem && error.type === notFound
      ? invalidField('/patientId', 'is not a known patient; check the id')
      : error
  })
  return { facilityId, doctorId: undefined, visitId: undefined }
}

function addCancellation(app: App, context: DiagnosticsContext): void {
  app.post(
    '/v1/diagnostics/orders/:orderId/cancellation',
    {
      config: { access: may('order.cancel').at('record') },
      schema: {
        summary: 'Cancel an order, or some lines of it',
        description:
          'Only lines whose specimen was not taken. The charge of a panel is given back when all its lines are ' +
          'cancelled. A repeat changes nothing. Takes an Idempotency-Key.',
        params: orderParams,
        body: object({
          lines: Type.Optional(Type.Array(Type.Integer({ minimum: 1, maximum: 300 }), { minItems: 1, maxItems: 300 })),
          reason: text(500, { description: 'Why. Patient and staff read it.' }),
        }),
        response: { 200: OrderView },
      },
    },
    async (request, reply) => {
      const order = await requireOrder(context, request.params.orderId)
      await permitCancelling(context, request, order)
      const reason = tidyText(request.body.reason).normalize('NFC')
      const cancelling = { lines: request.body.lines, reason, origin: originOfActor(request) }
      await once(context, request, reply, 200, async (tx) => {
        await cancelLines(tx, order.id, cancelling)
        return {}
      })
      return showOrder(context, await requireOrder(context, order.id), asStaff)
    },
  )
}

async function permitCancelling(context: DiagnosticsContext, request: OrderRequest, order: Order): Promise<void> {
  const { facility_id: facilityId, patient_id: patientId, visit_id: visitId } = order
  // The counter may cancel what is ordered at its own hospital.
  if (request.holds('order.list')) return request.permit({ facilityId })
  await permitTreatment(context, request, { patientId, facilityId, ...(visitId && { visitId }) })
}
