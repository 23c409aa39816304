// The public route that finds free slots, by doctor or speciality, at a hospital or near a PIN code.
import { createHash } from 'node:crypto'
import { access } from '../../../platform/access.ts'
import { addDays, dayInIndia } from '../../../platform/clock.ts'
import { Cursor, Day, Instant, object, oneOf, Paise, Pin, type Static, Type } from '../../../platform/contract.ts'
import { sendTagged, unchanged } from '../../../platform/http/tagged.ts'
import type { App } from '../../../platform/module.ts'
import { cursor, cutPage } from '../../../platform/paging.ts'
import { invalidField } from '../../../platform/problem.ts'
import { DoctorId, Speciality, SpokenLanguage } from '../../doctors/contract.ts'
import { MODES, TimeOfDay } from '../../doctors/schedules/contract.ts'
import { FacilityId, locatePin } from '../../facilities/contract.ts'
import { SlotId } from '../contract.ts'
import type { AppointmentsContext, Practice } from '../tables.ts'
import { isForPublic, toSlotView } from './steps.ts'
import { type FreeSlot, listFree, listPractices } from './store.ts'

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
  limit: Type.Integer({ minimum: 1, maximum: 50, default: 20, description: 'Most doctors in the answer.' }),
  cursor: Type.Optional(Cursor),
})

const position = cursor({ facilityId: FacilityId, doctorId: DoctorId })

export const slotRoutes = (context: AppointmentsContext) => (app: App) => {
  app.get(
    '/v1/appointments/slots',
    {
      config: { access: access.public },
      schema: {
        summary: 'Find free slots of doctors',
        description:
          'Give the doctor, or the speciality with the facility or the PIN code. The slots come from a copy of ' +
          'the hours, which stays when the service of doctors is away; `viewAgeSeconds` says how old it is. Slots ' +
          'without a free place are left out, and so are slots that only staff book.',
        querystring: Query,
        response: { 200: SlotsAnswer, ...unchanged },
      },
    },
    async (request, reply) => {
      const answer = await findSlots(context, request.query)
      const { asOf: _asOf, viewAgeSeconds: _age, ...rest } = answer
      const tag = `W/"${createHash('sha1').update(JSON.stringify(rest)).digest('base64url')}"`
      return sendTagged(request, reply, { answer, tag, cacheControl: 'public, max-age=1' })
    },
  )
}

async function findSlots(context: AppointmentsContext, query: Static<typeof Query>) {
  const { db, clock } = context
  const now = clock.now()
  const today = dayInIndia(now)
  const fromOn = query.from === undefined || query.from < today ? today : query.from
  const search = await readSearch(context, query)
  const found = await listPractices(db, search, position.read(query.cursor), query.limit + 1)
  const { shown, next } = cutPage(found, query.limit, ({ facility_id, doctor_id }) =>
    position.write({ facilityId: facility_id, doctorId: doctor_id }),
  )
  const free = await listFree(db, { practices: shown, fromOn, untilOn: addDays(fromOn, query.days - 1), now })
  const ofMode = query.mode === undefined ? free : free.filter(({ mode }) => mode === query.mode)
  const ages = shown.map(({ pulled_at }) => Math.max(0, Math.round((now.getTime() - pulled_at.getTime()) / 1_000)))
  return {
    asOf: now.toISOString(),
    viewAgeSeconds: Math.max(0, ...ages),
    doctors: shown.map((practice) => toDoctorView(practice, ofMode, now)),
    ...next,
  }
}

async function readSearch({ call }: AppointmentsContext, query: Static<typeof Query>) {
  const { doctor: doctorId, speciality, facility: facilityId, pin } = query
  if (doctorId === undefined && facilityId === undefined && pin === undefined) {
    throw invalidField('query/doctor', 'give doctor, or facility, or pin')
  }
  const place = pin === undefined ? undefined : await call(locatePin, { pin })
  if (place === null) throw invalidField('query/pin', 'is not in the directory of PIN codes: check it')
  return { doctorId, speciality, facilityId, cell: place?.cell }
}

function toDoctorView(practice: Practice, free: readonly FreeSlot[], now: Date) {
  const { facility_id, doctor_id, room } = practice
  const own = free.filter((one) => one.facility_id === facility_id && one.doctor_id === doctor_id)
  const bookable = own.filter((one) => one.free > 0 && isForPublic(one, practice, now))
  const days = [...Map.groupBy(bookable, ({ held_on }) => held_on)].map(([date, slots]) => ({
    date,
    free: slots.reduce((sum, one) => sum + one.free, 0),
    slots: slots.map(toSlotView),
  }))
  return {
    ...{ doctorId: doctor_id, name: practice.doctor_name, specialities: [...practice.specialities] },
    languages: [...practice.languages],
    ...{ facilityId: facility_id, facilityName: practice.facility_name, address: practice.address, pin: practice.pin },
    ...{ district: practice.district, state: practice.state, ...(room !== null && { room }) },
    ...{ feePaise: practice.fee_paise, revisitFeePaise: practice.revisit_fee_paise },
    ...{ revisitDays: practice.revisit_days, days },
  }
}
