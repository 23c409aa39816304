// The rows of the schema audit: written by `npm run schema`, do not edit.

export interface Rows {
  'audit.chains': {
    cell: number
    recorded_on: string
    kind: 'reads' | 'changes'
    length: number
    hash: Buffer
    kid: string | null
    signature: string | null
  }
  'audit.changes': {
    cell: number
    id: string
    name: string
    account_id: string | null
    role: string | null
    facility_id: string | null
    on_behalf_of_id: string | null
    patient_id: string | null
    other_patient_id: string | null
    body_hash: Buffer
    at: Date
    request_id: string
    recorded_on: string
    seq: number
    prev_hash: Buffer
    hash: Buffer
  }
  'audit.days': {
    day: string
    chains: number
    digest: Buffer
    kid: string
    signature: string
    sealed_at: Date
  }
  'audit.inbox': {
    cell: number
    id: string
    name: string
    body: unknown
  }
  'audit.reads': {
    cell: number
    id: string
    patient_id: string
    account_id: string
    role: string
    facility_id: string | null
    basis: 'own' | 'care' | 'facility' | 'grant' | 'emergency' | 'official' | 'system'
    record_kind: string
    action: string
    record_id: string | null
    at: Date
    request_id: string
    recorded_on: string
    seq: number
    prev_hash: Buffer
    hash: Buffer
  }
  'audit.signing_keys': {
    kid: string
    public_key: unknown
    kept_at: Date
  }
  'audit.survivors': {
    cell: number
    patient_id: string
    survivor_id: string | null
    changed_at: Date
  }
  'audit.verifications': {
    id: string
    from_day: string
    until_day: string
    rows_checked: number | string
    outcome: 'intact' | 'broken'
    fault: unknown
    ended_at: Date
  }
}
