// The rows of the schema billing: written by `npm run schema`, do not edit.
import type { Generated } from 'kysely'

export interface Rows {
  'billing.cash_days': {
    cell: number
    facility_id: string
    payer_id: string
    day: string
    cash_paise: number | string
    limit_paise: number | string | null
  }
  'billing.cash_limits': {
    valid_from: string
    limit_paise: number | string
    note: string
  }
  'billing.charges': {
    cell: number
    id: string
    facility_id: string
    patient_id: string | null
    charge_group: string
    source_kind: string
    source_id: string
    source_line: number
    code: string | null
    text: string
    hsn_sac: string | null
    tax_code: string
    basis_points: number
    quantity: number
    unit_price_paise: number | string
    discount_paise: number | string
    discount_reason: string | null
    discount_by: string | null
    taxable_paise: number | string
    cgst_paise: number | string
    sgst_paise: number | string
    total_paise: number | string
    status: 'OPEN' | 'INVOICED' | 'SETTLED' | 'WAIVED' | 'CANCELLED' | 'CREDITED'
    status_reason: string | null
    status_by: string | null
    status_at: Date
    credited_quantity: number
    charged_on: string
    raised_by: string | null
    raised_at: Date
    reversed_quantity: Generated<number>
    lot: string | null
    maker: string | null
    expires_on: string | null
    mrp_paise: number | string | null
  }
  'billing.credit_lines': {
    cell: number
    credit_note_id: string
    line: number
    invoice_id: string
    quantity: number
    taxable_paise: number | string
    cgst_paise: number | string
    sgst_paise: number | string
    total_paise: number | string
  }
  'billing.credit_notes': {
    cell: number
    id: string
    facility_id: string
    patient_id: string | null
    invoice_id: string
    series: string
    fy: number
    seq: number
    number: string
    taxable_paise: number | string
    cgst_paise: number | string
    sgst_paise: number | string
    total_paise: number | string
    reason: string
    written_by: string | null
    written_on: string
    written_at: Date
  }
  'billing.invoice_lines': {
    cell: number
    invoice_id: string
    line: number
    charge_id: string
    quantity: number
    discount_paise: number | string
    taxable_paise: number | string
    cgst_paise: number | string
    sgst_paise: number | string
    total_paise: number | string
  }
  'billing.invoices': {
    cell: number
    id: string
    facility_id: string
    patient_id: string | null
    kind: 'tax-invoice' | 'bill-of-supply' | 'invoice-cum-bill'
    series: string
    fy: number
    seq: number
    number: string
    status: 'ISSUED' | 'PART_PAID' | 'PAID' | 'CREDITED'
    source_modules: string[]
    gross_paise: number | string
    discount_paise: number | string
    exempt_paise: number | string
    taxable_paise: number | string
    cgst_paise: number | string
    sgst_paise: number | string
    total_paise: number | string
    paid_paise: number | string
    refunded_paise: number | string
    credited_paise: number | string
    cash_paise: number | string
    cash_limit_paise: number | string | null
    issued_on: string
    issued_at: Date
    issued_by: string | null
    issuer: unknown
  }
  'billing.issuers': {
    cell: number
    facility_id: string
    legal_name: string
    address: string
    gstin: string | null
    state_code: string
    prefix: string
    upi_vpa: string | null
    callback_secret: Buffer | null
    is_government: boolean
    credit_limit_paise: number | string
    version: number
    set_by: string
    set_at: Date
  }
  'billing.merged_patients': {
    cell: number
    patient_id: string
    kept_id: string | null
    version: number
    stays_id: string
    same_ids: string[]
    changed_at: Date
  }
  'billing.patient_rows': {
    cell: number
    patient_id: string
    record_id: string
    record_cell: number
    day: string
    kind: Generated<'charge' | 'invoice' | 'payment'>
  }
  'billing.payments': {
    cell: number
    id: string
    facility_id: string
    patient_id: string | null
    invoice_id: string | null
    advance_id: string | null
    meant_for: string | null
    direction: 'in' | 'out'
    method: 'cash' | 'upi' | 'card' | 'transfer' | 'cheque' | 'advance'
    amount_paise: number | string
    tendered_paise: number | string | null
    change_paise: number | string | null
    status: 'PENDING' | 'DONE' | 'FAILED' | 'EXPIRED'
    reference: string | null
    is_confirmed: boolean
    session_id: string | null
    fy: number | null
    receipt_number: string | null
    used_paise: Generated<number | string>
    day: string
    asked_at: Date
    expires_at: Date | null
    ended_at: Date | null
    by: string | null
    reason: string | null
  }
  'billing.prefixes': {
    holder: string
    prefix: string
    facility_id: string
  }
  'billing.prices': {
    cell: number
    facility_id: string
    code: string
    valid_from: string
    name: string
    search_text: string
    kind: 'consultation' | 'medicine' | 'test' | 'procedure' | 'registration' | 'other'
    unit_price_paise: number | string
    tax_code: string
    discount_max_bp: number
    is_offered: boolean
    version: number
    set_by: string
    set_at: Date
  }
  'billing.reversals': {
    cell: number
    id: string
    charge_group: string
    asked: unknown
    charge_ids: string[]
    total_paise: number | string
    reversed_at: Date
  }
  'billing.series': {
    cell: number
    facility_id: string
    series: 'invoice' | 'credit-note' | 'receipt'
    fy: number
    last: number
  }
  'billing.sessions': {
    cell: number
    id: string
    facility_id: string
    counter: string
    opened_by: string
    opened_at: Date
    float_paise: number | string
    status: 'OPEN' | 'COUNTED' | 'CLOSED'
    denominations: unknown
    counted_paise: number | string | null
    counted_at: Date | null
    expected_paise: number | string | null
    difference_paise: number | string | null
    reason: string | null
    handed_to: string | null
    closed_at: Date | null
    accepted_by: string | null
    accepted_at: Date | null
  }
  'billing.tax_rates': {
    tax_code: string
    valid_from: string
    hsn_sac: string | null
    basis_points: number
    exempt: boolean
    note: string
  }
}
