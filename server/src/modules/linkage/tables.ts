// Row types of the tables of linkage: the generated types, with the id and state types that only the module knows.
import type { Selectable } from 'kysely'
import type { Id } from '../../platform/contract.ts'
import type { Context } from '../../platform/module.ts'
import type { Refined } from '../../platform/postgres/rows.ts'
import type { CustomerId, DeliveryId, WorkflowId } from './contract.ts'
import type { Rows } from './rows.ts'
import type { Outcome, Status } from './workflows/states.ts'

export type LinkageTables = Refined<
  Rows,
  {
    'linkage.objections': { patient_id: Id<'patient'> }
    'linkage.merged_people': { patient_id: Id<'patient'>; kept_id: Id<'patient'> | null }
    'linkage.customers': { id: CustomerId }
    'linkage.archives': { workflow_id: WorkflowId }
    'linkage.archive_openings': { workflow_id: WorkflowId }
    'linkage.usage_days': { customer_id: CustomerId }
    'linkage.workflows': {
      id: WorkflowId
      customer_id: CustomerId
      status: Status
      outcome: Outcome | null
      choice_by: Rows['linkage.customers']['choice_by']
    }
    'linkage.requests': { workflow_id: WorkflowId }
    'linkage.queue': { workflow_id: WorkflowId }
    'linkage.waiting': { workflow_id: WorkflowId }
    'linkage.patients': { customer_id: CustomerId }
    'linkage.workflow_moves': { workflow_id: WorkflowId; from_status: Status; to_status: Status }
    'linkage.patient_mappings': { customer_id: CustomerId; workflow_id: WorkflowId }
    'linkage.deliveries': { id: DeliveryId; workflow_id: WorkflowId; customer_id: CustomerId }
    'linkage.delivery_attempts': { delivery_id: DeliveryId }
  }
>

type Row<Table extends keyof LinkageTables> = Selectable<LinkageTables[Table]>

export type CustomerRow = Omit<Row<'linkage.customers'>, 'changed_xid'>
export type WorkflowRow = Row<'linkage.workflows'>
/** A workflow as people see it. */
export type ShownWorkflowRow = WorkflowRow & { readonly is_searching: boolean }
export type MappingRow = Row<'linkage.patient_mappings'>
export type DeliveryRow = Row<'linkage.deliveries'>
export type DeliveryAttemptRow = Row<'linkage.delivery_attempts'>
export type UsageDayRow = Row<'linkage.usage_days'>
export type ReportSendingRow = Row<'linkage.report_sendings'>
export type LinkageContext = Context<LinkageTables>
