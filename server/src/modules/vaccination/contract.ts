// The contract of vaccination: ids, schemas, events and problems that other modules and clients use.
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
  text,
} from '../../platform/contract.ts'
import { FacilityId } from '../facilities/contract.ts'
import { PatientId } from '../patients/contract.ts'

export const SessionId = id('session')
export type SessionId = Static<typeof SessionId>
export const BookingId = id('booking')
export type BookingId = Static<typeof BookingId>

export const CourseCode = Type.String({
  pattern: '^[A-Z0-9][A-Z0-9 -]{1,29}$',
  description: 'Code of a course, a series of doses that follow each other, such as COVID-19.',
  examples: ['COVID-19'],
})
export const VaccineCode = Type.String({
  pattern: '^[A-Z0-9][A-Z0-9 -]{1,29}$',
  description: 'Code of a vaccine, such as COVISHIELD.',
  examples: ['COVISHIELD'],
})
export const Dose = Type.Integer({ minimum: 1, maximum: 6, description: 'Number of the dose in its course, from 1.' })
export const Window = Type.String({
  pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]-(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$',
  description: 'A time window in Indian time, HH:MM-HH:MM.',
  examples: ['09:00-11:00'],
})
export const Lot = text(40, { description: 'Lot (batch) number printed on the vial.' })
export const LotState = oneOf(['usable', 'quarantined', 'recalled'])
export const Seats = Type.Integer({ minimum: 1, maximum: 100_000 })
export const Age = Type.Integer({ minimum: 0, maximum: 130, description: 'Age in whole years.' })

export const BookingStatus = oneOf(['BOOKED', 'ABSENT', 'CANCELLED', 'COMPLETED'])

export const Booking = object({
  bookingId: BookingId,
  reference: Type.String({ description: 'Short form of the id that people read aloud.', examples: ['DL-7F3K-9Q2M'] }),
  token: Type.Integer({ description: 'Number in the queue of the centre on this day. No token is given twice.' }),
  status: BookingStatus,
  patientId: PatientId,
  /** The record that stays, when the record of this booking was merged into it. */
  keptPatientId: Type.Optional(PatientId),
  sessionId: SessionId,
  facilityId: FacilityId,
  date: Day,
  window: Window,
  course: CourseCode,
  vaccine: VaccineCode,
  dose: Dose,
  /** When the patient came to the centre. */
  arrivedAt: Type.Optional(Instant),
  /** Only when COMPLETED: when the dose was given, and until when the person stays under observation. */
  givenAt: Type.Optional(Instant),
  observedUntil: Type.Optional(Instant),
  rescheduledTo: Type.Optional(BookingId),
  /** Only after moves: the booking that was moved first. A calendar knows the whole chain by it. */
  firstBookingId: Type.Optional(BookingId),
  /** Only after moves: how often the booking was moved. */
  moves: Type.Optional(Type.Integer({ minimum: 1 })),
})
export type Booking = Static<typeof Booking>

export const DoseGiven = object({
  course: CourseCode,
  dose: Dose,
  vaccine: VaccineCode,
  lot: Lot,
  facilityId: FacilityId,
  bookingId: BookingId,
  givenAt: Instant,
})

const version = Type.Integer({ minimum: 1, description: 'Grows with each change: an older event never wins.' })
/** `patientId` is the record that was booked. It stays the same when that record is merged into another one. */
const bookingFacts = {
  bookingId: BookingId,
  sessionId: SessionId,
  facilityId: FacilityId,
  patientId: PatientId,
  version,
}
const Reason = Type.String({ description: 'Why staff took back what they had recorded.' })
const doseFacts = { course: CourseCode, vaccine: VaccineCode, dose: Dose }
// Optional, because events of earlier versions of Sehat do not have them.
const endedFacts = { date: Type.Optional(Day), course: Type.Optional(CourseCode), dose: Type.Optional(Dose) }

/**
 * `movedFrom` names the ended booking that moved here, and `movedTo` the new booking of one that moved away.
 * `isWalkIn`: staff seated somebody who came without a booking; `walk-in-seated` says more.
 */
