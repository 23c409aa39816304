// The route with which the staff of a hospital see all slots of a day, also full ones and those that only staff book.
import { addDays, dayInIndia } from '../../../platform/clock.ts'
import { Day, object, oneOf, type Static, Type, toTimeOfDay } from '../../../platform/contract.ts'
import type { App } from '../../../platform/module.ts'
import { invalidField } from '../../../platform/problem.ts'
import { DoctorId } from '../../doctors/contract.ts'
import { AUDIENCES, MODES, TimeOfDay } from '../../doctors/schedules/contract.ts'
import { FacilityId } from '../../facilities/contract.ts'
import { may } from '../access.ts'
import { lastListedDay } from '../booking/views.ts'
import { SlotId } from '../contract.ts'
import type { AppointmentsContext } from '../tables.ts'
import { type DaySlot, listBookablePractices, listDaySlots } from './day-store.ts'

const SlotOfDay = object({
  slotId: SlotId,
  date: Day,
  start: TimeOfDay,
  minutes: Type.Integer({ minimum: 1 }),
  mode: oneOf(MODES),
  free: Type.Integer({ minimum: 0, description: 'Places that nobody has booked or holds.' }),
  audience: oneOf(AUDIENCES),
  over: Type.Integer({ minimum: 0, description: 'Seats that staff gave beyond the capacity.' }),
})

const DayAnswer = object({
  doctors: Type.Array(
    object({
      doctorId: DoctorId,
      name: Type.String(),
      room: Type.Optional(Type.String()),
      slots: Type.Array(SlotOfDay),
    }),
    { description: 'All doctors whom patients can book at the hospital. One without hours on this day has no slots.' },
  ),
})

export const dayRoutes = (context: AppointmentsContext) => (app: App) => {
  app.get(
    '/v1/appointments/slots/of-day',
    {
      config: { access: may('appointment.receive').at('place') },
      schema: {
        summary: 'List all slots of a day of a hospital',
        description: 'For its staff: also full slots, and those that only staff book.',
        querystring: object({ facility: FacilityId, day: Type.Optional(Day), doctor: Type.Optional(DoctorId) }),
        response: { 200: DayAnswer },
      },
    },
    async (request) => {
      const { facility, day = dayInIndia(context.clock.now()), doctor } = request.query
      request.permit({ facilityId: facility })
      return { doctors: await listDoctors(context, { facility, day, doctor }) }
    },
  )
}

interface Asked {
  readonly facility: FacilityId
  readonly day: string
  readonly doctor: DoctorId | undefined
}

async function listDoctors(
  { db, clock }: AppointmentsContext,
  { facility, day, doctor }: Asked,
): Promise<Static<typeof DayAnswer>['doctors']> {
  const now = clock.now()
  if (day > lastListedDay(now)) throw invalidField('query/day', 'is more than 31 days ahead')
  if (day < addDays(dayInIndia(now), -1)) throw invalidField('query/day', 'is past')
  const all = await listBookablePractices(db, facility)
  const practices = doctor === undefined ? all : all.filter(({ doctor_id }) => doctor_id === doctor)
  const slots = await listDaySlots(db, facility, day, now)
  return practices.map(({ doctor_id, doctor_name, room }) => ({
    ...{ doctorId: doctor_id, name: doctor_name, ...(room !== null && { room }) },
    slots: slots.filter((slot) => slot.doctor_id === doctor_id).map((slot) => toView(slot, day)),
  }))
}

const toView = (slot: DaySlot, date: string): Static<typeof SlotOfDay> => ({
  ...{ slotId: slot.id, date, start: toTimeOfDay(slot.starts_minute), minutes: slot.ends_minute - slot.starts_minute },
  ...{ mode: slot.mode, free: Math.max(slot.free, 0), audience: slot.audience, over: slot.over },
})
