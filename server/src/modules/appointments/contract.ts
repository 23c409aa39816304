// The parts of appointments that other modules may use: ids, words, facts, events, and the reasons for refusals.
import {
  Day,
  defineEvent,
  defineProblem,
  Instant,
  id,
  object,
  oneOf,
  Paise,
  type Static,
  Type,
} from '../../platform/contract.ts'
import { DoctorId } from '../doctors/contract.ts'
import { MODES, TimeOfDay } from '../doctors/schedules/contract.ts'
import { FacilityId } from '../facilities/contract.ts'
import { PatientId } from '../patients/contract.ts'

export const SlotId = id('slot')
export type SlotId = Static<typeof SlotId>
export const AppointmentId = id('appointment')
export type AppointmentId = Static<typeof AppointmentId>

/** FHIR's AppointmentStatus in finer steps; `docs/decisions/0032-appointments.md` has the table. */
export const APPOINTMENT_STATUSES = [
  ...(['HELD', 'BOOKED', 'ARRIVED', 'IN_CONSULTATION', 'FULFILLED', 'DISPLACED'] as const),
  ...(['EXPIRED', 'CANCELLED', 'MOVED', 'NO_SHOW', 'LEFT', 'VOID'] as const),
] as const
export const AppointmentStatus = oneOf(APPOINTMENT_STATUSES, {
  description:
    '`HELD`: for two minutes. `DISPLACED`: the hours of the doctor have changed, and the patient must choose again.',
})
export type AppointmentStatus = Static<typeof AppointmentStatus>

export const KINDS = ['new', 'follow-up', 'revisit'] as const
export const Kind = oneOf(KINDS, { description: '`revisit`: soon after a visit, for the lower fee.' })
export const CHANNELS = ['app', 'counter', 'waiting-list'] as const
export const PRIORITIES = ['normal', 'senior', 'disabled', 'pregnant', 'child', 'emergency'] as const
export const Priority = oneOf(PRIORITIES, { description: 'Why somebody waits less.' })
export const SLOTS_MAX = 4
export const HOLD_MS = 120_000

/** The facts about an appointment that other modules may copy. `version` grows by one with each change. */
export const AppointmentFacts = object({
  appointmentId: AppointmentId,
  facilityId: FacilityId,
  doctorId: DoctorId,
  patientId: PatientId,
  date: Day,
  start: TimeOfDay,
  minutes: Type.Integer({ minimum: 1 }),
  mode: oneOf(MODES),
  kind: Kind,
  feePaise: Paise,
  version: Type.Integer({ minimum: 1 }),
})
export type AppointmentFacts = Static<typeof AppointmentFacts>

const told = AppointmentFacts.properties

/** An appointment is booked. `movedFrom`: it takes the place of another one. */
export const appointmentBooked = defineEvent(
  'appointments.appointment-booked.v1',
  'appointmentId',
  object({ ...told, movedFrom: Type.Optional(AppointmentId) }),
)
/** An appointment has ended before the doctor saw the patient. `movedTo`: another one takes its place. */
export const appointmentCancelled = defineEvent(
  'appointments.appointment-cancelled.v1',
  'appointmentId',
  object({
    ...told,
    by: oneOf(['patient', 'staff', 'schedule'], { description: '`schedule`: the hours changed; nobody chose again.' }),
    movedTo: Type.Optional(AppointmentId),
  }),
)
/** The patient did not come. */
export const appointmentMissed = defineEvent('appointments.appointment-missed.v1', 'appointmentId', object(told))
/** The patient came, and left before the doctor saw them. */
export const appointmentLeft = defineEvent('appointments.appointment-left.v1', 'appointmentId', object(told))
/** Staff had entered the appointment by mistake. `hasCome`: the patient was there already. */
export const appointmentVoided = defineEvent(
  'appointments.appointment-voided.v1',
  'appointmentId',
  object({ ...told, hasCome: Type.Boolean() }),
)
/** The patient came. */
export const appointmentArrived = defineEvent('appointments.appointment-arrived.v1', 'appointmentId', object(told))
/** The arrival was a mistake. */
export const arrivalCancelled = defineEvent('appointments.arrival-cancelled.v1', 'appointmentId', object(told))
/** The doctor began to see the patient. */
export const consultationBegan = defineEvent('appointments.consultation-began.v1', 'appointmentId', object(told))
/** The doctor has seen the patient. */
export const appointmentFulfilled = defineEvent('appointments.appointment-fulfilled.v1', 'appointmentId', object(told))
/**
 * The hours of the doctor changed, so the appointment has no place any more. It moves to another one of the same day at
 * once, or the patient is asked to choose (`choice-asked`). Without a choice until `decideBy` it is cancelled.
 */
