// The routes that foresee leave, other hours and a closure: who would be touched. They change nothing.
import type { FastifyRequest } from 'fastify'
import { actorOf } from '../../../platform/access.ts'
import { Day, Instant, object, type Static, Type, toTimeOfDay } from '../../../platform/contract.ts'
import { newId, referenceOf } from '../../../platform/id.ts'
import { toInitials } from '../../../platform/initials.ts'
import type { App } from '../../../platform/module.ts'
import { forbidden, invalidField, Problem } from '../../../platform/problem.ts'
import { DoctorId } from '../../doctors/contract.ts'
import { NewTemplate, TimeOfDay } from '../../doctors/schedules/contract.ts'
import { FacilityId } from '../../facilities/contract.ts'
import { findPatients } from '../../patients/contract.ts'
import { may } from '../access.ts'
import { isOwnStaff } from '../booking/access.ts'
import { AppointmentId } from '../contract.ts'
import type { AppointmentsContext, Practice } from '../tables.ts'
import { type Change, doctorsOf, type Foreseen, findPractices, foresee, type Touched } from './preview.ts'

const LISTED_MAX = 500

const Preview = object({
  asOf: Instant,
  versions: Type.Record(DoctorId, Type.Integer(), {
    description: 'The versions of the schedules that were read, by doctor. Who books after that is displaced too.',
  }),
  count: Type.Integer({ description: 'How many appointments would lose their place.' }),
  patients: Type.Integer({ description: 'Of how many people they are. Each person gets one message.' }),
  moves: Type.Integer({ description: 'How many of them would move to another time of the same day at once.' }),
  items: Type.Array(
    object({
      appointmentId: AppointmentId,
      reference: Type.String(),
      initials: Type.String({ description: 'Of the patient.' }),
      doctorId: DoctorId,
      facilityId: FacilityId,
      facilityName: Type.String(),
      date: Day,
      start: TimeOfDay,
      minutes: Type.Integer(),
      moves: Type.Boolean({ description: 'Another time of the same day is free now. Otherwise the patient chooses.' }),
    }),
    { description: `The first ${LISTED_MAX}, by time.` },
  ),
})

const words = {
  description:
    'It changes nothing. The answer counts the appointments of the next 30 days that would lose their place, and ' +
    'lists them. Who books between this and your change is displaced like the others.',
  response: { 200: Preview },
}

const config = { access: may('schedule.foresee').at('place') }

export const previewRoutes = (context: AppointmentsContext) => (app: App) => {
  addLeave(app, context)
  addHours(app, context)
  addClosure(app, context)
}

function addLeave(app: App, context: AppointmentsContext): void {
  app.post(
    '/v1/appointments/leave-previews',
    {
      config,
      schema: {
        summary: 'See who would be touched by leave of a doctor',
        body: object({
          doctorId: DoctorId,
          facilityId: Type.Optional(FacilityId),
          fromOn: Day,
          untilOn: Day,
          starts: Type.Optional(TimeOfDay),
          ends: Type.Optional(TimeOfDay),
        }),
        ...words,
      },
    },
    async (request) => {
      const { doctorId, ...leave } = request.body
      await permitPreview(context, request, doctorId, leave.facilityId)
      if (leave.untilOn < leave.fromOn) throw invalidField('/untilOn', 'must not be before fromOn')
      if ((leave.starts === undefined) !== (leave.ends === undefined)) {
        throw invalidField('/ends', 'is needed with starts, and the other way round')
      }
      const exception = { exceptionId: newId<'exception'>(0), kind: 'leave', ...leave } as const
      const change: Change = (schedule) => ({ ...schedule, exceptions: [...schedule.exceptions, exception] })
      return toView(context, await foresee(context, [doctorId], change))
    },
  )
}

