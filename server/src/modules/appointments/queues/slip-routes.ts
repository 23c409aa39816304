// The route of a slip: what the desk prints for somebody who waits, and what a scan of that slip finds again.
import { Day, object, Paise, Type, toTimeOfDay } from '../../../platform/contract.ts'
import { referenceOf } from '../../../platform/id.ts'
import type { App } from '../../../platform/module.ts'
import { TimeOfDay } from '../../doctors/schedules/contract.ts'
import { DepartmentCode, FacilityId, findFacility } from '../../facilities/contract.ts'
import { PatientId } from '../../patients/contract.ts'
import { may } from '../access.ts'
import { findAppointment } from '../booking/store.ts'
import { AppointmentId } from '../contract.ts'
import { findShownPatients, ShownPatient } from '../people.ts'
import type { AppointmentsContext, Token } from '../tables.ts'
import { permitToken } from './access.ts'
import { TokenId } from './contract.ts'
import { linkOf } from './links.ts'
import { listLive, type ShownQueue } from './store.ts'
import { TokenView, toTokenView } from './token-views.ts'
import { toPlace } from './views.ts'

const OpdSlip = object({
  ...TokenView.properties,
  reference: Type.String({ description: 'Of the appointment, or of this number. People read it aloud.' }),
  link: Type.String({ description: 'The last part of the address of the place in the queue.' }),
  facilityId: FacilityId,
  facilityName: Type.String(),
  date: Day,
  doctorName: Type.Optional(Type.String()),
  servicePoint: Type.Optional(DepartmentCode),
  usualRoom: Type.Optional(Type.String()),
  before: Type.Integer({ description: 'How many wait before this person.' }),
  feePaise: Paise,
  patientId: PatientId,
  patient: Type.Optional(ShownPatient),
  appointmentId: Type.Optional(AppointmentId),
  start: Type.Optional({ ...TimeOfDay, description: 'The time of the appointment.' }),
})

export const slipRoutes = (context: AppointmentsContext) => (app: App) => {
  app.get(
    '/v1/appointments/tokens/:tokenId',
    {
      config: { access: may('queue.read').at('record') },
      schema: {
        summary: 'Read a number with its person, for the slip',
        description: 'Also of a number that has ended, so that an old slip finds its person.',
        params: object({ tokenId: TokenId }),
        response: { 200: OpdSlip },
      },
    },
    async (request) => {
      const { token, queue } = await permitToken(context, request, request.params.tokenId)
      return toSlip(context, token, queue)
    },
  )
}

async function toSlip(context: AppointmentsContext, token: Token, queue: ShownQueue) {
  const { db, clock, call, keys } = context
  const { appointment_id: appointmentId, patient_id: patientId } = token
  const appointment = appointmentId === null ? undefined : await findAppointment(db, appointmentId)
  const facility = await call(findFacility, { facilityId: queue.facility_id })
  const patient = (await findShownPatients(context, [patientId])).get(patientId)
  const { before } = toPlace(token, queue, await listLive(db, [queue]), clock.now())
  return {
    ...toTokenView(token, queue),
    reference: referenceOf(facility?.stateCode ?? 'IN', appointment?.id ?? token.fee_id ?? token.id),
    ...{ link: linkOf(keys, token.id, queue.day), facilityId: queue.facility_id, facilityName: facility?.name ?? '' },
    ...{ date: queue.day, before, feePaise: appointment?.fee_paise ?? token.fee_paise, patientId },
    ...(queue.doctor_name !== null && { doctorName: queue.doctor_name }),
    ...(queue.service_point !== null && { servicePoint: queue.service_point }),
    ...(queue.usual_room !== null && { usualRoom: queue.usual_room }),
    ...(patient && { patient }),
    ...(appointment && { appointmentId: appointment.id, start: toTimeOfDay(appointment.starts_minute) }),
  }
}
