// Row types of the tables of appointments: the generated types, with the types that only this module knows.
import type { Selectable } from 'kysely'
import type { Context } from '../../platform/module.ts'
import type { Refined } from '../../platform/postgres/rows.ts'
import type { DoctorId, Speciality, SpokenLanguage } from '../doctors/contract.ts'
import type { FacilityId } from '../facilities/contract.ts'
import type { AccountId } from '../identity/contract.ts'
import type { PatientId } from '../patients/contract.ts'
import type { AppointmentId, SlotId } from './contract.ts'
import type { QueueId, TokenId } from './queues/contract.ts'
import type { Rows } from './rows.ts'
import type { WaitingId } from './waiting/contract.ts'

export type AppointmentsTables = Refined<
  Rows,
  {
    'appointments.practices': {
      facility_id: FacilityId
      doctor_id: DoctorId
      account_id: AccountId | null
      specialities: readonly Speciality[]
      languages: readonly SpokenLanguage[]
    }
    'appointments.slots': { id: SlotId; facility_id: FacilityId; doctor_id: DoctorId }
    'appointments.appointments': {
      id: AppointmentId
      facility_id: FacilityId
      doctor_id: DoctorId
      patient_id: PatientId
      account_id: AccountId | null
      slot_id: SlotId
      slot_ids: readonly SlotId[]
      moved_from: AppointmentId | null
      moved_to: AppointmentId | null
    }
    'appointments.claims': {
      patient_id: PatientId
      doctor_id: DoctorId
      facility_id: FacilityId
      appointment_id: AppointmentId
    }
    'appointments.holders': { account_id: AccountId; appointment_id: AppointmentId }
    'appointments.patient_rows': { patient_id: PatientId; appointment_id: AppointmentId }
    'appointments.displacements': { appointment_id: AppointmentId; facility_id: FacilityId }
    'appointments.queues': { id: QueueId; facility_id: FacilityId; doctor_id: DoctorId | null }
    'appointments.tokens': {
      id: TokenId
      queue_id: QueueId
      appointment_id: AppointmentId | null
      patient_id: PatientId
      called_by: AccountId | null
      created_by: AccountId | null
      moved_to: TokenId | null
      fee_id: TokenId | null
    }
    'appointments.waiting': {
      id: WaitingId
      facility_id: FacilityId
      doctor_id: DoctorId | null
      speciality: Speciality | null
      patient_id: PatientId
      account_id: AccountId | null
      passed_slots: readonly SlotId[]
      appointment_id: AppointmentId | null
    }
    'appointments.stuck_fees': {
      source_id: AppointmentId | TokenId
      facility_id: FacilityId
      settled_by: AccountId | null
    }
    'appointments.fee_payments': { source_id: AppointmentId | TokenId }
    'appointments.merged_patients': { patient_id: PatientId; stays_id: PatientId }
  }
>

export type Practice = Omit<Selectable<AppointmentsTables['appointments.practices']>, 'changed_xid'>
export type Slot = Omit<Selectable<AppointmentsTables['appointments.slots']>, 'changed_xid'>
export type Appointment = Selectable<AppointmentsTables['appointments.appointments']>
export type Claim = Selectable<AppointmentsTables['appointments.claims']>
export type Holder = Selectable<AppointmentsTables['appointments.holders']>
export type Displacement = Selectable<AppointmentsTables['appointments.displacements']>
export type Queue = Selectable<AppointmentsTables['appointments.queues']>
export type Token = Selectable<AppointmentsTables['appointments.tokens']>
export type WaitingEntry = Selectable<AppointmentsTables['appointments.waiting']>
export type StuckFee = Selectable<AppointmentsTables['appointments.stuck_fees']>
export type FeePayment = Selectable<AppointmentsTables['appointments.fee_payments']>
export type AppointmentsContext = Context<AppointmentsTables>
