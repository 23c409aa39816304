// Row types of the tables of identity: the generated types, with the types that only this module knows.
import type { ColumnType, Selectable } from 'kysely'
import type { Call, Static } from '../../platform/contract.ts'
import type { Context } from '../../platform/module.ts'
import type { Refined, WrittenOnce } from '../../platform/postgres/rows.ts'
import type { Role } from '../../platform/powers.ts'
import type { ChainId, FacilityId } from '../facilities/contract.ts'
import type { PatientId, registerPatient } from '../patients/contract.ts'
import type { AccountId, OfferId, OutsideAccountId, PasskeyId, WorkplaceId } from './contract.ts'
import type { Rows } from './rows.ts'

/** What the module patients gets about a person, without ids and phone: the account's row has these already. */
export type PendingPatient = Omit<InputOf<typeof registerPatient>, 'patientId' | 'accountId' | 'cell' | 'phone'>
export type InputOf<Type extends Call> = Static<Type['input']>

/** How a person proved who they are when a sign-in began. */
export type SignInProof = 'password' | 'code' | 'passkey' | 'provider'

type ChallengePurpose =
  | 'passkey-registration'
  | 'passkey-sign-in'
  | 'second-factor'
  | 'authenticator'
  | 'provider'
  | 'binding'

export type IdentityTables = Refined<
  Rows,
  {
    'identity.phones': { account_id: AccountId }
    'identity.accounts': {
      id: AccountId
      patient_id: PatientId | null
      /** Write it as JSON text. */
      pending_patient: ColumnType<PendingPatient | null, string | null, string | null>
      created_at: WrittenOnce<Date>
    }
    'identity.workplaces': {
      id: WorkplaceId
      account_id: AccountId
      facility_id: FacilityId | null
      chain_id: ChainId | null
      roles: readonly Role[]
      since: WrittenOnce<Date>
    }
    'identity.offers': {
      id: OfferId
      account_id: AccountId | null
      offered_by: AccountId | null
      facility_id: FacilityId | null
      chain_id: ChainId | null
      roles: readonly Role[]
      ended_as: 'accepted' | 'declined' | 'withdrawn' | null
      offered_at: WrittenOnce<Date>
    }
    'identity.devices': { account_id: AccountId; first_used_at: WrittenOnce<Date> }
    'identity.sessions': {
      account_id: AccountId
      workplace_id: WorkplaceId | null
      proof: SignInProof
      created_at: WrittenOnce<Date>
    }
    'identity.challenges': { purpose: ChallengePurpose; account_id: AccountId | null }
    'identity.passkeys': {
      id: PasskeyId
      account_id: AccountId
      counter: number
      transports: readonly string[]
      created_at: WrittenOnce<Date>
    }
    'identity.totps': { account_id: AccountId; last_step: number }
    'identity.recovery_codes': { account_id: AccountId; created_at: WrittenOnce<Date> }
    'identity.factor_roles': { role: Role; since: WrittenOnce<Date>; demanded_by: AccountId }
    'identity.outside_accounts': { id: OutsideAccountId; account_id: AccountId; bound_at: WrittenOnce<Date> }
  }
>

export type Account = Selectable<IdentityTables['identity.accounts']>
export type Workplace = Selectable<IdentityTables['identity.workplaces']>
export type Offer = Selectable<IdentityTables['identity.offers']>
export type Passkey = Selectable<IdentityTables['identity.passkeys']>
export type OutsideAccount = Selectable<IdentityTables['identity.outside_accounts']>
export type Session = Selectable<IdentityTables['identity.sessions']>
export type IdentityContext = Context<IdentityTables>
