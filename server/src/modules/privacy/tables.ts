// Row types of the tables of privacy: the generated types, with the kind of id that each id column holds.
import type { Selectable } from 'kysely'
import type { Context } from '../../platform/module.ts'
import type { Refined } from '../../platform/postgres/rows.ts'
import type { AccountId } from '../identity/contract.ts'
import type { PatientId } from '../patients/contract.ts'
import type { ConsentId, ExportId, Purpose } from './contract.ts'
import type { Rows } from './rows.ts'

export type PrivacyTables = Refined<
  Rows,
  {
    'privacy.consents': { id: ConsentId; patient_id: PatientId; account_id: AccountId; purpose: Purpose }
    'privacy.exports': { id: ExportId; account_id: AccountId; status: 'waiting' | 'ready' }
    'privacy.closings': {
      account_id: AccountId
      patient_ids: PatientId[]
      status: 'waiting' | 'undone' | 'closed'
    }
  }
>

export type PrivacyContext = Context<PrivacyTables>
export type ConsentRow = Selectable<PrivacyTables['privacy.consents']>
export type ExportRow = Selectable<PrivacyTables['privacy.exports']>
export type ClosingRow = Selectable<PrivacyTables['privacy.closings']>
