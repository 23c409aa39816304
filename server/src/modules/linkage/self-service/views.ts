// What the page of a customer shows of its workflows and of the contract of callbacks.
import type { TSchema } from 'typebox'
import { Instant, object, oneOf, type Static, Type } from '../../../platform/contract.ts'
import { CallbackBody, CustomerPatientId, LinkStatus, WorkflowId, WorkflowOutcome } from '../contract.ts'
import { callbackPauseMs } from '../rules.ts'
import type { LinkageContext, ShownWorkflowRow } from '../tables.ts'
import { toLinkStatus } from '../workflows/states.ts'

export const OwnWorkflow = object({
  'workflow-id': WorkflowId,
  'patient-id': CustomerPatientId,
  status: LinkStatus,
  outcome: Type.Optional(WorkflowOutcome),
  reason: Type.Optional(Type.String()),
  'choice-by': oneOf(['customer', 'staff']),
  'created-at': Instant,
  'updated-at': Instant,
  'ended-at': Type.Optional(Instant),
})

export const toOwnWorkflow = (row: ShownWorkflowRow): Static<typeof OwnWorkflow> => ({
  'workflow-id': row.id,
  'patient-id': row.patient_id,
  status: toLinkStatus(row),
  ...(row.outcome !== null && { outcome: row.outcome }),
  ...(row.reason !== null && { reason: row.reason }),
  'choice-by': row.choice_by,
  'created-at': row.created_at.toISOString(),
  'updated-at': row.updated_at.toISOString(),
  ...(row.ended_at !== null && { 'ended-at': row.ended_at.toISOString() }),
})

export const Field = object({
  name: Type.String(),
  values: Type.Optional(Type.Array(Type.String())),
  description: Type.Optional(Type.String()),
  isAlways: Type.Boolean({ description: 'Every callback has it.' }),
})

/** The fields below `data` of a callback, as the contract describes them. */
export function fieldsOf(): Static<typeof Field>[] {
  const { properties, required = [] } = CallbackBody.properties.data as unknown as {
    properties: Record<string, TSchema & { enum?: readonly string[]; description?: string }>
    required?: readonly string[]
  }
  return Object.entries(properties).map(([name, { enum: values, description }]) => ({
    name,
    ...(values && { values: [...values] }),
    ...(description !== undefined && { description }),
    isAlways: required.includes(name),
  }))
}

/** The pauses before each further try of a callback, without the fifth that chance adds or takes away. */
export function pausesOf({ config }: LinkageContext): number[] {
  const { webhookRetriesMax, webhookRetryMs } = config.linkage
  const pauseOf = (attempts: number): number => callbackPauseMs(attempts, webhookRetryMs, undefined, 0.5)
  return Array.from({ length: webhookRetriesMax }, (_, nth) => pauseOf(nth + 1) / 1_000)
}
