// The rows of the schema linkage: written by `npm run schema`, do not edit.
import type { Generated } from 'kysely'

export interface Rows {
  'linkage.archive_openings': {
    cell: number
    id: string
    workflow_id: string
    opened_by: string
    reason: string
    at: Generated<Date>
  }
  'linkage.archives': {
    cell: number
    workflow_id: string
    erase_at: Date
    archived_at: Generated<Date>
  }
  'linkage.customers': {
    cell: number
    id: string
    name: string
    status: 'active' | 'revoked'
    token_epoch: string
    secret_hash: string | null
    webhook_url: string
    webhook_off_at: Date | null
    webhook_secret: Buffer
    webhook_secret_previous: Buffer | null
    webhook_secret_changed_at: Date
    allowed_hosts: string[]
    choice_by: 'customer' | 'staff'
    verified_systems: Generated<string[]>
    requests_per_second: number
    callbacks_at_once: number
    batch_rows_max: number
    created_at: Date
    revision: Generated<number>
    changed_xid: Generated<string>
    secret_hash_previous: string | null
    secret_changed_at: Date | null
  }
  'linkage.deliveries': {
    cell: number
    id: string
    workflow_id: string
    customer_id: string
    type: string
    body: string
    webhook_url: string | null
    status: Generated<'pending' | 'delivered' | 'failed' | 'stopped'>
    reason: string | null
    attempts: Generated<number>
    lease: Generated<number>
    next_at: Generated<Date>
    created_at: Generated<Date>
    ended_at: Date | null
    duration_ms: number | null
    answer_status: number | null
  }
  'linkage.delivery_attempts': {
    cell: number
    delivery_id: string
    number: number
    at: Generated<Date>
    duration_ms: number
    answer_status: number | null
    fault: string | null
  }
  'linkage.merged_people': {
    cell: number
    patient_id: string
    kept_id: string | null
    version: number
  }
  'linkage.objections': {
    cell: number
    patient_id: string
    is_objecting: boolean
    decided_at: Date
  }
  'linkage.patient_mappings': {
    cell: number
    id: string
    customer_id: string
    patient_id: string
    internal_patient_id: string
    status: 'LINKED' | 'DE-LINKED'
    is_live: boolean
    workflow_id: string
    created_at: Generated<Date>
  }
  'linkage.patients': {
    cell: number
    customer_id: string
    patient_id: string
    open_id: string | null
    link_id: string | null
    found_by: Generated<string[]>
  }
  'linkage.queue': {
    cell: number
    workflow_id: string
    customer_id: string
    patient_id: string
    choice_by: string
    webhook_url: string | null
    lease: Generated<number>
    attempts: Generated<number>
    leased_until: Generated<Date>
    delivery_id: string | null
    delivery_type: string | null
    delivery_body: string | null
    answered_at: Date | null
  }
  'linkage.report_sendings': {
    cell: Generated<number>
    id: string
    period: string
    slot_at: Date
    channel: 'sms' | 'mail' | 'webhook'
    text: string
    body: string
    status: Generated<'pending' | 'sent' | 'failed' | 'overtaken'>
    tries: Generated<number>
    lease: Generated<number>
    next_at: Generated<Date>
    fault: string | null
  }
  'linkage.reports': {
    cell: Generated<number>
    period: 'hourly' | 'daily'
    slot_at: Date
    stuck: number
  }
  'linkage.requests': {
    cell: number
    workflow_id: string
    sealed: Buffer | null
    candidates: Buffer | null
    erase_at: Date | null
  }
  'linkage.usage_days': {
    cell: number
    customer_id: string
    day: string
    requests: Generated<number>
    refused: Generated<number>
    busiest_second: Generated<number>
    linked: Generated<number>
    not_found: Generated<number>
    choices: Generated<number>
    failed: Generated<number>
    delinked: Generated<number>
    callbacks: Generated<number>
    counted_until: Date | null
  }
  'linkage.waiting': {
    cell: number
    workflow_id: string
    wait_for: 'retry' | 'answer'
    ready_at: Date
  }
  'linkage.workflow_moves': {
    cell: number
    id: string
    workflow_id: string
    from_status: string
    to_status: string
    refusal: string | null
    at: Generated<Date>
  }
  'linkage.workflows': {
    cell: number
    id: string
    request_id: string
    customer_id: string
    patient_id: string
    request_type: Generated<string>
    status: 'RECEIVED' | 'REQUESTED' | 'LINKED' | 'NO_RESULTS' | 'CHOICE' | 'COMPLETED' | 'FAILED'
    outcome: 'LINKED' | 'NO_RESULTS' | 'CHOICE' | 'FAILED' | null
    reason: string | null
    search_id: string | null
    webhook_url: string | null
    choice_by: string
    attempts: Generated<number>
    requeues: Generated<number>
    lease: Generated<number>
    revision: Generated<number>
    created_at: Generated<Date>
    updated_at: Generated<Date>
    ended_at: Date | null
    choice_at: Date | null
    facts_hash: string | null
    also_urls: Generated<string[]>
    link_id: string | null
    delinked_at: Date | null
  }
}