export const appointmentDisplaced = defineEvent(
  'appointments.appointment-displaced.v1',
  'appointmentId',
  object({ ...told, decideBy: Instant }),
)
/** The hours are back, so the appointment stands again. `isTold`: the patient was asked to choose before that. */
export const appointmentKept = defineEvent(
  'appointments.appointment-kept.v1',
  'appointmentId',
  object({ ...told, isTold: Type.Boolean() }),
)

export const slotFull = defineProblem(
  'slot-full',
  409,
  'All places of this slot are taken',
  'Choose one of `nearest`, the next free slots of this doctor here, or search again.',
)
export const slotNotOpen = defineProblem(
  'slot-not-open',
  409,
  'This slot cannot be booked any more',
  'The hours of the doctor have changed, or the slot is over. Search again.',
)
export const alreadyBooked = defineProblem(
  'already-booked',
  409,
  'This person has an appointment with this doctor on this day',
  'Move or cancel that appointment. Staff may book a second one and say why in `override`.',
)
export const tooManyHolds = defineProblem(
  'too-many-holds',
  409,
  'You already hold two slots',
  'Confirm or release one of them, or wait two minutes until a hold ends.',
)
export const tooLateToBook = defineProblem(
  'too-late-to-book',
  409,
  'It is too late to book this slot',
  'Choose a later slot, or telephone the hospital.',
)
export const tooEarlyToBook = defineProblem(
  'too-early-to-book',
  409,
  'This day is not open for booking yet',
  'Book from `opensOn` on, or choose an earlier day.',
)
export const notForPublic = defineProblem(
  'not-for-public',
  409,
  'Only the staff of the hospital book this slot',
  'Choose another slot, or ask the reception of the hospital.',
)
export const holdExpired = defineProblem(
  'hold-expired',
  409,
  'The two minutes are over',
  'The slot may still be free: hold it again, or choose another.',
)
export const appointmentEnded = defineProblem(
  'appointment-ended',
  409,
  'This appointment has ended',
  'Look at `status`. To come again, book a new appointment.',
)
export const appointmentState = defineProblem(
  'appointment-state',
  409,
  'The appointment is in a state that does not allow this',
  'Look at `status`, and at `may`, what can be done now.',
)
export const tooLateToCancel = defineProblem(
  'too-late-to-cancel',
  409,
  'It is too late to change this appointment here',
  'It could be changed until `until`. Telephone the hospital.',
)
export const otherDay = defineProblem(
  'other-day',
  409,
  'This appointment is on another day',
  'An arrival is recorded on the day of the appointment. Look at `date`.',
)
export const absenceTooEarly = defineProblem(
  'patient-may-still-come',
  409,
  'The patient may still come',
  'An absence is recorded from `from` on: 30 minutes after the end of the slot.',
)

export const bookingProblems = [
  ...[slotFull, slotNotOpen, alreadyBooked, tooManyHolds, tooLateToBook, tooEarlyToBook, notForPublic],
  ...[holdExpired, appointmentEnded, appointmentState, tooLateToCancel, otherDay, absenceTooEarly],
]
