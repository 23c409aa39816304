// The doctors of the demo: twelve at its three hospitals, entered by the administrators and verified by an official.
import { addDays } from '../../platform/clock.ts'
import type { Demo, DemoApi, DemoFacility, ModuleDemo } from '../../platform/demo.ts'
import type { GENDERS, Speciality } from './contract.ts'
import { weekdayOf } from './schedules/contract.ts'

interface Work {
  /** 0 is the demo's hospital; the others are its branches. */
  readonly at: 0 | 1 | 2
  readonly days: readonly number[]
  readonly shifts: readonly Shift[]
}

interface DemoDoctor {
  readonly name: string
  readonly gender: (typeof GENDERS)[number]
  readonly speciality: Speciality
  readonly qualifications: readonly string[]
  readonly works: readonly Work[]
  readonly isDraft?: true
  /** The person with the role doctor in the demo is this doctor. */
  readonly hasAccount?: true
  readonly isAwayNextWeek?: true
}

interface Shift {
  readonly starts: string
  readonly ends: string
  readonly slotMinutes: number
}

const MORNING: Shift = { starts: '09:00', ends: '13:00', slotMinutes: 15 }
const AFTERNOON: Shift = { starts: '14:00', ends: '17:00', slotMinutes: 15 }
const BOTH = [MORNING, AFTERNOON]
const [SUNDAY, MONDAY] = [7, 1]
const MON_TO_FRI = [1, 2, 3, 4, 5]
const MON_TO_SAT = [...MON_TO_FRI, 6]
const ALL_DAYS = [...MON_TO_SAT, SUNDAY]

/** At each hospital somebody sees patients on each day, from nine to one and from two to five. */
const DOCTORS: readonly DemoDoctor[] = [
  {
    ...{ name: 'Kavita Rao', gender: 'female', speciality: 'general-medicine', hasAccount: true },
    qualifications: ['MBBS', 'MD (General Medicine)'],
    works: [
      { at: 0, days: MON_TO_SAT, shifts: [MORNING] },
      { at: 1, days: [2, 4], shifts: [AFTERNOON] },
    ],
  },
  {
    ...{ name: 'Harpreet Gill', gender: 'male', speciality: 'general-medicine', qualifications: ['MBBS'] },
    works: [
      { at: 0, days: [SUNDAY], shifts: [MORNING] },
      { at: 0, days: ALL_DAYS, shifts: [AFTERNOON] },
    ],
  },
  {
    ...{ name: 'Anil Mishra', gender: 'male', speciality: 'paediatrics' },
    ...{ qualifications: ['MBBS', 'MD (Paediatrics)'], works: [{ at: 0, days: MON_TO_FRI, shifts: BOTH }] },
  },
  {
    ...{ name: 'Shabana Sheikh', gender: 'female', speciality: 'obstetrics-gynaecology' },
    qualifications: ['MBBS', 'MS (Obstetrics and Gynaecology)'],
    works: [
      { at: 0, days: [1, 3, 5], shifts: BOTH },
      { at: 2, days: [2, 4], shifts: [MORNING] },
    ],
  },
  {
    ...{ name: 'Thomas Kurian', gender: 'male', speciality: 'orthopaedics', isAwayNextWeek: true },
    ...{ qualifications: ['MBBS', 'MS (Orthopaedics)'], works: [{ at: 0, days: MON_TO_SAT, shifts: [MORNING] }] },
  },
  {
    ...{ name: 'Nirmala Das', gender: 'female', speciality: 'paediatrics', isDraft: true },
    ...{ qualifications: ['MBBS', 'DCH'], works: [{ at: 0, days: MON_TO_FRI, shifts: [AFTERNOON] }] },
  },
  {
    ...{ name: 'Jyoti Bose', gender: 'female', speciality: 'dentistry', isDraft: true },
    ...{ qualifications: ['BDS'], works: [] },
  },
  {
    ...{ name: 'Imran Ansari', gender: 'male', speciality: 'cardiology' },
    ...{ qualifications: ['MBBS', 'DM (Cardiology)'], works: [{ at: 1, days: MON_TO_SAT, shifts: [MORNING] }] },
  },
  {
    ...{ name: 'Lakshmi Reddy', gender: 'female', speciality: 'ophthalmology' },
    ...{ qualifications: ['MBBS', 'MS (Ophthalmology)'], works: [{ at: 1, days: ALL_DAYS, shifts: BOTH }] },
  },
  {
    ...{ name: 'Gopal Borah', gender: 'male', speciality: 'ear-nose-throat' },
    ...{ qualifications: ['MBBS', 'MS (ENT)'], works: [{ at: 1, days: MON_TO_SAT, shifts: BOTH }] },
  },
  {
    ...{ name: 'Mary Lakra', gender: 'female', speciality: 'dentistry' },
    ...{ qualifications: ['BDS', 'MDS'], works: [{ at: 2, days: ALL_DAYS, shifts: BOTH }] },
  },
  {
    ...{ name: 'Vijay Kulkarni', gender: 'male', speciality: 'orthopaedics' },
    ...{ qualifications: ['MBBS', 'DNB (Orthopaedics)'], works: [{ at: 2, days: MON_TO_FRI, shifts: BOTH }] },
  },
]

