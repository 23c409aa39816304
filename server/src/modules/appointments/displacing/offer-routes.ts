// The route that gives three offers to who was displaced. The choice itself is a move of the appointment.
import { Day, object, oneOf, Paise, Type, toTimeOfDay } from '../../../platform/contract.ts'
import type { App } from '../../../platform/module.ts'
import { DoctorId, Speciality } from '../../doctors/contract.ts'
import { TimeOfDay } from '../../doctors/schedules/contract.ts'
import { FacilityId } from '../../facilities/contract.ts'
import { may } from '../access.ts'
import { appointmentParams, findPermitted } from '../booking/access.ts'
import { isEnded } from '../booking/states.ts'
import { SlotId } from '../contract.ts'
import type { AppointmentsContext } from '../tables.ts'
import { findOffers, type Offer } from './offers.ts'
import { TIERS } from './rules.ts'

const OfferView = object({
  tier: oneOf(TIERS, {
    description: '`same-speciality`: another doctor of the same hospital. `nearby`: a hospital within 15 km.',
  }),
  slotIds: Type.Array(SlotId, { description: 'For POST /v1/appointments/{appointmentId}/rescheduling.' }),
  date: Day,
  start: TimeOfDay,
  minutes: Type.Integer({ minimum: 1 }),
  doctorId: DoctorId,
  doctorName: Type.String(),
  specialities: Type.Array(Speciality),
  facilityId: FacilityId,
  facilityName: Type.String(),
  address: Type.String(),
  distanceKm: Type.Number({ description: 'From the hospital of the appointment.' }),
  feePaise: Paise,
})

function toView({ tier, practice, km, stretch }: Offer) {
  const [first] = stretch
  const last = stretch.at(-1) ?? first
  return {
    ...{ tier, slotIds: stretch.map(({ id }) => id), date: first.held_on, start: toTimeOfDay(first.starts_minute) },
    minutes: last.ends_minute - first.starts_minute,
    ...{ doctorId: practice.doctor_id, doctorName: practice.doctor_name, specialities: [...practice.specialities] },
    ...{ facilityId: practice.facility_id, facilityName: practice.facility_name, address: practice.address },
    ...{ distanceKm: Math.round(km * 10) / 10, feePaise: practice.fee_paise },
  }
}

export const offerRoutes = (context: AppointmentsContext) => (app: App) => {
  app.get(
    '/v1/appointments/:appointmentId/offers',
    {
      config: { access: may('appointment.read').at('record') },
      schema: {
        summary: 'Get three other times for an appointment',
        description:
          'The same doctor first, then another doctor of the same speciality and hospital, then a hospital within ' +
          '15 km. They are computed at each request, and nobody holds them. Nothing is offered after the end.',
        params: appointmentParams,
        response: { 200: object({ items: Type.Array(OfferView) }) },
      },
    },
    async (request) => {
      const found = await findPermitted(context, request)
      const offers = isEnded(found.status) ? [] : await findOffers(context, found)
      return { items: offers.map(toView) }
    },
  )
}
