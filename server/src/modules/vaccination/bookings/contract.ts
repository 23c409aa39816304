// The contract of bookings, beside that of the module: walk-ins, the limit of cancellations, and likely doubles.
import { Day, defineEvent, defineProblem, object, Type } from '../../../platform/contract.ts'
import { FacilityId } from '../../facilities/contract.ts'
import { AccountId, PatientId } from '../../patients/contract.ts'
import { ProofKind } from '../../patients/presence/contract.ts'
import { BookingId, CourseCode, Dose, SessionId, VaccineCode, Window } from '../contract.ts'

/** Staff gave a seat to a person who came without a booking. The person should hear of it. */
export const walkInSeated = defineEvent(
  'vaccination.walk-in-seated.v1',
  'bookingId',
  object({
    bookingId: BookingId,
    sessionId: SessionId,
    facilityId: FacilityId,
    patientId: PatientId,
    /** The account of the family; left out for a patient without an account. */
    accountId: Type.Optional(AccountId),
    course: CourseCode,
    vaccine: VaccineCode,
    dose: Dose,
    date: Day,
    window: Window,
    /** How the staff knew that the person was there. */
    proof: ProofKind,
  }),
)

export const tooManyCancellations = defineProblem(
  'too-many-cancellations',
  429,
  'Too many bookings of this person or family were cancelled or moved',
  'Book again at the instant that `mayBookAt` names. The staff of a centre can help before that: they seat walk-ins.',
)

/** A dose that a record of likely the same person has had. It does not say whose record it is. */
export const LikelyDose = object({ course: CourseCode, dose: Dose, vaccine: VaccineCode, givenOn: Day })

export const likelySamePerson = defineProblem(
  'likely-same-person',
  409,
  'Somebody who is likely the same person has had this dose',
  'Ask the person. If it is another person, or the dose is right, repeat the request with `differs`: why you give it.',
)
