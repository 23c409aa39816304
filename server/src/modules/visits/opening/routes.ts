// The routes that open a visit, list the visits of a day, and close one.
import type { FastifyRequest } from 'fastify'
import { actorOf } from '../../../platform/access.ts'
import { dayInIndia } from '../../../platform/clock.ts'
import { Cursor, Day, Instant, Limit, object, page, type Static, Type } from '../../../platform/contract.ts'
import { once } from '../../../platform/idempotency.ts'
import { type App, originOf } from '../../../platform/module.ts'
import { cursor, cutPage } from '../../../platform/paging.ts'
import { transaction } from '../../../platform/postgres/db.ts'
import { withPresence } from '../../../platform/presence.ts'
import { invalidField, notFound, Problem } from '../../../platform/problem.ts'
import { publish } from '../../../platform/work/outbox.ts'
import { findAppointments } from '../../appointments/booking/contract.ts'
import { AppointmentId } from '../../appointments/contract.ts'
import { DoctorId, findDoctorOfAccount, findDoctors } from '../../doctors/contract.ts'
import { FacilityId } from '../../facilities/contract.ts'
import { provePresenceAt, returnPresenceCode } from '../../identity/presence/contract.ts'
import { findPatients, PatientId } from '../../patients/contract.ts'
import { Proof } from '../../patients/presence/contract.ts'
import { may } from '../access.ts'
import { permitWriting, visitParams } from '../care/access.ts'
import { consentGiven, consentNeeded, notArrived, notTele, VisitId, visitState } from '../contract.ts'
import { requireFacility } from '../hospitals/steps.ts'
import { findPerson } from '../merging.ts'
import type { Visit, VisitsContext } from '../tables.ts'
import { type AppointmentDeed, NURSING_DAYS, TREATMENT_DAYS } from './rules.ts'
import { followEvent, moveVisit, openWalkIn, toVisitFacts } from './steps.ts'
import { listDay, lockVisit } from './store.ts'
import { ListedVisitView, toListedVisits, toVisitView, VisitView } from './views.ts'

export const openingRoutes = (context: VisitsContext) => (app: App) => {
  addOpening(app, context)
  addDay(app, context)
  addConsent(app, context)
  addClosure(app, context)
}

const Opening = object({
  appointmentId: Type.Optional(AppointmentId),
  facilityId: Type.Optional(FacilityId),
  doctorId: Type.Optional(DoctorId),
  patientId: Type.Optional(PatientId),
  proof: Type.Optional(Proof),
})
type OpeningRequest = FastifyRequest<{ Body: Static<typeof Opening> }>

function addOpening(app: App, context: VisitsContext): void {
  app.post(
    '/v1/visits',
    {
      config: { access: may('visit.open').at('record') },
      schema: {
        summary: 'Open a visit',
        description:
          'Give `appointmentId` of a patient who has arrived: the visit usually exists already, and is the answer. ' +
          'Or give `facilityId`, `doctorId` and `patientId` for somebody without an appointment, and prove that the ' +
          'patient is there (`proof`): the server stores how, who and when, and the family is told. Each ' +
          'proof counts as a look-up of a person. From then on the doctor reads the record. Takes an Idempotency-Key.',
        body: Opening,
        response: { 201: VisitView },
      },
    },
    async (request, reply) => {
      const { appointmentId, ...walkIn } = request.body
      const open = appointmentId === undefined ? await readWalkIn(context, request) : undefined
      if (open) {
        const { patientId, facilityId, proof } = open
        const visit = await withPresence(
          context,
          request,
          {
            ...{ about: { patientId, facilityId }, proof },
            prove: (proving) => context.call(provePresenceAt, proving),
            giveBack: (used) => context.call(returnPresenceCode, used),
          },
          () => once(context, request, reply, 201, async (tx) => openWalkIn(tx, open)),
        )
        return toVisitView(context, restore(visit))
      }
      const [extra] = Object.keys(walkIn)
      if (extra !== undefined) throw invalidField(`/${extra}`, 'belongs to a visit without appointmentId')
      const visit = await openArrived(context, request, appointmentId as AppointmentId)
      void reply.code(201)
      return toVisitView(context, visit)
    },
  )
}

/** A stored answer holds instants as texts. */
const restore = (visit: Visit): Visit => ({
  ...visit,
  opened_at: new Date(visit.opened_at),
  closed_at: visit.closed_at && new Date(visit.closed_at),
  consent_at: visit.consent_at && new Date(visit.consent_at),
})

async function readWalkIn(context: VisitsContext, request: OpeningRequest) {
  const { facilityId, doctorId, patientId, proof } = request.body
  if (facilityId === undefined) throw invalidField('/facilityId', 'is missing: give it, or appointmentId')
  request.permit({ facilityId })
  if (doctorId === undefined) throw invalidField('/doctorId', 'is missing')
  if (patientId === undefined) throw invalidField('/patientId', 'is missing')
  if (proof === undefined) throw invalidField('/proof', 'is missing: say how you know that the patient is there')
  const facility = await requireFacility(context, facilityId)
  if (!facility.isActive) throw invalidField('/facilityId', 'is closed')
  const [doctor] = await context.call(findDoctors, { doctorIds: [doctorId] })
  if (doctor?.status !== 'verified') throw invalidField('/doctorId', 'is not a verified doctor')
  const { ids: patientIds } = await findPerson(context, patientId)
  const people = await context.call(findPatients, { patientIds: [patientId] })
  if (people.length === 0) throw invalidField('/patientId', 'is not a known patient; check the id')
  return { facility, facilityId, doctorId, patientId, patientIds, proof, origin: originOf(request) }
}

