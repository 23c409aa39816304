// The routes that read prescriptions: one by its version, those of a patient, and what is open for a pharmacy.
import type { FastifyRequest } from 'fastify'
import { actorOf } from '../../../platform/access.ts'
import { dayInIndia } from '../../../platform/clock.ts'
import { Cursor, Instant, Limit, object, page, type Static, Type } from '../../../platform/contract.ts'
import { toTag } from '../../../platform/http/tagged.ts'
import { isReference } from '../../../platform/id.ts'
import { once } from '../../../platform/idempotency.ts'
import type { App } from '../../../platform/module.ts'
import { cursor, cutPage } from '../../../platform/paging.ts'
import { invalidField, notFound, Problem } from '../../../platform/problem.ts'
import { FacilityId } from '../../facilities/contract.ts'
import type { AccountId } from '../../identity/contract.ts'
import { BirthYear, PatientId } from '../../patients/contract.ts'
import { may } from '../access.ts'
import { PrescriptionId } from '../contract.ts'
import {
  findVersion,
  insertPresentation,
  listLines,
  listNewest,
  listOfPatients,
  listOfReference,
  listOpen,
} from '../signing/store.ts'
import { ListedView, PrescriptionView, toListedView, toPrescriptionView } from '../signing/views.ts'
import type { Prescription, PrescriptionsContext } from '../tables.ts'
import { filterReadable, permitPatient, permitPrescription } from './access.ts'

export const readingRoutes = (context: PrescriptionsContext) => (app: App) => {
  addOne(app, context)
  addList(app, context)
  addPresentations(app, context)
}

/** One version of a prescription, the newest when none is named. */
export async function readView(context: PrescriptionsContext, prescription: Prescription, asked?: number) {
  const { db, clock } = context
  const version = await findVersion(db, prescription.id, asked ?? prescription.version)
  if (!version) throw new Problem(notFound)
  const before = await findVersion(db, prescription.id, version.version - 1)
  const lines = await listLines(db, [prescription.id])
  return toPrescriptionView({ prescription, version, before, lines, today: dayInIndia(clock.now()) })
}

function addOne(app: App, context: PrescriptionsContext): void {
  app.get(
    '/v1/prescriptions/:prescriptionId',
    {
      config: { access: may('prescription.read').at('record') },
      schema: {
        summary: 'Read a prescription',
        description:
          'For the family, for who treats the patient, and for pharmacists of the hospital where it was signed, or ' +
          'of a facility where it was shown. `changes` says what the version changes of the one before.',
        params: object({ prescriptionId: PrescriptionId }),
        querystring: object({
          version: Type.Optional(Type.Integer({ minimum: 1, maximum: 9_999, description: 'An older version.' })),
        }),
        response: { 200: PrescriptionView },
      },
    },
    async (request, reply) => {
      const prescription = await permitPrescription(context, request, request.params.prescriptionId)
      const view = await readView(context, prescription, request.query.version)
      void reply.header('etag', toTag(view.newestVersion))
      return view
    },
  )
}

const position = cursor({ signedAt: Instant, id: PrescriptionId })

const Query = object({
  patient: Type.Optional(PatientId),
  facility: Type.Optional(FacilityId),
  limit: Limit,
  cursor: Type.Optional(Cursor),
})
type ListRequest = FastifyRequest<{ Querystring: Static<typeof Query> }>

function addList(app: App, context: PrescriptionsContext): void {
  app.get(
    '/v1/prescriptions',
    {
      config: { access: may('prescription.read').at('record') },
      schema: {
        summary: 'List the prescriptions of a patient, or what is open at a facility',
        description:
          'The family and who treats the patient give `patient`; a page may then hold fewer than `limit`. ' +
          'Pharmacists give `facility`, and get those that were signed there and of which something is left. The ' +
          'latest come first.',
        querystring: Query,
        response: { 200: page(ListedView) },
      },
    },
    async (request) => {
      const { patient, facility, limit, cursor: from } = request.query
      if ((patient === undefined) === (facility === undefined)) {
        throw invalidField('query/patient', 'give patient, or facility, and not both')
      }
      const part = { before: position.read(from), limit: limit + 1 }
      const { found, isAll } = patient
        ? await listForPatient(context, request, patient, part)
        : await listForPharmacy(context, request, facility as FacilityId, part)
      const { shown, next } = cutPage(found, limit, ({ signed_at, id }) =>
        position.write({ signedAt: signed_at.toISOString(), id }),
      )
      const readable = isAll ? shown : await filterReadable(context, request, shown)
      return { items: await toListed(context, readable), ...next }
    },
  )
}

type Part = Parameters<typeof listOfPatients>[2]

async function listForPatient(context: PrescriptionsContext, request: ListRequest, patient: PatientId, part: Part) {
  const { isFamily, patientIds } = await permitPatient(context, request, patient)
  return { found: await listOfPatients(context.db, patientIds, part), isAll: isFamily }
}

async function listForPharmacy(context: PrescriptionsContext, request: ListRequest, facility: FacilityId, part: Part) {
  if (!request.holds('prescription.fill')) throw new Problem(notFound)
  request.permit({ facilityId: facility })
  const today = dayInIndia(context.clock.now())
  return { found: await listOpen(context.db, { facilityId: facility, today }, part), isAll: true }
}

async function toListed({ db, clock }: PrescriptionsContext, all: readonly Prescription[]): Promise<ListedView[]> {
  const versions = await listNewest(db, all)
  const lines = await listLines(
    db,
    all.map(({ id }) => id),
  )
  const today = dayInIndia(clock.now())
  return all.flatMap((prescription) => {
    const version = versions.get(prescription.id)
    return version ? [toListedView({ prescription, version, lines, today })] : []
  })
}

function addPresentations(app: App, context: PrescriptionsContext): void {
  app.post(
    '/v1/prescriptions/presentations',
    {
      config: { access: may('prescription.fill').at('place') },
      schema: {
        summary: 'Open a prescription that a patient shows',
        description:
          'For pharmacists of any facility. The reference on the print and the year of birth of the patient open it ' +
          'there until its last day. Takes an Idempotency-Key.',
        body: object({
          facilityId: FacilityId,
          reference: Type.String({ minLength: 12, maxLength: 12, description: 'RX-XXXX-XXXX, as on the print.' }),
          birthYear: BirthYear,
        }),
        response: { 200: PrescriptionView },
      },
    },
    async (request, reply) => {
      const { facilityId, reference, birthYear } = request.body
      request.permit({ facilityId })
      if (!isReference(reference)) throw invalidField('/reference', 'has a mistake; check each letter and digit')
      const today = dayInIndia(context.clock.now())
      const [found, other] = await listOfReference(context.db, { reference, birthYear, today })
      // Two with one reference and one year are hardly possible, and then nobody knows which one is meant.
      if (!found || other) throw new Problem(notFound)
      const shown = { facilityId, accountId: actorOf(request).accountId as AccountId }
      const view = await readView(context, found)
      return once(context, request, reply, 200, async (tx) => {
        await insertPresentation(tx, found, shown)
        return view
      })
    },
  )
}
