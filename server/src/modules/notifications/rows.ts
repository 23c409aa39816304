// The rows of the schema notifications: written by `npm run schema`, do not edit.
import type { Generated } from 'kysely'

export interface Rows {
  'notifications.deliveries': {
    cell: number
    notice_id: string
    attempt: number
    channel: string
    provider_id: string | null
    status: 'sent' | 'refused' | 'delivered' | 'undelivered'
    code: string | null
    at: Date
    to_last4: string | null
  }
  'notifications.inbox': {
    cell: number
    account_id: string
    notice_id: string
    template: string
    params: unknown
    subject_kind: string | null
    subject_id: string | null
    sent_at: Date
    read_at: Date | null
  }
  'notifications.notices': {
    cell: number
    id: string
    event_id: string
    template: string
    recipient_kind: 'account' | 'patient'
    recipient: string
    params: unknown
    subject_kind: string | null
    subject_id: string | null
    subject_version: number | string | null
    facility_id: string | null
    due_at: Date
    expires_at: Date
    status: 'WAITING' | 'SENDING' | 'SENT' | 'DELIVERED' | 'FAILED' | 'SUPERSEDED' | 'EXPIRED' | 'STOPPED'
    reason: string | null
    channel: string | null
    channel_tries: Generated<number>
    attempts: Generated<number>
    lease: Generated<number>
    leased_until: Date | null
    created_at: Date
    ended_at: Date | null
  }
  'notifications.people': {
    cell: number
    account_id: string
    language: 'en' | 'hi'
    channels: ('sms' | 'mail' | 'in-app')[]
    quiet_from: number | null
    quiet_until: number | null
    stopped: string[]
    updated_at: Date
  }
  'notifications.sms_templates': {
    template: string
    language: string
    entity_id: string
    header: string
    dlt_id: string
    text_hash: string
  }
  'notifications.subjects': {
    cell: number
    kind: string
    id: string
    version: number | string
    is_live: boolean
  }
}
