// Row types of the tables of patients.
import type { ColumnType } from 'kysely'
import type { Id } from '../../platform/contract.ts'
import type { MatchEvidence, PatientId } from './contract.ts'
import type { StatedPerson } from './index/matching/profile.ts'

export interface PatientRow {
  cell: number
  id: PatientId
  account_id: Id<'account'> | null
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
  created_at: ColumnType<Date, Date, never>
}

interface FamilyRow {
  cell: number
  account_id: Id<'account'>
  members: number
}

interface FamilyMemberRow {
  cell: number
  account_id: Id<'account'>
  patient_id: PatientId
  created_at: ColumnType<Date, Date, never>
}

export interface MergeRow {
  cell: number
  id: Id<'merge'>
  gone_id: PatientId
  kept_id: PatientId
  reason: string
  merged_by: Id<'account'>
  merged_at: ColumnType<Date, Date, never>
  undone_by: Id<'account'> | null
  undone_at: Date | null
}

export interface DuplicateRow {
  cell: number
  id: Id<'duplicate'>
  patient_id: PatientId
  other_id: PatientId
  bits: number
  explanation: ColumnType<readonly MatchEvidence[], string, never>
  status: ColumnType<'open' | 'merged' | 'different', never, 'different'>
  gone_id: ColumnType<PatientId | null, never, never>
  reason: ColumnType<string | null, never, string>
  decided_by: ColumnType<Id<'account'> | null, never, Id<'account'>>
  found_at: ColumnType<Date, Date, never>
  decided_at: ColumnType<Date | null, never, Date>
}

interface MatchRecordRow {
  cell: number
  patient_id: PatientId
  facts: ColumnType<Omit<StatedPerson, 'identifiers'>, string, string>
  identifiers: string[]
  keys: string[]
}

interface PatientIdentifierRow {
  cell: number
  patient_id: PatientId
  system: string
  value_hash: string
  last4: string
  stated_at: Date
}

interface MatchKeyRow {
  key: string
  patient_id: PatientId
}

interface NameCountRow {
  token: string
  people: number
}

interface MatchSizeRow {
  name: string
  people: number
  counted_at: Date
}

export interface PatientsTables {
  'patients.patients': PatientRow
  'patients.families': FamilyRow
  'patients.family_members': FamilyMemberRow
  'patients.patient_identifiers': PatientIdentifierRow
  'patients.merges': MergeRow
  'patients.duplicates': DuplicateRow
  'patients.match_records': MatchRecordRow
  'patients.match_keys': MatchKeyRow
  'patients.name_counts': NameCountRow
  'patients.match_sizes': MatchSizeRow
}