function addHours(app: App, context: AppointmentsContext): void {
  app.post(
    '/v1/appointments/hours-previews',
    {
      config,
      schema: {
        summary: 'See who would be touched by other weekly hours of a doctor',
        body: object({
          doctorId: DoctorId,
          facilityId: FacilityId,
          templates: Type.Array(NewTemplate, { maxItems: 100, description: 'All weekly hours at this hospital.' }),
        }),
        ...words,
      },
    },
    async (request) => {
      const { doctorId, facilityId, templates } = request.body
      await permitPreview(context, request, doctorId, facilityId)
      const stated = templates.map((one) => ({
        ...({
          templateId: newId<'template'>(0),
          facilityId,
          capacity: 1,
          mode: 'in-person',
          audience: 'public',
        } as const),
        ...one,
      }))
      const change: Change = (schedule) => {
        const others = schedule.templates.filter((one) => one.facilityId !== facilityId)
        return { ...schedule, templates: [...others, ...stated] }
      }
      return toView(context, await foresee(context, [doctorId], change))
    },
  )
}

function addClosure(app: App, context: AppointmentsContext): void {
  app.post(
    '/v1/appointments/closure-previews',
    {
      config: { access: may('closure.foresee').at('place') },
      schema: {
        summary: 'See who would be touched when a hospital is closed on a day',
        body: object({ facilityId: FacilityId, day: Day }),
        ...words,
      },
    },
    async (request) => {
      const { facilityId, day } = request.body
      request.permit({ facilityId })
      const change: Change = (schedule) => ({ ...schedule, closures: [...schedule.closures, { facilityId, day }] })
      return toView(context, await foresee(context, await doctorsOf(context, facilityId), change))
    },
  )
}

/** Permits the doctor for all own hospitals, and who oversees a hospital for the doctors there. */
async function permitPreview(
  context: AppointmentsContext,
  request: FastifyRequest,
  doctorId: DoctorId,
  facilityId: FacilityId | undefined,
): Promise<void> {
  const practices = await findPractices(context, doctorId)
  if (!practices) throw invalidField('/doctorId', 'is not a known doctor')
  const isHere = ({ facility_id }: Practice): boolean => facility_id === (facilityId ?? actorOf(request).facilityId)
  const here = practices.find(isHere)
  const own = practices.find(({ account_id }) => account_id === actorOf(request).accountId)
  const reached = own ? actorOf(request).facilityId : (facilityId ?? here?.facility_id ?? practices[0]?.facility_id)
  request.permit(reached === undefined ? {} : { facilityId: reached })
  if (own) return
  if (!here) throw invalidField('/facilityId', 'is no hospital where the doctor practises')
  if (!isOwnStaff(request, { doctor_account_id: here.account_id })) throw new Problem(forbidden)
  if (!facilityId) throw invalidField('/facilityId', 'is needed: only the doctor decides for all hospitals')
}

async function toView(
  { call, clock }: AppointmentsContext,
  { versions, touched }: Foreseen,
): Promise<Static<typeof Preview>> {
  const shown = touched.slice(0, LISTED_MAX)
  const patientIds = [...new Set(shown.map(({ appointment }) => appointment.patient_id))]
  const people = patientIds.length === 0 ? [] : await call(findPatients, { patientIds })
  const names = new Map(people.map(({ patientId, name }) => [patientId, name]))
  const initialsOf = ({ appointment }: Touched): string => toInitials(names.get(appointment.patient_id) ?? '')
  return {
    ...{ asOf: clock.now().toISOString(), versions, count: touched.length },
    patients: new Set(touched.map(({ appointment }) => appointment.patient_id)).size,
    moves: touched.filter(({ moves }) => moves).length,
    items: shown.map((one) => {
      const { id, doctor_id, facility_id, held_on, starts_minute, ends_minute } = one.appointment
      return {
        ...{ appointmentId: id, reference: referenceOf(one.practice.state_code, id), initials: initialsOf(one) },
        ...{ doctorId: doctor_id, facilityId: facility_id, facilityName: one.practice.facility_name, date: held_on },
        ...{ start: toTimeOfDay(starts_minute), minutes: ends_minute - starts_minute, moves: one.moves },
      }
    }),
  }
}
