// The routes of critical results: what waits for somebody, who was told, and who acknowledges.
import type { FastifyRequest } from 'fastify'
import { actorOf } from '../../../platform/access.ts'
import { permitByCare } from '../../../platform/care.ts'
import { Instant, Limit, object, oneOf, type Static, Type, text } from '../../../platform/contract.ts'
import { once } from '../../../platform/idempotency.ts'
import { toInitials } from '../../../platform/initials.ts'
import { type App, originOfActor } from '../../../platform/module.ts'
import { forbidden, invalidField, Problem } from '../../../platform/problem.ts'
import { tidyText } from '../../../platform/words.ts'
import { DoctorId, findDoctorOfAccount } from '../../doctors/contract.ts'
import { FacilityId } from '../../facilities/contract.ts'
import { type AccountId, PatientId } from '../../patients/contract.ts'
import { mayRead } from '../../visits/care/contract.ts'
import { may } from '../access.ts'
import { OrderId } from '../contract.ts'
import { lineParams, type OrderRequest, permitLab, readerOf, requireOrder } from '../orders/access.ts'
import { showPatients } from '../orders/people.ts'
import { listLines, listOrders } from '../orders/store.ts'
import { ResultView, toReference, toResultView } from '../orders/views.ts'
import { listResults } from '../results/store.ts'
import type { Critical, DiagnosticsContext, Order } from '../tables.ts'
import { CRITICAL_STATES } from './states.ts'
import { acknowledge, tell } from './steps.ts'
import { listCriticals, listOpen } from './store.ts'

const CriticalView = object({
  orderId: OrderId,
  reference: Type.String(),
  line: Type.Integer(),
  version: Type.Integer(),
  status: oneOf(CRITICAL_STATES),
  raisedAt: Instant,
  dueAt: { ...Instant, description: 'Until then somebody must know of it.' },
  escalations: Type.Integer({ description: '1: the doctors of the hospital were asked, 2: the administrators too.' }),
  toldTo: Type.Optional(Type.String()),
  toldAt: Type.Optional(Instant),
  acknowledgedAt: Type.Optional(Instant),
  doctorId: Type.Optional(DoctorId),
})

const ListedCritical = object({
  ...CriticalView.properties,
  patientId: PatientId,
  initials: Type.String({ description: 'Of the patient.' }),
  patientName: Type.Optional(Type.String()),
  test: Type.Optional({ ...Type.String(), description: 'Left out for who does not read results.' }),
  result: Type.Optional(ResultView),
})

const toView = (one: Critical): Static<typeof CriticalView> => ({
  ...{ orderId: one.order_id, reference: toReference(one.order_id), line: one.line, version: one.version },
  ...{ status: one.status, raisedAt: one.raised_at.toISOString(), dueAt: one.due_at.toISOString() },
  escalations: one.escalations,
  ...(one.told_to !== null && { toldTo: one.told_to }),
  ...(one.told_at !== null && { toldAt: one.told_at.toISOString() }),
  ...(one.acknowledged_at !== null && { acknowledgedAt: one.acknowledged_at.toISOString() }),
  ...(one.doctor_id !== null && { doctorId: one.doctor_id }),
})

export const criticalRoutes = (context: DiagnosticsContext) => (app: App) => {
  addList(app, context)
  addTelling(app, context)
  addAcknowledgement(app, context)
}

function addList(app: App, context: DiagnosticsContext): void {
  app.get(
    '/v1/diagnostics/criticals',
    {
      config: { access: may('critical.read').at('place') },
      schema: {
        summary: 'List critical results that nobody has acknowledged',
        description:
          'With `lab`: those of a laboratory. With `facility`: those of what was ordered there; a doctor sees the ' +
          'own, those without a doctor, and those that are late. An administrator sees neither value nor name. The ' +
          'most urgent come first.',
        querystring: object({
          lab: Type.Optional(FacilityId),
          facility: Type.Optional(FacilityId),
          limit: Limit,
        }),
        response: { 200: object({ items: Type.Array(ListedCritical) }) },
      },
    },
    async (request) => {
      const { lab, facility, limit } = request.query
      const place = lab ?? facility
      if (place === undefined) throw invalidField('query/facility', 'give lab or facility')
      request.permit({ facilityId: place })
      if (lab !== undefined && !isLab(request) && !request.holds('laboratory.oversee')) throw new Problem(forbidden)
      const found = await listOpen(
        context.db,
        lab === undefined ? { facilityId: place } : { labFacilityId: place },
        limit,
      )
      const shown = await filterShown(context, request, found)
      return { items: await toListed(context, shown, isLab(request) || request.holds('critical.acknowledge')) }
    },
  )
}

