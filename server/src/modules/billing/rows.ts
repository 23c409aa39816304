// The rows of the schema billing: written by `npm run schema`, do not edit.

export interface Rows {
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
  'billing.tax_rates': {
    tax_code: string
    valid_from: string
    hsn_sac: string | null
    basis_points: number
    exempt: boolean
    note: string
  }
}
