// Turns a decision into the rows to write together: the move, the mapping, the callback and the event.

import { cellOf, newId } from '../../../platform/id.ts'
import { Problem, unavailable } from '../../../platform/problem.ts'
import { again } from '../../../platform/work/again.ts'
import { createBatch } from '../../../platform/work/batch.ts'
import { toOutboxRow } from '../../../platform/work/outbox.ts'
import type { FirstTries } from '../callbacks/first-tries.ts'
import {
  type CallbackBody,
  type CustomerId,
  type DeliveryId,
  linkFailed,
  patientLinked,
  type WorkflowId,
} from '../contract.ts'
import { type Decision, toOffers } from '../rules.ts'
import type { LinkageContext } from '../tables.ts'
import { writeTwoWays } from './at-once.ts'
import type { Candidate } from './patient-index.ts'
import type { Settled } from './rules.ts'
import type { Outcome } from './states.ts'
import { type FoundSettlement, isFound, type Settlement, settleFound, settleWorkflows } from './store.ts'

/** The facts of a workflow that every settlement needs. */
export interface Concerned {
  readonly id: WorkflowId
  readonly cell: number
  readonly customerId: string
  readonly patientId: string
  readonly choiceBy: 'customer' | 'staff'
  /** Given by a worker: the URL that the request named; null: that of the customer. */
  readonly webhookUrl?: string | null
}

type Origin = Parameters<typeof toOutboxRow>[2]

export const candidatesPlace = (id: WorkflowId): string => `linkage.requests.candidates ${id}`

const CALLBACK_TYPES = {
  LINKED: 'link.linked',
  NO_RESULTS: 'link.no-results',
  CHOICE: 'link.choice',
  FAILED: 'link.failed',
} as const satisfies Record<Outcome, CallbackBody['type']>

function toDelivery(
  { id, cell, patientId }: Concerned,
  outcome: Outcome,
  now: Date,
  more: Partial<CallbackBody['data']> = {},
): NonNullable<Settlement['delivery']> {
  const type = CALLBACK_TYPES[outcome]
  const body: CallbackBody = {
    type,
    timestamp: now.toISOString(),
    data: { 'workflow-id': id, 'patient-id': patientId, outcome, ...more },
  }
  return { id: newId(cell, now.getTime()), type, body: JSON.stringify(body) }
}

/** Why a link ended, as the callback tells it. */
export type DelinkReason = 'asked-by-customer' | 'ended-by-sehat'

/** The callback that tells the customer that a link has ended. */
export function toDelinkedDelivery(
  { id, cell, patientId }: Pick<Concerned, 'id' | 'cell' | 'patientId'>,
  linkId: string,
  reason: DelinkReason,
  now: Date,
): { id: DeliveryId; type: CallbackBody['type']; body: string } {
  const body: CallbackBody = {
    type: 'link.delinked',
    timestamp: now.toISOString(),
    data: { 'workflow-id': id, 'patient-id': patientId, outcome: 'DE-LINKED', 'link-id': linkId, reason },
  }
  return { id: newId(cell, now.getTime()), type: body.type, body: JSON.stringify(body) }
}

/** The settlement of an answered workflow. `lease` is null for a writer without a lease, such as a person. */
export function toSettlement(
  context: LinkageContext,
  workflow: Concerned,
  decision: Decision,
  lease: number | null,
  origin: Origin = { actorId: null, requestId: workflow.id },
): Settlement {
  const { clock, keys } = context
  const now = clock.now()
  const { customerId, patientId, webhookUrl } = workflow
  const of = webhookUrl === undefined ? {} : { of: { customerId: customerId as CustomerId, patientId, webhookUrl } }
  const base = { id: workflow.id, lease, to: decision.status, outcome: decision.status, ...of }
  if (decision.status === 'NO_RESULTS') {
    const why = decision.reason === undefined ? {} : { reason: decision.reason }
    return { ...base, ...why, delivery: toDelivery(workflow, 'NO_RESULTS', now, why) }
  }
  if (decision.status === 'CHOICE') {
    const { candidates } = decision
    const offers = workflow.choiceBy === 'customer' ? { candidates: toOffers(candidates) } : {}
    return {
      ...base,
      candidates: keys.seal(JSON.stringify(candidates), candidatesPlace(workflow.id)),
      delivery: toDelivery(workflow, 'CHOICE', now, { 'choice-by': workflow.choiceBy, ...offers }),
    }
  }
  const mappingId = newId(workflow.cell, now.getTime())
  const facts = { workflowId: workflow.id, customerId: workflow.customerId as CustomerId }
  return {
    ...base,
    mapping: { id: mappingId, internalPatientId: decision.patientId },
    delivery: toDelivery(workflow, 'LINKED', now, { 'link-id': mappingId }),
    event: toOutboxRow(patientLinked, { ...facts, patientId: decision.patientId }, origin, now),
  }
}

