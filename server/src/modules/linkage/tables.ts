// Row types of the tables of linkage, and what its functions work with.
import type { Context } from '../../platform/module.ts'
import type { CustomerId, DeliveryId, WorkflowId } from './contract.ts'
import type { Outcome, Status } from './workflows/states.ts'

export interface CustomerRow {
  cell: number
  id: CustomerId
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
  requests_per_second: number
  callbacks_at_once: number
  batch_rows_max: number
  created_at: Date
  /** Counts changes: of two copies the one with the higher is the newer. */
  revision: number
}

export interface WorkflowRow {
  cell: number
  id: WorkflowId
  request_id: string
  customer_id: CustomerId
  patient_id: string
  request_type: string
  status: Status
  outcome: Outcome | null
  reason: string | null
  search_id: string | null
  webhook_url: string | null
  choice_by: 'customer' | 'staff'
  attempts: number
  requeues: number
  lease: number
  leased_until: Date | null
  revision: number
  created_at: Date
  updated_at: Date
  ended_at: Date | null
  /** Since when a person is asked to choose. */
  choice_at: Date | null
}

export interface MappingRow {
  cell: number
  id: string
  customer_id: CustomerId
  patient_id: string
  internal_patient_id: string
  status: 'LINKED' | 'DE-LINKED'
  is_live: boolean
  workflow_id: WorkflowId
  created_at: Date
}

export interface DeliveryRow {
  cell: number
  id: DeliveryId
  workflow_id: WorkflowId
  customer_id: CustomerId
  type: string
  body: string
  webhook_url: string | null
  status: 'pending' | 'delivered' | 'failed' | 'stopped'
  reason: string | null
  attempts: number
  lease: number
  next_at: Date
  created_at: Date
  ended_at: Date | null
}

export interface DeliveryAttemptRow {
  cell: number
  delivery_id: DeliveryId
  number: number
  at: Date
  duration_ms: number
  answer_status: number | null
  fault: string | null
}

export interface LinkageTables {
  'linkage.customers': CustomerRow
  'linkage.workflows': WorkflowRow
  'linkage.patient_mappings': MappingRow
  'linkage.deliveries': DeliveryRow
  'linkage.delivery_attempts': DeliveryAttemptRow
}

export type LinkageContext = Context<LinkageTables>
