// The worker: takes messages, asks the patient index and writes the result, all under a lease.

import { createLoop } from '../../../platform/work/loop.ts'
import { type RequestStore, RequestsUnavailable } from '../accepting/request-store.ts'
import type { DeliveryId, WorkflowId } from '../contract.ts'
import type { Directory } from '../customers/directory.ts'
import { withoutObjecting } from '../objections/steps.ts'
import { decide, searchPauseMs } from '../rules.ts'
import type { LinkageContext } from '../tables.ts'
import type { Failpoint } from '../workflows/failpoints.ts'
import {
  type IndexAnswer,
  IndexFailure,
  type IndexQuestion,
  type PatientIndex,
  searchIdOf,
} from '../workflows/patient-index.ts'
import type { Settled } from '../workflows/rules.ts'
import { LINKED_TO_ANOTHER, type Settler, toFailure, toSettlement } from '../workflows/settlement.ts'
import { PENDING } from '../workflows/states.ts'
import { QUEUE_START, queueReady, type Settlement, type TakenWork, takeWork } from '../workflows/store.ts'
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
  /** Called for a callback whose first try is unknown: its process died. */
  readonly onCallback: (callback: { cell: number; workflowId: WorkflowId; id: DeliveryId }) => Promise<void>
}

const PAUSE_MS = 200
const GATHER_MS = 10
const TAKEN_AT_ONCE = 256
/** The worker takes no more when so many workflows are taken and not written yet: the database is too slow. */
const UNWRITTEN_MAX = 2_048
const READY_EVERY_MS = 200
const STOP_WITHIN_MS = 5_000