const isLab = (request: FastifyRequest): boolean => request.holds('laboratory.work')

/** A doctor sees what concerns a doctor now: the own, what has no doctor, and what nobody acknowledged in time. */
async function filterShown(context: DiagnosticsContext, request: FastifyRequest, found: readonly Critical[]) {
  if (isLab(request) || request.holds('laboratory.oversee')) return found
  const doctorId = await findOwnDoctor(context, request)
  return found.filter((one) => concerns(one, doctorId))
}

const concerns = ({ doctor_id, escalations }: Critical, doctorId: string | undefined): boolean =>
  escalations > 0 || doctor_id === null || doctor_id === doctorId

async function findOwnDoctor({ call }: DiagnosticsContext, request: FastifyRequest) {
  const doctor = await call(findDoctorOfAccount, { accountId: actorOf(request).accountId as AccountId })
  return doctor?.doctorId
}

async function toListed(context: DiagnosticsContext, found: readonly Critical[], withValues: boolean) {
  const ids = [...new Set(found.map(({ order_id }) => order_id))]
  const lines = withValues ? await listLines(context.db, ids) : []
  const results = withValues ? await listResults(context.db, ids) : []
  const orders = new Map((await listOrders(context.db, ids)).map((order) => [order.id, order]))
  const show = await showPatients(
    context,
    found.map(({ patient_id }) => patient_id),
  )
  return found.map((one): Static<typeof ListedCritical> => {
    const name = show(one.patient_id).patient?.name ?? ''
    const isOfLine = (other: { order_id: string; line: number }) =>
      other.order_id === one.order_id && other.line === one.line
    const test = lines.find(isOfLine)?.name
    const result = results.find((other) => isOfLine(other) && other.version === one.version)
    return {
      ...{ ...toView(one), patientId: orders.get(one.order_id)?.patient_id ?? one.patient_id },
      initials: toInitials(name),
      ...(withValues && { patientName: name }),
      ...(test !== undefined && { test }),
      ...(result && { result: toResultView(result) }),
    }
  })
}

function addTelling(app: App, context: DiagnosticsContext): void {
  app.post(
    '/v1/diagnostics/orders/:orderId/lines/:line/telling',
    {
      config: { access: may('critical.tell').at('record') },
      schema: {
        summary: 'Record that somebody was told of a critical result',
        description: 'Whoever was told must have read the value back. It may be told again. Takes an Idempotency-Key.',
        params: lineParams,
        body: object({
          to: text(120, { description: 'Who was told.' }),
          readBack: Type.Boolean({ description: 'The person repeated the value, and it was right.' }),
        }),
        response: { 200: CriticalView },
      },
    },
    async (request, reply) => {
      const { orderId, line } = request.params
      await permitLab(context, request)
      const { to, readBack } = request.body
      if (!readBack) throw invalidField('/readBack', 'must be true: ask the person to read the value back')
      const telling = { line, to: tidyText(to).normalize('NFC'), origin: originOfActor(request) }
      return once(context, request, reply, 200, async (tx) => toView(await tell(tx, orderId, telling)))
    },
  )
}

function addAcknowledgement(app: App, context: DiagnosticsContext): void {
  app.post(
    '/v1/diagnostics/orders/:orderId/lines/:line/acknowledgement',
    {
      config: { access: may('critical.acknowledge').at('record') },
      schema: {
        summary: 'Acknowledge a critical result',
        description:
          'The doctor of the order, or who treats the patient. When it is late, or has no doctor, any doctor of the ' +
          'hospital. Nobody is asked any more. Takes an Idempotency-Key.',
        params: lineParams,
        response: { 200: CriticalView },
      },
    },
    async (request, reply) => {
      const { orderId, line } = request.params
      await permitDoctor(context, request, await requireOrder(context, orderId), line)
      const origin = originOfActor(request)
      return once(context, request, reply, 200, async (tx) => toView(await acknowledge(tx, orderId, line, origin)))
    },
  )
}

async function permitDoctor(
  context: DiagnosticsContext,
  request: OrderRequest,
  { id, patient_id: patientId, facility_id: facilityId, visit_id: visitId }: Order,
  line: number,
): Promise<void> {
  const criticals = (await listCriticals(context.db, [id])).filter((one) => one.line === line)
  const doctorId = await findOwnDoctor(context, request)
  if (criticals.some((one) => concerns(one, doctorId)) && actorOf(request).facilityId === facilityId) {
    return request.permit({ facilityId })
  }
  const record = { patientId, facilityId, ...(visitId !== null && { visitId }) }
  const [care] = await context.call(mayRead, { reader: readerOf(request), records: [record] })
  permitByCare(request, care?.basis === undefined ? {} : { basis: care.basis })
}
