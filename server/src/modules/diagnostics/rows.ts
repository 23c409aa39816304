// The rows of the schema diagnostics: written by `npm run schema`, do not edit.

export interface Rows {
  'diagnostics.accessions': {
    cell: number
    lab_facility_id: string
    day: string
    last: number
  }
  'diagnostics.criticals': {
    cell: number
    order_id: string
    line: number
    version: number
    lab_facility_id: string
    facility_id: string
    patient_id: string
    doctor_id: string | null
    status: 'RAISED' | 'TOLD' | 'ACKNOWLEDGED' | 'REPLACED'
    raised_at: Date
    due_at: Date
    escalations: number
    told_to: string | null
    told_by: string | null
    told_at: Date | null
    acknowledged_by: string | null
    acknowledged_at: Date | null
  }
  'diagnostics.inbox': {
    cell: number
    doctor_id: string
    order_id: string
    facility_id: string
    patient_id: string
    severity: number
    changed_at: Date
    read_at: Date | null
  }
  'diagnostics.labs': {
    cell: number
    facility_id: string
    name: string
    address: string
    is_active: boolean
    pays_first: boolean
    language: 'en' | 'hi'
    version: number
  }
  'diagnostics.menus': {
    cell: number
    facility_id: string
    code: string
    price_code: string
    in_house: boolean
    two_persons: boolean
    is_offered: boolean
    version: number
    changed_by: string
  }
  'diagnostics.merged_patients': {
    cell: number
    patient_id: string
    kept_id: string | null
    version: number
    stays_id: string
    same_ids: string[]
    changed_at: Date
  }
  'diagnostics.order_lines': {
    cell: number
    order_id: string
    line: number
    lab_facility_id: string
    urgency: number
    placed_at: Date
    item: number
    item_code: string
    price_code: string | null
    test: string
    name: string
    kind: 'number' | 'text' | 'choice' | 'imaging'
    unit: string | null
    specimen: 'blood' | 'serum' | 'plasma' | 'urine' | 'stool' | 'swab' | 'other' | null
    container: string | null
    doctor_first: boolean
    two_persons: boolean
    status: 'PLACED' | 'COLLECTED' | 'IN_PROGRESS' | 'COMPLETED' | 'CANCELLED'
    specimen_id: string | null
    draft_version: number | null
    result_version: number | null
    due_at: Date
    ended_at: Date | null
    cancel_reason: string | null
    moved_to: string | null
  }
  'diagnostics.orders': {
    cell: number
    id: string
    lab_facility_id: string
    facility_id: string
    visit_id: string | null
    patient_id: string
    doctor_id: string | null
    priority: 'routine' | 'urgent' | 'stat'
    status: 'PLACED' | 'COLLECTED' | 'IN_PROGRESS' | 'PARTIAL' | 'COMPLETED' | 'CANCELLED'
    reason: string | null
    placed_by: string
    placed_at: Date
    placed_on: string
    settled_at: Date | null
    referred_from: string | null
  }
  'diagnostics.panels': {
    code: string
    name: string
    search_text: string
    tests: string[]
  }
  'diagnostics.patient_rows': {
    cell: number
    patient_id: string
    record_id: string
    placed_at: Date
  }
  'diagnostics.ranges': {
    test: string
    sex: 'female' | 'male' | 'any'
    from_days: number
    until_days: number
    valid_from: string
    low: number | null
    high: number | null
    critical_low: number | null
    critical_high: number | null
    checked_by: string | null
    checked_at: Date | null
  }
  'diagnostics.reports': {
    cell: number
    order_id: string
    version: number
    id: string
    status: 'PENDING' | 'RELEASED'
    results: unknown
    snapshot: unknown
    document_id: string | null
    is_corrected: boolean
    made_at: Date
    released_at: Date | null
    keep_from: Date | null
    kept_at: Date | null
  }
  'diagnostics.results': {
    cell: number
    order_id: string
    line: number
    version: number
    value: string
    number: number | null
    unit: string | null
    low: number | null
    high: number | null
    critical_low: number | null
    critical_high: number | null
    flag: 'none' | 'low' | 'high' | 'critical-low' | 'critical-high' | 'abnormal'
    status: 'PRELIMINARY' | 'FINAL' | 'CORRECTED' | 'VOID'
    revision: number
    note: string | null
    entered_by: string
    entered_at: Date
    authorised_by: string | null
    authorised_at: Date | null
    reason: string | null
  }
  'diagnostics.specimens': {
    cell: number
    id: string
    order_id: string
    lab_facility_id: string
    patient_id: string
    kind: 'blood' | 'serum' | 'plasma' | 'urine' | 'stool' | 'swab' | 'other'
    container: string
    lines: number[]
    status: 'EXPECTED' | 'COLLECTED' | 'RECEIVED' | 'REJECTED' | 'DONE'
    accession: string | null
    replaces: string | null
    collected_by: string | null
    collected_at: Date | null
    received_by: string | null
    received_at: Date | null
    rejected_by: string | null
    rejected_at: Date | null
    reject_reason: 'clotted' | 'haemolysed' | 'insufficient' | 'wrong-container' | 'unlabelled' | 'mislabelled' | 'leaked' | 'too-old' | 'other' | null
    reject_note: string | null
  }
  'diagnostics.stuck': {
    cell: number
    order_id: string
    deed: 'charge' | 'reversal' | 'report'
    lab_facility_id: string
    problem: string
    failed_at: Date
    settled_at: Date | null
    settled_by: string | null
    settled_reason: string | null
  }
  'diagnostics.tests': {
    code: string
    name: string
    search_text: string
    kind: 'number' | 'text' | 'choice' | 'imaging'
    choices: string[]
    unit: string | null
    specimen: 'blood' | 'serum' | 'plasma' | 'urine' | 'stool' | 'swab' | 'other' | null
    container: string | null
    turnaround_minutes: number
    doctor_first: boolean
    highest_possible: number | null
    loinc: string | null
    stated_range: string | null
    fault: string | null
    changed_by: string | null
    version: number
  }
}
