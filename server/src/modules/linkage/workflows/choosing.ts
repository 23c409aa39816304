// What people do with workflows: choose a candidate, refuse all candidates, or stop a workflow that goes wrong.

import { transaction } from '../../../platform/postgres/db.ts'
import { invalidField, notFound, Problem } from '../../../platform/problem.ts'
import { type EventOrigin, publish, toOutboxRow } from '../../../platform/work/outbox.ts'
import { readSealed } from '../accepting/store.ts'
import { stopDeliveries } from '../callbacks/store.ts'
import {
  cannotRestart,
  cannotStop,
  linkedToAnother,
  notInChoice,
  type WorkflowId,
  workflowRestarted,
  workflowStopped,
} from '../contract.ts'
import { findLiveMapping } from '../mappings/store.ts'
import { withoutObjecting } from '../objections/steps.ts'
import { chosenCandidate, type Decision } from '../rules.ts'
import type { LinkageContext, WorkflowRow } from '../tables.ts'
import { restart } from './restart-store.ts'
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
 * nobody can choose now, `linked-to-another` when the patient has a link to another person, and `invalid-request` when
 * the candidate was not offered.
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
  if (settled === 'already-linked') throw new Problem(linkedToAnother)
  if (settled !== 'done') throw new Problem(notInChoice)
}

async function isChosenAlready(context: LinkageContext, workflow: WorkflowRow, decision: Decision): Promise<boolean> {
  if (workflow.outcome !== decision.status) return false
  if (decision.status !== 'LINKED') return workflow.outcome !== 'CHOICE'
  const { cell, customer_id: customerId, patient_id: patientId } = workflow
  const mapping = await findLiveMapping(context.db, { cell, customerId, patientId })
  return mapping?.id === workflow.link_id && mapping?.internal_patient_id === decision.patientId
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

/** Who acts when an operator uses a command of the console: it knows no account. */
const originOfConsole = (id: WorkflowId): EventOrigin => ({ actorId: null, requestId: id })

/**
 * The emergency brake. A workflow without an answer ends FAILED, and Sehat tells the customer. A workflow with an
 * answer ends COMPLETED, and Sehat sends no further callback. Throws `cannot-stop` when the workflow has ended.
 */
export async function stopWorkflow(
  context: LinkageContext,
  settler: Pick<Settler, 'settle'>,
  id: WorkflowId,
  origin: EventOrigin = originOfConsole(id),
): Promise<'FAILED' | 'COMPLETED'> {
  const workflow = await findWorkflow(context.pool, id)
  if (!workflow) throw new Problem(notFound, { detail: UNKNOWN })
  const { status } = workflow
  if (ANSWERED.includes(status)) {
    await stopDeliveries(context.pool, id)
    const facts = { workflowId: id, customerId: workflow.customer_id }
    const event = toOutboxRow(workflowStopped, facts, origin, context.clock.now())
    const settled = await settler.settle({ id, lease: null, to: 'COMPLETED', reason: 'stopped', event })
    if (settled === 'done') return 'COMPLETED'
  } else if (PENDING.includes(status) || status === 'CHOICE') {
    const failure = toFailure(context, toConcerned(workflow), 'stopped', null, origin)
    if ((await settler.settle(failure)) === 'done') return 'FAILED'
  }
  throw new Problem(cannotStop)
}

const UNKNOWN = 'There is no workflow with this id. Check the id.'

const NO_RESTART = {
  'not-failed': 'It is not FAILED. Read its status.',
  erased: 'Its data was erased some time after it ended.',
  'another-open': 'A newer workflow runs for this patient.',
} as const

/** Runs a failed workflow again: the same request, a new search and a new callback. Throws `cannot-restart`. */
export async function restartWorkflow(
  context: LinkageContext,
  id: WorkflowId,
  origin: EventOrigin = originOfConsole(id),
): Promise<void> {
  await transaction(context.db, async (tx) => {
    const restarted = await restart(tx, id)
    const { verdict } = restarted
    if (verdict === 'unknown') throw new Problem(notFound, { detail: UNKNOWN })
    if (verdict !== 'restarted') throw new Problem(cannotRestart, { detail: NO_RESTART[verdict] })
    await publish(tx, origin, workflowRestarted, { workflowId: id, customerId: restarted.customerId })
  })
}
