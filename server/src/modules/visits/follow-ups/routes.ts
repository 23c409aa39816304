// The routes of follow-ups: a doctor wishes one, and reception sees which nobody has booked.
import type { FastifyRequest } from 'fastify'
import { actorOf } from '../../../platform/access.ts'
import { addDays, dayInIndia } from '../../../platform/clock.ts'
import { Cursor, Day, Limit, object, oneOf, page, type Static, Type } from '../../../platform/contract.ts'
import { type App, originOf } from '../../../platform/module.ts'
import { cursor, cutPage } from '../../../platform/paging.ts'
import { transaction } from '../../../platform/postgres/db.ts'
import { invalidField } from '../../../platform/problem.ts'
import { AppointmentId } from '../../appointments/contract.ts'
import { DoctorId, findDoctorOfAccount, findDoctors } from '../../doctors/contract.ts'
import { FacilityId } from '../../facilities/contract.ts'
import { findPatients, Gender, PatientId } from '../../patients/contract.ts'
import { may } from '../access.ts'
import { permitWriting, visitParams } from '../care/access.ts'
import { VisitId } from '../contract.ts'
import type { FollowUp, VisitsContext } from '../tables.ts'
import { dropFollowUp, wishFollowUp } from './steps.ts'
import { countWishes, listWishes } from './store.ts'

export const FollowUpView = object({
  on: Day,
  status: oneOf(['WISHED', 'BOOKED', 'DROPPED'], { description: '`WISHED`: nobody has booked it yet.' }),
  appointmentId: Type.Optional(AppointmentId),
})

export const toFollowUpView = ({ wished_on, status, appointment_id }: FollowUp): Static<typeof FollowUpView> => ({
  ...{ on: wished_on, status },
  ...(appointment_id !== null && { appointmentId: appointment_id }),
})

const Wish = object({
  visitId: VisitId,
  on: Day,
  doctorId: DoctorId,
  doctorName: Type.Optional(Type.String()),
  patientId: PatientId,
  patient: Type.Optional(object({ name: Type.String(), birthYear: Type.Integer(), gender: Gender })),
})

const AHEAD_DAYS_MAX = 366
const SHOWN_DAYS = 30

export const followUpRoutes = (context: VisitsContext) => (app: App) => {
  addWish(app, context)
  addList(app, context)
  addCount(app, context)
}

function addWish(app: App, context: VisitsContext): void {
  app.put(
    '/v1/visits/:visitId/follow-up',
    {
      config: { access: may('visit.treat').at('record') },
      schema: {
        summary: 'Wish to see the patient again',
        description: 'Reception books it, or the doctor. A booking near that day fulfils the wish by itself.',
        params: visitParams,
        body: object({ on: Day }),
        response: { 200: FollowUpView },
      },
    },
    async (request) => {
      const { visit } = await permitWriting(context, request)
      const { on } = request.body
      const today = dayInIndia(context.clock.now())
      if (on <= today) throw invalidField('/on', 'must be a day after today')
      if (on > addDays(today, AHEAD_DAYS_MAX)) throw invalidField('/on', 'is more than a year ahead')
      const origin = originOf(request)
      return toFollowUpView(await transaction(context.db, (tx) => wishFollowUp(tx, visit, on, origin)))
    },
  )
  app.delete(
    '/v1/visits/:visitId/follow-up',
    {
      config: { access: may('visit.treat').at('record') },
      schema: {
        summary: 'Take the wish to see the patient again back',
        description: 'An appointment that was booked stays.',
        params: visitParams,
        response: { 200: FollowUpView },
      },
    },
    async (request) => {
      const { visit } = await permitWriting(context, request)
      const origin = originOf(request)
      return toFollowUpView(await transaction(context.db, (tx) => dropFollowUp(tx, visit, origin)))
    },
  )
}

const position = cursor({ wishedOn: Day, visitId: VisitId })

function addList(app: App, context: VisitsContext): void {
  app.get(
    '/v1/visits/follow-ups',
    {
      config: { access: may('follow-up.read').at('place') },
      schema: {
        summary: 'List the follow-ups that nobody has booked',
        description: 'By their day, until 30 days from today. A doctor sees the own wishes.',
        querystring: object({
          facility: FacilityId,
          until: Type.Optional(Day),
          limit: Limit,
          cursor: Type.Optional(Cursor),
        }),
        response: { 200: page(Wish) },
      },
    },
    async (request) => {
      const { facility: facilityId, limit, cursor: from } = request.query
      request.permit({ facilityId })
      const { until = addDays(dayInIndia(context.clock.now()), SHOWN_DAYS) } = request.query
      const own = request.holds('visit.treat') ? await findOwn(context, request) : undefined
      if (own === null) return { items: [] }
      const found = await listWishes(context.db, { facilityId, doctorId: own, until }, position.read(from), limit + 1)
      const { shown, next } = cutPage(found, limit, ({ wished_on, visit_id }) =>
        position.write({ wishedOn: wished_on, visitId: visit_id }),
      )
      return { items: await toWishes(context, shown), ...next }
    },
  )
}

function addCount(app: App, context: VisitsContext): void {
  app.get(
    '/v1/visits/follow-ups/count',
    {
      config: { access: may('follow-up.read').at('place') },
      schema: {
        summary: 'Count the follow-ups that nobody has booked',
        description: 'Until 30 days from today. A number reads no record of a patient. A doctor counts the own wishes.',
        querystring: object({ facility: FacilityId }),
        response: { 200: object({ open: Type.Integer({ minimum: 0 }) }) },
      },
    },
    async (request) => {
      const { facility: facilityId } = request.query
      request.permit({ facilityId })
      const own = request.holds('visit.treat') ? await findOwn(context, request) : undefined
      if (own === null) return { open: 0 }
      const until = addDays(dayInIndia(context.clock.now()), SHOWN_DAYS)
      return { open: await countWishes(context.db, { facilityId, doctorId: own, until }) }
    },
  )
}

async function findOwn({ call }: VisitsContext, request: FastifyRequest): Promise<DoctorId | null> {
  const doctor = await call(findDoctorOfAccount, { accountId: actorOf(request).accountId as never })
  return doctor?.doctorId ?? null
}

async function toWishes({ call }: VisitsContext, wishes: readonly FollowUp[]): Promise<Static<typeof Wish>[]> {
  if (wishes.length === 0) return []
  const people = await call(findPatients, { patientIds: [...new Set(wishes.map(({ patient_id }) => patient_id))] })
  const doctors = await call(findDoctors, { doctorIds: [...new Set(wishes.map(({ doctor_id }) => doctor_id))] })
  return wishes.map(({ visit_id, wished_on, doctor_id, patient_id }) => {
    const patient = people.find(({ patientId }) => patientId === patient_id)
    const doctor = doctors.find(({ doctorId }) => doctorId === doctor_id)
    return {
      ...{ visitId: visit_id, on: wished_on, doctorId: doctor_id, patientId: patient_id },
      ...(doctor && { doctorName: doctor.name }),
      ...(patient && { patient: { name: patient.name, birthYear: patient.birthYear, gender: patient.gender } }),
    }
  })
}
