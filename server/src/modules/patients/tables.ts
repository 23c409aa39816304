// Row types of the tables of patients: the generated types, with the types that only this module knows.
import type { ColumnType } from 'kysely'
import type { Id } from '../../platform/contract.ts'
import type { Refined, WrittenOnce } from '../../platform/postgres/rows.ts'
import type { MatchEvidence, PatientId } from './contract.ts'
import type { HashedNumber } from './index/matching/compare-numbers.ts'
import type { StatedFacts } from './index/matching/profile.ts'
import type { Rows } from './rows.ts'

type AccountId = Id<'account'>

export type PatientsTables = Refined<
  Rows,
  {
    'patients.patients': {
      id: PatientId
      account_id: AccountId | null
      registered_by: AccountId | null
      created_at: WrittenOnce<Date>
    }
    'patients.families': { account_id: AccountId }
    'patients.family_members': { account_id: AccountId; patient_id: PatientId; created_at: WrittenOnce<Date> }
    'patients.patient_identifiers': { patient_id: PatientId }
    'patients.merges': {
      id: Id<'merge'>
      gone_id: PatientId
      kept_id: PatientId
      merged_by: AccountId
      merged_at: WrittenOnce<Date>
      undone_by: AccountId | null
    }
    'patients.duplicates': {
      id: Id<'duplicate'>
      patient_id: PatientId
      other_id: PatientId
      explanation: ColumnType<readonly MatchEvidence[], string, never>
      status: ColumnType<'open' | 'merged' | 'different', never, 'different'>
      gone_id: ColumnType<PatientId | null, never, never>
      reason: ColumnType<string | null, never, string>
      decided_by: ColumnType<AccountId | null, never, AccountId>
      found_at: WrittenOnce<Date>
      decided_at: ColumnType<Date | null, never, Date>
    }
    'patients.match_records': {
      patient_id: PatientId
      facts: ColumnType<StatedFacts, string, string>
      identifiers: ColumnType<readonly HashedNumber[], string, string>
    }
    // A key is a string, because 64 bits do not fit into a JavaScript number.
    'patients.match_keys': { key: string; patient_id: PatientId }
    'patients.sealed_people': { patient_id: PatientId }
    'patients.openings': { id: Id<'opening'>; patient_id: PatientId; opened_by: AccountId }
    'patients.match_sizes': { people: number }
  }
>

export type PatientRow = PatientsTables['patients.patients']
export type MergeRow = PatientsTables['patients.merges']
export type DuplicateRow = PatientsTables['patients.duplicates']
