// The rows of the schema prescriptions: written by `npm run schema`, do not edit.
import type { Generated } from 'kysely'

export interface Rows {
  'prescriptions.asked_lines': {
    cell: number
    dispense_id: string
    line: number
    line_key: number | null
    item_code: string
    quantity: number
    substituted_reason: string | null
  }
  'prescriptions.dispense_lines': {
    cell: number
    dispense_id: string
    line: number
    asked_line: number
    item_code: string
    item_name: string
    schedule: string
    is_cold: boolean
    lot: string
    maker: string
    expires_on: string
    quantity: number
    unit_price_paise: number | string
    mrp_paise: number | string
    returned: Generated<number>
  }
  'prescriptions.dispenses': {
    cell: number
    id: string
    prescription_id: string | null
    prescription_version: number | null
    patient_id: string | null
    facility_id: string
    store_id: string
    is_free: boolean
    status: 'PREPARING' | 'PREPARED' | 'CHARGED' | 'READY' | 'HANDED_OVER' | 'REFUSED' | 'ABANDONED'
    attempts: Generated<number>
    reservation_id: string
    charge_group: string
    warnings: unknown
    short: unknown
    total_paise: number | string | null
    prepared_by: string
    prepared_at: Date
    expires_at: Date
    second_person: string | null
    handed_over_by: string | null
    handed_over_at: Date | null
    handed_to: string | null
    end_reason: 'by-hand' | 'time' | 'recall' | 'short' | 'refused' | 'stopped' | null
    ended_at: Date | null
    is_stock_settled: Generated<boolean>
    is_money_settled: Generated<boolean>
    is_charged: Generated<boolean>
    returns: Generated<number>
    due_at: Date | null
    failing_since: Date | null
    problem: string | null
  }
  'prescriptions.level_hints': {
    cell: number
    store_id: string
    item_code: string
    free: number
    mrp_paise: number | string | null
    version: number | string
    as_of: Date
  }
  'prescriptions.lines': {
    cell: number
    prescription_id: string
    line_key: number
    item_code: string | null
    generic_name: string
    form: string
    strength: string
    substances: string[]
    quantity: number
    repeats: number
    schedule: 'none' | 'G' | 'H' | 'H1' | 'X' | 'unset'
    substitution: 'allowed' | 'ask'
    runs_until: string
    state: 'active' | 'stopped'
    promised: Generated<number>
    dispensed: Generated<number>
    returned: Generated<number>
  }
  'prescriptions.medicines': {
    item_code: string
    kind: string
    name: string
    form: string | null
    strength: string | null
    unit: string
    pack_size: number
    schedule: string
    tele_list: string
    tax_code: string
    is_cold: boolean
    is_active: boolean
    ingredients: unknown
    composition: string | null
    version: number
  }
  'prescriptions.merged_patients': {
    cell: number
    patient_id: string
    kept_id: string | null
    version: number
    stays_id: string
    same_ids: string[]
    changed_at: Date
  }
  'prescriptions.patient_rows': {
    cell: number
    patient_id: string
    prescription_id: string
    signed_at: Date
  }
  'prescriptions.prescriptions': {
    cell: number
    id: string
    reference: string
    visit_id: string
    facility_id: string
    patient_id: string
    birth_year: number
    doctor_id: string
    mode: 'in-person' | 'tele'
    status: 'SIGNED' | 'STOPPED'
    version: number
    hash: string
    valid_until: string
    repeats: number
    signed_at: Date
    stopped_at: Date | null
    stopped_by: string | null
    stop_reason: string | null
  }
  'prescriptions.presentations': {
    cell: number
    prescription_id: string
    facility_id: string
    shown_at: Date
    shown_to: string
  }
  'prescriptions.register_entries': {
    cell: number
    facility_id: string
    register: string
    year: number
    number: number
    entered_at: Date
    prescription_reference: string
    prescriber: string
    prescriber_address: string
    patient_id: string
    patient_name: string
    patient_address: string
    item_code: string
    item_name: string
    lot: string
    maker: string
    expires_on: string
    quantity: number
    dispense_id: string
    dispense_line: number
    handed_over_by: string
    second_person: string | null
  }
  'prescriptions.registers': {
    cell: number
    facility_id: string
    register: 'H1' | 'X'
    year: number
    last: number
  }
  'prescriptions.returns': {
    cell: number
    dispense_id: string
    number: number
    return_id: string
    lines: unknown
    reason: string
    returned_by: string
    returned_at: Date
    is_stock_settled: Generated<boolean>
    is_money_settled: Generated<boolean>
    due_at: Date | null
    problem: string | null
  }
  'prescriptions.store_rows': {
    cell: number
    store_id: string
    dispense_id: string
    prepared_at: Date
  }
  'prescriptions.stores': {
    cell: number
    id: string
    facility_id: string
    kind: string
    name: string
    is_free: boolean
    is_active: boolean
    version: number
  }
  'prescriptions.versions': {
    cell: number
    prescription_id: string
    version: number
    hash_before: string | null
    version_before: number | null
    sealed: string
    hash: string
    signed_at: Date
    signed_by: string
    reason: string | null
  }
}
