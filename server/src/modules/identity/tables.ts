// Row types of the tables of identity.
import type { ColumnType, Generated, Selectable } from 'kysely'
import type { Role } from '../../platform/access.ts'
import type { Call, Static } from '../../platform/contract.ts'
import type { Context } from '../../platform/module.ts'
import type { FacilityId } from '../facilities/contract.ts'
import type { PatientId, registerPatient } from '../patients/contract.ts'
import type { AccountId } from './contract.ts'

/** What the module patients is told of a person, besides ids and phone, which the account's row holds. */
export type PendingPatient = Omit<InputOf<typeof registerPatient>, 'patientId' | 'accountId' | 'cell' | 'phone'>
type InputOf<Type extends Call> = Static<Type['input']>

interface PhoneRow {
  phone_hash: string
  cell: number
  account_id: AccountId
}

interface AccountRow {
  cell: number
  id: AccountId
  phone: string
  name: string
  password_hash: string | null
  roles: readonly Role[]
  facility_id: FacilityId | null
  district_cell: number | null
  /** Worked out from the roles and places whenever these are written. */
  staff_cell: number | null
  patient_id: PatientId | null
  /** Written as JSON text. */
  pending_patient: ColumnType<PendingPatient | null, string | null, string | null>
  created_at: ColumnType<Date, Date, never>
  deactivated_at: Date | null
}

interface SessionRow {
  cell: number
  id: string
  account_id: AccountId
  refresh_hash: string
  created_at: ColumnType<Date, Date, never>
  refreshed_at: Date
  expires_at: ColumnType<Date, Date, never>
  revoked_at: Date | null
}

export type Account = Omit<Selectable<AccountRow>, 'staff_cell'>
export type Session = Selectable<SessionRow>

interface RevocationRow {
  cell: number
  session_id: string
  changed_xid: Generated<string>
  expires_at: Date
}

interface CodeRow {
  phone_hash: string
  code_hash: string
  tries: number
  expires_at: Date
  used_at: Date | null
}

interface AttemptRow {
  bucket: string
  count: number
  window_ends_at: Date
}

export interface IdentityTables {
  'identity.phones': PhoneRow
  'identity.accounts': AccountRow
  'identity.sessions': SessionRow
  'identity.revocations': RevocationRow
  'identity.codes': CodeRow
  'identity.attempts': AttemptRow
}

export type IdentityContext = Context<IdentityTables>
