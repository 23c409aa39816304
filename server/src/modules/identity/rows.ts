// The rows of the schema identity: written by `npm run schema`, do not edit.
import type { Generated } from 'kysely'

export interface Rows {
  'identity.accounts': {
    cell: number
    id: string
    phone: string
    mail: string | null
    name: string
    password_hash: string | null
    patient_id: string | null
    pending_patient: unknown
    created_at: Date
    deactivated_at: Date | null
    closes_at: Date | null
    closed_at: Date | null
  }
  'identity.challenges': {
    challenge_hash: string
    purpose: string
    account_id: string | null
    sealed: Buffer | null
    expires_at: Date
  }
  'identity.codes': {
    aim_hash: string
    nonce: string
    digits: number
    created_at: Date
    expires_at: Date
    used_at: Date | null
    used_for: string | null
    wrong_tries: number
    wrong_since: Date
  }
  'identity.devices': {
    cell: number
    account_id: string
    device_hash: string
    name: string
    first_used_at: Date
    last_used_at: Date
  }
  'identity.factor_roles': {
    role: string
    since: Date
    demanded_by: string
  }
  'identity.offers': {
    cell: number
    id: string
    phone: string
    phone_hash: string
    name: string
    facility_id: string | null
    chain_id: string | null
    district_cell: number | null
    place_cell: number | null
    place_name: string | null
    roles: string[]
    offered_by: string | null
    claim_hash: string | null
    offered_at: Date
    expires_at: Date
    ended_at: Date | null
    ended_as: 'accepted' | 'declined' | 'withdrawn' | null
    account_id: string | null
  }
  'identity.outside_accounts': {
    subject_hash: string
    id: string
    cell: number
    account_id: string
    issuer: string
    bound_at: Date
  }
  'identity.passkeys': {
    cell: number
    account_id: string
    id: string
    credential_id: string
    public_key: Buffer
    counter: number | string
    transports: string[]
    device_name: string
    created_at: Date
    last_used_at: Date | null
  }
  'identity.phones': {
    phone_hash: string
    cell: number
    account_id: string
    proven_at: Date
  }
  'identity.recovery_codes': {
    cell: number
    account_id: string
    code_hash: string
    created_at: Date
    used_at: Date | null
  }
  'identity.revocations': {
    cell: number
    subject_id: string
    expires_at: Date
    changed_xid: Generated<string>
  }
  'identity.sessions': {
    cell: number
    id: string
    account_id: string
    workplace_id: string | null
    device_name: string
    proof: 'password' | 'code' | 'passkey' | 'provider'
    factor_at: Date | null
    refresh_hash: string
    created_at: Date
    refreshed_at: Date
    switched_at: Date | null
    expires_at: Date
    revoked_at: Date | null
  }
  'identity.totps': {
    cell: number
    account_id: string
    sealed: Buffer
    activated_at: Date
    last_step: number | string
  }
  'identity.workplaces': {
    cell: number
    id: string
    account_id: string
    facility_id: string | null
    chain_id: string | null
    district_cell: number | null
    place_cell: number | null
    place_name: string | null
    holder_name: string
    roles: string[]
    since: Date
    until: Date | null
    last_used_at: Date | null
  }
}
