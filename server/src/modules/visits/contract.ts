// The parts of visits that other modules may use: ids, words, the form of a note, events, and reasons for refusals.
import {
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
import { AppointmentId } from '../appointments/contract.ts'
import { DoctorId, Speciality } from '../doctors/contract.ts'
import { FacilityId } from '../facilities/contract.ts'
import { AccountId } from '../identity/contract.ts'
import { PatientId } from '../patients/contract.ts'

export const VisitId = id('visit')
export type VisitId = Static<typeof VisitId>
export const VitalsId = id('vitals')
export type VitalsId = Static<typeof VitalsId>
export const FindingId = id('finding')
export type FindingId = Static<typeof FindingId>
export const CareId = id('care')
export type CareId = Static<typeof CareId>

/** FHIR's EncounterStatus: planned, in-progress, finished, entered-in-error. */
export const VISIT_STATUSES = ['OPEN', 'IN_PROGRESS', 'CLOSED', 'VOID'] as const
export const VisitStatus = oneOf(VISIT_STATUSES, {
  description: '`OPEN`: the patient is here. `VOID`: the visit did not take place.',
})
export type VisitStatus = Static<typeof VisitStatus>
export const VISIT_KINDS = ['opd', 'walk-in', 'tele'] as const
export const VisitKind = oneOf(VISIT_KINDS, { description: '`tele`: by video or telephone.' })

/** A code of ICD-10 as it is written. Whether it exists, only an imported list can say. */
export const ICD10_PATTERN = '^[A-Z][0-9][0-9A-Z](\\.[0-9A-Z]{1,4})?$'
export const Icd10 = Type.String({
  pattern: ICD10_PATTERN,
  description: 'A code of ICD-10, such as E11.9.',
})

export const Diagnosis = object({ name: text(200), icd10: Type.Optional(Icd10) })

/** What a doctor writes about a visit. A draft may lack everything. */
export const NoteBody = object({
  complaints: Type.Optional(text(4_000, { description: 'What the patient says.' })),
  examination: Type.Optional(text(4_000, { description: 'What the doctor found.' })),
  diagnoses: Type.Optional(Type.Array(Diagnosis, { maxItems: 20 })),
  advice: Type.Optional(text(4_000, { description: 'The patient reads it.' })),
  referral: Type.Optional(
    object({ to: text(200), speciality: Type.Optional(Speciality), because: Type.Optional(text(1_000)) }),
  ),
})
export type NoteBody = Static<typeof NoteBody>

export const SEVERITIES = ['mild', 'moderate', 'severe', 'unknown'] as const
export const FINDING_KINDS = ['allergy', 'problem'] as const
export const FINDING_STATUSES = ['active', 'refuted', 'resolved'] as const

const facts = {
  visitId: VisitId,
  facilityId: FacilityId,
  doctorId: DoctorId,
  patientId: PatientId,
  kind: VisitKind,
  appointmentId: Type.Optional(AppointmentId),
}

/** A patient is here to see a doctor: from now on the doctor may read the record. */
export const visitOpened = defineEvent('visits.visit-opened.v1', 'visitId', object(facts))
export const visitClosed = defineEvent('visits.visit-closed.v1', 'visitId', object(facts))
/** The visit did not take place, and nothing was written in it. */
export const visitVoided = defineEvent('visits.visit-voided.v1', 'visitId', object(facts))
/** The patient, or the guardian, agreed to a visit by video or telephone. */
export const consentGiven = defineEvent('visits.consent-given.v1', 'visitId', object(facts))
/** A doctor signed the note. `version` above 1 replaces an earlier one. The event holds no word of it. */
export const noteSigned = defineEvent(
  'visits.note-signed.v1',
  'visitId',
  object({ ...facts, version: Type.Integer({ minimum: 1 }), hash: Type.String() }),
)
export const vitalsTaken = defineEvent(
  'visits.vitals-taken.v1',
  'visitId',
  object({ ...facts, vitalsId: VitalsId, corrects: Type.Optional(VitalsId) }),
)
/** An allergy or a lasting problem is new or has changed. */
export const findingChanged = defineEvent(
  'visits.finding-changed.v1',
  'patientId',
  object({
    patientId: PatientId,
    findingId: FindingId,
    kind: oneOf(FINDING_KINDS),
    version: Type.Integer({ minimum: 1 }),
    status: oneOf(FINDING_STATUSES),
  }),
)
/** Somebody opened a record in an emergency. The patient and the hospital must hear of it. */
export const emergencyDeclared = defineEvent(
  'visits.emergency-declared.v1',
  'patientId',
  object({ careId: CareId, patientId: PatientId, facilityId: FacilityId, accountId: AccountId, until: Instant }),
)
/** A doctor wishes to see the patient again, or no longer does. */
export const followUpChanged = defineEvent(
  'visits.follow-up-changed.v1',
  'visitId',
  object({ ...facts, status: oneOf(['WISHED', 'BOOKED', 'DROPPED']) }),
)

export const visitOpen = defineProblem(
  'visit-open',
  409,
  'This patient has an open visit with this doctor here',
  'Use the visit of `visitId`, or close it first.',
)
export const notArrived = defineProblem(
  'not-arrived',
  409,
  'The patient of this appointment has not arrived',
  'Record the arrival first. Look at `status`, the state of the appointment.',
)
export const visitState = defineProblem(
  'visit-state',
  409,
  'The visit is in a state that does not allow this',
  'Look at `status`. A visit that did not take place takes nothing; a closed one takes new versions of its note.',
)
export const draftChangedMeanwhile = defineProblem(
  'draft-changed-meanwhile',
  412,
  'This note was saved elsewhere since you read it',
  'Read the visit again, join both texts, and save with `If-Match` and the newer ETag, `version`.',
)
export const doctorNotVerified = defineProblem(
  'doctor-not-verified',
  409,
  'Only a doctor with a verified registration signs',
  'Ask an official to verify the registration. The draft stays.',
)
export const noteSignedAlready = defineProblem(
  'note-signed-already',
  409,
  'The note of this visit is signed',
  'Read it. To change it, sign the next version, and say in `amends` why.',
)
export const noteUnchanged = defineProblem(
  'note-unchanged',
  409,
  'This is word by word the version that is signed',
  'Change something, or leave the note as it is.',
)
export const consentNeeded = defineProblem(
  'consent-needed',
  409,
  'The patient has not agreed to a visit by video or telephone',
  'Ask the patient, and record the answer at POST /v1/visits/{visitId}/consent.',
)
export const notTele = defineProblem(
  'not-a-tele-visit',
  409,
  'This visit is not by video or telephone',
  'Only such visits need this consent.',
)
export const readingUnlikely = defineProblem(
  'reading-unlikely',
  409,
  'A value is unlikely',
  'Measure those of `unlikely` once more. If they are right, repeat the request with `confirmed` true.',
)
export const vitalsCorrected = defineProblem(
  'vitals-corrected',
  409,
  'These values were corrected already',
  'Read the visit again, and correct the newest values.',
)
export const noneContradicts = defineProblem(
  'none-contradicts',
  409,
  'The record names an allergy',
  'Refute the allergies of `findingIds` first, if they are wrong.',
)
export const findingKnown = defineProblem(
  'finding-known',
  409,
  'The record names this already',
  'See `findingId`. Change that entry if something is different.',
)
export const findingChangedMeanwhile = defineProblem(
  'finding-changed-meanwhile',
  412,
  'Somebody else has changed this entry since you read it',
  'Read it again, and repeat your change with `If-Match` and the newer ETag.',
)
export const findingEnded = defineProblem(
  'finding-ended',
  409,
  'This entry does not count any more',
  'Note it anew if it is true again.',
)
/** An emergency is rare. Who opens many records in a day must be seen by others. */
export const EMERGENCIES_A_DAY = 5
export const tooManyEmergencies = defineProblem(
  'too-many-emergencies',
  429,
  'You have opened as many records in emergencies as one account may on a day',
  'A colleague can open the record. After midnight in India you may again: see `Retry-After`.',
)
