// The public routes that find doctors and show one: only verified doctors, with the hospitals where they see patients.
import { access } from '../../../platform/access.ts'
import { addDays, dayInIndia } from '../../../platform/clock.ts'
import { Cursor, Day, Limit, object, Pin, page, type Static, Type, text } from '../../../platform/contract.ts'
import type { App } from '../../../platform/module.ts'
import { cursor, cutPage } from '../../../platform/paging.ts'
import { invalidField, notFound, Problem } from '../../../platform/problem.ts'
import { FacilityId, locatePin } from '../../facilities/contract.ts'
import { DoctorFacts, DoctorId, Gender, PracticeFacts, Speciality, SpokenLanguage } from '../contract.ts'
import { listHospitals } from '../hospitals/store.ts'
import { findLast, readWords } from '../lists.ts'
import { doctorParams } from '../registration/routes.ts'
import { findDoctor } from '../registration/store.ts'
import { findNextDay, toDoctorFacts } from '../rules.ts'
import type { ScheduleFacts } from '../schedules/contract.ts'
import { readSchedules } from '../schedules/steps.ts'
import type { Doctor, DoctorsContext, Hospital } from '../tables.ts'
import { listPublic } from './store.ts'

const DAYS_AHEAD = 30

const { status: _status, accountId: _account, version: _version, ...shown } = DoctorFacts.properties
const { feePaise, revisitFeePaise, revisitDays, opensDays, department, room } = PracticeFacts.properties

const DoctorView = object({
  ...shown,
  practices: Type.Array(
    object({
      facilityId: FacilityId,
      name: Type.String(),
      address: Type.String(),
      pin: Pin,
      district: Type.String(),
      state: Type.String(),
      ...{ department, room, feePaise, revisitFeePaise, revisitDays, opensDays },
    }),
    { description: 'The open hospitals where patients may book the doctor.' },
  ),
  nextOn: Type.Optional({
    ...Day,
    description: 'The next day within 30 days on which the doctor sees patients. Its slots may all be taken.',
  }),
})
const position = cursor({ id: DoctorId })

const DoctorQuery = object({
  speciality: Type.Optional(Speciality),
  facility: Type.Optional(FacilityId),
  pin: Type.Optional({ ...Pin, description: 'Doctors at hospitals in the district of this PIN code.' }),
  language: Type.Optional(SpokenLanguage),
  gender: Type.Optional(Gender),
  q: Type.Optional(text(100, { description: 'Words or parts of words of the name; each must occur.' })),
  limit: Limit,
  cursor: Type.Optional(Cursor),
})

export const searchRoutes = (context: DoctorsContext) => (app: App) => {
  app.get(
    '/v1/doctors',
    {
      config: { access: access.public },
      schema: {
        summary: 'Find doctors',
        description: 'Lists verified doctors whom patients may book, in the order of their names.',
        querystring: DoctorQuery,
        response: { 200: page(DoctorView) },
      },
    },
    async (request) => {
      const { limit, cursor: from } = request.query
      const search = await readSearch(context, request.query)
      const after = await findLast(context, position.read(from)?.id)
      const found = await listPublic(context.db, search, after, limit + 1)
      const { shown: doctors, next } = cutPage(found, limit, position.write)
      return { items: await toViews(context, doctors), ...next }
    },
  )

  app.get(
    '/v1/doctors/:doctorId',
    {
      config: { access: access.public },
      schema: {
        summary: 'Read about a doctor',
        description: 'Only a verified doctor.',
        params: doctorParams,
        response: { 200: DoctorView },
      },
    },
    async (request) => {
      const doctor = await findDoctor(context.db, request.params.doctorId)
      if (doctor?.status !== 'verified') throw new Problem(notFound)
      return (await toViews(context, [doctor]))[0] as Static<typeof DoctorView>
    },
  )
}

async function readSearch({ call }: DoctorsContext, query: Static<typeof DoctorQuery>) {
  const { speciality, facility: facilityId, pin, language, gender, q } = query
  const words = readWords(q)
  const place = pin === undefined ? undefined : await call(locatePin, { pin })
  if (place === null) throw invalidField('query/pin', 'is not in the directory of PIN codes: check it')
  return { speciality, facilityId, cell: place?.cell, language, gender, words }
}

async function toViews({ db, clock }: DoctorsContext, doctors: readonly Doctor[]) {
  const today = dayInIndia(clock.now())
  const schedules = await readSchedules(db, doctors, { fromOn: today, untilOn: addDays(today, DAYS_AHEAD - 1) })
  const places = [...schedules.values()].flatMap(({ practices }) => practices.map(({ facilityId }) => facilityId))
  const hospitals = await listHospitals(db, [...new Set(places)])
  const open = new Map(hospitals.filter(({ is_open }) => is_open).map((one) => [one.id, one]))
  return doctors.map((doctor) => {
    const schedule = schedules.get(doctor.id) as ScheduleFacts
    const { status: _status, accountId: _account, version: _version, ...facts } = toDoctorFacts(doctor)
    const nextOn = findNextDay(schedule, today, DAYS_AHEAD)
    const practices = schedule.practices
      .filter(({ status, isPublic }) => status === 'active' && isPublic)
      .flatMap((practice) => toPracticeView(practice, open.get(practice.facilityId)) ?? [])
    return { ...facts, practices, ...(nextOn !== undefined && { nextOn }) }
  })
}

/** A practice as patients see it; undefined when the hospital is closed. */
function toPracticeView(practice: PracticeFacts, hospital: Hospital | undefined) {
  if (!hospital) return undefined
  const { facilityId, department, room, feePaise, revisitFeePaise, revisitDays, opensDays } = practice
  const { name, address, pin, district, state } = hospital
  return {
    ...{ facilityId, name, address, pin, district, state, feePaise, revisitFeePaise, revisitDays, opensDays },
    ...(department !== undefined && { department }),
    ...(room !== undefined && { room }),
  }
}