/** The reason of a workflow that found another person than the one to whom the patient is linked. */
export const LINKED_TO_ANOTHER = 'linked-to-another'

/** The settlement of a workflow that ends FAILED. Its callback tells the customer the reason. */
export function toFailure(
  { clock }: LinkageContext,
  workflow: Concerned,
  reason: string,
  lease: number | null,
  origin: Origin = { actorId: null, requestId: workflow.id },
): Settlement {
  const now = clock.now()
  const facts = { workflowId: workflow.id, customerId: workflow.customerId as CustomerId }
  return {
    id: workflow.id,
    lease,
    to: 'FAILED',
    outcome: 'FAILED',
    reason,
    delivery: toDelivery(workflow, 'FAILED', now, { reason }),
    event: toOutboxRow(linkFailed, { ...facts, reason }, origin, now),
  }
}

export function readCandidates(context: LinkageContext, id: WorkflowId, sealed: Buffer): readonly Candidate[] {
  return JSON.parse(context.keys.unseal(sealed, candidatesPlace(id))) as Candidate[]
}

export interface Settler {
  settle(settlement: Settlement): Promise<Settled>
  stop(): Promise<void>
}

/** Writes each settlement in its own statement: for a command that does one thing and ends. */
export function settleSingly({ pool, config }: LinkageContext): Pick<Settler, 'settle'> {
  return {
    settle: async (settlement) =>
      (await settleWorkflows(pool, [settlement], config.linkage.archiveSeconds))[0] ?? 'unknown',
  }
}

const BATCH_SIZE_MAX = 256
const LANES = 1
const GATHER_MS = 25

/**
 * Writes settlements that arrive together. A worker's healthy settlements go in a few statements, and their callbacks
 * are sent at once. All others, and those whose receiver has no place, are decided one by one.
 */
export function createSettler({ pool, config, metrics }: LinkageContext, firstTries: FirstTries): Settler {
  const { archiveSeconds } = config.linkage
  const outcomes = metrics.counter('link_settlements_total', 'Moves of link workflows', ['to', 'settled'])

  const settleAtOnce = async (found: readonly FoundSettlement[]): Promise<void> => {
    try {
      await again(() => settleFound(pool, found, firstTries.leaseSeconds))
    } catch (error) {
      for (const { of } of found) firstTries.release(of.customerId)
      throw error
    }
    for (const { id, delivery, of } of found) {
      firstTries.send({
        ...{ cell: cellOf(id), workflowId: id, id: delivery.id as DeliveryId, body: delivery.body },
        ...{ customerId: of.customerId, webhookUrl: of.webhookUrl },
      })
    }
  }
  const settleEach = async (others: readonly Settlement[]): Promise<Settled[]> => {
    const settled = await again(() => settleWorkflows(pool, others, archiveSeconds))
    if (others.some(({ delivery }) => delivery)) firstTries.onQueued()
    return settled
  }
  const run = (all: readonly Settlement[]): Promise<Settled[]> => {
    const found = all.filter(isFound).filter(({ of }) => firstTries.reserve(of.customerId))
    return writeTwoWays<Settlement, FoundSettlement, Settled>(all, found, {
      atOnce: settleAtOnce,
      each: settleEach,
      done: 'done',
    })
  }

  const batch = createBatch<Settlement, Settled>({
    sizeMax: BATCH_SIZE_MAX,
    waitingMax: 10_000,
    lanes: LANES,
    gatherMs: GATHER_MS,
    overloaded: () => new Problem(unavailable, { retryAfterSeconds: 2 }),
    run,
  })
  return {
    async settle(settlement) {
      const settled = await batch.submit(settlement)
      outcomes.inc({ to: settlement.to, settled })
      return settled
    },
    stop: () => batch.idle(),
  }
}
