// The rows of the schema visits: written by `npm run schema`, do not edit.
import type { Generated } from 'kysely'

export interface Rows {
  'visits.care': {
    cell: number
    patient_id: string
    id: string
    basis: 'treatment' | 'nursing' | 'emergency'
    facility_id: string
    doctor_id: string | null
    account_id: string | null
    visit_id: string | null
    from_at: Date
    until_at: Date
  }
  'visits.codes': {
    code: string
    name: string
    search: string
  }
  'visits.drafts': {
    cell: number
    visit_id: string
    body: unknown
    version: number
    saved_at: Date
    saved_by: string
  }
  'visits.emergencies': {
    cell: number
    id: string
    facility_id: string
    account_id: string
    patient_id: string
    reason: string
    opened_at: Date
    until_at: Date
    doctor_name: string | null
  }
  'visits.emergency_counts': {
    cell: number
    account_id: string
    day: string
    declared: number
  }
  'visits.findings': {
    cell: number
    patient_id: string
    id: string
    version: number
    kind: 'allergy' | 'problem'
    name: string | null
    severity: 'mild' | 'moderate' | 'severe' | 'unknown' | null
    icd10: string | null
    status: 'active' | 'refuted' | 'resolved'
    reason: string | null
    facility_id: string
    noted_at: Date
    noted_by: string
  }
  'visits.follow_ups': {
    cell: number
    visit_id: string
    facility_id: string
    doctor_id: string
    patient_id: string
    wished_on: string
    status: 'WISHED' | 'BOOKED' | 'DROPPED'
    appointment_id: string | null
    asked_at: Date
  }
  'visits.grants': {
    cell: number
    patient_id: string
    facility_id: string
    given_by: string
    given_at: Date
    until_at: Date
    purpose: Generated<'treatment' | 'second-opinion' | 'follow-up' | 'other'>
  }
  'visits.hospitals': {
    cell: number
    id: string
    chain_id: string | null
    name: string
    version: number
  }
  'visits.merged_patients': {
    cell: number
    patient_id: string
    kept_id: string | null
    version: number
    stays_id: string
    same_ids: string[]
    changed_at: Date
  }
  'visits.notes': {
    cell: number
    visit_id: string
    version: number
    doctor_id: string
    doctor_name: string
    council: string
    registration_no: string
    body: unknown
    amends: string | null
    signed_at: Date
    signed_by: string
    hash: string
  }
  'visits.patient_rows': {
    cell: number
    patient_id: string
    visit_id: string
    opened_at: Date
  }
  'visits.visits': {
    cell: number
    id: string
    facility_id: string
    patient_id: string
    doctor_id: string
    appointment_id: string | null
    appointment_version: number | null
    kind: 'opd' | 'walk-in' | 'tele'
    status: 'OPEN' | 'IN_PROGRESS' | 'CLOSED' | 'VOID'
    is_seen: Generated<boolean>
    consent_at: Date | null
    consent_by: string | null
    opened_on: string
    opened_at: Date
    closed_at: Date | null
    closed_by: string | null
    note_version: Generated<number>
  }
  'visits.vitals': {
    cell: number
    id: string
    visit_id: string
    temperature_celsius: number | null
    pulse_per_minute: number | null
    respirations_per_minute: number | null
    systolic_mmhg: number | null
    diastolic_mmhg: number | null
    spo2_percent: number | null
    weight_kg: number | null
    height_cm: number | null
    glucose_mg_per_dl: number | null
    pain_of_ten: number | null
    is_confirmed: boolean
    corrects: string | null
    taken_at: Date
    taken_by: string
  }
  'visits.walk_in_proofs': {
    cell: number
    visit_id: string
    kind: 'reference' | 'document' | 'registration' | 'code'
    document: string | null
    last4: string | null
    proven_by: string
    proven_at: Date
  }
}
