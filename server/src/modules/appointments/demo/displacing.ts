// Somebody of the demo who was displaced: the citizen has booked a day on which the doctor then takes leave.
import { addDays } from '../../../platform/clock.ts'
import type { Demo } from '../../../platform/demo.ts'
import type { DoctorId } from '../../doctors/contract.ts'
import { pullDoctor } from '../schedules/steps.ts'
import type { AppointmentsContext } from '../tables.ts'
import { bookSelf } from './booking.ts'

/** Nobody else of the demo books so far ahead. */
const DAYS_AHEAD = 8
/** A doctor whose speciality others of the hospital have too, so that there are all kinds of offers. */
const DOCTOR = 'Harpreet Gill'

/** Displaces one appointment, once: the leave stays, whatever the citizen chooses. */
export async function displaceOne(demo: Demo, context: AppointmentsContext): Promise<void> {
  const { hospital, today, as } = demo
  const day = addDays(today, DAYS_AHEAD)
  const found = `/v1/doctors?facility=${hospital.facilityId}&q=${encodeURIComponent(DOCTOR)}`
  const doctors = await as('reception', (api) => api.get<{ items: { doctorId: string }[] }>(found))
  const doctorId = doctors.items[0]?.doctorId
  if (doctorId === undefined || (await hasLeave(demo, doctorId))) return
  await bookSelf(demo, { doctor: DOCTOR, day, reason: 'Cough' })
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
