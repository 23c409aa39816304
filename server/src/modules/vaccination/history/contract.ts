// The contract of history: doses that a person had elsewhere, with their evidence, and doses of both kinds together.
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
} from '../../../platform/contract.ts'
import { FacilityId } from '../../facilities/contract.ts'
import { PatientId } from '../../patients/contract.ts'
import { CourseCode, Dose, DoseGiven, VaccineCode } from '../contract.ts'

export const HistoricalDoseId = id('dose')
export type HistoricalDoseId = Static<typeof HistoricalDoseId>

/** What the staff, or the importing operator, saw of the dose. */
export const Evidence = oneOf(['certificate', 'card', 'other-system', 'other-document'], {
  description:
    'What shows the dose: a certificate, a vaccination card, the record of another system, another document.',
})
export type Evidence = Static<typeof Evidence>
export const DosePlace = text(200, { description: 'Where the dose was given, in words: Bir Hospital, Kathmandu.' })

/** A dose that a person had elsewhere. */
export const HistoricalDose = object({
  doseId: HistoricalDoseId,
  patientId: PatientId,
  course: CourseCode,
  vaccine: VaccineCode,
  dose: Dose,
  givenOn: Day,
  place: DosePlace,
  evidence: Evidence,
  /** The centre whose staff recorded it; left out when it was imported. */
  facilityId: Type.Optional(FacilityId),
  recordedAt: Instant,
  cancelledAt: Type.Optional(Instant),
  cancelReason: Type.Optional(Type.String()),
})
export type HistoricalDose = Static<typeof HistoricalDose>

const { course, dose, vaccine, lot, facilityId, bookingId, givenAt } = DoseGiven.properties

/** A dose that a person has had. A dose given here has a lot, a centre and a booking; one had elsewhere has not. */
export const DoseHad = object({
  ...{ course, dose, vaccine },
  givenOn: Day,
  lot: Type.Optional(lot),
  facilityId: Type.Optional(facilityId),
  bookingId: Type.Optional(bookingId),
  givenAt: Type.Optional(givenAt),
  historical: Type.Optional(
    object(
      { doseId: HistoricalDoseId, place: DosePlace, evidence: Evidence },
      { description: 'Only for a dose that the person had elsewhere.' },
    ),
  ),
})

const doseFacts = {
  doseId: HistoricalDoseId,
  patientId: PatientId,
  facilityId: Type.Optional(FacilityId),
  course: CourseCode,
  vaccine: VaccineCode,
  dose: Dose,
}
/** Staff or an import recorded a dose that a person had elsewhere. */
export const historicalDoseRecorded = defineEvent(
  'vaccination.historical-dose-recorded.v1',
  'patientId',
  object({ ...doseFacts, givenOn: Day, evidence: Evidence }),
)
/** The record of a dose that a person had elsewhere was wrong. It does not count any more. */
export const historicalDoseCancelled = defineEvent(
  'vaccination.historical-dose-cancelled.v1',
  'patientId',
  object(doseFacts),
)

export const historicalDoseEnded = defineProblem(
  'historical-dose-cancelled',
  409,
  'This record of a dose is cancelled already',
  'Record the dose again if the person has had it.',
)