export function createWorker(context: LinkageContext, parts: WorkerParts): Worker {
  const { pool, log, config, metrics } = context
  const { workersMax, leaseSeconds } = config.linkage
  const { atOnce } = parts.index
  const working = new Set<Promise<void>>()
  const stopping = new AbortController()
  let searches = 0
  let unwritten = 0
  let place = QUEUE_START
  let readyAtMs = 0
  metrics.gauge('link_searches', 'Searches under way', () => searches)

  // The answer of the index frees the place. We write the results after that, under their leases.
  const onSearched = (): void => {
    searches--
    loop.nudge()
  }
  const begin = (work: Promise<void>, ids: readonly WorkflowId[]): void => {
    unwritten += ids.length
    const whole = work
      .catch((error: unknown) => log.warn({ err: error, workflows: ids }, 'the work on workflows failed'))
      .finally(() => {
        unwritten -= ids.length
        working.delete(whole)
      })
    working.add(whole)
  }

  const beginAll = (taken: readonly TakenWork[]): void => {
    for (const { cell, id, deliveryId } of taken) {
      if (deliveryId) begin(parts.onCallback({ cell, workflowId: id, id: deliveryId }), [id])
    }
    const toSearch = taken.filter(({ deliveryId }) => deliveryId === null)
    for (let at = 0; at < toSearch.length; at += atOnce) {
      const some = toSearch.slice(at, at + atOnce)
      searches++
      const work = workOn(context, parts, some, stopping.signal, onSearched)
      begin(
        work,
        some.map(({ id }) => id),
      )
    }
  }

  const take = async (): Promise<boolean> => {
    // Without its data no workflow can be searched. The messages wait.
    if (parts.requests.fault() !== undefined) return false
    if (performance.now() - readyAtMs > READY_EVERY_MS) {
      readyAtMs = performance.now()
      await queueReady(pool)
    }
    const limit = Math.min((workersMax - searches) * atOnce, UNWRITTEN_MAX - unwritten, TAKEN_AT_ONCE)
    if (limit <= 0) return false
    const taken = await takeWork(pool, place, limit, leaseSeconds)
    const last = taken.at(-1)
    const wasAtStart = place === QUEUE_START
    place = last && taken.length === limit ? last : QUEUE_START
    beginAll(taken)
    return taken.length === limit || !wasAtStart
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
  parts: WorkerParts,
  taken: readonly TakenWork[],
  stopping: AbortSignal,
  onSearched: () => void,
): Promise<void> {
  parts.failpoint('taken')
  const settlements = await search(context, parts, taken, stopping).finally(onSearched)
  parts.failpoint('searched')
  await Promise.all(taken.map((workflow, nth) => settle(context, parts, workflow, settlements[nth] as Settlement)))
}

async function settle(
  context: LinkageContext,
  { settler, failpoint }: WorkerParts,
  workflow: TakenWork,
  settlement: Settlement,
): Promise<void> {
  const settled: Settled = await settler.settle(settlement)
  failpoint('settled')
  if (settled === 'already-linked') {
    await settler.settle(fail(context, workflow, LINKED_TO_ANOTHER))
  }
  if (settled === 'lease-lost')
    context.log.warn({ workflow: workflow.id }, 'a worker had lost its lease and wrote nothing')
}

/** Asks the index for all of them and decides each. Gives the settlements in their order. */
async function search(
  context: LinkageContext,
  { index, requests, directory }: Pick<WorkerParts, 'index' | 'requests' | 'directory'>,
  taken: readonly TakenWork[],
  stopping: AbortSignal,
): Promise<Settlement[]> {
  const settlements = new Map<TakenWork, Settlement>()
  const asked: { workflow: TakenWork; question: IndexQuestion }[] = []
  await Promise.all(
    taken.map(async (workflow) => {
      const { id, lease, attempts, customerId } = workflow
      if (attempts > context.config.linkage.attemptsMax) {
        settlements.set(workflow, fail(context, workflow, 'too-many-attempts'))
        return
      }
      try {
        const request = await requests.read(workflow)
        if (!request) {
          settlements.set(workflow, fail(context, workflow, 'request-missing'))
          return
        }
        const verifiedSystems = directory.get(customerId)?.verified_systems ?? []
        const searchId = searchIdOf(id, lease)
        asked.push({
          workflow,
          question: { searchId, workflowId: id, patient: request.patient, verifiedSystems },
        })
      } catch (error) {
        settlements.set(workflow, await toUnread(context, workflow, error))
      }
    }),
  )
  const answers = asked.length > 0 ? await askAll(context, index, asked, stopping) : []
  for (const [nth, { workflow, question }] of asked.entries()) {
    settlements.set(workflow, toNext(context, workflow, question, answers[nth]))
  }
  return taken.map((workflow) => settlements.get(workflow) as Settlement)
}

/** The answers of the index, without people who object. An error stands for the answer that it prevented. */
async function askAll(
  context: LinkageContext,
  index: PatientIndex,
  asked: readonly { question: IndexQuestion }[],
  stopping: AbortSignal,
): Promise<(IndexAnswer | Error)[]> {
  try {
    const answers = await index.search(
      asked.map(({ question }) => question),
      stopping,
    )
    const found = answers.map((answer) =>
      !(answer instanceof Error) && answer.kind === 'found' ? answer.candidates : [],
    )
    const allowed = new Set(await withoutObjecting(context, found.flat()))
    return answers.map((answer, nth) =>
      answer instanceof Error || answer.kind === 'later'
        ? answer
        : { kind: 'found', candidates: (found[nth] ?? []).filter((one) => allowed.has(one)) },
    )
  } catch (error) {
    return asked.map(() => error as Error)
  }
}

/** Decides on an answer. A failed search goes back to the queue. After too many tries the workflow is FAILED. */
function toNext(
  context: LinkageContext,
  workflow: TakenWork,
  { patient }: IndexQuestion,
  answer: IndexAnswer | Error | undefined,
): Settlement {
  const { id, lease, choiceBy } = workflow
  if (answer === undefined || answer instanceof Error) return toRetry(context, workflow, answer)
  if (answer.kind === 'later') {
    const retryMs = context.config.linkage.indexAnswerSeconds * 1_000
    return { id, lease, to: 'REQUESTED', searchId: answer.searchId, retryMs }
  }
  return toSettlement(context, workflow, decide(patient, answer.candidates, choiceBy), lease)
}

/** A worker ends only what still waits for a search, and never a choice: its message may be a stray one. */
const fail = (context: LinkageContext, workflow: TakenWork, reason: string): Settlement => ({
  ...toFailure(context, workflow, reason, workflow.lease),
  from: PENDING,
})

/** The data of the request cannot be read. */
async function toUnread(context: LinkageContext, workflow: TakenWork, error: unknown): Promise<Settlement> {
  if (!(error instanceof RequestsUnavailable)) return toRetry(context, workflow, error)
  // The workflow must not fail because its data is away, so this was no try.
  const { id, lease } = workflow
  context.log.warn({ err: error.cause, workflow: id }, 'the data of a request cannot be read now')
  await giveBackTry(context.pool, workflow)
  return { id, lease, to: 'RECEIVED', retryMs: context.config.linkage.searchRetryMs }
}

function toRetry(context: LinkageContext, workflow: TakenWork, error: unknown): Settlement {
  const { id, lease, attempts } = workflow
  const { attemptsMax, searchRetryMs } = context.config.linkage
  const reason = error instanceof IndexFailure ? error.reason : 'index-unavailable'
  context.log.warn({ err: error, workflow: id, attempts }, 'a search failed')
  if (attempts >= attemptsMax) return fail(context, workflow, reason)
  return { id, lease, to: 'RECEIVED', retryMs: searchPauseMs(attempts, searchRetryMs, Math.random()) }
}
