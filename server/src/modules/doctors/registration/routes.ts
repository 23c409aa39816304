// The routes with which hospitals register doctors and officials verify, suspend and end them.
import type { FastifyReply, FastifyRequest } from 'fastify'
import { actorOf } from '../../../platform/access.ts'
import {
  CellNumber,
  Cursor,
  Instant,
  Limit,
  object,
  page,
  type Static,
  Type,
  text,
} from '../../../platform/contract.ts'
import { IfMatch, requireVersion, sendTagged, toTag, unchanged } from '../../../platform/http/tagged.ts'
import { cellOf } from '../../../platform/id.ts'
import { once } from '../../../platform/idempotency.ts'
import { type App, originOfActor } from '../../../platform/module.ts'
import { cursor, cutPage } from '../../../platform/paging.ts'
import { transaction } from '../../../platform/postgres/db.ts'
import { notFound, Problem } from '../../../platform/problem.ts'
import { FacilityId } from '../../facilities/contract.ts'
import type { AccountId } from '../../identity/contract.ts'
import { may } from '../access.ts'
import { DoctorFacts, DoctorId, DoctorStatus, doctorChangedMeanwhile, noDoctorOfAccount } from '../contract.ts'
import { requireHospital } from '../hospitals/steps.ts'
import { findLast, readWords } from '../lists.ts'
import { listPractices } from '../practices/store.ts'
import { type StatusEvent, toDoctorFacts } from '../rules.ts'
import type { Doctor, DoctorsContext } from '../tables.ts'
import {
  correctDoctor,
  DoctorChange,
  moveDoctor,
  NewDoctor,
  permitDoctor,
  Reason,
  registerDoctor,
  requireDoctorAccount,
  Seeing,
} from './steps.ts'
import { findDoctor, findDoctorOf, listForStaff, lockDoctor } from './store.ts'

const RegistrationView = object({
  ...DoctorFacts.properties,
  facilityId: FacilityId,
  statusReason: Type.Optional(Type.String({ description: 'Why the doctor is suspended or has ended.' })),
  verifiedAt: Type.Optional(Instant),
  verifiedSeeing: Type.Optional(Seeing),
})
export const doctorParams = object({ doctorId: DoctorId })

export function toRegistrationView(doctor: Doctor): Static<typeof RegistrationView> {
  const { facility_id, status_reason, verified_at, verified_seeing } = doctor
  return {
    ...toDoctorFacts(doctor),
    facilityId: facility_id,
    ...(status_reason !== null && { statusReason: status_reason }),
    ...(verified_at !== null && { verifiedAt: verified_at.toISOString() }),
    ...(verified_seeing !== null && { verifiedSeeing: verified_seeing }),
  }
}

/** Gives a doctor whom the actor reaches with the power of the route. */
export async function permitted(
  { db }: DoctorsContext,
  request: FastifyRequest<{ Params: { doctorId: DoctorId } }>,
): Promise<Doctor> {
  const doctor = await findDoctor(db, request.params.doctorId)
  if (!doctor) throw new Problem(notFound)
  const practices = await listPractices(db, [doctor.id])
  permitDoctor(request, doctor, [doctor.facility_id, ...practices.map(({ facility_id }) => facility_id)])
  return doctor
}

export const registrationRoutes = (context: DoctorsContext) => (app: App) => {
  addList(app, context)
  addReading(app, context)
  addOwnReading(app, context)
  addRegistration(app, context)
  addCorrection(app, context)
  addMoves(app, context)
}

const position = cursor({ id: DoctorId })

function addList(app: App, context: DoctorsContext): void {
  app.get(
    '/v1/doctors/registrations',
    {
      config: { access: may('doctor.read').at('place') },
      schema: {
        summary: 'List doctors of all states',
        description:
          'Lists the doctors whom a facility registered or who practise there, or whom a district has. Without ' +
          '`facility` and `district` you get those of the place where you work. Officials find here who waits for ' +
          'verification: `status=draft`.',
        querystring: object({
          facility: Type.Optional(FacilityId),
          district: Type.Optional(CellNumber),
          status: Type.Optional(DoctorStatus),
          q: Type.Optional(text(100, { description: 'Words or parts of words of the name; each must occur.' })),
          limit: Limit,
          cursor: Type.Optional(Cursor),
        }),
        response: { 200: page(RegistrationView) },
      },
    },
    async (request) => {
      const { status, q, limit, cursor } = request.query
      const words = readWords(q)
      const after = await findLast(context, position.read(cursor)?.id)
      const found = await listForStaff(context.db, { ...chooseFrom(request), status, words }, after, limit + 1)
      const { shown, next } = cutPage(found, limit, position.write)
      return { items: shown.map(toRegistrationView), ...next }
    },
  )
}

type ListRequest = FastifyRequest<{ Querystring: { facility?: FacilityId; district?: number } }>

/** Permits the place that the request names, or else the place where the actor works, and narrows the list to it. */
function chooseFrom(request: ListRequest) {
  const { facility, district } = request.query
  const { facilityId, districtCell, chainFacilities } = actorOf(request)
  if (facility !== undefined) {
    request.permit({ facilityId: facility, cell: cellOf(facility) })
    return { facilityIds: [facility], cell: district }
  }
  if (district !== undefined) {
    request.permit({ cell: district })
    return { cell: district }
  }
  request.permit({ facilityId: facilityId ?? [...(chainFacilities ?? [])][0], cell: districtCell })
  if (facilityId !== undefined) return { facilityIds: [facilityId as FacilityId] }
  return chainFacilities ? { facilityIds: [...chainFacilities] as FacilityId[] } : { cell: districtCell }
}

