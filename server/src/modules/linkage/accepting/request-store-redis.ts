// The store of requests in Redis: it keeps key and data before PostgreSQL writes the workflow.
import { setTimeout as sleep } from 'node:timers/promises'
import { cellOf } from '../../../platform/id.ts'
import { IDEMPOTENCY_HOURS } from '../../../platform/idempotency.ts'
import type { WorkflowId } from '../contract.ts'
import type { LinkageContext } from '../tables.ts'
import { findWorkflow } from '../workflows/store.ts'
import { openRedis } from './durable-redis.ts'
import { type RequestScripts, scripts } from './request-scripts.ts'
import {
  fingerprintOf,
  KEPT_ELSEWHERE,
  keyCellOf,
  type RequestStore,
  RequestsUnavailable,
  type StoredRequest,
  sealRequest,
  unsealRequest,
  type WriteLink,
} from './request-store.ts'
import type { Verdict } from './rules.ts'
import { listWritten, readSealed } from './store.ts'

const PREFIX = 'sehat:linkage:'
const UNSWEPT = `${PREFIX}unswept`
const dataOf = (id: string): string => `${PREFIX}request:${id}`
const recordOf = ({ customer, key }: StoredRequest): string => `${PREFIX}key:${customer.id}:${key}`
const KEY_SECONDS = IDEMPOTENCY_HOURS * 3_600

/** A claim without its workflow is under way for so long. After that its process is thought to be dead. */
const UNDER_WAY_MS = 2_000
const LOOK_EVERY_MS = 20
/** A full Redis fails every request, and one line of the log is enough. */
const LOG_EVERY_MS = 1_000
const SWEPT_AT_ONCE = 1_000
const SWEEP_AFTER_SECONDS_MIN = 900
/** A request may wait for so many statements before its workflow is written: a queue, locks and repeats. */
const STATEMENTS_MAX = 20

export interface RedisRequests extends RequestStore {
  /** Data of a workflow that is not written is swept after this time. It is much longer than any acceptance lasts. */
  readonly sweepAfterSeconds: number
}

export function redisRequests(context: LinkageContext, url: string): RedisRequests {
  const { log, metrics, pool, config } = context
  const redis = openRedis<RequestScripts>({ url, log, scripts })
  const failures = metrics.counter('link_requests_store_failures_total', 'Failed steps of the store of requests')
  const swept = metrics.counter('link_requests_swept_total', 'Data that was kept for a workflow that was never written')
  metrics.gauge('link_requests_store_up', '1 while the store of requests can be used', () =>
    redis.fault() === undefined ? 1 : 0,
  )
  let loggedAtMs = Number.NEGATIVE_INFINITY
  const run = async <Result>(work: (client: RequestScripts) => Promise<Result>): Promise<Result> => {
    try {
      return await redis.run(work)
    } catch (error) {
      failures.inc()
      const nowMs = performance.now()
      if (redis.fault() === undefined && nowMs - loggedAtMs > LOG_EVERY_MS) {
        loggedAtMs = nowMs
        log.warn({ err: error }, 'a step of the store of requests failed')
      }
      throw new RequestsUnavailable(error)
    }
  }
  const steps = { context, run }
  const sweepAfterSeconds = Math.max(
    SWEEP_AFTER_SECONDS_MIN,
    Math.ceil((STATEMENTS_MAX * config.statementTimeoutMs) / 1_000),
  )

  return {
    sweepAfterSeconds,
    accept: (request, write) => accept(steps, request, write),
    async read({ cell, id, sealed }) {
      // A process that kept its requests in PostgreSQL may have accepted it.
      if (sealed && sealed.length > 0) return unsealRequest(context, sealed, id)
      const kept = await run((client) => client.getBuffer(dataOf(id)))
      if (kept) return unsealRequest(context, kept, id)
      if (sealed !== undefined) return undefined
      const bytes = (await readSealed(pool, { cell, id }))?.sealed
      return bytes && bytes.length > 0 ? unsealRequest(context, bytes, id) : undefined
    },
    async erase(ids) {
      if (ids.length > 0) await run((client) => client.del(...ids.map(dataOf)))
    },
    async sweep() {
      const count = await sweep(steps, sweepAfterSeconds)
      if (count > 0) {
        swept.inc(count)
        log.warn({ count }, 'swept the data of requests whose workflow was never written')
      }
      return count
    },
    fault: () => redis.fault(),
    start: () => redis.start(),
    stop: async () => redis.stop(),
  }
}

interface Steps {
  readonly context: LinkageContext
  run<Result>(work: (client: RequestScripts) => Promise<Result>): Promise<Result>
}

