// The routes of the waiting list: join, list, leave, accept an offer, and decline it.
import type { FastifyRequest } from 'fastify'
import { actorOf } from '../../../platform/access.ts'
import { addDays, dayInIndia, daysBetween } from '../../../platform/clock.ts'
import { Day, Limit, object, type Static, Type } from '../../../platform/contract.ts'
import { once, repeatableOf } from '../../../platform/idempotency.ts'
import { type App, originOf } from '../../../platform/module.ts'
import { invalidField, notFound, Problem } from '../../../platform/problem.ts'
import { DoctorId, Speciality } from '../../doctors/contract.ts'
import { FacilityId } from '../../facilities/contract.ts'
import { findPatients, PatientId } from '../../patients/contract.ts'
import { patientMerged } from '../../patients/merging/contract.ts'
import { may } from '../access.ts'
import { findFamily, isFamily, isOwnStaff, showsReason } from '../booking/access.ts'
import { AppointmentView, toView as toAppointment } from '../booking/views.ts'
import { samePeople } from '../merging.ts'
import { listPracticesOf } from '../slots/practice-store.ts'
import type { AppointmentsContext, Practice, WaitingEntry } from '../tables.ts'
import { findPermitted, params } from './access.ts'
import { Part } from './contract.ts'
import { ListedWaiting, toStaffViews, waitingDeskRoutes } from './desk-routes.ts'
import { type Desk, passOffer } from './offering.ts'
import { accept, join, leave, refuseFree, toEntry, type Wish } from './steps.ts'
import { findWaiting, listOfFacility, listOfPatients } from './store.ts'
import { toView, WaitingView } from './views.ts'

const DAYS_MAX = 60
const AHEAD_MAX = 90

export const waitingRoutes = (desk: Desk) => (app: App) => {
  addJoining(app, desk)
  addLists(app, desk)
  addLeaving(app, desk)
  addAnswers(app, desk)
  waitingDeskRoutes(desk)(app)
}

const NewWaiting = object({
  facilityId: FacilityId,
  doctorId: Type.Optional(DoctorId),
  speciality: Type.Optional(Speciality),
  patientId: PatientId,
  fromOn: Day,
  untilOn: { ...Day, description: `At most ${DAYS_MAX} days after fromOn.` },
  part: Part,
})

function addJoining(app: App, { context }: Desk): void {
  app.post(
    '/v1/appointments/waiting',
    {
      config: { access: may('appointment.make').at('record') },
      schema: {
        summary: 'Join the waiting list of a doctor, or of a speciality, at a hospital',
        description:
          'Give `doctorId` or `speciality`. When a matching place becomes free, it is held for the first in line, ' +
          'who gets a message: a quarter of an hour by day, at night until 08:15. Takes an Idempotency-Key.',
        body: NewWaiting,
        response: { 201: WaitingView },
      },
    },
    async (request, reply) => {
      const { body } = request
      const places = await requirePlaces(context, body)
      const accountId = await findFamily(context, body.patientId, actorOf(request).accountId)
      const isStaff = places.some((place) => isOwnStaff(request, { doctor_account_id: place.account_id }))
      request.permit({ ...(accountId && { accountId }), ...(isStaff && { facilityId: body.facilityId }) })
      requireDays(context, body)
      await requirePatient(context, body.patientId)
      const wish: Wish = {
        ...{ facility_id: body.facilityId, doctor_id: body.doctorId ?? null, speciality: body.speciality ?? null },
        ...{ patient_id: body.patientId, account_id: isFamily(request) ? (accountId as Wish['account_id']) : null },
        ...{ from_on: body.fromOn, until_on: body.untilOn, part: body.part, is_displaced: false },
      }
      const entry = toEntry(wish, context.clock.now())
      return once(context, request, reply as never, 201, async (tx) => {
        await refuseFree(context, entry)
        await join(tx, entry, originOf(request))
        return toView(context, entry)
      })
    },
  )
}

async function requirePlaces({ db }: AppointmentsContext, body: Static<typeof NewWaiting>): Promise<Practice[]> {
  const { facilityId, doctorId, speciality } = body
  if ((doctorId === undefined) === (speciality === undefined)) {
    throw invalidField('/doctorId', 'give either doctorId or speciality')
  }
  const places = await listPracticesOf(db, { facilityId })
  const isWanted = ({ doctor_id, specialities }: Practice): boolean =>
    speciality === undefined ? doctor_id === doctorId : specialities.includes(speciality)
  const wanted = places.filter((place) => place.is_public && place.is_bookable && place.is_open && isWanted(place))
  if (wanted.length === 0) throw new Problem(notFound, { detail: 'Nobody of this hospital can be booked for that' })
  return wanted
}