const TERMS = { feePaise: 20_000, revisitFeePaise: 10_000, revisitDays: 7, opensDays: 30, cancelUntilMinutes: 60 }

interface Known {
  readonly doctorId: string
  readonly name: string
  readonly status: string
}

async function seed(demo: Demo): Promise<void> {
  const hospitals = [demo.hospital, ...demo.branches]
  const known = await demo.as('national-admin', (api) => listKnown(api, hospitals))
  for (const [nth, doctor] of DOCTORS.entries()) {
    // A doctor is verified last: who is verified is complete.
    if (known.find(({ name }) => name === doctor.name)?.status !== 'verified') {
      await makeDoctor(demo, { doctor, nth, hospitals, known })
    }
  }
  await sendAway(demo, known)
}

async function listKnown(api: DemoApi, hospitals: readonly DemoFacility[]): Promise<Known[]> {
  const known: Known[] = []
  for (const { facilityId } of hospitals) {
    const { items } = await api.get<{ items: Known[] }>(`/v1/doctors/registrations?facility=${facilityId}&limit=100`)
    known.push(...items)
  }
  return known
}

interface Making {
  readonly doctor: DemoDoctor
  readonly nth: number
  readonly hospitals: readonly DemoFacility[]
  readonly known: Known[]
}

async function makeDoctor(demo: Demo, { doctor, nth, hospitals, known }: Making): Promise<void> {
  const found = known.find(({ name }) => name === doctor.name)
  if (found && doctor.isDraft) return
  const home = hospitals[doctor.works[0]?.at ?? 0] as DemoFacility
  const made = found ?? (await demo.as(adminOf(demo, home), (api) => register(api, home, doctor, nth)))
  if (!found) known.push(made)
  for (const place of new Set(doctor.works.map(({ at }) => at))) {
    const hospital = hospitals[place] as DemoFacility
    await demo.as(adminOf(demo, hospital), (api) => takeOn(api, hospital, made.doctorId, { doctor, nth, place, demo }))
  }
  if (doctor.isDraft) return
  const seen = { seen: 'register' }
  await demo.as('national-admin', (api) => api.send('POST', `/v1/doctors/${made.doctorId}/verification`, seen))
}

function adminOf({ accounts }: Demo, { facilityId }: DemoFacility) {
  const admin = accounts.find((one) => one.role === 'centre-admin' && one.facilityId === facilityId)
  if (!admin) throw new Error('A hospital of the demo has no administrator')
  return admin
}

async function register(
  api: DemoApi,
  { facilityId }: DemoFacility,
  { name, gender, speciality, qualifications, hasAccount }: DemoDoctor,
  nth: number,
): Promise<Known> {
  const facts = { name, gender, qualifications, specialities: [speciality], languages: ['en', 'hi'] }
  const registration = { council: 'DL', registrationNo: `DMC/R/${41_207 + nth * 613}` }
  const account = hasAccount && { accountId: await findDoctorAccount(api, facilityId) }
  return api.send<Known>('POST', '/v1/doctors', { facilityId, ...facts, ...registration, ...account })
}

async function findDoctorAccount(api: DemoApi, facilityId: string): Promise<string | undefined> {
  const url = `/v1/staff?facility=${facilityId}&limit=100`
  const { items } = await api.get<{ items: { accountId: string; roles: string[] }[] }>(url)
  return items.find(({ roles }) => roles.includes('doctor'))?.accountId
}

interface Place {
  readonly doctor: DemoDoctor
  readonly nth: number
  readonly place: Work['at']
  readonly demo: Pick<Demo, 'today'>
}

async function takeOn(
  api: DemoApi,
  { facilityId }: DemoFacility,
  doctorId: string,
  { doctor, nth, place, demo }: Place,
): Promise<void> {
  const practice = `/v1/doctors/${doctorId}/practices/${facilityId}`
  await api.send('PUT', practice, { ...TERMS, room: String(12 + nth) })
  const works = doctor.works.filter(({ at }) => at === place)
  const templates = works.flatMap(({ days, shifts }) =>
    days.flatMap((weekday) => shifts.map((shift) => ({ weekday, ...shift, validFrom: addDays(demo.today, -1) }))),
  )
  await api.send('PUT', `${practice}/templates`, { templates })
}

/** Enters leave from Monday to Saturday of the next week, once. */
async function sendAway(demo: Demo, known: readonly Known[]): Promise<void> {
  const name = DOCTORS.find(({ isAwayNextWeek }) => isAwayNextWeek)?.name
  const doctorId = known.find((one) => one.name === name)?.doctorId
  const fromOn = addDays(demo.today, SUNDAY + MONDAY - weekdayOf(demo.today))
  const url = `/v1/doctors/${doctorId}`
  await demo.as('centre-admin', async (api) => {
    const asked = `${url}/schedule?from=${fromOn}&days=6`
    const { exceptions } = await api.get<{ exceptions: object[] }>(asked)
    if (exceptions.length > 0) return
    const leave = { kind: 'leave', facilityId: demo.hospital.facilityId, fromOn, untilOn: addDays(fromOn, 5) }
    await api.send('POST', `${url}/exceptions`, { ...leave, reason: 'Training' })
  })
}

export const demo: ModuleDemo = { seed }
