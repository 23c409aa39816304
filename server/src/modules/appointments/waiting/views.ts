// What an answer shows of an entry on the waiting list, and of the offer that it has.
import { Day, Instant, object, type Static, Type, toTimeOfDay } from '../../../platform/contract.ts'
import { DoctorId, Speciality } from '../../doctors/contract.ts'
import { TimeOfDay } from '../../doctors/schedules/contract.ts'
import { FacilityId } from '../../facilities/contract.ts'
import { PatientId } from '../../patients/contract.ts'
import { findAppointment } from '../booking/store.ts'
import { AppointmentId } from '../contract.ts'
import { listPracticesOf } from '../slots/practice-store.ts'
import type { AppointmentsContext, WaitingEntry } from '../tables.ts'
import { Part, WaitingId, WaitingStatus } from './contract.ts'
import { countAhead } from './store.ts'

const OfferView = object({
  appointmentId: AppointmentId,
  doctorId: DoctorId,
  doctorName: Type.String(),
  date: Day,
  start: TimeOfDay,
  minutes: Type.Integer(),
  until: { ...Instant, description: 'Until then the place is held. After that the next in line gets it.' },
})

export const WaitingView = object({
  waitingId: WaitingId,
  status: WaitingStatus,
  version: Type.Integer(),
  facilityId: FacilityId,
  facilityName: Type.String(),
  doctorId: Type.Optional(DoctorId),
  doctorName: Type.Optional(Type.String()),
  speciality: Type.Optional(Speciality),
  patientId: PatientId,
  fromOn: Day,
  untilOn: Day,
  part: Part,
  askedAt: Instant,
  ahead: Type.Optional(Type.Integer({ description: 'How many people come before, while it waits.' })),
  offersLeft: Type.Integer({ description: 'How many more offers this person gets. The entry ends with the last one.' }),
  offer: Type.Optional(OfferView),
  appointmentId: Type.Optional({ ...AppointmentId, description: 'TAKEN: the appointment.' }),
})
export type WaitingView = Static<typeof WaitingView>

const OFFERS = 3

export async function toView({ db }: AppointmentsContext, entry: WaitingEntry): Promise<WaitingView> {
  const practices = await listPracticesOf(db, { facilityId: entry.facility_id })
  const doctor = practices.find(({ doctor_id }) => doctor_id === entry.doctor_id)
  const { appointment_id: appointmentId, offer_until: until, status } = entry
  const held = appointmentId === null || until === null ? undefined : await findAppointment(db, appointmentId)
  const offer = held &&
    until && {
      ...{ appointmentId: held.id, doctorId: held.doctor_id, doctorName: held.doctor_name, date: held.held_on },
      ...{ start: toTimeOfDay(held.starts_minute), minutes: held.ends_minute - held.starts_minute },
      until: until.toISOString(),
    }
  return {
    ...{ waitingId: entry.id, status, version: entry.version, facilityId: entry.facility_id },
    facilityName: practices[0]?.facility_name ?? '',
    ...(entry.doctor_id !== null && { doctorId: entry.doctor_id }),
    ...(doctor && { doctorName: doctor.doctor_name }),
    ...(entry.speciality !== null && { speciality: entry.speciality }),
    ...{ patientId: entry.patient_id, fromOn: entry.from_on, untilOn: entry.until_on, part: entry.part },
    askedAt: entry.asked_at.toISOString(),
    ...(status === 'WAITING' && { ahead: await countAhead(db, entry) }),
    offersLeft: OFFERS - entry.offers_made,
    ...(offer && { offer }),
    ...(status === 'TAKEN' && appointmentId !== null && { appointmentId }),
  }
}
