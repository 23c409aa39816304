// What an answer shows of an appointment. Reception does not read why somebody comes.
import { addDays, dayInIndia } from '../../../platform/clock.ts'
import { Day, Instant, object, oneOf, Paise, Pin, type Static, Type, toTimeOfDay } from '../../../platform/contract.ts'
import { referenceOf } from '../../../platform/id.ts'
import { DoctorId, Speciality } from '../../doctors/contract.ts'
import { MODES, TimeOfDay } from '../../doctors/schedules/contract.ts'
import { FacilityId } from '../../facilities/contract.ts'
import { PatientId } from '../../patients/contract.ts'
import { AppointmentId, AppointmentStatus, CHANNELS, Kind, Priority, SlotId } from '../contract.ts'
import { findShownPatients, ShownPatient } from '../people.ts'
import { type JoinedToken, NO_TOKEN, TokenOfAppointment, toTokenOfAppointment } from '../queues/token-views.ts'
import type { AppointmentsContext, Practice } from '../tables.ts'
import { startOf } from './limits.ts'
import type { MadeAppointment } from './requests.ts'
import type { ShownAppointment } from './store.ts'

export const AppointmentView = object({
  appointmentId: AppointmentId,
  reference: Type.String({ description: 'As people read it aloud, such as DL-7F3K-9Q2M.' }),
  status: AppointmentStatus,
  version: Type.Integer(),
  kind: Kind,
  channel: oneOf(CHANNELS),
  seat: oneOf(['regular', 'over', 'early'], {
    description:
      '`over`: staff gave a seat beyond the capacity. `early`: the person came hours before, and the seat is free.',
  }),
  priority: Priority,
  slotIds: Type.Array(SlotId),
  doctorId: DoctorId,
  doctorName: Type.String(),
  specialities: Type.Array(Speciality),
  facilityId: FacilityId,
  facilityName: Type.String(),
  address: Type.String(),
  pin: Pin,
  room: Type.Optional(Type.String()),
  patientId: PatientId,
  date: Day,
  start: TimeOfDay,
  minutes: Type.Integer(),
  mode: oneOf(MODES),
  feePaise: Paise,
  payment: Type.Optional(
    oneOf(['paid', 'refund-due', 'refunded'], { description: 'What became of the fee. Left out: nobody has paid it.' }),
  ),
  heldUntil: Type.Optional(Instant),
  changeUntil: Type.Optional({ ...Instant, description: 'The family may cancel or move it until then.' }),
  decideBy: Type.Optional({ ...Instant, description: 'DISPLACED: without a choice until then it is cancelled.' }),
  arrivedAt: Type.Optional(Instant),
  reason: Type.Optional(Type.String({ description: 'Only for the family, and for who treats the patient.' })),
  movedFrom: Type.Optional(AppointmentId),
  movedTo: Type.Optional(AppointmentId),
  endedReason: Type.Optional(Type.String()),
  token: Type.Optional(TokenOfAppointment),
})
export type AppointmentView = Static<typeof AppointmentView>

export const ListedAppointment = object({
  ...AppointmentView.properties,
  patient: Type.Optional({ ...ShownPatient, description: 'Only for the staff of the hospital.' }),
})

const MINUTE_MS = 60_000

/** What an answer shows of an appointment. */
export type SeenAppointment = Pick<
  ShownAppointment,
  | keyof MadeAppointment
  | keyof JoinedToken
  | 'doctor_name'
  | 'facility_name'
  | 'address'
  | 'pin'
  | 'state_code'
  | 'room'
  | 'cancel_until_minutes'
  | 'specialities'
  | 'decide_by'
  | 'payment'
  | 'arrived_at'
  | 'moved_to'
  | 'ended_reason'
>

/** An appointment that was made in this moment: nobody has come, and nothing has ended. */
export function toSeen(made: MadeAppointment, practice: Practice): SeenAppointment {
  const { doctor_name, facility_name, address, pin, state_code, room, cancel_until_minutes, specialities } = practice
  return {
    ...made,
    ...{ doctor_name, facility_name, address, pin, state_code, room, cancel_until_minutes, specialities },
    ...{ decide_by: null, payment: null, arrived_at: null, moved_to: null, ended_reason: null },
    ...NO_TOKEN,
  }
}

/** `showsReason`: the reader is of the family, or treats the patient. */
export function toView(one: SeenAppointment, showsReason: boolean): AppointmentView {
  const changeUntil = new Date(startOf(one).getTime() - one.cancel_until_minutes * MINUTE_MS)
  return {
    ...{ appointmentId: one.id, reference: referenceOf(one.state_code, one.id), status: one.status },
    ...{ version: one.version, kind: one.kind, channel: one.channel, seat: one.seat, priority: one.priority },
    ...{ slotIds: [...one.slot_ids], doctorId: one.doctor_id, doctorName: one.doctor_name },
    ...{ specialities: [...one.specialities], facilityId: one.facility_id, facilityName: one.facility_name },
    ...{ address: one.address, pin: one.pin, patientId: one.patient_id, date: one.held_on },
    ...{ start: toTimeOfDay(one.starts_minute), minutes: one.ends_minute - one.starts_minute, mode: one.mode },
    feePaise: one.fee_paise,
    ...(one.payment !== null && { payment: one.payment }),
    ...(one.room !== null && { room: one.room }),
    ...(one.held_until !== null && { heldUntil: one.held_until.toISOString() }),
    ...(one.status === 'BOOKED' && { changeUntil: changeUntil.toISOString() }),
    ...(one.decide_by !== null && { decideBy: one.decide_by.toISOString() }),
    ...(one.arrived_at !== null && { arrivedAt: one.arrived_at.toISOString() }),
    ...(showsReason && one.reason !== null && { reason: one.reason }),
    ...(one.moved_from !== null && { movedFrom: one.moved_from }),
    ...(one.moved_to !== null && { movedTo: one.moved_to }),
    ...(one.ended_reason !== null && { endedReason: one.ended_reason }),
    ...toTokenOfAppointment(one),
  }
}

/** The same with the names of the patients, for the staff of the hospital. */
export async function toStaffViews(
  context: AppointmentsContext,
  shown: readonly ShownAppointment[],
  showsReason: boolean,
): Promise<Static<typeof ListedAppointment>[]> {
  const people = await findShownPatients(
    context,
    shown.map(({ patient_id }) => patient_id),
  )
  return shown.map((one) => {
    const patient = people.get(one.patient_id)
    return { ...toView(one, showsReason), ...(patient && { patient }) }
  })
}

/** The furthest day for which a hospital's day can be listed: the view ends there. */
export const lastListedDay = (now: Date): string => addDays(dayInIndia(now), 31)
