// The routes of allergies and lasting problems of a patient.
import type { FastifyReply, FastifyRequest } from 'fastify'
import { object, oneOf, type Static, Type, text } from '../../../platform/contract.ts'
import { IfMatch } from '../../../platform/http/tagged.ts'
import { once } from '../../../platform/idempotency.ts'
import { type App, originOfActor } from '../../../platform/module.ts'
import { invalidField } from '../../../platform/problem.ts'
import { tidyText } from '../../../platform/words.ts'
import { PatientId } from '../../patients/contract.ts'
import { may } from '../access.ts'
import { type PatientRequest, patientParams, permitRecord } from '../care/access.ts'
import { FindingId, Icd10, SEVERITIES } from '../contract.ts'
import type { VisitsContext } from '../tables.ts'
import { type NewFinding, noteFinding, refuteFinding } from './steps.ts'
import { FindingView, toFindingView } from './views.ts'

const Allergy = object({
  substance: Type.Optional(text(100)),
  severity: Type.Optional(oneOf(SEVERITIES)),
  none: Type.Optional(Type.Boolean({ description: 'True: you asked, and no allergy is known.' })),
})
const Problem = object({ condition: text(200), icd10: Type.Optional(Icd10) })
const Reason = text(500, { description: 'Why the entry does not count any more.' })

const allergyParams = object({ patientId: PatientId, allergyId: FindingId })
const problemParams = object({ patientId: PatientId, problemId: FindingId })

export const findingRoutes = (context: VisitsContext) => (app: App) => {
  addNoting(app, context)
  addRefutation(app, context)
}

function toAllergy({ substance, severity, none }: Static<typeof Allergy>): NewFinding {
  if (none === true && substance !== undefined) throw invalidField('/substance', 'contradicts none')
  if (none === true && severity !== undefined) throw invalidField('/severity', 'contradicts none')
  if (none !== true && substance === undefined) throw invalidField('/substance', 'is missing: give it, or none')
  if (substance === undefined) return { kind: 'allergy', name: null, severity: null, icd10: null }
  return { kind: 'allergy', name: tidyText(substance), severity: severity ?? 'unknown', icd10: null }
}

/** A handler that notes an entry in the record of a patient, once for each Idempotency-Key. */
async function note(
  context: VisitsContext,
  [request, reply]: readonly [FastifyRequest, FastifyReply],
  stated: () => NewFinding,
): Promise<FindingView> {
  const { patientIds, patient } = await permitRecord(context, request, (request as PatientRequest).params.patientId)
  const finding = stated()
  const origin = originOfActor(request)
  const person = { staysId: patient.patientId, patientIds }
  return once(context, request, reply, 201, async (tx) => toFindingView(await noteFinding(tx, person, finding, origin)))
}

function addNoting(app: App, context: VisitsContext): void {
  app.post(
    '/v1/patients/:patientId/allergies',
    {
      config: { access: may('finding.note').at('record') },
      schema: {
        summary: 'Note an allergy, or that none is known',
        description:
          'Whoever treats the patient notes it, and the patient reads it. A named allergy ends "no known allergy". ' +
          'Takes an Idempotency-Key.',
        params: patientParams,
        body: Allergy,
        response: { 201: FindingView },
      },
    },
    (request, reply) =>
      note(context, [request as never, reply as unknown as FastifyReply], () => toAllergy(request.body)),
  )
  app.post(
    '/v1/patients/:patientId/problems',
    {
      config: { access: may('finding.note').at('record') },
      schema: {
        summary: 'Note a lasting problem of a patient',
        description: 'Such as diabetes: what every doctor of the patient must know. Takes an Idempotency-Key.',
        params: patientParams,
        body: Problem,
        response: { 201: FindingView },
      },
    },
    (request, reply) =>
      note(context, [request as never, reply as unknown as FastifyReply], () => {
        const { condition, icd10 = null } = request.body
        return { kind: 'problem', name: tidyText(condition), severity: null, icd10 }
      }),
  )
}

interface Refuting {
  readonly kind: 'allergy' | 'problem'
  readonly id: FindingId
  readonly status: 'refuted' | 'resolved'
  readonly reason: string
}

async function refute(
  context: VisitsContext,
  [request, reply]: readonly [FastifyRequest, FastifyReply],
  refuting: Refuting,
): Promise<FindingView> {
  const { patientIds, patient } = await permitRecord(context, request, (request as PatientRequest).params.patientId)
  const origin = originOfActor(request)
  const ending = { ...refuting, ifMatch: request.headers['if-match'], origin }
  const person = { staysId: patient.patientId, patientIds }
  return once(context, request, reply, 200, async (tx) => toFindingView(await refuteFinding(tx, person, ending)))
}

function addRefutation(app: App, context: VisitsContext): void {
  app.post(
    '/v1/patients/:patientId/allergies/:allergyId/refutation',
    {
      config: { access: may('finding.note').at('record') },
      schema: {
        summary: 'Say that an allergy was noted wrongly',
        description: 'The entry stays readable and does not count any more. Takes an Idempotency-Key.',
        params: allergyParams,
        headers: IfMatch,
        body: object({ reason: Reason }),
        response: { 200: FindingView },
      },
    },
    (request, reply) =>
      refute(context, [request as never, reply as unknown as FastifyReply], {
        ...{ kind: 'allergy', id: request.params.allergyId, status: 'refuted', reason: request.body.reason },
      }),
  )
  app.post(
    '/v1/patients/:patientId/problems/:problemId/refutation',
    {
      config: { access: may('finding.note').at('record') },
      schema: {
        summary: 'Say that a problem was noted wrongly, or is over',
        description: 'The entry stays readable and does not count any more. Takes an Idempotency-Key.',
        params: problemParams,
        headers: IfMatch,
        body: object({
          status: Type.Optional(oneOf(['refuted', 'resolved'], { description: 'The default is `refuted`.' })),
          reason: Reason,
        }),
        response: { 200: FindingView },
      },
    },
    (request, reply) => {
      const { status = 'refuted', reason } = request.body
      const refuting = { kind: 'problem' as const, id: request.params.problemId, status, reason }
      return refute(context, [request as never, reply as unknown as FastifyReply], refuting)
    },
  )
}
