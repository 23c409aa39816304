// The rows of the schema documents: written by `npm run schema`, do not edit.
import type { Generated } from 'kysely'

export interface Rows {
  'documents.documents': {
    cell: number
    id: string
    patient_id: string
    kind: 'prescription' | 'lab-report' | 'imaging' | 'history' | 'discharge' | 'bill' | 'consent' | 'other'
    title: string | null
    media_type: 'application/pdf' | 'image/jpeg' | 'image/png' | 'application/dicom' | 'text/html'
    size_bytes: number | string
    sha256: string | null
    origin: 'family' | 'staff' | 'system'
    uploaded_by: string | null
    facility_id: string | null
    source_kind: string | null
    source_id: string | null
    status: 'RECEIVING' | 'CHECKING' | 'STORED' | 'REFUSED' | 'ABORTED' | 'WITHDRAWN'
    status_reason: string | null
    replaces: string | null
    version: number
    retain_until: string | null
    erased_at: Date | null
    created_at: Date
    stored_at: Date | null
    changes: Generated<number>
    changed_xid: Generated<string>
  }
  'documents.grant_versions': {
    cell: number
    patient_id: string
    version: number
  }
  'documents.grants': {
    cell: number
    id: string
    patient_id: string
    document_id: string | null
    kinds: string[] | null
    to_kind: 'account' | 'facility' | 'practitioner'
    to_id: string
    to_phone_last4: string | null
    purpose: string
    until_at: Date
    given_by: string
    given_at: Date
    revoked_at: Date | null
    changed_xid: Generated<string>
  }
  'documents.merged_patients': {
    cell: number
    patient_id: string
    kept_id: string | null
    version: number
    stays_id: string
    same_ids: string[]
    changed_at: Date
  }
  'documents.parts': {
    cell: number
    document_id: string
    first_byte: number | string
    bytes: number
    name: string
  }
  'documents.uploads': {
    cell: number
    id: string
    document_id: string
    received_bytes: number | string
    expires_at: Date
    checked_until: Date | null
  }
  'documents.visits': {
    cell: number
    patient_id: string
    visit_id: string
    facility_id: string
    until_at: Date
  }
}
