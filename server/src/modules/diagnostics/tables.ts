// Row types of the tables of diagnostics: the generated types, with the types that only this module knows.
import type { Selectable } from 'kysely'
import type { Context } from '../../platform/module.ts'
import type { Refined, WrittenOnce } from '../../platform/postgres/rows.ts'
import type { DoctorId } from '../doctors/contract.ts'
import type { FacilityId } from '../facilities/contract.ts'
import type { AccountId, PatientId } from '../patients/contract.ts'
import type { VisitId } from '../visits/contract.ts'
import type { OrderId, ReportId, SpecimenId } from './contract.ts'
import type { Rows } from './rows.ts'

/** Names as they were when a report was first made, so that a repeat gives the same page. */
export interface ReportSnapshot {
  readonly patient: { readonly name: string; readonly birthYear: number; readonly gender: string }
  readonly lab: { readonly name: string; readonly address: string }
  readonly doctorName?: string
}

/** Lines of a report, each with the version of its result. */
export type ReportedResult = { readonly line: number; readonly version: number }

export type DiagnosticsTables = Refined<
  Rows,
  {
    'diagnostics.tests': { changed_by: AccountId | null }
    'diagnostics.ranges': { checked_by: AccountId | null }
    'diagnostics.labs': { facility_id: FacilityId }
    'diagnostics.menus': { facility_id: FacilityId; changed_by: AccountId }
    'diagnostics.orders': {
      id: OrderId
      lab_facility_id: FacilityId
      facility_id: FacilityId
      visit_id: VisitId | null
      patient_id: PatientId
      doctor_id: DoctorId | null
      placed_by: AccountId
      placed_at: WrittenOnce<Date>
      referred_from: OrderId | null
    }
    'diagnostics.order_lines': {
      order_id: OrderId
      lab_facility_id: FacilityId
      placed_at: WrittenOnce<Date>
      specimen_id: SpecimenId | null
      moved_to: OrderId | null
    }
    'diagnostics.patient_rows': { patient_id: PatientId; record_id: OrderId }
    'diagnostics.accessions': { lab_facility_id: FacilityId }
    'diagnostics.specimens': {
      id: SpecimenId
      order_id: OrderId
      lab_facility_id: FacilityId
      patient_id: PatientId
      replaces: SpecimenId | null
      collected_by: AccountId | null
      received_by: AccountId | null
      rejected_by: AccountId | null
    }
    'diagnostics.results': {
      order_id: OrderId
      entered_by: AccountId
      authorised_by: AccountId | null
    }
    'diagnostics.criticals': {
      order_id: OrderId
      lab_facility_id: FacilityId
      facility_id: FacilityId
      patient_id: PatientId
      doctor_id: DoctorId | null
      told_by: AccountId | null
      acknowledged_by: AccountId | null
    }
    'diagnostics.reports': {
      order_id: OrderId
      id: ReportId
      results: readonly ReportedResult[]
      snapshot: ReportSnapshot | null
    }
    'diagnostics.inbox': {
      doctor_id: DoctorId
      order_id: OrderId
      facility_id: FacilityId
      patient_id: PatientId
    }
    'diagnostics.stuck': { order_id: OrderId; lab_facility_id: FacilityId; settled_by: AccountId | null }
    'diagnostics.merged_patients': {
      patient_id: PatientId
      kept_id: PatientId | null
      stays_id: PatientId
      same_ids: PatientId[]
    }
  }
>

export type Test = Selectable<DiagnosticsTables['diagnostics.tests']>
export type Panel = Selectable<DiagnosticsTables['diagnostics.panels']>
export type Range = Selectable<DiagnosticsTables['diagnostics.ranges']>
export type Lab = Selectable<DiagnosticsTables['diagnostics.labs']>
export type MenuEntry = Selectable<DiagnosticsTables['diagnostics.menus']>
export type Order = Selectable<DiagnosticsTables['diagnostics.orders']>
export type OrderLine = Selectable<DiagnosticsTables['diagnostics.order_lines']>
export type Specimen = Selectable<DiagnosticsTables['diagnostics.specimens']>
export type Result = Selectable<DiagnosticsTables['diagnostics.results']>
export type Critical = Selectable<DiagnosticsTables['diagnostics.criticals']>
export type Report = Selectable<DiagnosticsTables['diagnostics.reports']>
export type InboxRow = Selectable<DiagnosticsTables['diagnostics.inbox']>
export type Stuck = Selectable<DiagnosticsTables['diagnostics.stuck']>
export type DiagnosticsContext = Context<DiagnosticsTables>
