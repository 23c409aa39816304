// The public route that finds free slots, by doctor or speciality, at a hospital or near a PIN code.
import type { FastifyReply } from 'fastify'
import { access } from '../../../platform/access.ts'
import { dayInIndia } from '../../../platform/clock.ts'
import { Cursor, Day, Instant, object, oneOf, Paise, Pin, type Static, Type } from '../../../platform/contract.ts'
import { sendReady } from '../../../platform/http/ready-answers.ts'
import { unchanged } from '../../../platform/http/tagged.ts'
import type { App } from '../../../platform/module.ts'
import { invalidField } from '../../../platform/problem.ts'
import { DoctorId, Speciality, SpokenLanguage } from '../../doctors/contract.ts'
import { MODES, TimeOfDay } from '../../doctors/schedules/contract.ts'
import { FacilityId, locatePin } from '../../facilities/contract.ts'
import { SlotId } from '../contract.ts'
import type { AppointmentsContext } from '../tables.ts'
import { position, SHOWN, type SlotQuery } from './answer.ts'
import type { SlotsInMemory } from './projection.ts'

const DAYS_MAX = 31

const SlotView = object({
  slotId: SlotId,
  date: Day,
  start: TimeOfDay,
  minutes: Type.Integer({ minimum: 1 }),
  mode: oneOf(MODES),
  free: Type.Integer({ minimum: 0, description: 'Places that nobody has booked or holds.' }),
})

const SlotsAnswer = object({
  asOf: Instant,
  viewAgeSeconds: Type.Integer({
    minimum: 0,
    description: 'How old the oldest hours in this answer are. They are pulled each day and at each change.',
  }),
  doctors: Type.Array(
    object({
      doctorId: DoctorId,
      name: Type.String(),
      specialities: Type.Array(Speciality),
      languages: Type.Array(SpokenLanguage),
      facilityId: FacilityId,
      facilityName: Type.String(),
      address: Type.String(),
      pin: Pin,
      district: Type.String(),
      state: Type.String(),
      room: Type.Optional(Type.String()),
      feePaise: Paise,
      revisitFeePaise: Paise,
      revisitDays: Type.Integer(),
      days: Type.Array(object({ date: Day, free: Type.Integer(), slots: Type.Array(SlotView) })),
    }),
  ),
  nextCursor: Type.Optional(Cursor),
})

const Query = object({
  doctor: Type.Optional(DoctorId),
  speciality: Type.Optional(Speciality),
  facility: Type.Optional(FacilityId),
  pin: Type.Optional({ ...Pin, description: 'Hospitals in the district of this PIN code.' }),
  from: Type.Optional(Day),
  days: Type.Integer({ minimum: 1, maximum: DAYS_MAX, default: 7 }),
  mode: Type.Optional(oneOf(MODES)),
  language: Type.Optional(SpokenLanguage),
  show: oneOf(SHOWN, {
    default: 'all',
    description: '`next`: of each doctor only the next free day, with its first four slots. `free` counts all of them.',
  }),
  limit: Type.Integer({ minimum: 1, maximum: 50, default: 20, description: 'Most doctors in the answer.' }),
  cursor: Type.Optional(Cursor),
})

export const SLOTS_ROUTE = '/v1/appointments/slots'

export const slotRoutes = (context: AppointmentsContext, slots: SlotsInMemory) => (app: App) => {
  app.get(
    SLOTS_ROUTE,
    {
      config: { access: access.public },
      schema: {
        summary: 'Find free slots of doctors',
        description:
          'Give the doctor, or the facility or the PIN code, with a speciality if you like. The slots come from a ' +
          'copy of the hours, which stays when the service of doctors is away; `viewAgeSeconds` says how old it is. ' +
          'Slots without a free place are left out, and so are slots that only staff book. A day whose slots are all ' +
          'taken has none, and its `free` is 0. Send the ETag back as If-None-Match.',
        querystring: Query,
        response: { 200: SlotsAnswer, ...unchanged },
      },
    },
    async (request, reply) => {
      const query = await readQuery(context, request.query)
      return sendReady(request, reply as unknown as FastifyReply, slots.answer(request.url, query))
    },
  )
}

async function readQuery({ call, clock }: AppointmentsContext, query: Static<typeof Query>): Promise<SlotQuery> {
  const { doctor: doctorId, speciality, facility: facilityId, pin, from, days, mode, language, show, limit } = query
  if (doctorId === undefined && facilityId === undefined && pin === undefined) {
    throw invalidField('query/doctor', 'give doctor, or facility, or pin')
  }
  const place = pin === undefined ? undefined : await call(locatePin, { pin })
  if (place === null) throw invalidField('query/pin', 'is not in the directory of PIN codes: check it')
  const today = dayInIndia(clock.now())
  const fromOn = from === undefined || from < today ? today : from
  const after = position.read(query.cursor)
  return { doctorId, facilityId, speciality, cell: place?.cell, fromOn, days, mode, language, show, limit, after }
}
