// Row types of the tables of vaccination: the generated types, with the kind of id that each id column holds.
import type { Selectable } from 'kysely'
import type { Id } from '../../platform/contract.ts'
import type { Refined } from '../../platform/postgres/rows.ts'
import type { Proof } from '../patients/presence/contract.ts'
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
    'vaccination.certificates': { id: Id<'certificate'>; patient_id: Id<'patient'>; source_id: Id<'booking'> }
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
export type BookingRow = Selectable<VaccinationTables['vaccination.bookings']>
export type ClaimRow = VaccinationTables['vaccination.claims']
export type UndoneEntryRow = VaccinationTables['vaccination.undone_entries']
export type DoseRow = VaccinationTables['vaccination.doses']
export type WalkInProofRow = VaccinationTables['vaccination.walk_in_proofs']
export type HistoricalDoseRow = VaccinationTables['vaccination.historical_doses']
export type CertificateRow = VaccinationTables['vaccination.certificates']
export type CardKeyRow = VaccinationTables['vaccination.card_keys']
