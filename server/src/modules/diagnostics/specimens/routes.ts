// The routes of specimens: taking one with its label, the receipt in the laboratory, and the rejection with its reason.
import { actorOf } from '../../../platform/access.ts'
import { Instant, object, type Static, Type, text } from '../../../platform/contract.ts'
import { once } from '../../../platform/idempotency.ts'
import { type App, originOfActor } from '../../../platform/module.ts'
import { invalidField, notFound, Problem } from '../../../platform/problem.ts'
import { tidyText } from '../../../platform/words.ts'
import { PatientId } from '../../patients/contract.ts'
import { may } from '../access.ts'
import { OrderId, Priority, RejectReason, SpecimenId, SpecimenKind, TestCode } from '../contract.ts'
import { askSettlement } from '../fees/settlement.ts'
import { orderParams, requireOrder } from '../orders/access.ts'
import { requirePerson, ShownPatient } from '../orders/people.ts'
import { SpecimenView, toReference, toSpecimenView } from '../orders/views.ts'
import type { DiagnosticsContext, Specimen } from '../tables.ts'
import { collect, receive, reject } from './steps.ts'
import { findSpecimen } from './store.ts'

const Label = object(
  {
    accession: Type.String({ description: 'As text and as barcode.' }),
    reference: Type.String({ description: 'Of the order.' }),
    patient: ShownPatient,
    kind: SpecimenKind,
    container: Type.String(),
    tests: Type.Array(TestCode),
    priority: Priority,
    collectedAt: Instant,
  },
  { description: 'What the label of the container says.' },
)

const Collected = object({
  orderId: OrderId,
  patientId: PatientId,
  specimen: SpecimenView,
  label: Label,
})

const specimenParams = object({ specimenId: SpecimenId })
const Kept = object({ orderId: OrderId, specimen: SpecimenView })

export const specimenRoutes = (context: DiagnosticsContext) => (app: App) => {
  addCollection(app, context)
  addReceipt(app, context)
  addRejection(app, context)
}

function addCollection(app: App, context: DiagnosticsContext): void {
  app.post(
    '/v1/diagnostics/orders/:orderId/specimens',
    {
      config: { access: may('specimen.collect').at('record') },
      schema: {
        summary: 'Take a specimen',
        description:
          'For lines that need the same kind in the same container. A routine order must be paid, unless the ' +
          'laboratory asks for no payment first. The answer holds the number and the words of the label. Takes an ' +
          'Idempotency-Key.',
        params: orderParams,
        body: object({
          lines: Type.Array(Type.Integer({ minimum: 1, maximum: 300 }), {
            minItems: 1,
            maxItems: 100,
            uniqueItems: true,
          }),
          kind: SpecimenKind,
        }),
        response: { 201: Collected },
      },
    },
    async (request, reply) => {
      const order = await requireOrder(context, request.params.orderId)
      const { facilityId } = actorOf(request)
      const places = [order.lab_facility_id, order.facility_id]
      request.permit({ facilityId: places.find((place) => place === facilityId) })
      const { name, birthYear, gender } = await requirePerson(context, order.patient_id)
      await askSettlement(context, order)
      const collecting = { ...request.body, origin: originOfActor(request) }
      return once(context, request, reply, 201, async (tx): Promise<Static<typeof Collected>> => {
        const { specimen, lines } = await collect(tx, order.id, collecting)
        const label = {
          ...{ accession: specimen.accession as string, reference: toReference(order.id) },
          ...{ patient: { name, birthYear, gender }, kind: specimen.kind, container: specimen.container },
          tests: lines.filter(({ line }) => specimen.lines.includes(line)).map(({ test }) => test),
          ...{ priority: order.priority, collectedAt: tx.clock.now().toISOString() },
        }
        return { orderId: order.id, patientId: order.patient_id, specimen: toSpecimenView(specimen), label }
      })
    },
  )
}

async function requireSpecimen({ db }: DiagnosticsContext, id: SpecimenId): Promise<Specimen> {
  const specimen = await findSpecimen(db, id)
  if (!specimen) throw new Problem(notFound)
  return specimen
}

function addReceipt(app: App, context: DiagnosticsContext): void {
  app.post(
    '/v1/diagnostics/specimens/:specimenId/receipt',
    {
      config: { access: may('specimen.receive').at('record') },
      schema: {
        summary: 'Record that the laboratory has a specimen',
        description: 'From then on results can be entered. Takes an Idempotency-Key.',
        params: specimenParams,
        response: { 200: Kept },
      },
    },
    async (request, reply) => {
      const specimen = await requireSpecimen(context, request.params.specimenId)
      request.permit({ facilityId: specimen.lab_facility_id })
      const origin = originOfActor(request)
      return once(context, request, reply, 200, async (tx) => ({
        ...{ orderId: specimen.order_id, specimen: toSpecimenView(await receive(tx, specimen, origin)) },
      }))
    },
  )
}

function addRejection(app: App, context: DiagnosticsContext): void {
  app.post(
    '/v1/diagnostics/specimens/:specimenId/rejection',
    {
      config: { access: may('specimen.receive').at('record') },
      schema: {
        summary: 'Reject a specimen',
        description:
          'Doctor, patient and the worklist see the reason. A new specimen is expected in its place, without a new ' +
          'charge. Results that are final stay. Takes an Idempotency-Key.',
        params: specimenParams,
        body: object({ reason: RejectReason, note: Type.Optional(text(300)) }),
        response: { 200: Kept },
      },
    },
    async (request, reply) => {
      const specimen = await requireSpecimen(context, request.params.specimenId)
      request.permit({ facilityId: specimen.lab_facility_id })
      const { reason, note } = request.body
      if (reason === 'other' && note === undefined) throw invalidField('/note', 'is missing: say what is wrong')
      const tidy = note === undefined ? undefined : tidyText(note).normalize('NFC')
      const rejecting = { reason, note: tidy, origin: originOfActor(request) }
      return once(context, request, reply, 200, async (tx) => ({
        ...{ orderId: specimen.order_id, specimen: toSpecimenView(await reject(tx, specimen, rejecting)) },
      }))
    },
  )
}
