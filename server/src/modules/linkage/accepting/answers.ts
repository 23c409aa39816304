// What a customer hears of its request and of the workflow that answers it.

import { Instant, object, Type } from '../../../platform/contract.ts'
import { LinkStatus, WorkflowId, WorkflowOutcome } from '../contract.ts'
import type { LinkageContext, ShownWorkflowRow } from '../tables.ts'
import { toLinkStatus } from '../workflows/states.ts'
import { findWorkflow } from '../workflows/store.ts'
import type { Accepted } from './acceptance.ts'

export const Status = object({
  status: LinkStatus,
  outcome: Type.Optional(WorkflowOutcome),
  reason: Type.Optional(Type.String({ description: 'Why the workflow ended without a link, or was stopped.' })),
  'updated-at': Instant,
})

/** Only a repeat tells of the workflow: a new request is answered before anything has happened to it. */
export const Answer = object({ 'workflow-id': WorkflowId, workflow: Type.Optional(Status) })

export const toStatus = ({ outcome, reason, updated_at, ...row }: ShownWorkflowRow) => ({
  status: toLinkStatus(row),
  ...(outcome && { outcome }),
  ...(reason !== null && { reason }),
  'updated-at': updated_at.toISOString(),
})

/**
 * The first answer, and for a repeat also what has become of the request since then. The key keeps the id of the
 * workflow and no copy of its status. So the answer is never older than the workflow.
 */
export async function toAnswer({ pool }: LinkageContext, { workflowId, replayed }: Accepted) {
  const workflow = replayed ? await findWorkflow(pool, workflowId) : undefined
  return { 'workflow-id': workflowId, ...(workflow && { workflow: toStatus(workflow) }) }
}
