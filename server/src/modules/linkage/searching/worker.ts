// The worker: takes messages, asks the patient index and writes the result, all under a lease.

import { createLoop } from '../../../platform/work/loop.ts'
import { type RequestStore, RequestsUnavailable } from '../accepting/request-store.ts'
import type { CustomerId } from '../contract.ts'
import type { Directory } from '../customers/directory.ts'
import { withoutObjecting } from '../objections/steps.ts'
import { decide, searchPauseMs } from '../rules.ts'
import type { LinkageContext } from '../tables.ts'
import type { Failpoint } from '../workflows/failpoints.ts'
import { IndexFailure, type PatientIndex, searchIdOf } from '../workflows/patient-index.ts'
import type { Settled } from '../workflows/rules.ts'
import { LINKED_TO_ANOTHER, type Settler, toFailure, toSettlement } from '../workflows/settlement.ts'
import type { Settlement, TakenWorkflow } from '../workflows/store.ts'
import { takeWorkflows, tidyQueue } from '../workflows/store.ts'
import { giveBackTry } from './store.ts'

export interface Worker {
  start(): void
  nudge(): void
  stop(): Promise<void>
}

export interface WorkerParts {
  readonly index: PatientIndex
  readonly requests: RequestStore
  readonly directory: Pick<Directory, 'get'>
  readonly settler: Settler
  readonly failpoint: Failpoint
  /** Called after each settlement, because a callback may be due. */
  readonly onSettled: () => void
}

const PAUSE_MS = 200
const GATHER_MS = 25
/** The worker takes no more when so many results for each place are not written yet: the database is too slow. */
const UNWRITTEN_PER_PLACE = 8
const TIDY_EVERY_MS = 5_000
const STOP_WITHIN_MS = 5_000

export function createWorker(context: LinkageContext, parts: WorkerParts): Worker {
  const { pool, log, config, metrics } = context
  const { workersMax, leaseSeconds } = config.linkage
  const working = new Set<Promise<void>>()
  const stopping = new AbortController()
  let searching = 0
  let tidiedAtMs = 0
  metrics.gauge('link_searches', 'Searches under way', () => searching)

  // The answer of the index frees the place. We write the result after that, under the lease.
  const onSearched = (): void => {
    searching--
    loop.nudge()
  }

  const take = async (): Promise<boolean> => {
    // Without its data no workflow can be searched. The messages wait.
    if (parts.requests.fault() !== undefined) return false
    const free = Math.min(workersMax - searching, workersMax * UNWRITTEN_PER_PLACE - working.size)
    if (free <= 0) return false
    const taken = await takeWorkflows(pool, free, leaseSeconds)
    searching += taken.length
    for (const workflow of taken) {
      const work = workOn(context, parts, workflow, stopping.signal, onSearched)
        .catch((error: unknown) => log.warn({ err: error, workflow: workflow.id }, 'the work on a workflow failed'))
        .finally(() => working.delete(work))
      working.add(work)
    }
    if (taken.length === 0 && performance.now() - tidiedAtMs > TIDY_EVERY_MS) {
      tidiedAtMs = performance.now()
      await tidyQueue(pool)
    }
    return taken.length === free
  }
  const loop = createLoop({ name: 'linkage worker', log, pauseMs: PAUSE_MS, gatherMs: GATHER_MS, turn: take })

  return {
    start: () => loop.start(),
    nudge: () => loop.nudge(),
    async stop() {
      const abort = setTimeout(() => stopping.abort(), STOP_WITHIN_MS)
      await loop.stop()
      await Promise.all(working)
      clearTimeout(abort)
    },
  }
}

async function workOn(
  context: LinkageContext,
  { index, requests, directory, settler, failpoint, onSettled }: WorkerParts,
  workflow: TakenWorkflow,
  stopping: AbortSignal,
  onSearched: () => void,
): Promise<void> {
  failpoint('taken')
  const settlement = await search(context, { index, requests, directory }, workflow, stopping).finally(onSearched)
  failpoint('searched')
  const settled: Settled = await settler.settle(settlement)
  failpoint('settled')
  if (settled === 'already-linked') {
    await settler.settle(toFailure(context, workflow, LINKED_TO_ANOTHER, workflow.lease))
  }
  if (settled === 'lease-lost')
    context.log.warn({ workflow: workflow.id }, 'a worker had lost its lease and wrote nothing')
  onSettled()
}

/** Asks the index and decides. A failed search goes back to the queue. After too many tries the workflow is FAILED. */
async function search(
  context: LinkageContext,
  { index, requests, directory }: Pick<WorkerParts, 'index' | 'requests' | 'directory'>,
  workflow: TakenWorkflow,
  stopping: AbortSignal,
): Promise<Settlement> {
  const { id, lease, attempts } = workflow
  const { attemptsMax, searchRetryMs, indexTimeoutMs } = context.config.linkage
  if (attempts > attemptsMax) return toFailure(context, workflow, 'too-many-attempts', lease)
  try {
    const request = await requests.read(workflow)
    if (!request) return toFailure(context, workflow, 'request-missing', lease)
    const searchId = searchIdOf(id, lease)
    const signal = AbortSignal.any([stopping, AbortSignal.timeout(indexTimeoutMs)])
    const verifiedSystems = directory.get(workflow.customerId as CustomerId)?.verified_systems ?? []
    const question = { searchId, workflowId: id, patient: request.patient, verifiedSystems }
    const answer = await index.search(question, signal)
    if (answer.kind === 'later') return { id, lease, to: 'REQUESTED', searchId: answer.searchId }
    const candidates = await withoutObjecting(context, answer.candidates)
    return toSettlement(context, workflow, decide(request.patient, candidates, workflow.choiceBy), lease)
  } catch (error) {
    if (error instanceof RequestsUnavailable) {
      // The workflow must not fail because its data is away, so this was no try.
      context.log.warn({ err: error.cause, workflow: id }, 'the data of a request cannot be read now')
      await giveBackTry(context.pool, workflow)
      return { id, lease, to: 'RECEIVED', retryMs: searchRetryMs }
    }
    const reason = error instanceof IndexFailure ? error.reason : 'index-unavailable'
    context.log.warn({ err: error, workflow: id, attempts }, 'a search failed')
    if (attempts >= attemptsMax) return toFailure(context, workflow, reason, lease)
    return { id, lease, to: 'RECEIVED', retryMs: searchPauseMs(attempts, searchRetryMs, Math.random()) }
  }
}
