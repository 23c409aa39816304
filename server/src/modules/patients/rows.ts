// The rows of the schema patients: written by `npm run schema`, do not edit.
import type { Generated } from 'kysely'

export interface Rows {
  'patients.duplicates': {
    cell: number
    id: string
    patient_id: string
    other_id: string
    bits: number
    explanation: unknown
    status: Generated<'open' | 'merged' | 'different'>
    gone_id: string | null
    reason: string | null
    decided_by: string | null
    found_at: Date
    decided_at: Date | null
  }
  'patients.families': {
    cell: number
    account_id: string
    members: number
  }
  'patients.family_members': {
    cell: number
    account_id: string
    patient_id: string
    created_at: Date
  }
  'patients.match_keys': {
    key: number | string
    patient_id: string
  }
  'patients.match_records': {
    cell: number
    patient_id: string
    facts: unknown
    identifiers: unknown
    keys: string[]
  }
  'patients.match_sizes': {
    name: string
    people: number | string
    counted_at: Date
  }
  'patients.merges': {
    cell: number
    id: string
    gone_id: string
    kept_id: string
    reason: string
    merged_by: string
    merged_at: Date
    undone_by: string | null
    undone_at: Date | null
  }
  'patients.name_counts': {
    token: string
    people: number
  }
  'patients.openings': {
    cell: number
    id: string
    patient_id: string
    opened_by: string
    reason: string
    opened_at: Date
  }
  'patients.patient_identifiers': {
    cell: number
    patient_id: string
    system: string
    value_hash: string
    last4: string
    slip_hashes: string[]
    is_verified: boolean
    stated_at: Date
  }
  'patients.patients': {
    cell: number
    id: string
    account_id: string | null
    is_account_holder: boolean
    name: string
    birth_date: string | null
    birth_year: number
    gender: 'male' | 'female' | 'other' | 'unknown'
    pin: string
    aadhaar_hash: string | null
    aadhaar_last4: string | null
    phone: string | null
    email: string | null
    address: string | null
    registered_by: string | null
    created_at: Date
    closed_at: Date | null
  }
  'patients.sealed_people': {
    cell: number
    patient_id: string
    sealed: Buffer
    opens_until: string
    sealed_at: Date
  }
}
