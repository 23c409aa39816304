// The contract of care: how other modules ask who may read a record, what a visit is, and which allergies are known.
import { defineCall, Instant, object, oneOf, type Static, Type } from '../../../platform/contract.ts'
import { AppointmentId } from '../../appointments/contract.ts'
import { DoctorId } from '../../doctors/contract.ts'
import { FacilityId } from '../../facilities/contract.ts'
import { AccountId } from '../../identity/contract.ts'
import { PatientId } from '../../patients/contract.ts'
import { FindingId, SEVERITIES, VisitId, VisitKind, VisitStatus } from '../contract.ts'

/** The powers with which somebody reads a record by care: as the doctor who treats, or as a nurse of the hospital. */
export const CARE_POWERS = { treats: 'visit.treat', nurses: 'visit.nurse' } as const

/** Somebody who asks for a record: `careReaderOf` of the platform makes this from a request. */
export const CareReader = object({
  accountId: AccountId,
  facilityId: Type.Optional(FacilityId),
  treats: Type.Boolean({ description: 'Has the power to treat patients.' }),
  nurses: Type.Boolean({ description: 'Has the power to nurse patients.' }),
})
export type CareReader = Static<typeof CareReader>

/** A record of a patient: where it was made, and in which visit. Without a facility it is the patient's own. */
export const CareRecord = object({
  patientId: PatientId,
  facilityId: Type.Optional(FacilityId),
  visitId: Type.Optional(VisitId),
})
export type CareRecord = Static<typeof CareRecord>

/** What opens a record to a reader. Hand it to `permitByCare` of the platform. */
export const CareOfRecord = object({
  accountId: Type.Optional({ ...AccountId, description: 'The account of the family.' }),
  basis: Type.Optional(oneOf(['care', 'emergency'], { description: 'Why staff may read it. Left out: they may not.' })),
})

/**
 * Says who reaches each of these records: the account of the family, and whether the reader treats the patient. A
 * doctor who treats reads what was made in the own chain, what the family let this hospital read, and what the family
 * keeps itself; a nurse reads what belongs to the visit of the day. An unknown patient gives neither.
 */
export const mayRead = defineCall('visits.may-read', {
  input: object({ reader: CareReader, records: Type.Array(CareRecord, { minItems: 1, maxItems: 200 }) }),
  output: Type.Array(CareOfRecord, { description: 'In the order of `records`.' }),
  timeoutMs: 2_000,
})

/** Gives a visit, or null. */
export const findVisit = defineCall('visits.find-visit', {
  input: object({ visitId: VisitId }),
  output: Type.Union([
    object({
      visitId: VisitId,
      facilityId: FacilityId,
      doctorId: DoctorId,
      patientId: PatientId,
      kind: VisitKind,
      status: VisitStatus,
      appointmentId: Type.Optional(AppointmentId),
      openedAt: Instant,
      consentAt: Type.Optional({ ...Instant, description: 'When the patient agreed to a visit by video.' }),
      closedAt: Type.Optional(Instant),
    }),
    Type.Null(),
  ]),
  timeoutMs: 2_000,
})

/** Gives the active allergies of a person, over all records that are merged. */
export const listAllergies = defineCall('visits.list-allergies', {
  input: object({ patientId: PatientId }),
  output: object({
    isNoneKnown: Type.Boolean({ description: 'Somebody asked, and no allergy is known. Not the same as no entry.' }),
    allergies: Type.Array(
      object({ findingId: FindingId, name: Type.String(), severity: Type.Optional(oneOf(SEVERITIES)) }),
    ),
  }),
  timeoutMs: 2_000,
})
