// Row types of the tables of identity.
import type { ColumnType, Generated, Selectable } from 'kysely'
import type { Call, Static } from '../../platform/contract.ts'
import type { Context } from '../../platform/module.ts'
import type { Role } from '../../platform/powers.ts'
import type { ChainId, FacilityId } from '../facilities/contract.ts'
import type { PatientId, registerPatient } from '../patients/contract.ts'
import type { AccountId, WorkplaceId } from './contract.ts'

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
  patient_id: PatientId | null
  /** Written as JSON text. */
  pending_patient: ColumnType<PendingPatient | null, string | null, string | null>
  created_at: ColumnType<Date, Date, never>
  deactivated_at: Date | null
}

/** An appointment: of facility, chain and district at most one is set, none where the roles hold in the country. */
interface WorkplaceRow {
  cell: number
  id: WorkplaceId
  account_id: AccountId
  facility_id: FacilityId | null
  chain_id: ChainId | null
  district_cell: number | null
  /** The district in which the place lies. */
  place_cell: number | null
  place_name: string | null
  holder_name: string
  roles: readonly Role[]
  since: ColumnType<Date, Date, never>
  until: Date | null
  last_used_at: Date | null
}

interface SessionRow {
  cell: number
  id: string
  account_id: AccountId
  workplace_id: WorkplaceId | null
  refresh_hash: string
  created_at: ColumnType<Date, Date, never>
  refreshed_at: Date
  switched_at: Date | null
  expires_at: Date
  revoked_at: Date | null
}

export type Account = Selectable<AccountRow>
export type Workplace = Selectable<WorkplaceRow>
export type Session = Selectable<SessionRow>

interface RevocationRow {
  cell: number
  subject_id: string
  revoked_at: Generated<Date>
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
  'identity.workplaces': WorkplaceRow
  'identity.sessions': SessionRow
  'identity.revocations': RevocationRow
  'identity.codes': CodeRow
  'identity.attempts': AttemptRow
}

export type IdentityContext = Context<IdentityTables>
