// Routes of reviews: list workflows in which staff choose, compare the sent patient with the candidates, and choose.
import { Cursor, Day, Instant, Limit, object, page, type Static, Type } from '../../../platform/contract.ts'
import { isDay } from '../../../platform/http/formats.ts'
import { type App, originOf } from '../../../platform/module.ts'
import { cursor, cutPage } from '../../../platform/paging.ts'
import { notFound, Problem } from '../../../platform/problem.ts'
import {
  AADHAAR_HASH_SYSTEM,
  Gender,
  MatchEvidence,
  type PatientId,
  type PersonShown,
  showPatients,
} from '../../patients/contract.ts'
import { readSealed } from '../accepting/store.ts'
import { operators } from '../access.ts'
import {
  CustomerId,
  CustomerPatientId,
  type LinkPatient,
  notInChoice,
  OfferedCandidate,
  WorkflowId,
} from '../contract.ts'
import type { Linking } from '../linking.ts'
import { toOffers } from '../rules.ts'
import type { LinkageContext, WorkflowRow } from '../tables.ts'
import { choose } from '../workflows/choosing.ts'
import type { Candidate } from '../workflows/patient-index.ts'
import { readCandidates } from '../workflows/settlement.ts'
import { findWorkflow } from '../workflows/store.ts'
import { listReviews } from './report-store.ts'

const position = cursor({ id: WorkflowId })

export const reviewRoutes = (context: LinkageContext, linking: Linking) => (app: App) => {
  addList(app, context)
  addOne(app, context, linking)
  addChoice(app, context, linking)
}

function addList(app: App, context: LinkageContext): void {
  app.get(
    '/v1/linkage/reviews',
    {
      config: { access: operators },
      schema: {
        summary: 'List workflows in which staff must choose',
        querystring: object({
          customer: Type.Optional(CustomerId),
          limit: Limit,
          cursor: Type.Optional(Cursor),
        }),
        response: {
          200: page(
            object({
              'workflow-id': WorkflowId,
              'customer-id': CustomerId,
              'patient-id': CustomerPatientId,
              'updated-at': Instant,
              candidates: Type.Array(object({ ...OfferedCandidate.properties, 'internal-patient-id': Type.String() })),
            }),
          ),
        },
      },
    },
    async ({ query: { customer, limit, cursor } }) => {
      const search = { customerId: customer, afterId: position.read(cursor)?.id, limit: limit + 1 }
      const { shown, next } = cutPage(await listReviews(context.pool, search), limit, position.write)
      const items = shown.map((row) => {
        const found = row.candidates ? readCandidates(context, row.id, row.candidates) : []
        const offers = toOffers(found)
        return {
          'workflow-id': row.id,
          'customer-id': row.customer_id,
          'patient-id': row.patient_id,
          'updated-at': row.updated_at.toISOString(),
          candidates: offers.map((offer, at) => ({ ...offer, 'internal-patient-id': found[at]?.patientId ?? '' })),
        }
      })
      return { items, ...next }
    },
  )
}

/** The fields by which staff compare people. Of phones and numbers, only the last four characters. */
const Person = object({
  name: Type.String(),
  'birth-date': Type.Optional(Day),
  'birth-year': Type.Optional(Type.Integer()),
  gender: Type.Optional(Gender),
  pin: Type.Optional(Type.String()),
  'phone-last4': Type.Optional(Type.String()),
  identifiers: Type.Array(object({ system: Type.String(), last4: Type.Optional(Type.String()) })),
})
type Person = Static<typeof Person>

const CandidateView = object({
  ...OfferedCandidate.properties,
  'internal-patient-id': Type.String(),
  evidence: Type.Optional(Type.Array(MatchEvidence, { description: 'Only when Sehat searched its own index.' })),
  person: Type.Optional(Person),
})