const DEED_OF: Readonly<Record<string, AppointmentDeed>> = {
  ARRIVED: 'arrived',
  IN_CONSULTATION: 'began',
  FULFILLED: 'fulfilled',
}

/** Opens the visit of an appointment as its event does, when the event is late. */
async function openArrived(
  context: VisitsContext,
  request: FastifyRequest,
  appointmentId: AppointmentId,
): Promise<Visit> {
  const [found] = await context.call(findAppointments, { appointmentIds: [appointmentId] })
  if (!found) throw new Problem(notFound)
  const { status, ...facts } = found
  request.permit({ facilityId: facts.facilityId })
  const deed = DEED_OF[status]
  if (!deed) throw new Problem(notArrived, { members: { status } })
  const facility = await requireFacility(context, facts.facilityId)
  const origin = originOf(request)
  const at = context.clock.now()
  return transaction(context.db, (tx) => followEvent(tx, facts, { deed, at, facility, origin }))
}

const position = cursor({ openedAt: Instant, id: VisitId })
const DAY_MS = 86_400_000

function addDay(app: App, context: VisitsContext): void {
  app.get(
    '/v1/visits',
    {
      config: { access: may('visit.read').at('record') },
      schema: {
        summary: 'List the visits of a day at a hospital',
        description:
          'A doctor sees the own patients, as long as the visit opens their record. Nurses see everybody who is here.',
        querystring: object({
          facility: FacilityId,
          day: Type.Optional(Day),
          doctor: Type.Optional(DoctorId),
          limit: Limit,
          cursor: Type.Optional(Cursor),
        }),
        response: { 200: page(ListedVisitView) },
      },
    },
    async (request) => {
      const now = context.clock.now()
      const { facility: facilityId, day = dayInIndia(now), doctor, limit, cursor: from } = request.query
      request.permit({ facilityId })
      request.readBasis = 'care'
      const isNurse = request.holds('visit.nurse')
      const own = isNurse ? undefined : await findOwnDoctor(context, request)
      if (own === null) return { items: [] }
      const since = new Date(now.getTime() - (isNurse ? NURSING_DAYS : TREATMENT_DAYS) * DAY_MS)
      const query = { facilityId, day, doctorId: own ?? doctor, since }
      const found = await listDay(context.db, query, position.read(from), limit + 1)
      const { shown, next } = cutPage(found, limit, ({ opened_at, id }) =>
        position.write({ openedAt: opened_at.toISOString(), id }),
      )
      return { items: await toListedVisits(context, shown), ...next }
    },
  )
}

/** The doctor who asks; null when the account is of no doctor. */
async function findOwnDoctor({ call }: VisitsContext, request: FastifyRequest): Promise<DoctorId | null> {
  const doctor = await call(findDoctorOfAccount, { accountId: actorOf(request).accountId as never })
  return doctor?.doctorId ?? null
}

function addConsent(app: App, context: VisitsContext): void {
  app.post(
    '/v1/visits/:visitId/consent',
    {
      config: { access: may('visit.treat').at('record') },
      schema: {
        summary: 'Record that the patient agreed to a visit by video or telephone',
        description:
          'The doctor asks at the beginning. Without it nothing is signed, and the visit is not closed. A repeat ' +
          'changes nothing.',
        params: visitParams,
        body: object({
          by: Type.Unsafe<'patient' | 'guardian'>({ type: 'string', enum: ['patient', 'guardian'] }),
        }),
        response: { 200: VisitView },
      },
    },
    async (request) => {
      const { visit } = await permitWriting(context, request)
      if (visit.kind !== 'tele') throw new Problem(notTele)
      const origin = originOf(request)
      const after = await transaction(context.db, async (tx) => {
        const before = (await lockVisit(tx, visit.id)) as Visit
        if (before.status === 'VOID') throw new Problem(visitState, { members: { status: before.status } })
        if (before.consent_at !== null) return before
        const consent = { consent_at: tx.clock.now(), consent_by: request.body.by }
        await publish(tx, origin, consentGiven, toVisitFacts(before))
        return moveVisit(tx, before, 'begin', { ...consent, origin })
      })
      return toVisitView(context, after)
    },
  )
}

function addClosure(app: App, context: VisitsContext): void {
  app.post(
    '/v1/visits/:visitId/closure',
    {
      config: { access: may('visit.treat').at('record') },
      schema: {
        summary: 'Close a visit',
        description:
          'A visit whose appointment is over closes by itself when its note is signed. The record stays open to the ' +
          `doctor for ${TREATMENT_DAYS} days. A repeat changes nothing.`,
        params: visitParams,
        response: { 200: VisitView },
      },
    },
    async (request) => {
      const { visit } = await permitWriting(context, request)
      const after = await transaction(context.db, async (tx) => {
        const before = (await lockVisit(tx, visit.id)) as Visit
        if (before.status === 'CLOSED') return before
        if (before.kind === 'tele' && before.consent_at === null) throw new Problem(consentNeeded)
        return moveVisit(tx, before, 'close', { origin: originOf(request) })
      })
      return toVisitView(context, after)
    },
  )
}
