// The parts of the waiting list that other modules may use: ids, words, events, and the reasons for refusals.
import {
  Day,
  defineEvent,
  defineProblem,
  Instant,
  id,
  object,
  oneOf,
  type Static,
  Type,
} from '../../../platform/contract.ts'
import { DoctorId } from '../../doctors/contract.ts'
import { TimeOfDay } from '../../doctors/schedules/contract.ts'
import { FacilityId } from '../../facilities/contract.ts'
import { PatientId } from '../../patients/contract.ts'
import { AppointmentId } from '../contract.ts'

export const WaitingId = id('waiting')
export type WaitingId = Static<typeof WaitingId>

export const WAITING_STATUSES = ['WAITING', 'OFFERED', 'TAKEN', 'LEFT', 'EXPIRED'] as const
export const WaitingStatus = oneOf(WAITING_STATUSES, {
  description:
    '`OFFERED`: a place is held until `offer.until`. `TAKEN`: booked. `LEFT`: by the own wish, or after three offers ' +
    'that were not taken. `EXPIRED`: the days are over.',
})
export type WaitingStatus = Static<typeof WaitingStatus>

export const PARTS = ['any', 'morning', 'afternoon', 'evening'] as const
export const Part = oneOf(PARTS, { description: '`morning` ends at 12:00, `afternoon` at 17:00.' })
export type Part = Static<typeof Part>

const told = { waitingId: WaitingId, facilityId: FacilityId, patientId: PatientId }

/** Somebody waits for a place. */
export const waitingJoined = defineEvent('appointments.waiting-joined.v1', 'waitingId', object(told))

/** A place is held for somebody who waits. `link` is the secret with which the message opens the offer. */
export const waitingOffered = defineEvent(
  'appointments.waiting-offered.v1',
  'waitingId',
  object({
    ...told,
    appointmentId: AppointmentId,
    date: Day,
    start: TimeOfDay,
    minutes: Type.Integer({ minimum: 1 }),
    until: Instant,
    link: Type.String(),
  }),
)

/** An offer was declined, or its time ran out. The place goes to the next in line. */
export const waitingPassed = defineEvent(
  'appointments.waiting-passed.v1',
  'waitingId',
  object({ ...told, by: oneOf(['patient', 'time']) }),
)

/** Somebody waits no longer. */
export const waitingEnded = defineEvent(
  'appointments.waiting-ended.v1',
  'waitingId',
  object({ ...told, how: oneOf(['taken', 'left', 'passed', 'expired'], { description: '`passed`: three offers.' }) }),
)

/** A doctor has a free place at a hospital where people wait. */
export const seatsFreed = defineEvent(
  'appointments.seats-freed.v1',
  'facilityId',
  object({ facilityId: FacilityId, doctorId: DoctorId }),
)

export const alreadyWaiting = defineProblem(
  'already-waiting',
  409,
  'This person waits for the same already',
  'Look at the entry of `waitingId`. To wait for other days, leave the list and join it again.',
)
export const seatFreeNow = defineProblem(
  'seat-free-now',
  409,
  'A place is free, so nobody must wait',
  'Book one of `slotIds`.',
)
export const offerOver = defineProblem(
  'offer-over',
  409,
  'This offer is over',
  'Look at `status`. Who still waits gets the next place that becomes free.',
)
