// The rows of the schema identity: written by `npm run schema`, do not edit.
import type { Generated } from 'kysely'

export interface Rows {
  'identity.accounts': {
    cell: number
    id: string
    phone: string
    name: string
    password_hash: string | null
    roles: string[]
    facility_id: string | null
    district_cell: number | null
    staff_cell: number | null
    patient_id: string | null
    pending_patient: unknown
    created_at: Date
    deactivated_at: Date | null
  }
  'identity.codes': {
    phone_hash: string
    code_hash: string
    tries: number
    expires_at: Date
    used_at: Date | null
  }
  'identity.phones': {
    phone_hash: string
    cell: number
    account_id: string
  }
  'identity.revocations': {
    cell: number
    session_id: string
    expires_at: Date
    changed_xid: Generated<string>
  }
  'identity.sessions': {
    cell: number
    id: string
    account_id: string
    refresh_hash: string
    created_at: Date
    refreshed_at: Date
    expires_at: Date
    revoked_at: Date | null
  }
}
