// Row types of the tables of prescriptions: the generated types, with the types that only this module knows.
import type { Selectable } from 'kysely'
import type { Context } from '../../platform/module.ts'
import type { Refined, WrittenOnce } from '../../platform/postgres/rows.ts'
import type { ChargeGroup } from '../billing/contract.ts'
import type { DoctorId } from '../doctors/contract.ts'
import type { FacilityId } from '../facilities/contract.ts'
import type { AccountId } from '../identity/contract.ts'
import type { ItemCode, ItemFacts, ReservationId, ReturnId, StoreId } from '../inventory/contract.ts'
import type { PatientId } from '../patients/contract.ts'
import type { VisitId } from '../visits/contract.ts'
import type { PrescriptionId, Warning } from './contract.ts'
import type { DispenseId } from './dispensing/contract.ts'
import type { Rows } from './rows.ts'

/** What comes back of one line, as the pharmacist found it. */
export interface ReturnedLine {
  readonly line: number
  readonly quantity: number
  readonly isUsable: boolean
}

/** What a store has of a line that it cannot give. */
export interface Short {
  readonly line: number
  readonly itemCode: string
  readonly free: number
}

export type PrescriptionsTables = Refined<
  Rows,
  {
    'prescriptions.prescriptions': {
      id: PrescriptionId
      visit_id: VisitId
      facility_id: FacilityId
      patient_id: PatientId
      doctor_id: DoctorId
      stopped_by: AccountId | null
    }
    'prescriptions.versions': {
      prescription_id: PrescriptionId
      hash_before: WrittenOnce<string | null>
      sealed: WrittenOnce<string>
      hash: WrittenOnce<string>
      signed_at: WrittenOnce<Date>
      signed_by: WrittenOnce<AccountId>
      reason: WrittenOnce<string | null>
    }
    'prescriptions.lines': { prescription_id: PrescriptionId; item_code: ItemCode | null }
    'prescriptions.patient_rows': { patient_id: PatientId; prescription_id: PrescriptionId }
    'prescriptions.presentations': { prescription_id: PrescriptionId; facility_id: FacilityId; shown_to: AccountId }
    'prescriptions.dispenses': {
      id: DispenseId
      prescription_id: PrescriptionId | null
      patient_id: PatientId | null
      facility_id: FacilityId
      store_id: StoreId
      reservation_id: ReservationId
      charge_group: ChargeGroup
      warnings: readonly Warning[]
      short: readonly Short[] | null
      prepared_by: AccountId
      second_person: AccountId | null
      handed_over_by: AccountId | null
      total_paise: number | null
    }
    'prescriptions.asked_lines': { dispense_id: DispenseId; item_code: ItemCode }
    'prescriptions.dispense_lines': {
      dispense_id: DispenseId
      item_code: ItemCode
      unit_price_paise: number
      mrp_paise: number
    }
    'prescriptions.store_rows': { store_id: StoreId; dispense_id: DispenseId }
    'prescriptions.returns': {
      dispense_id: DispenseId
      return_id: ReturnId
      lines: readonly ReturnedLine[]
      returned_by: AccountId
    }
    'prescriptions.registers': { facility_id: FacilityId }
    'prescriptions.register_entries': {
      facility_id: FacilityId
      patient_id: PatientId
      item_code: ItemCode
      dispense_id: DispenseId
      handed_over_by: AccountId
      second_person: AccountId | null
    }
    'prescriptions.medicines': {
      item_code: ItemCode
      kind: ItemFacts['kind']
      schedule: ItemFacts['schedule']
      tele_list: ItemFacts['teleList']
      ingredients: ItemFacts['ingredients']
    }
    'prescriptions.stores': { id: StoreId; facility_id: FacilityId }
    'prescriptions.level_hints': { store_id: StoreId; item_code: ItemCode; mrp_paise: number | null; version: number }
    'prescriptions.merged_patients': { patient_id: PatientId; stays_id: PatientId }
  }
>

export type Prescription = Selectable<PrescriptionsTables['prescriptions.prescriptions']>
export type Version = Selectable<PrescriptionsTables['prescriptions.versions']>
export type Line = Selectable<PrescriptionsTables['prescriptions.lines']>
export type Dispense = Selectable<PrescriptionsTables['prescriptions.dispenses']>
export type AskedLine = Selectable<PrescriptionsTables['prescriptions.asked_lines']>
export type DispenseLine = Selectable<PrescriptionsTables['prescriptions.dispense_lines']>
export type Return = Selectable<PrescriptionsTables['prescriptions.returns']>
export type RegisterEntry = Selectable<PrescriptionsTables['prescriptions.register_entries']>
export type Medicine = Selectable<PrescriptionsTables['prescriptions.medicines']>
export type Store = Selectable<PrescriptionsTables['prescriptions.stores']>
export type LevelHint = Selectable<PrescriptionsTables['prescriptions.level_hints']>
export type PrescriptionsContext = Context<PrescriptionsTables>
