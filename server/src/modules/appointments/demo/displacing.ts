// Somebody of the demo who was displaced: the citizen has booked a day on which the doctor then takes leave.
import { addDays } from '../../../platform/clock.ts'
import type { Demo, DemoApi } from '../../../platform/demo.ts'
import type { DoctorId } from '../../doctors/contract.ts'
import { pullDoctor } from '../schedules/steps.ts'
import type { AppointmentsContext } from '../tables.ts'

/** Nobody else of the demo books so far ahead. */
const DAYS_AHEAD = 8
/** A doctor whose speciality others of the hospital have too, so that there are all kinds of offers. */
const DOCTOR = 'Harpreet Gill'

interface Found {
  readonly doctors: readonly { readonly days: readonly { readonly slots: readonly { slotId: string }[] }[] }[]
}

/** Displaces one appointment, once: the leave stays, whatever the citizen chooses. */
export async function displaceOne(demo: Demo, context: AppointmentsContext): Promise<void> {
  const { hospital, today, as } = demo
  const day = addDays(today, DAYS_AHEAD)
  const found = `/v1/doctors?facility=${hospital.facilityId}&q=${encodeURIComponent(DOCTOR)}`
  const doctors = await as('reception', (api) => api.get<{ items: { doctorId: string }[] }>(found))
  const doctorId = doctors.items[0]?.doctorId
  if (doctorId === undefined || (await hasLeave(demo, doctorId))) return
  await as('citizen', (api) => book(api, { doctorId, facilityId: hospital.facilityId, day }))
  await as('centre-admin', async (api) => {
    const leave = { kind: 'leave', facilityId: hospital.facilityId, fromOn: day, untilOn: day, reason: 'Training' }
    await api.send('POST', `/v1/doctors/${doctorId}/exceptions`, leave)
  })
  await pullDoctor(context, doctorId as DoctorId, 'demo')
}

const hasLeave = ({ as }: Demo, doctorId: string): Promise<boolean> =>
  as('centre-admin', async (api) => {
    const { exceptions } = await api.get<{ exceptions: object[] }>(`/v1/doctors/${doctorId}/schedule`)
    return exceptions.length > 0
  })

interface Wish {
  readonly doctorId: string
  readonly facilityId: string
  readonly day: string
}

async function book(api: DemoApi, { doctorId, facilityId, day }: Wish): Promise<void> {
  const { items } = await api.get<{ items: { patientId: string }[] }>('/v1/patients')
  const patientId = items[0]?.patientId
  const own = await api.get<{ items: { date: string }[] }>(`/v1/appointments?patient=${patientId}`)
  if (own.items.some(({ date }) => date === day)) return
  const search = `doctor=${doctorId}&facility=${facilityId}&from=${day}&days=1`
  const { doctors } = await api.get<Found>(`/v1/appointments/slots?${search}`)
  const slotId = doctors[0]?.days[0]?.slots[2]?.slotId
  if (slotId !== undefined)
    await api.send('POST', '/v1/appointments', { slotIds: [slotId], patientId, reason: 'Cough' })
}