function addReading(app: App, context: DoctorsContext): void {
  app.get(
    '/v1/doctors/:doctorId/registration',
    {
      config: { access: may('doctor.read').at('place') },
      schema: {
        summary: 'Read the registration of a doctor',
        params: doctorParams,
        response: { 200: RegistrationView, ...unchanged },
      },
    },
    async (request, reply) => {
      const doctor = await permitted(context, request)
      const tagged = {
        answer: toRegistrationView(doctor),
        tag: toTag(doctor.version),
        cacheControl: 'private, no-cache',
      }
      return sendTagged(request, reply, tagged)
    },
  )
}

function addOwnReading(app: App, { db }: DoctorsContext): void {
  app.get(
    '/v1/me/doctor',
    {
      config: { access: may('schedule.own').at('own') },
      schema: {
        summary: 'Read the own registration as a doctor',
        description: 'Of the doctor to whom the account of this sign-in belongs.',
        response: { 200: RegistrationView },
      },
    },
    async (request) => {
      const doctor = await findDoctorOf(db, actorOf(request).accountId as AccountId)
      if (!doctor) throw new Problem(noDoctorOfAccount)
      return toRegistrationView(doctor)
    },
  )
}

function addRegistration(app: App, context: DoctorsContext): void {
  app.post(
    '/v1/doctors',
    {
      config: { access: may('doctor.register').at('place') },
      schema: {
        summary: 'Register a doctor',
        description:
          'Makes a draft: patients do not see the doctor until an official has compared the registration with the ' +
          'register of the council. `accountId` is the account with which the doctor signs in. Takes an ' +
          'Idempotency-Key.',
        body: NewDoctor,
        response: { 201: RegistrationView },
      },
    },
    async (request, reply) => {
      const { facilityId, accountId } = request.body
      request.permit({ facilityId })
      await requireHospital(context, facilityId)
      if (accountId) await requireDoctorAccount(context, accountId, facilityId)
      const origin = originOfActor(request)
      return once(context, request, reply, 201, async (tx) =>
        toRegistrationView(await registerDoctor(tx, request.body, origin)),
      )
    },
  )
}

function addCorrection(app: App, context: DoctorsContext): void {
  app.patch(
    '/v1/doctors/:doctorId',
    {
      config: { access: may('doctor.register').at('place') },
      schema: {
        summary: 'Correct a doctor',
        description:
          'Name, gender and qualifications change only in a draft, because an official compares them with the ' +
          'register. With `If-Match` you do not overwrite a change by somebody else.',
        params: doctorParams,
        headers: IfMatch,
        body: DoctorChange,
        response: { 200: RegistrationView },
      },
    },
    async (request, reply) => {
      const known = await permitted(context, request)
      const { accountId } = request.body
      const isNewAccount = accountId && accountId !== known.account_id
      if (isNewAccount) await requireDoctorAccount(context, accountId, known.facility_id)
      const doctor = await transaction(context.db, async (tx) => {
        const before = (await lockDoctor(tx, known.id)) as Doctor
        requireVersion(before, request.headers['if-match'], doctorChangedMeanwhile)
        return correctDoctor(tx, before, request.body, originOfActor(request))
      })
      void reply.header('etag', toTag(doctor.version))
      return toRegistrationView(doctor)
    },
  )
}

type MoveRequest = FastifyRequest<{
  Params: { doctorId: DoctorId }
  Body: { reason?: string; seen?: Static<typeof Seeing> }
}>

function addMoves(app: App, context: DoctorsContext): void {
  const config = { access: may('doctor.verify').at('place') }
  const response = { 200: RegistrationView }
  const move =
    (event: StatusEvent) =>
    async (request: MoveRequest, reply: FastifyReply): Promise<Static<typeof RegistrationView>> => {
      const { id } = await permitted(context, request)
      const { reason, seen } = request.body
      const origin = originOfActor(request)
      return once(context, request, reply, 200, async (tx) => {
        const before = (await lockDoctor(tx, id)) as Doctor
        const stated = { event, ...(reason !== undefined && { reason }), ...(seen !== undefined && { seeing: seen }) }
        return toRegistrationView(await moveDoctor(tx, before, stated, origin))
      })
    }
  const withReason = { params: doctorParams, body: object({ reason: Reason }), response }
  app.post(
    '/v1/doctors/:doctorId/verification',
    {
      config,
      schema: {
        summary: 'Verify a doctor, also after a suspension',
        description: 'Not by the person who entered the doctor, and not by the doctor. Takes an Idempotency-Key.',
        ...{ params: doctorParams, body: object({ seen: Seeing }), response },
      },
    },
    move('verify'),
  )
  app.post(
    '/v1/doctors/:doctorId/suspension',
    {
      config,
      schema: {
        summary: 'Suspend a doctor',
        description: 'Patients cannot book the doctor until another verification. Takes an Idempotency-Key.',
        ...withReason,
      },
    },
    move('suspend'),
  )
  app.post(
    '/v1/doctors/:doctorId/cancellation',
    {
      config,
      schema: {
        summary: 'End a doctor for good',
        description: 'The registration of a draft is free again; that of others stays taken. Takes an Idempotency-Key.',
        ...withReason,
      },
    },
    move('end'),
  )
}
