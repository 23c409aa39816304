// Row types of the tables of vaccination: the generated types, with the kind of id that each id column holds.
import type { Selectable } from 'kysely'
import type { Id, Static } from '../../platform/contract.ts'
import type { Refined } from '../../platform/postgres/rows.ts'
import type { Proof } from '../patients/presence/contract.ts'
import type { Reported, ReportStatus } from './aftercare/contract.ts'
import type { Evidence } from './history/contract.ts'
import type { Rows } from './rows.ts'

interface AtFacility {
  facility_id: Id<'facility'>
}

export type VaccinationTables = Refined<
  Rows,
  {
    'vaccination.centres': AtFacility
    'vaccination.stock_levels': AtFacility
    'vaccination.stock_lots': AtFacility
    'vaccination.stock_movements': AtFacility & { id: Id<'stock-movement'> }
    'vaccination.sessions': AtFacility & { id: Id<'session'> }
    'vaccination.queues': AtFacility
    'vaccination.bookings': {
      id: Id<'booking'>
      session_id: Id<'session'>
      patient_id: Id<'patient'>
      account_id: Id<'account'> | null
      first_id: Id<'booking'> | null
    }
    'vaccination.claims': { patient_id: Id<'patient'>; booking_id: Id<'booking'> }
    'vaccination.released_claims': { patient_id: Id<'patient'>; booking_id: Id<'booking'> }
    'vaccination.walk_in_proofs': {
      booking_id: Id<'booking'>
      kind: Proof['kind']
      document: NonNullable<Proof['document']> | null
    }
    'vaccination.historical_doses': {
      id: Id<'dose'>
      patient_id: Id<'patient'>
      facility_id: Id<'facility'> | null
      evidence: Evidence
    }
    'vaccination.dose_confirmations': { booking_id: Id<'booking'> }
    'vaccination.doses': AtFacility & { patient_id: Id<'patient'>; booking_id: Id<'booking'> }
    'vaccination.certificates': {
      id: Id<'certificate'>
      patient_id: Id<'patient'>
      /** The booking of a dose given here, or a dose had elsewhere. */
      source_id: Id<'booking'> | Id<'dose'>
    }
    'vaccination.adverse_events': AtFacility & {
      id: Id<'adverse-event'>
      patient_id: Id<'patient'>
      booking_id: Id<'booking'>
      status: Static<typeof ReportStatus>
      reactions: Reported['reactions']
      severity: Reported['severity']
      serious_because: NonNullable<Reported['seriousBecause']>
      outcome: Reported['outcome']
      told_by: Reported['toldBy']
    }
    'vaccination.undone_entries': { id: Id<'undone-entry'> }
    'vaccination.merged_patients': {
      patient_id: Id<'patient'>
      kept_id: Id<'patient'> | null
      stays_id: Id<'patient'>
      same_ids: Id<'patient'>[]
    }
  }
>

export type CourseRow = VaccinationTables['vaccination.courses']
export type VaccineRow = VaccinationTables['vaccination.vaccines']
export type CentreRow = VaccinationTables['vaccination.centres']
export type StockLevelRow = VaccinationTables['vaccination.stock_levels']
export type StockLotRow = VaccinationTables['vaccination.stock_lots']
export type StockMovementRow = VaccinationTables['vaccination.stock_movements']
export type SessionRow = VaccinationTables['vaccination.sessions']
export type QueueRow = Selectable<VaccinationTables['vaccination.queues']>
export type BookingRow = Selectable<VaccinationTables['vaccination.bookings']>
export type ClaimRow = VaccinationTables['vaccination.claims']
export type UndoneEntryRow = VaccinationTables['vaccination.undone_entries']
export type DoseRow = VaccinationTables['vaccination.doses']
export type WalkInProofRow = VaccinationTables['vaccination.walk_in_proofs']
export type HistoricalDoseRow = VaccinationTables['vaccination.historical_doses']
export type CertificateRow = VaccinationTables['vaccination.certificates']
export type CardKeyRow = VaccinationTables['vaccination.card_keys']
export type AdverseEventRow = VaccinationTables['vaccination.adverse_events']
