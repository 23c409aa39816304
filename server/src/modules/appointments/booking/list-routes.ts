// The routes that list appointments: those of a patient, of a hospital's day, and the displaced.
import type { FastifyRequest } from 'fastify'
import { actorOf } from '../../../platform/access.ts'
import { dayInIndia } from '../../../platform/clock.ts'
import { Cursor, Day, Limit, object, page, type Static, Type, text } from '../../../platform/contract.ts'
import type { App } from '../../../platform/module.ts'
import { cursor, cutPage } from '../../../platform/paging.ts'
import { invalidField } from '../../../platform/problem.ts'
import { DoctorId } from '../../doctors/contract.ts'
import { FacilityId } from '../../facilities/contract.ts'
import { PatientId } from '../../patients/contract.ts'
import { may } from '../access.ts'
import { AppointmentId, AppointmentStatus } from '../contract.ts'
import { samePeople } from '../merging.ts'
import type { AppointmentsContext } from '../tables.ts'
import { findFamily, showsReason } from './access.ts'
import { listByReference } from './reference.ts'
import { listDay, listDisplaced, listOfPatients } from './store.ts'
import { ListedAppointment, lastListedDay, toStaffViews, toView } from './views.ts'

const ListQuery = object({
  patient: Type.Optional(PatientId),
  facility: Type.Optional(FacilityId),
  day: Type.Optional(Day),
  doctor: Type.Optional(DoctorId),
  status: Type.Optional(AppointmentStatus),
  reference: Type.Optional(text(12, { description: 'As on the slip, such as DL-7F3K-9Q2M.' })),
  limit: Limit,
  cursor: Type.Optional(Cursor),
})

const OF_PATIENT_MAX = 200
const position = cursor({ startsMinute: Type.Integer({ minimum: 0, maximum: 1_440 }), id: AppointmentId })

export const listRoutes = (context: AppointmentsContext) => (app: App) => {
  app.get(
    '/v1/appointments',
    {
      config: { access: may('appointment.read').at('record') },
      schema: {
        summary: 'List appointments',
        description:
          'A family gives `patient`, one of its own people. The staff of a hospital give `facility` and `day`, or ' +
          '`reference`, searched 31 days before and after today. A doctor sees the own patients.',
        querystring: ListQuery,
        response: { 200: page(ListedAppointment) },
      },
    },
    async (request) => {
      const { patient, facility } = request.query
      if (patient !== undefined && facility === undefined) return { items: await listOwn(context, request, patient) }
      if (facility === undefined || patient !== undefined) {
        throw invalidField('query/patient', 'give patient, or facility and day')
      }
      return listForStaff(context, request, facility)
    },
  )

  app.get(
    '/v1/appointments/displacements',
    {
      config: { access: may('appointment.oversee').at('place') },
      schema: {
        summary: 'List displaced appointments that wait for a choice',
        description: 'The hours of a doctor changed after these people had booked. The most urgent come first.',
        querystring: object({ facility: FacilityId, limit: Limit }),
        response: { 200: object({ items: Type.Array(ListedAppointment) }) },
      },
    },
    async (request) => {
      const { facility, limit } = request.query
      request.permit({ facilityId: facility })
      const found = await listDisplaced(context.db, facility, limit)
      return { items: await toStaffViews(context, found, false) }
    },
  )
}

async function listOwn(context: AppointmentsContext, request: FastifyRequest, patientId: PatientId) {
  const accountId = await findFamily(context, patientId, actorOf(request).accountId)
  request.permit({ ...(accountId && { accountId }) })
  const { sameIds } = await samePeople.find(context.db, patientId)
  const found = await listOfPatients(context.db, [patientId, ...sameIds], OF_PATIENT_MAX)
  return found.map((one) => toView(one, true))
}

async function listForStaff(
  context: AppointmentsContext,
  request: FastifyRequest<{ Querystring: Static<typeof ListQuery> }>,
  facilityId: FacilityId,
) {
  const { db, clock } = context
  const now = clock.now()
  const { day = dayInIndia(now), doctor: doctorId, status, reference, limit, cursor: from } = request.query
  request.permit({ facilityId })
  if (reference !== undefined) return { items: await listByReference(context, request, { facilityId, reference }) }
  if (day > lastListedDay(now)) throw invalidField('query/day', 'is more than 31 days ahead')
  const account = request.holds('appointment.oversee') ? undefined : actorOf(request).accountId
  const query = { facilityId, day, doctorId, status, doctorAccountId: account }
  const found = await listDay(db, query, position.read(from), limit + 1)
  const { shown, next } = cutPage(found, limit, ({ starts_minute, id }) =>
    position.write({ startsMinute: starts_minute, id }),
  )
  return { items: await toStaffViews(context, shown, showsReason(request)), ...next }
}
