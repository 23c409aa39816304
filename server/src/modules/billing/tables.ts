// Row types of the tables of billing: the generated types, with the types that only this module knows.
import type { ColumnType, Insertable, Selectable } from 'kysely'
import type { Context } from '../../platform/module.ts'
import type { Refined, WrittenOnce } from '../../platform/postgres/rows.ts'
import type { FacilityId } from '../facilities/contract.ts'
import type { PatientId } from '../patients/contract.ts'
import type { ChargeGroup, ChargeId, ChargeSource, ReversalId } from './contract.ts'
import type { CreditNoteId } from './credits/contract.ts'
import type { InvoiceId } from './invoices/contract.ts'
import type { PaymentId } from './payments/contract.ts'
import type { Rows } from './rows.ts'
import type { CashSessionId } from './sessions/contract.ts'
import type { Counted } from './sessions/rules.ts'

/** Who issues a bill, as it stands on the bill. */
export interface IssuerShown {
  readonly legalName: string
  readonly address: string
  readonly gstin?: string
  readonly stateCode: string
}

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
      mrp_paise: number | null
      raised_at: WrittenOnce<Date>
    }
    'billing.patient_rows': { patient_id: PatientId; record_id: ChargeId | InvoiceId | PaymentId }
    'billing.issuers': { facility_id: FacilityId; credit_limit_paise: number }
    'billing.prefixes': { facility_id: FacilityId }
    'billing.cash_limits': { limit_paise: number }
    'billing.cash_days': { facility_id: FacilityId; cash_paise: number; limit_paise: number | null }
    'billing.series': { facility_id: FacilityId }
    'billing.invoices': {
      id: WrittenOnce<InvoiceId>
      facility_id: FacilityId
      patient_id: PatientId | null
      gross_paise: number
      discount_paise: number
      exempt_paise: number
      taxable_paise: number
      cgst_paise: number
      sgst_paise: number
      total_paise: number
      paid_paise: number
      refunded_paise: number
      credited_paise: number
      cash_paise: number
      cash_limit_paise: number | null
      issued_at: WrittenOnce<Date>
      issuer: ColumnType<IssuerShown, string, never>
    }
    'billing.invoice_lines': {
      invoice_id: InvoiceId
      charge_id: ChargeId
      discount_paise: number
      taxable_paise: number
      cgst_paise: number
      sgst_paise: number
      total_paise: number
    }
    'billing.payments': {
      id: PaymentId
      facility_id: FacilityId
      patient_id: PatientId | null
      invoice_id: InvoiceId | null
      advance_id: PaymentId | null
      meant_for: InvoiceId | null
      session_id: CashSessionId | null
      amount_paise: number
      tendered_paise: number | null
      change_paise: number | null
      used_paise: number
    }
    'billing.sessions': {
      id: CashSessionId
      facility_id: FacilityId
      float_paise: number
      counted_paise: number | null
      expected_paise: number | null
      difference_paise: number | null
      denominations: ColumnType<Counted | null, string | null, string | null>
    }
    'billing.credit_notes': {
      id: CreditNoteId
      facility_id: FacilityId
      patient_id: PatientId | null
      invoice_id: InvoiceId
      taxable_paise: number
      cgst_paise: number
      sgst_paise: number
      total_paise: number
    }
    'billing.credit_lines': {
      credit_note_id: CreditNoteId
      invoice_id: InvoiceId
      taxable_paise: number
      cgst_paise: number
      sgst_paise: number
      total_paise: number
    }
    'billing.reversals': {
      id: ReversalId
      charge_group: ChargeGroup
      charge_ids: ChargeId[]
      total_paise: number
      asked: ColumnType<unknown, string, never>
    }
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
export type Issuer = Selectable<BillingTables['billing.issuers']>
export type Invoice = Selectable<BillingTables['billing.invoices']>
export type NewInvoice = Insertable<BillingTables['billing.invoices']>
export type InvoiceLine = Selectable<BillingTables['billing.invoice_lines']>
export type Payment = Selectable<BillingTables['billing.payments']>
export type CashSession = Selectable<BillingTables['billing.sessions']>
export type CreditNote = Selectable<BillingTables['billing.credit_notes']>
export type CreditLine = Selectable<BillingTables['billing.credit_lines']>
export type Charge = Selectable<BillingTables['billing.charges']>
export type BillingContext = Context<BillingTables>
