// The rows of the schema privacy: written by `npm run schema`, do not edit.

export interface Rows {
  'privacy.closings': {
    cell: number
    account_id: string
    patient_ids: string[]
    status: 'waiting' | 'undone' | 'closed'
    closes_at: Date
    changed_at: Date
    closed_at: Date | null
    request_id: string
  }
  'privacy.consents': {
    cell: number
    id: string
    patient_id: string
    account_id: string
    purpose: string
    text_version: string
    given_at: Date | null
    withdrawn_at: Date | null
  }
  'privacy.exports': {
    cell: number
    id: string
    account_id: string
    status: 'waiting' | 'ready'
    document: Buffer | null
    asked_at: Date
    ready_at: Date | null
    expires_at: Date | null
  }
}
