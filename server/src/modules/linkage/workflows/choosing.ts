// What people do with workflows: choose a candidate, refuse all candidates, or stop a workflow that goes wrong.

import { invalidField, notFound, Problem } from '../../../platform/problem.ts'
import type { EventOrigin } from '../../../platform/work/outbox.ts'
import { readSealed } from '../accepting/store.ts'
import { stopDeliveries } from '../callbacks/store.ts'
import { cannotStop, notInChoice, type WorkflowId } from '../contract.ts'
import { findLiveMapping } from '../mappings/store.ts'
import { withoutObjecting } from '../objections/steps.ts'
import { chosenCandidate, type Decision } from '../rules.ts'
import type { LinkageContext, WorkflowRow } from '../tables.ts'
import { type Concerned, readCandidates, type Settler, toFailure, toSettlement } from './settlement.ts'
import { ANSWERED, PENDING } from './states.ts'
import { findWorkflow } from './store.ts'

export const toConcerned = (row: WorkflowRow): Concerned => ({
  id: row.id,
  cell: row.cell,
  customerId: row.customer_id,
  patientId: row.patient_id,
  choiceBy: row.choice_by,
})

/**
 * Links the chosen candidate; null refuses all. Repeating the same choice changes nothing. Throws `not-in-choice` when
 * nobody can choose now, and `invalid-request` when the candidate was not offered.
 */
export async function choose(
  context: LinkageContext,
  settler: Settler,
  workflow: WorkflowRow,
  candidate: string | null,
  origin: EventOrigin,
): Promise<void> {
  const decision = await toDecision(context, workflow, candidate)
  if (await isChosenAlready(context, workflow, decision)) return
  if (workflow.status !== 'CHOICE') throw new Problem(notInChoice)
  const settlement = {
    ...toSettlement(context, toConcerned(workflow), decision, null, origin),
    from: ['CHOICE'] as const,
  }
  const settled = await settler.settle(settlement)
  if (settled !== 'done') throw new Problem(notInChoice)
}

async function isChosenAlready(context: LinkageContext, workflow: WorkflowRow, decision: Decision): Promise<boolean> {
  if (workflow.outcome !== decision.status) return false
  if (decision.status !== 'LINKED') return workflow.outcome !== 'CHOICE'
  const { cell, customer_id: customerId, patient_id: patientId } = workflow
  const mapping = await findLiveMapping(context.db, { cell, customerId, patientId })
  return mapping?.workflow_id === workflow.id && mapping.internal_patient_id === decision.patientId
}

async function toDecision(context: LinkageContext, workflow: WorkflowRow, candidate: string | null): Promise<Decision> {
  if (candidate === null) return { status: 'NO_RESULTS' }
  const kept = await readSealed(context.pool, workflow)
  if (!kept?.candidates) throw new Problem(notInChoice)
  const chosen = chosenCandidate(readCandidates(context, workflow.id, kept.candidates), candidate)
  if (!chosen) throw invalidField('/candidate', 'is not a candidate of this workflow; see the callback')
  // After a link the customer sees who the person is. Nobody may learn that from a phone or a number alone.
  if (chosen.isGuess) throw invalidField('/candidate', 'agrees in one fact only; ask for another fact of the patient')
  // The person may have objected since the candidates were found.
  const [allowed] = await withoutObjecting(context, [chosen])
  return allowed ? { status: 'LINKED', patientId: allowed.patientId } : { status: 'NO_RESULTS' }
}

/**
 * The emergency brake. A workflow without an answer ends FAILED, and Sehat tells the customer. A workflow with an
 * answer ends COMPLETED, and Sehat sends no further callback. Throws `cannot-stop` when the workflow has ended.
 */
export async function stopWorkflow(
  context: LinkageContext,
  settler: Pick<Settler, 'settle'>,
  id: WorkflowId,
): Promise<'FAILED' | 'COMPLETED'> {
  const workflow = await findWorkflow(context.pool, id)
  if (!workflow) throw new Problem(notFound, { detail: 'There is no workflow with this id. Check the id.' })
  const { status } = workflow
  if (ANSWERED.includes(status)) {
    await stopDeliveries(context.pool, id)
    if ((await settler.settle({ id, lease: null, to: 'COMPLETED', reason: 'stopped' })) === 'done') return 'COMPLETED'
  } else if (PENDING.includes(status) || status === 'CHOICE') {
    const failure = toFailure(context, toConcerned(workflow), 'stopped', null)
    if ((await settler.settle(failure)) === 'done') return 'FAILED'
  }
  throw new Problem(cannotStop)
}
