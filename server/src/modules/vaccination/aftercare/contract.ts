// The contract of aftercare: the observation after a dose, and the reports of adverse events.
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
import { Gender, PatientId } from '../../patients/contract.ts'
import { Booking, BookingId, CourseCode, Dose, Lot, VaccineCode } from '../contract.ts'

/** How long a person stays at the centre after a dose. The programme of India asks for half an hour. */
export const OBSERVATION_MINUTES = 30

export const AdverseEventId = id('adverse-event')
export type AdverseEventId = Static<typeof AdverseEventId>

/** The reactions that the forms of WHO and India name, from the place of the injection to the dangerous ones. */
export const Reaction = oneOf([
  'pain-at-site',
  'swelling-at-site',
  'severe-local-reaction',
  'abscess',
  'fever',
  'headache',
  'body-ache',
  'tiredness',
  'vomiting',
  'diarrhoea',
  'rash',
  'dizziness',
  'fainting',
  'persistent-crying',
  'breathing-difficulty',
  'chest-pain',
  'anaphylaxis',
  'seizure',
  'encephalopathy',
  'bleeding-tendency',
  'sepsis',
  'other',
])
export type Reaction = Static<typeof Reaction>
const REACTIONS_MAX = 22

export const Severity = oneOf(['minor', 'severe', 'serious'], {
  description:
    'As India reports adverse events: `minor` passes by itself; `severe` is strong, but needs no stay in a hospital; ' +
    '`serious` has one of the reasons in `seriousBecause`.',
})
export const SeriousReason = oneOf([
  ...(['death', 'life-threatening', 'hospitalization', 'disability'] as const),
  ...(['congenital-anomaly', 'cluster', 'community-concern'] as const),
])
export type SeriousReason = Static<typeof SeriousReason>
const SERIOUS_REASONS_MAX = 7
export const Outcome = oneOf(['recovered', 'recovering', 'not-recovered', 'died', 'unknown'], {
  description: 'FHIR AdverseEvent `outcome`: resolved, recovering, ongoing, fatal, unknown.',
})
export const ToldBy = oneOf(['patient', 'family', 'health-worker', 'other'], {
  description: 'Who told the staff of it.',
})

/** What staff report. */
export const reportedFacts = {
  onsetAt: Type.String({
    format: 'date-time',
    description: 'When it began, RFC 3339: not before the dose, and not in the future.',
  }),
  reactions: Type.Array(Reaction, { minItems: 1, maxItems: REACTIONS_MAX, uniqueItems: true }),
  description: Type.Optional(text(1_000, { description: 'What happened, in words. Needed for the reaction `other`.' })),
  severity: Severity,
  seriousBecause: Type.Optional(
    Type.Array(SeriousReason, {
      maxItems: SERIOUS_REASONS_MAX,
      uniqueItems: true,
      description: 'Why it is serious. Needed for `serious`, and only for that; `death` exactly if the person died.',
    }),
  ),
  treatment: Type.Optional(text(1_000, { description: 'What was done.' })),
  outcome: Outcome,
  toldBy: ToldBy,
}
export const Reported = object(reportedFacts)
export type Reported = Static<typeof Reported>

/** `reported`, or `cancelled` when the report was a mistake. */
export const ReportStatus = oneOf(['reported', 'cancelled'])
export const Reason = text(500, { description: 'Why the report changes. It stays in the history.' })

const VERSION_MAX = 1_000_000

const knownFacts = {
  adverseEventId: AdverseEventId,
  version: Type.Integer({
    minimum: 1,
    maximum: VERSION_MAX,
    description: 'Grows with each change. The highest one holds.',
  }),
  status: ReportStatus,
  bookingId: BookingId,
  /** The record that was booked, also after that record is merged into another one. */
  patientId: PatientId,
  facilityId: FacilityId,
  course: CourseCode,
  vaccine: VaccineCode,
  dose: Dose,
  lot: Lot,
  givenAt: Instant,
  doseStatus: oneOf(['given', 'cancelled'], {
    description: '`cancelled`: staff have taken the record of this dose back. The report stays.',
  }),
  ...reportedFacts,
  reason: Type.Optional(Type.String({ description: 'Why this version changed the one before.' })),
  reportedAt: { ...Instant, description: 'When it was first reported.' },
  recordedAt: { ...Instant, description: 'When this version was recorded.' },
}

/** A report as the family reads it: without the account of the member of staff. */
export const OwnAdverseEvent = object(knownFacts)
export type OwnAdverseEvent = Static<typeof OwnAdverseEvent>

/** A FHIR AdverseEvent whose `actuality` is `actual`: it happened. The vaccine is its suspected cause. */
export const AdverseEvent = object({
  ...knownFacts,
  recordedBy: Type.String({ description: 'Account that wrote this version.' }),
})
export type AdverseEvent = Static<typeof AdverseEvent>

const Person = object({ name: Type.String(), birthYear: Type.Integer(), gender: Gender })

export const aboutFacts = {
  patient: Type.Optional(Person),
  centre: Type.Optional(object({ name: Type.String(), district: Type.String(), state: Type.String() })),
}
export const ListedAdverseEvent = object({ ...AdverseEvent.properties, ...aboutFacts })

/** What staff must know of an earlier dose before they give the next one. */
export const EarlierAdverseEvent = object({
  ...{ course: CourseCode, vaccine: VaccineCode, dose: Dose, givenOn: Day },
  ...{ onsetAt: Instant, reactions: reportedFacts.reactions, severity: Severity, outcome: Outcome },
  doseStatus: knownFacts.doseStatus,
})

/** A person under observation: the booking with the person. */
export const Observed = object({ ...Booking.properties, patient: Type.Optional(Person) })

/**
 * Staff reported what happened after a dose (`version` 1), or changed a report. It has codes, but no words: whoever
 * needs more asks for the report.
 */
const reportFacts = {
  adverseEventId: AdverseEventId,
  ...{ bookingId: BookingId, facilityId: FacilityId, patientId: PatientId },
  ...{ course: CourseCode, vaccine: VaccineCode, dose: Dose },
  version: knownFacts.version,
}
export const adverseEventReported = defineEvent(
  'vaccination.adverse-event-reported.v1',
  'adverseEventId',
  object({ ...reportFacts, severity: Severity }),
)
/** A report was a mistake and does not count any more. */
export const adverseEventCancelled = defineEvent(
  'vaccination.adverse-event-cancelled.v1',
  'adverseEventId',
  object(reportFacts),
)

export const noDoseGiven = defineProblem(
  'no-dose-given',
  409,
  'No dose is recorded for this booking',
  'An adverse event belongs to a dose. Record the dose first, or choose the booking of the dose.',
)
export const adverseEventChanged = defineProblem(
  'adverse-event-changed',
  409,
  'Somebody else has changed this report meanwhile',
  'Read the report again, and send your change with the `version` that is the last one now.',
)
export const adverseEventEnded = defineProblem(
  'adverse-event-cancelled',
  409,
  'This report is cancelled already',
  'If it was true, correct the report: that makes it count again.',
)
