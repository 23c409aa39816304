// Row types of the tables of visits: the generated types, with the types that only this module knows.
import type { Selectable } from 'kysely'
import type { Context } from '../../platform/module.ts'
import type { Refined, WrittenOnce } from '../../platform/postgres/rows.ts'
import type { AppointmentId } from '../appointments/contract.ts'
import type { DoctorId } from '../doctors/contract.ts'
import type { FacilityId } from '../facilities/contract.ts'
import type { AccountId } from '../identity/contract.ts'
import type { PatientId } from '../patients/contract.ts'
import type { CareId, FindingId, NoteBody, VisitId, VitalsId } from './contract.ts'
import type { Rows } from './rows.ts'

export type VisitsTables = Refined<
  Rows,
  {
    'visits.visits': {
      id: VisitId
      facility_id: FacilityId
      patient_id: PatientId
      doctor_id: DoctorId
      appointment_id: AppointmentId | null
      closed_by: AccountId | null
    }
    'visits.patient_rows': { patient_id: PatientId; visit_id: VisitId }
    'visits.drafts': { visit_id: VisitId; body: NoteBody; saved_by: AccountId }
    'visits.notes': {
      visit_id: VisitId
      doctor_id: DoctorId
      doctor_name: WrittenOnce<string>
      council: WrittenOnce<string>
      registration_no: WrittenOnce<string>
      body: WrittenOnce<NoteBody>
      amends: WrittenOnce<string | null>
      signed_at: WrittenOnce<Date>
      signed_by: WrittenOnce<AccountId>
      hash: WrittenOnce<string>
    }
    'visits.vitals': { id: VitalsId; visit_id: VisitId; corrects: VitalsId | null; taken_by: AccountId }
    'visits.findings': { id: FindingId; patient_id: PatientId; facility_id: FacilityId; noted_by: AccountId }
    'visits.care': {
      id: CareId
      patient_id: PatientId
      facility_id: FacilityId
      doctor_id: DoctorId | null
      account_id: AccountId | null
      visit_id: VisitId | null
    }
    'visits.emergencies': { id: CareId; facility_id: FacilityId; account_id: AccountId; patient_id: PatientId }
    'visits.emergency_counts': { account_id: AccountId }
    'visits.follow_ups': {
      visit_id: VisitId
      facility_id: FacilityId
      doctor_id: DoctorId
      patient_id: PatientId
      appointment_id: AppointmentId | null
    }
    'visits.grants': {
      patient_id: PatientId
      facility_id: FacilityId
      given_by: AccountId
      purpose: 'treatment' | 'second-opinion' | 'follow-up' | 'other'
    }
    'visits.hospitals': { id: FacilityId }
    'visits.walk_in_proofs': { visit_id: VisitId; proven_by: AccountId }
    'visits.merged_patients': { patient_id: PatientId; stays_id: PatientId }
  }
>

export type Visit = Selectable<VisitsTables['visits.visits']>
export type Draft = Selectable<VisitsTables['visits.drafts']>
export type Note = Selectable<VisitsTables['visits.notes']>
export type Vitals = Selectable<VisitsTables['visits.vitals']>
export type Finding = Selectable<VisitsTables['visits.findings']>
export type Care = Selectable<VisitsTables['visits.care']>
export type Emergency = Selectable<VisitsTables['visits.emergencies']>
export type FollowUp = Selectable<VisitsTables['visits.follow_ups']>
export type Grant = Selectable<VisitsTables['visits.grants']>
export type WalkInProof = Selectable<VisitsTables['visits.walk_in_proofs']>
export type Hospital = Selectable<VisitsTables['visits.hospitals']>
export type VisitsContext = Context<VisitsTables>