async function accept(steps: Steps, request: StoredRequest, write: WriteLink): Promise<Verdict> {
  const { context, run } = steps
  const fingerprint = fingerprintOf(context, request)
  const sealed = sealRequest(context, request.body, request.workflowId)
  const startedMs = performance.now()
  for (;;) {
    const [record, nowMs] = await run((client) =>
      client.keepRequest(
        recordOf(request),
        dataOf(request.workflowId),
        UNSWEPT,
        fingerprint,
        request.workflowId,
        sealed,
        KEY_SECONDS,
      ),
    )
    if (record === '') return writeFirst(steps, { request, fingerprint }, write)
    const [claimedBy, claimed, state] = record.split(' ') as [string, WorkflowId, string]
    if (claimedBy !== fingerprint) return { verdict: 'key-reused', workflowId: request.workflowId }
    const replayed = { verdict: 'replayed', workflowId: claimed } as const
    if (state === 'answered' || (await findWorkflow(context.pool, claimed)) !== undefined) return replayed
    // The clock of Redis may have been put back, so the wait ends by our own clock too.
    const ageMs = Math.max(Number(nowMs) - Number(state), performance.now() - startedMs)
    if (ageMs > UNDER_WAY_MS) {
      return writeAgain(steps, { request: { ...request, workflowId: claimed }, fingerprint }, write)
    }
    // The first request with this key is being written at this moment. Soon its workflow exists, or its key is free.
    await sleep(LOOK_EVERY_MS)
  }
}

interface Claimed {
  readonly request: StoredRequest
  readonly fingerprint: string
}

const columnsOf = ({ request }: Claimed) => ({
  workflowId: request.workflowId,
  sealed: KEPT_ELSEWHERE,
  keyCell: keyCellOf(request),
  key: null,
  fingerprint: null,
})

/** The key record names the workflow already, so an accepted request needs no second step in Redis. */
async function writeFirst(steps: Steps, claimed: Claimed, write: WriteLink): Promise<Verdict> {
  const verdict = await write(columnsOf(claimed))
  return verdict.verdict === 'accepted' ? verdict : conclude(steps, claimed, verdict)
}

/**
 * The process that claimed the key died, or could not reach the database. This repeat writes the workflow under the id
 * that the key names. If the first process is only slow and writes it too, one of both finds it.
 */
async function writeAgain(steps: Steps, claimed: Claimed, write: WriteLink): Promise<Verdict> {
  const { body, workflowId } = claimed.request
  const sealed = sealRequest(steps.context, body, workflowId)
  await steps.run((client) => client.restoreRequest(dataOf(workflowId), UNSWEPT, workflowId, sealed))
  const verdict = await write(columnsOf(claimed), true).catch((error: { constraint?: string }): Verdict => {
    if (error.constraint === 'workflows_pk') return { verdict: 'replayed', workflowId }
    throw error
  })
  return conclude(steps, claimed, verdict)
}

/**
 * Notes the answer under the key before the customer hears it. The data of a request that another workflow answers is
 * left to the sweep: a repeat at this moment may still write the workflow and need it.
 */
async function conclude({ run }: Steps, { request, fingerprint }: Claimed, verdict: Verdict): Promise<Verdict> {
  const { workflowId: found } = verdict
  if (verdict.verdict === 'occupied') {
    await run((client) => client.releaseRequest(recordOf(request), fingerprint, request.workflowId))
    return verdict
  }
  const first = await run((client) => client.answerRequest(recordOf(request), fingerprint, found, KEY_SECONDS))
  if (first !== found) return { verdict: 'replayed', workflowId: first as WorkflowId }
  // The other writer of this workflow was quicker.
  const isOwn = found === request.workflowId && verdict.verdict !== 'accepted'
  return isOwn ? { verdict: 'replayed', workflowId: found } : verdict
}

async function sweep({ context, run }: Steps, afterSeconds: number): Promise<number> {
  const [nowSeconds] = await run((client) => client.time())
  const until = (Number(nowSeconds) - afterSeconds) * 1_000
  let dropped = 0
  for (;;) {
    const ids = (await run((client) =>
      client.zrangebyscore(UNSWEPT, '-inf', until, 'LIMIT', 0, SWEPT_AT_ONCE),
    )) as WorkflowId[]
    if (ids.length === 0) return dropped
    const written = await listWritten(
      context.pool,
      ids.map((id) => ({ id, cell: cellOf(id) })),
    )
    if (written.length > 0) await run((client) => client.zrem(UNSWEPT, ...written))
    const orphans = ids.filter((id) => !written.includes(id))
    if (orphans.length > 0) {
      const keys = [UNSWEPT, ...orphans.map(dataOf)]
      dropped += await run((client) => client.dropRequests(keys.length, ...keys, until, ...orphans))
    }
  }
}
