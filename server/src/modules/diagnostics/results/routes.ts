// The routes of results: entering a draft, making it final, correcting a final one, and making a draft void.
import type { FastifyRequest } from 'fastify'
import { actorOf } from '../../../platform/access.ts'
import { object, type Static, Type, text } from '../../../platform/contract.ts'
import { IfMatch, toTag } from '../../../platform/http/tagged.ts'
import { once } from '../../../platform/idempotency.ts'
import { type App, originOfActor } from '../../../platform/module.ts'
import { transaction } from '../../../platform/postgres/db.ts'
import { forbidden, Problem } from '../../../platform/problem.ts'
import { tidyText } from '../../../platform/words.ts'
import { findDoctorOfAccount } from '../../doctors/contract.ts'
import type { AccountId } from '../../patients/contract.ts'
import { may } from '../access.ts'
import { OrderId } from '../contract.ts'
import { askSettlement } from '../fees/settlement.ts'
import { lineParams, type OrderRequest, permitLab } from '../orders/access.ts'
import { requirePerson } from '../orders/people.ts'
import { ResultView, toResultView } from '../orders/views.ts'
import type { DiagnosticsContext, Order, Result } from '../tables.ts'
import { authoriseResult, correctResult, enterResult, type Stated } from './steps.ts'
import { voidDraft } from './voiding.ts'

const value = {
  value: text(4_000, { description: 'A number in the unit of the test, one of its choices, or words.' }),
  note: Type.Optional(text(1_000, { description: 'Doctor and patient read it.' })),
  isAbnormal: Type.Optional(Type.Boolean({ description: 'Only where the result is no number: it needs attention.' })),
}
const NewValue = object(value)
const Reason = text(500, { description: 'Why. Doctor and patient read it.' })

const Kept = object({ orderId: OrderId, line: Type.Integer(), result: ResultView })

const toStated = ({ value: said, note, isAbnormal }: Static<typeof NewValue>): Stated => ({
  ...{ value: tidyValue(said), note: note === undefined ? undefined : tidyText(note).normalize('NFC'), isAbnormal },
})

/** A report of imaging keeps its line breaks. */
const tidyValue = (said: string): string => said.trim().normalize('NFC')

const toKept = (orderId: OrderId, result: Result): Static<typeof Kept> => ({
  ...{ orderId, line: result.line, result: toResultView(result) },
})

export const resultRoutes = (context: DiagnosticsContext) => (app: App) => {
  addEntry(app, context)
  addAuthorisation(app, context)
  addCorrection(app, context)
  addVoiding(app, context)
}

function addEntry(app: App, context: DiagnosticsContext): void {
  app.put(
    '/v1/diagnostics/orders/:orderId/lines/:line/result',
    {
      config: { access: may('result.enter').at('record') },
      schema: {
        summary: 'Enter the draft of a result',
        description:
          'Only the laboratory sees it. The server compares it with the range of the sex and age of the patient: ' +
          'without a checked range there is no flag. To change a draft, name its `revision` in `If-Match`.',
        params: lineParams,
        headers: IfMatch,
        body: NewValue,
        response: { 200: Kept },
      },
    },
    async (request, reply) => {
      const { orderId, line } = request.params
      const order = await permitLab(context, request)
      const person = await requirePerson(context, order.patient_id)
      await askSettlement(context, order)
      const act = { orderId, line, stated: toStated(request.body), person, origin: originOfActor(request) }
      const entering = { ...act, ifMatch: request.headers['if-match'] }
      const draft = await transaction(context.db, (tx) => enterResult(tx, entering))
      void reply.header('etag', toTag(draft.revision))
      return toKept(orderId, draft)
    },
  )
}

/** The fields of medicine whose doctors answer for results. */
const OF_LABORATORIES: readonly string[] = ['pathology', 'radiology']

/** Permits the laboratory of an order, and doctors of laboratories who work there. */
async function permitAuthorising(context: DiagnosticsContext, request: OrderRequest): Promise<Order> {
  const order = await permitLab(context, request)
  if (request.holds('laboratory.work')) return order
  const doctor = await findDoctor(context, request)
  const isOfLab = doctor?.status === 'verified' && doctor.specialities.some((one) => OF_LABORATORIES.includes(one))
  if (!isOfLab) throw new Problem(forbidden)
  return order
}

const findDoctor = ({ call }: DiagnosticsContext, request: FastifyRequest) =>
  call(findDoctorOfAccount, { accountId: actorOf(request).accountId as AccountId })

function addAuthorisation(app: App, context: DiagnosticsContext): void {
  app.post(
    '/v1/diagnostics/orders/:orderId/lines/:line/authorisation',
    {
      config: { access: may('result.authorise').at('record') },
      schema: {
        summary: 'Make a result final',
        description:
          'By the laboratory, or a doctor of pathology or radiology who works there; where the menu says so, not ' +
          'by who entered it. Name the `revision` that you read in `If-Match`. Doctor and patient see it at once, ' +
          'except results that a doctor explains first. Takes an Idempotency-Key.',
        params: lineParams,
        headers: IfMatch,
        response: { 200: Kept },
      },
    },
    async (request, reply) => {
      const { orderId, line } = request.params
      await permitAuthorising(context, request)
      const act = { orderId, line, origin: originOfActor(request), ifMatch: request.headers['if-match'] }
      return once(context, request, reply, 200, async (tx) => toKept(orderId, await authoriseResult(tx, act)))
    },
  )
}

function addCorrection(app: App, context: DiagnosticsContext): void {
  app.post(
    '/v1/diagnostics/orders/:orderId/lines/:line/correction',
    {
      config: { access: may('result.authorise').at('record') },
      schema: {
        summary: 'Correct a final result',
        description:
          'The new version replaces the one before, which stays readable. As often as needed. Where the menu asks ' +
          'for two persons, not by who entered the version that is wrong. Takes an Idempotency-Key.',
        params: lineParams,
        body: object({ ...value, reason: Reason }),
        response: { 201: Kept },
      },
    },
    async (request, reply) => {
      const { orderId, line } = request.params
      const order = await permitAuthorising(context, request)
      const person = await requirePerson(context, order.patient_id)
      const { reason, ...stated } = request.body
      const why = tidyText(reason).normalize('NFC')
      const act = { orderId, line, stated: toStated(stated), person, reason: why, origin: originOfActor(request) }
      return once(context, request, reply, 201, async (tx) => toKept(orderId, await correctResult(tx, act)))
    },
  )
}

function addVoiding(app: App, context: DiagnosticsContext): void {
  app.post(
    '/v1/diagnostics/orders/:orderId/lines/:line/voiding',
    {
      config: { access: may('result.enter').at('record') },
      schema: {
        summary: 'Make a draft void',
        description:
          'For what was entered on the wrong line. The line waits for a result again. Takes an Idempotency-Key.',
        params: lineParams,
        body: object({ reason: Reason }),
        response: { 200: object({ orderId: OrderId, line: Type.Integer() }) },
      },
    },
    async (request, reply) => {
      const { orderId, line } = request.params
      await permitLab(context, request)
      const reason = tidyText(request.body.reason).normalize('NFC')
      return once(context, request, reply, 200, async (tx) => {
        await voidDraft(tx, orderId, line, reason)
        return { orderId, line }
      })
    },
  )
}