function requireDays({ clock }: AppointmentsContext, { fromOn, untilOn }: Static<typeof NewWaiting>): void {
  const today = dayInIndia(clock.now())
  if (fromOn < today) throw invalidField('/fromOn', 'is over')
  if (untilOn < fromOn) throw invalidField('/untilOn', 'must not be before fromOn')
  if (daysBetween(fromOn, untilOn) > DAYS_MAX) throw invalidField('/untilOn', `must be within ${DAYS_MAX} days`)
  if (untilOn > addDays(today, AHEAD_MAX)) throw invalidField('/untilOn', `must be within ${AHEAD_MAX} days from today`)
}

/** The record that was merged away waits for nothing, as it books nothing. */
async function requirePatient({ call, db }: AppointmentsContext, patientId: PatientId): Promise<void> {
  const [patient] = await call(findPatients, { patientIds: [patientId] })
  if (!patient) throw new Problem(notFound)
  const { staysId } = await samePeople.find(db, patientId)
  if (staysId !== patientId) throw new Problem(patientMerged)
}

function addLists(app: App, { context }: Desk): void {
  app.get(
    '/v1/appointments/waiting',
    {
      config: { access: may('appointment.read').at('record') },
      schema: {
        summary: 'List entries of the waiting list',
        description:
          'A family gives `patient`: all entries, the newest first. Staff give `facility`: the live ones in order.',
        querystring: object({ patient: Type.Optional(PatientId), facility: Type.Optional(FacilityId), limit: Limit }),
        response: { 200: object({ items: Type.Array(ListedWaiting) }) },
      },
    },
    async (request) => {
      const found = await listFor(context, request)
      if (request.query.facility !== undefined) return { items: await toStaffViews(context, found) }
      return { items: await Promise.all(found.map((entry) => toView(context, entry))) }
    },
  )
}

type ListRequest = FastifyRequest<{ Querystring: { patient?: PatientId; facility?: FacilityId; limit: number } }>

async function listFor(context: AppointmentsContext, request: ListRequest): Promise<WaitingEntry[]> {
  const { patient, facility, limit } = request.query
  if ((patient === undefined) === (facility === undefined)) {
    throw invalidField('query/patient', 'give either patient or facility')
  }
  if (patient !== undefined) {
    const accountId = await findFamily(context, patient, actorOf(request).accountId)
    request.permit({ ...(accountId && { accountId }) })
    const { sameIds } = await samePeople.find(context.db, patient)
    return (await listOfPatients(context.db, [patient, ...sameIds])).slice(0, limit)
  }
  request.permit({ facilityId: facility as FacilityId })
  const found = await listOfFacility(context.db, facility as FacilityId, limit)
  if (request.holds('appointment.oversee')) return found
  const places = await listPracticesOf(context.db, { facilityId: facility as FacilityId })
  const own = places.filter(({ account_id }) => account_id === actorOf(request).accountId)
  return found.filter(({ doctor_id }) => own.some((place) => place.doctor_id === doctor_id))
}

const again = async ({ context }: Desk, { id }: WaitingEntry): Promise<WaitingView> =>
  toView(context, (await findWaiting(context.db, id)) as WaitingEntry)

function addLeaving(app: App, desk: Desk): void {
  app.post(
    '/v1/appointments/waiting/:waitingId/cancellation',
    {
      config: { access: may('appointment.change').at('record') },
      schema: {
        summary: 'Leave the waiting list',
        description: 'The next in line gets the offer, if there was one. A repeat changes nothing.',
        params,
        response: { 200: WaitingView },
      },
    },
    async (request) => {
      const entry = await findPermitted(desk.context, request)
      await leave(desk, entry, originOf(request))
      return again(desk, entry)
    },
  )
}

function addAnswers(app: App, desk: Desk): void {
  app.post(
    '/v1/appointments/waiting/:waitingId/acceptance',
    {
      config: { access: may('appointment.change').at('record') },
      schema: {
        summary: 'Accept the offer',
        description: 'The place that is held becomes an appointment. A repeat gets the same answer.',
        params,
        response: { 200: AppointmentView },
      },
    },
    async (request) => {
      const entry = await findPermitted(desk.context, request)
      const accepted = await accept(desk, entry, { origin: originOf(request), repeatable: repeatableOf(request) })
      return toAppointment(accepted, showsReason(request))
    },
  )
  app.post(
    '/v1/appointments/waiting/:waitingId/refusal',
    {
      config: { access: may('appointment.change').at('record') },
      schema: {
        summary: 'Decline the offer',
        description: 'The next in line gets the place. The third offer that is not taken ends the entry.',
        params,
        response: { 200: WaitingView },
      },
    },
    async (request) => {
      const entry = await findPermitted(desk.context, request)
      if (entry.status === 'OFFERED') await passOffer(desk, entry, { by: 'patient', origin: originOf(request) })
      return again(desk, entry)
    },
  )
}