function addOne(app: App, context: LinkageContext, { requests }: Linking): void {
  app.get(
    '/v1/linkage/reviews/:workflowId',
    {
      config: { access: operators },
      schema: {
        summary: 'Compare the patient that a customer sent with the candidates',
        description:
          'Each candidate has the evidence of each field, in bits. `person` is left out if fewer than two ' +
          'independent facts agree, or if Sehat searched an outside index.',
        params: object({ workflowId: WorkflowId }),
        response: {
          200: object({
            'workflow-id': WorkflowId,
            'customer-id': CustomerId,
            'patient-id': CustomerPatientId,
            'updated-at': Instant,
            'expires-at': Instant,
            sent: Type.Optional(Person),
            candidates: Type.Array(CandidateView),
          }),
        },
      },
    },
    async (request) => {
      const workflow = await findReview(context, request.params.workflowId)
      const { id, updated_at: at } = workflow
      const [sent, kept] = await Promise.all([requests.read(workflow), readSealed(context.pool, workflow)])
      const found = kept?.candidates ? readCandidates(context, id, kept.candidates) : []
      return {
        'workflow-id': id,
        'customer-id': workflow.customer_id,
        'patient-id': workflow.patient_id,
        'updated-at': at.toISOString(),
        'expires-at': new Date(at.getTime() + context.config.linkage.choiceDays * DAY_MS).toISOString(),
        ...(sent && { sent: toSent(sent.patient) }),
        candidates: await showCandidates(context, found),
      }
    },
  )
}

const DAY_MS = 86_400_000

/** The workflow in which staff must choose now. Throws a 404 problem, or `not-in-choice` when its time is over. */
async function findReview({ pool }: LinkageContext, id: WorkflowId): Promise<WorkflowRow> {
  const workflow = await findWorkflow(pool, id)
  if (workflow?.choice_by !== 'staff') throw new Problem(notFound)
  if (workflow.status !== 'CHOICE') throw new Problem(notInChoice)
  return workflow
}

async function showCandidates(
  { call }: LinkageContext,
  found: readonly Candidate[],
): Promise<Static<typeof CandidateView>[]> {
  const asked = found.flatMap(({ patientId, evidence }) => {
    return evidence ? [{ patientId: patientId as PatientId, explanation: [...evidence] }] : []
  })
  const people = asked.length > 0 ? await call(showPatients, { candidates: asked }) : []
  return toOffers(found).map((offer, at) => {
    const { patientId, evidence } = found[at] as Candidate
    const person = people.find((one) => one.patientId === patientId)
    return {
      ...offer,
      'internal-patient-id': patientId,
      ...(evidence && { evidence: [...evidence] }),
      ...(person && { person: toPerson(person) }),
    }
  })
}

const toPerson = ({ name, birthDate, birthYear, gender, pin, phoneLast4, identifiers }: PersonShown): Person => ({
  ...{ name, 'birth-year': birthYear, gender, pin, identifiers },
  ...(birthDate !== undefined && { 'birth-date': birthDate }),
  ...(phoneLast4 !== undefined && { 'phone-last4': phoneLast4 }),
})

// We store only a keyed hash of an Aadhaar number. Its last characters tell staff nothing, so leave them out.
const toSent = ({ full_name, dob, gender, contact = {}, identifiers = [] }: LinkPatient): Person => ({
  name: full_name,
  ...(dob !== undefined && { ...(isDay(dob) && { 'birth-date': dob }), 'birth-year': Number(dob.slice(0, 4)) }),
  ...(gender !== undefined && { gender }),
  ...(contact.pin !== undefined && { pin: contact.pin }),
  ...(contact.phone !== undefined && { 'phone-last4': contact.phone.replace(/\D/g, '').slice(-4) }),
  identifiers: identifiers.map(({ system, value }) =>
    system === AADHAAR_HASH_SYSTEM ? { system: 'aadhaar' } : { system, last4: value.slice(-4) },
  ),
})

function addChoice(app: App, context: LinkageContext, { settler, nudgeCallbacks }: Linking): void {
  app.post(
    '/v1/linkage/reviews/:workflowId/choice',
    {
      config: { access: operators },
      schema: {
        summary: 'Choose one of the candidates for a customer, or none',
        params: object({ workflowId: WorkflowId }),
        body: object({ candidate: Type.Union([Type.String({ pattern: '^c[1-9][0-9]?$' }), Type.Null()]) }),
        response: { 200: object({ 'workflow-id': WorkflowId, status: Type.String() }) },
      },
    },
    async (request) => {
      const id = request.params.workflowId
      const workflow = await findWorkflow(context.pool, id)
      if (workflow?.choice_by !== 'staff') throw new Problem(notFound)
      await choose(context, settler, workflow, request.body.candidate, originOf(request))
      nudgeCallbacks()
      return { 'workflow-id': id, status: (await findWorkflow(context.pool, id))?.status ?? '' }
    },
  )
}
