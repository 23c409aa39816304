// Row types of the tables of billing: the generated types, with the types that only this module knows.
import type { Selectable } from 'kysely'
import type { Context } from '../../platform/module.ts'
import type { Refined, WrittenOnce } from '../../platform/postgres/rows.ts'
import type { FacilityId } from '../facilities/contract.ts'
import type { PatientId } from '../patients/contract.ts'
import type { ChargeGroup, ChargeId, ChargeSource } from './contract.ts'
import type { Rows } from './rows.ts'

export type BillingTables = Refined<
  Rows,
  {
    'billing.prices': { facility_id: FacilityId; unit_price_paise: number }
    'billing.charges': {
      id: ChargeId
      facility_id: FacilityId
      patient_id: PatientId | null
      charge_group: ChargeGroup
      source_id: ChargeSource['sourceId']
      unit_price_paise: number
      discount_paise: number
      taxable_paise: number
      cgst_paise: number
      sgst_paise: number
      total_paise: number
      raised_at: WrittenOnce<Date>
    }
    'billing.patient_rows': { patient_id: PatientId; record_id: ChargeId }
    'billing.merged_patients': {
      patient_id: PatientId
      kept_id: PatientId | null
      stays_id: PatientId
      same_ids: PatientId[]
    }
  }
>

export type TaxRate = Selectable<BillingTables['billing.tax_rates']>
export type Price = Selectable<BillingTables['billing.prices']>
export type Charge = Selectable<BillingTables['billing.charges']>
export type BillingContext = Context<BillingTables>
