// The public routes that find doctors and show one: only verified doctors, with the hospitals where they see patients.
import { access } from '../../../platform/access.ts'
import { addDays, dayInIndia } from '../../../platform/clock.ts'
import { Cursor, Day, Limit, object, Pin, page, type Static, Type, text } from '../../../platform/contract.ts'
import type { App } from '../../../platform/module.ts'
import { cursor, cutPage, refuseCursor } from '../../../platform/paging.ts'
import { invalidField, notFound, Problem } from '../../../platform/problem.ts'
import { toSearchText } from '../../../platform/words.ts'
import { FacilityId, locatePin } from '../../facilities/contract.ts'
import { DoctorFacts, DoctorId, Gender, PracticeFacts, Speciality, SpokenLanguage } from '../contract.ts'
import { listHospitals } from '../hospitals/store.ts'
import { listPractices } from '../practices/store.ts'
import { doctorParams } from '../registration/routes.ts'
import { findDoctor } from '../registration/store.ts'
import { findNextDay } from '../rules.ts'
import type { ScheduleFacts } from '../schedules/contract.ts'
import { readSchedules } from '../schedules/steps.ts'
import type { Doctor, DoctorsContext, Hospital, Practice } from '../tables.ts'
import { listPublic } from './store.ts'

const DAYS_AHEAD = 30
const WORDS_MAX = 5

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
  const words = q === undefined ? [] : toSearchText(q).split(' ').slice(0, WORDS_MAX)
  if (words[0] === '') throw invalidField('query/q', 'needs at least one letter or digit')
  const place = pin === undefined ? undefined : await call(locatePin, { pin })
  if (place === null) throw invalidField('query/pin', 'is not in the directory of PIN codes: check it')
  return { speciality, facilityId, cell: place?.cell, language, gender, words }
}

async function findLast({ db }: DoctorsContext, id: DoctorId | undefined): Promise<Doctor | undefined> {
  const last = id && (await findDoctor(db, id))
  if (id && !last) throw refuseCursor()
  return last
}

async function toViews({ db, clock }: DoctorsContext, doctors: readonly Doctor[]) {
  const today = dayInIndia(clock.now())
  const practices = await listPractices(
    db,
    doctors.map(({ id }) => id),
  )
  const hospitals = await listHospitals(db, [...new Set(practices.map(({ facility_id }) => facility_id))])
  const schedules = await readSchedules(db, doctors, { fromOn: today, untilOn: addDays(today, DAYS_AHEAD - 1) })
  const open = new Map(hospitals.filter(({ is_open }) => is_open).map((one) => [one.id, one]))
  return doctors.map((doctor) => {
    const own = practices.filter((one) => one.doctor_id === doctor.id && one.status === 'active' && one.is_public)
    const seen = own.flatMap((one) => {
      const hospital = open.get(one.facility_id)
      return hospital ? [toPracticeView(one, hospital)] : []
    })
    return toView(doctor, seen, findNextDay(schedules.get(doctor.id) as ScheduleFacts, today, DAYS_AHEAD))
  })
}

function toPracticeView(practice: Practice, { name, address, pin, district, state }: Hospital) {
  return {
    ...{ facilityId: practice.facility_id, name, address, pin, district, state },
    ...(practice.department !== null && { department: practice.department }),
    ...(practice.room !== null && { room: practice.room }),
    feePaise: practice.fee_paise,
    revisitFeePaise: practice.revisit_fee_paise,
    revisitDays: practice.revisit_days,
    opensDays: practice.opens_days,
  }
}

function toView(doctor: Doctor, practices: Static<typeof DoctorView>['practices'], nextOn: string | undefined) {
  const { id, name, gender, council, registration_no, qualifications, specialities, languages } = doctor
  return {
    ...{ doctorId: id, name, gender, council, registrationNo: registration_no },
    ...{ qualifications: [...qualifications], specialities: [...specialities], languages: [...languages] },
    practices,
    ...(nextOn !== undefined && { nextOn }),
  }
}
