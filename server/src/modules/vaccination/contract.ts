// What others may know of vaccination: ids, schemas, events and problems.
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
  description: 'Code of a course: what its doses are counted in, e.g. COVID-19.',
  examples: ['COVID-19'],
})
export const VaccineCode = Type.String({
  pattern: '^[A-Z0-9][A-Z0-9 -]{1,29}$',
  description: 'Code of a vaccine, e.g. COVISHIELD.',
  examples: ['COVISHIELD'],
})
export const Dose = Type.Integer({ minimum: 1, maximum: 6, description: 'Number of the dose in its course, from 1.' })
export const Window = Type.String({
  pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]-(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$',
  description: 'A window of time at the facility, HH:MM-HH:MM.',
  examples: ['09:00-11:00'],
})
export const Lot = text(40, { description: 'Lot (batch) number printed on the vial.' })
export const LotState = oneOf(['usable', 'quarantined', 'recalled'])
export const Seats = Type.Integer({ minimum: 1, maximum: 100_000 })
export const Age = Type.Integer({ minimum: 0, maximum: 130, description: 'Age in whole years.' })

export const BookingStatus = oneOf(['BOOKED', 'ABSENT', 'CANCELLED', 'COMPLETED'])

export const Booking = object({
  bookingId: BookingId,
  reference: Type.String({ description: 'The short form that people read aloud.', examples: ['DL-7F3K-9Q2M'] }),
  token: Type.Integer({ description: 'Place in the queue of the session; never given twice.' }),
  status: BookingStatus,
  patientId: PatientId,
  sessionId: SessionId,
  facilityId: FacilityId,
  date: Day,
  window: Window,
  course: CourseCode,
  vaccine: VaccineCode,
  dose: Dose,
  /** When the patient came to the centre. */
  arrivedAt: Type.Optional(Instant),
  rescheduledTo: Type.Optional(BookingId),
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

const bookingFacts = { bookingId: BookingId, sessionId: SessionId, facilityId: FacilityId, patientId: PatientId }

export const doseBooked = defineEvent(
  'vaccination.dose-booked.v1',
  'bookingId',
  object({ ...bookingFacts, course: CourseCode, vaccine: VaccineCode, dose: Dose, date: Day, window: Window }),
)
export const bookingCancelled = defineEvent('vaccination.booking-cancelled.v1', 'bookingId', object(bookingFacts))
export const patientAbsent = defineEvent('vaccination.patient-absent.v1', 'bookingId', object(bookingFacts))
export const patientArrived = defineEvent('vaccination.patient-arrived.v1', 'bookingId', object(bookingFacts))
export const arrivalCancelled = defineEvent('vaccination.arrival-cancelled.v1', 'bookingId', object(bookingFacts))
export const doseGiven = defineEvent(
  'vaccination.dose-given.v1',
  'bookingId',
  object({ ...bookingFacts, course: CourseCode, vaccine: VaccineCode, dose: Dose, lot: Lot, date: Day }),
)
const sessionFacts = { sessionId: SessionId, facilityId: FacilityId }
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
  'This person already has a booking for this dose',
  'Reschedule or cancel that booking first.',
)
export const doseAlreadyGiven = defineProblem(
  'dose-already-given',
  409,
  'This person has had this dose',
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
  'The interval since the last dose is not over on that day',
  'Choose a session on or after the day that `earliestOn` names.',
)
export const otherVaccineNeeded = defineProblem(
  'other-vaccine-needed',
  409,
  'The next dose must be of the vaccine of the first',
  'Choose a session of the vaccine that `vaccine` names.',
)
export const ageNotEligible = defineProblem(
  'age-not-eligible',
  409,
  'This person is too young or too old for this session',
  `The session says its ages. ${chooseAnother}`,
)
export const stockTooLow = defineProblem(
  'stock-too-low',
  409,
  'The stock does not hold that many doses',
  'Receive stock first (POST /v1/vaccination/stock), or ask for fewer.',
)
export const stockChangedMeanwhile = defineProblem(
  'stock-changed-meanwhile',
  409,
  'The lot does not hold what was expected any more',
  'Doses came or left meanwhile: look at what it holds now, `onHand`, and decide again.',
)
export const lotRecalled = defineProblem(
  'lot-recalled',
  409,
  'This lot is recalled',
  'It stays so until somebody releases it: POST /v1/vaccination/stock/lots/release.',
)
export const lotNotUsable = defineProblem(
  'lot-not-usable',
  409,
  'No dose of this lot can be given',
  'The lot is unknown here, used up, expired, in quarantine or recalled: choose one from GET /v1/vaccination/stock.',
)
export const bookingEnded = defineProblem(
  'booking-ended',
  409,
  'This booking has ended',
  'A booking that is CANCELLED, ABSENT or COMPLETED does not change any more.',
)
export const absenceTooEarly = defineProblem(
  'absence-too-early',
  409,
  'Nobody is absent before the day of the session',
  'Record the absence on the day of the session or later.',
)
export const arrivalOtherDay = defineProblem(
  'arrival-other-day',
  409,
  'People arrive on the day of their session',
  'Move the booking to a session of today first (rescheduling).',
)
export const capacityBelowBooked = defineProblem(
  'capacity-below-booked',
  409,
  'More seats are booked than this capacity holds',
  'Cancel bookings first, or choose a larger capacity.',
)
export const courseExists = defineProblem('course-exists', 409, 'A course has this code', 'Choose another code.')
export const vaccineExists = defineProblem('vaccine-exists', 409, 'A vaccine has this code', 'Choose another code.')
export const notACentre = defineProblem(
  'not-a-vaccination-centre',
  409,
  'This facility is not a vaccination centre',
  'An official adds the kind `vaccination-centre` to the facility first.',
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
  stockTooLow,
  stockChangedMeanwhile,
  lotNotUsable,
  lotRecalled,
  bookingEnded,
  absenceTooEarly,
  arrivalOtherDay,
  capacityBelowBooked,
  courseExists,
  vaccineExists,
  notACentre,
]
