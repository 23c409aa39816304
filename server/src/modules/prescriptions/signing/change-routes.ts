// The routes that change a signed prescription: its doctor amends it by a next version, and who treats stops it.
import type { FastifyRequest } from 'fastify'
import { actorOf } from '../../../platform/access.ts'
import { dayInIndia } from '../../../platform/clock.ts'
import { object, Type, text } from '../../../platform/contract.ts'
import { IfMatch, toTag } from '../../../platform/http/tagged.ts'
import { once } from '../../../platform/idempotency.ts'
import { type App, originOfActor } from '../../../platform/module.ts'
import { invalidField, notFound, Problem } from '../../../platform/problem.ts'
import { may } from '../access.ts'
import { type NewRxLine, PrescriptionId, type RxLine } from '../contract.ts'
import type { Line, Prescription, PrescriptionsContext } from '../tables.ts'
import { judgeLines, type Numbered } from './judging.ts'
import { Lines, Overrides } from './routes.ts'
import { readSealed } from './sealing.ts'
import { permitTreating, readSituation, requireVerified, requireVisit } from './situation.ts'
import { amendPrescription, stopPrescription } from './steps.ts'
import { findPrescription, findVersion, listLines } from './store.ts'
import { PrescriptionView, toPrescriptionView } from './views.ts'

const params = object({ prescriptionId: PrescriptionId })
type PrescriptionRequest = FastifyRequest<{ Params: { prescriptionId: PrescriptionId } }>

export const changeRoutes = (context: PrescriptionsContext) => (app: App) => {
  addAmendments(app, context)
  addStopping(app, context)
}

/** The prescription, for a doctor who treats the patient. */
async function permitDoctor(context: PrescriptionsContext, request: PrescriptionRequest) {
  const prescription = await findPrescription(context.db, request.params.prescriptionId)
  if (!prescription) throw new Problem(notFound)
  const visit = await requireVisit(context, prescription.visit_id)
  return { prescription, visit, doctor: await permitTreating(context, request, visit) }
}

function addAmendments(app: App, context: PrescriptionsContext): void {
  app.post(
    '/v1/prescriptions/:prescriptionId/amendments',
    {
      config: { access: may('prescription.sign').at('record') },
      schema: {
        summary: 'Amend a prescription by a next version',
        description:
          'Only its doctor. Send all lines that shall stand: one with its `lineKey` keeps its number and its ' +
          'medicine, one without is new, and one that is missing is stopped. What was given stays given. `If-Match` ' +
          'names the version that you read. Takes an Idempotency-Key.',
        params,
        headers: IfMatch,
        body: object({ lines: Lines, reason: text(500), overrides: Type.Optional(Overrides) }),
        response: { 201: PrescriptionView },
      },
    },
    async (request, reply) => {
      const { prescription, visit, doctor } = await permitDoctor(context, request)
      if (prescription.doctor_id !== doctor.doctorId || prescription.facility_id !== actorOf(request).facilityId) {
        throw new Problem(notFound)
      }
      const { lines, reason, overrides = [] } = request.body
      const { id } = prescription
      const numbered = await numberLines(context, prescription, lines)
      const situation = await readSituation(context, { visit, doctor, except: id })
      const judgement = await judgeLines(context, numbered, situation)
      const origin = originOfActor(request)
      const amending = { ...judgement, overrides, situation, origin, id, reason, ifMatch: request.headers['if-match'] }
      const view = await once(context, request, reply, 201, async (tx) => {
        requireVerified(doctor)
        return toPrescriptionView({ ...(await amendPrescription(tx, amending)), today: situation.today })
      })
      void reply.header('etag', toTag(view.version))
      return view
    },
  )
}

/** New lines get numbers that this prescription never had. */
async function numberLines(
  { db }: PrescriptionsContext,
  { id, version }: Prescription,
  lines: readonly NewRxLine[],
): Promise<Numbered[]> {
  const known = await listLines(db, [id])
  const newest = await findVersion(db, id, version)
  const signed = new Map(readSealed(newest?.sealed ?? '{"lines":[]}').lines.map((line) => [line.lineKey, line]))
  const named = lines.flatMap(({ lineKey }) => lineKey ?? [])
  if (new Set(named).size < named.length) throw invalidField('/lines', 'names a line twice')
  let next = Math.max(0, ...known.map(({ line_key }) => line_key))
  return lines.map((line, index) => {
    if (line.lineKey === undefined) return { ...line, lineKey: ++next }
    const before = signed.get(line.lineKey)
    requireSame(line, before, known, `/lines/${index}`)
    return { ...line, lineKey: line.lineKey }
  })
}

/** A line stays with its medicine: what was given counts for this one alone. */
function requireSame(line: NewRxLine, before: RxLine | undefined, known: readonly Line[], at: string): void {
  const row = known.find(({ line_key }) => line_key === line.lineKey)
  if (!before || row?.state !== 'active') throw invalidField(`${at}/lineKey`, 'is no line of the newest version')
  if (before.itemCode !== line.itemCode) {
    throw invalidField(`${at}/itemCode`, 'is another medicine: leave the line out, and add a new one without lineKey')
  }
  if (line.itemCode === undefined && before.genericName !== line.genericName) {
    throw invalidField(`${at}/genericName`, 'is another medicine: leave the line out, and add a new one')
  }
}

function addStopping(app: App, context: PrescriptionsContext): void {
  app.post(
    '/v1/prescriptions/:prescriptionId/stopping',
    {
      config: { access: may('prescription.sign').at('record') },
      schema: {
        summary: 'Stop a prescription',
        description:
          'For a doctor who treats the patient. No pharmacy gives anything more of it, and what is being prepared is ' +
          'given up. To stop one line, amend without it. Takes an Idempotency-Key.',
        params,
        body: object({ reason: text(500) }),
        response: { 200: PrescriptionView },
      },
    },
    async (request, reply) => {
      const { prescription } = await permitDoctor(context, request)
      if (request.readBasis === 'emergency') throw new Problem(notFound)
      const stopping = { reason: request.body.reason, origin: originOfActor(request) }
      const today = dayInIndia(context.clock.now())
      return once(context, request, reply, 200, async (tx) =>
        toPrescriptionView({ ...(await stopPrescription(tx, prescription.id, stopping)), today }),
      )
    },
  )
}