export const doseBooked = defineEvent(
  'vaccination.dose-booked.v1',
  'bookingId',
  object({
    ...{ ...bookingFacts, ...doseFacts },
    ...{ date: Day, window: Window, movedFrom: Type.Optional(BookingId), isWalkIn: Type.Optional(Type.Literal(true)) },
  }),
)
export const bookingCancelled = defineEvent(
  'vaccination.booking-cancelled.v1',
  'bookingId',
  object({ ...bookingFacts, ...endedFacts, movedTo: Type.Optional(BookingId) }),
)
const absence = object({ ...bookingFacts, ...endedFacts })
export const patientAbsent = defineEvent('vaccination.patient-absent.v1', 'bookingId', absence)
/** Somebody was marked absent by mistake: the booking and its seat are back. */
export const absenceCancelled = defineEvent(
  'vaccination.absence-cancelled.v1',
  'bookingId',
  object({ ...bookingFacts, ...endedFacts, reason: Reason }),
)
export const patientArrived = defineEvent('vaccination.patient-arrived.v1', 'bookingId', object(bookingFacts))
export const arrivalCancelled = defineEvent('vaccination.arrival-cancelled.v1', 'bookingId', object(bookingFacts))
/** `nextDoseFrom`: the first day on which the next dose may be given; left out after the last dose. */
export const doseGiven = defineEvent(
  'vaccination.dose-given.v1',
  'bookingId',
  object({ ...bookingFacts, ...doseFacts, lot: Lot, date: Day, nextDoseFrom: Type.Optional(Day) }),
)
/** A dose was recorded by mistake and was not given: the booking waits for its dose again. */
export const doseCancelled = defineEvent(
  'vaccination.dose-cancelled.v1',
  'bookingId',
  object({ ...bookingFacts, ...doseFacts, lot: Lot, reason: Reason }),
)
const sessionFacts = { sessionId: SessionId, facilityId: FacilityId, version }
export const sessionOpened = defineEvent(
  'vaccination.session-opened.v1',
  'sessionId',
  object({ ...sessionFacts, date: Day, course: CourseCode, vaccine: VaccineCode, dose: Dose, capacity: Seats }),
)
export const sessionChanged = defineEvent(
  'vaccination.session-changed.v1',
  'sessionId',
  object({ ...sessionFacts, capacity: Seats }),
)
export const sessionClosed = defineEvent('vaccination.session-closed.v1', 'sessionId', object(sessionFacts))
/** A session was closed by mistake and takes bookings again. Bookings that the closing cancelled stay cancelled. */
export const sessionReopened = defineEvent(
  'vaccination.session-reopened.v1',
  'sessionId',
  object({ ...sessionFacts, reason: Reason }),
)
export const stockMoved = defineEvent(
  'vaccination.stock-moved.v1',
  'facilityId',
  object({ facilityId: FacilityId, vaccine: VaccineCode, lot: Lot, quantity: Type.Integer() }),
)
export const lotStateChanged = defineEvent(
  'vaccination.lot-state-changed.v1',
  'facilityId',
  object({ facilityId: FacilityId, vaccine: VaccineCode, lot: Lot, state: LotState, reason: Type.String() }),
)
export const courseAdded = defineEvent('vaccination.course-added.v1', null, object({ course: CourseCode }))
export const vaccineAdded = defineEvent(
  'vaccination.vaccine-added.v1',
  null,
  object({ vaccine: VaccineCode, course: CourseCode }),
)

const chooseAnother = 'Choose another session: GET /v1/vaccination/availability.'
export const sessionFull = defineProblem('session-full', 409, 'No seat is free in this session', chooseAnother)
export const sessionNotOpen = defineProblem(
  'session-not-open',
  409,
  'This session does not take bookings now',
  `It is closed, past, or not yet open; \`detail\` says which. ${chooseAnother}`,
)
export const doseAlreadyBooked = defineProblem(
  'dose-already-booked',
  409,
  'This person has a booking for this dose already',
  'Reschedule or cancel that booking first.',
)
export const doseAlreadyGiven = defineProblem(
  'dose-already-given',
  409,
  'This person has had this dose already',
  'Book the next dose, if there is one.',
)
export const previousDoseMissing = defineProblem(
  'previous-dose-missing',
  409,
  'The dose before this one has not been given yet',
  'Book and receive the earlier dose first.',
)
export const doseTooEarly = defineProblem(
  'dose-too-early',
  409,
  'The interval since the last dose is not over on this day',
  'Choose a session on or after the day that `earliestOn` names.',
)
export const otherVaccineNeeded = defineProblem(
  'other-vaccine-needed',
  409,
  'The next dose must be of the same vaccine as the first',
  'Choose a session of the vaccine that `vaccine` names.',
)
export const ageNotEligible = defineProblem(
  'age-not-eligible',
  409,
  'This person is too young or too old for this session',
  `\`detail\` states the ages of the session. ${chooseAnother}`,
)
export const bookingEnded = defineProblem(
  'booking-ended',
  409,
  'This booking has ended',
  'Nobody can change a booking that is CANCELLED, ABSENT or COMPLETED. Make a new booking if one is needed.',
)
export const absenceTooEarly = defineProblem(
  'absence-too-early',
  409,
  'The day of the session has not come yet',
  'Record the absence on the day of the session or later.',
)
export const arrivalOtherDay = defineProblem(
  'arrival-other-day',
  409,
  'This session is not held today',
  'Use a session of today. Move the booking there first, if there is one (rescheduling).',
)

export const vaccinationProblems = [
  sessionFull,
  sessionNotOpen,
  doseAlreadyBooked,
  doseAlreadyGiven,
  previousDoseMissing,
  doseTooEarly,
  otherVaccineNeeded,
  ageNotEligible,
  bookingEnded,
  absenceTooEarly,
  arrivalOtherDay,
]
