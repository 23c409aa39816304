// The visits of the demo: its nurse measures who waits, and its doctor has signed the notes of who was seen.
import { addDays } from '../../platform/clock.ts'
import { type Demo, type DemoApi, type ModuleDemo, namesOf } from '../../platform/demo.ts'
import type { NoteBody } from './contract.ts'
import type { Readings } from './vitals/rules.ts'

interface Came {
  readonly appointmentId: string
  readonly status: string
  readonly start: string
  readonly doctorName: string
  readonly patientId: string
  readonly patient?: { readonly name: string }
}

interface Opened {
  readonly visitId: string
  readonly status: string
  readonly noteVersion: number
}

const PAGE = 100
/** Of so many people who wait the last is not measured yet. */
const UNMEASURED_OF = 3
const SEEN_STATES: readonly string[] = ['ARRIVED', 'IN_CONSULTATION', 'FULFILLED']

const NOTES: readonly NoteBody[] = [
  {
    complaints: 'Fever for three days with cough, no breathlessness',
    examination: 'Throat red, chest clear',
    diagnoses: [{ name: 'Acute upper respiratory infection', icd10: 'J06.9' }],
    advice: 'Drink much, rest. Come back if the fever lasts longer than two days.',
  },
  {
    complaints: 'Pain in the right knee after walking, for two months',
    examination: 'No swelling, full movement, pain at the inner side',
    diagnoses: [{ name: 'Arthrosis of the knee', icd10: 'M17.9' }],
    advice: 'Ten minutes of the exercises shown, twice a day. Less stairs.',
  },
  {
    complaints: 'Follow-up of blood pressure, no headache',
    examination: 'Heart sounds normal, no swelling of the feet',
    diagnoses: [{ name: 'Essential hypertension', icd10: 'I10' }],
    advice: 'Less salt. Measure at home each Sunday and bring the values.',
  },
]

async function seed(demo: Demo): Promise<void> {
  const yesterday = addDays(demo.today, -1)
  await demo.at(yesterday, '17:30', () => treat(demo, yesterday))
  await goOn(demo)
}

const goOn = (demo: Demo): Promise<void> => treat(demo, demo.today)

/** Measures and writes for the people of the demo. It leaves others, and what staff did by hand, alone. */
async function treat(demo: Demo, day: string): Promise<void> {
  const { facilityId } = demo.hospital
  const url = `/v1/appointments?facility=${facilityId}&day=${day}&limit=${PAGE}`
  const { items } = await demo.as('reception', (api) => api.get<{ items: Came[] }>(url))
  const names = namesOf(demo, true)
  const came = items.filter(({ status, patient }) => SEEN_STATES.includes(status) && names.has(patient?.name ?? ''))
  const measured = came.filter(({ status }, nth) => status !== 'ARRIVED' || nth % UNMEASURED_OF < UNMEASURED_OF - 1)
  if (measured.length > 0) await demo.as('nurse', (api) => measureAll(api, { facilityId, day, measured }))
  const doctor = demo.accounts.find(({ role }) => role === 'doctor')
  const seen = came.filter(({ status, doctorName }) => status === 'FULFILLED' && doctor?.name.endsWith(doctorName))
  if (seen.length > 0) await demo.as('doctor', (api) => signAll(api, seen))
}

interface Measuring {
  readonly facilityId: string
  readonly day: string
  readonly measured: readonly Came[]
}

async function measureAll(api: DemoApi, { facilityId, day, measured }: Measuring): Promise<void> {
  interface Listed extends Opened {
    readonly appointmentId?: string
    readonly hasVitals: boolean
  }
  const url = `/v1/visits?facility=${facilityId}&day=${day}&limit=${PAGE}`
  const { items } = await api.get<{ items: Listed[] }>(url)
  for (const [nth, { appointmentId }] of measured.entries()) {
    const listed = items.find((one) => one.appointmentId === appointmentId)
    if (listed?.hasVitals) continue
    const { visitId, status } = listed ?? (await open(api, appointmentId))
    if (status !== 'CLOSED') await api.send('POST', `/v1/visits/${visitId}/vitals`, readingsOf(nth))
  }
}

/** The visit of an appointment. Its event may still be on its way. */
const open = (api: DemoApi, appointmentId: string): Promise<Opened> =>
  api.send<Opened>('POST', '/v1/visits', { appointmentId })

const readingsOf = (nth: number): Readings => ({
  temperatureCelsius: (366 + ((nth * 7) % 20)) / 10,
  pulsePerMinute: 66 + ((nth * 11) % 30),
  systolicMmHg: 112 + ((nth * 13) % 40),
  diastolicMmHg: 70 + ((nth * 5) % 20),
  spo2Percent: 95 + (nth % 5),
})

async function signAll(api: DemoApi, seen: readonly Came[]): Promise<void> {
  for (const [nth, { appointmentId, patientId }] of seen.entries()) {
    const { visitId, noteVersion } = await open(api, appointmentId)
    if (noteVersion > 0) continue
    const { draft } = await api.get<{ draft?: object }>(`/v1/visits/${visitId}`)
    // Somebody who tries the demo writes this note.
    if (draft) continue
    await api.send('POST', `/v1/visits/${visitId}/notes`, { note: NOTES[nth % NOTES.length] as NoteBody })
    if (nth === 0) await noteAllergy(api, patientId)
  }
}

async function noteAllergy(api: DemoApi, patientId: string): Promise<void> {
  const { allergies } = await api.get<{ allergies: object[] }>(`/v1/patients/${patientId}/record`)
  if (allergies.length > 0) return
  const allergy = { substance: 'Penicillin', severity: 'moderate' }
  await api.send('POST', `/v1/patients/${patientId}/allergies`, allergy)
}

export const demo: ModuleDemo = { seed, goOn }
