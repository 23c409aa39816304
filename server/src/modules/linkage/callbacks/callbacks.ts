// Sends due callbacks, a few at a time for each customer, until the receiver confirms each or Sehat gives up.
import type { KeyObject } from 'node:crypto'
import { Problem, unavailable } from '../../../platform/problem.ts'
import { signatureHeaders, signingKeyOf } from '../../../platform/signing.ts'
import { createBatch } from '../../../platform/work/batch.ts'
import { createLoop } from '../../../platform/work/loop.ts'
import type { CustomerId } from '../contract.ts'
import type { Directory } from '../customers/directory.ts'
import { switchWebhookOff } from '../customers/store.ts'
import { callbackPauseMs, retryAfterMs } from '../rules.ts'
import type { CustomerRow, LinkageContext } from '../tables.ts'
import type { Failpoint } from '../workflows/failpoints.ts'
import { createFirstTries, type FirstTries, type FirstTry } from './first-tries.ts'
import { createPlaces } from './places.ts'
import { SendError, type Sender } from './sender.ts'
import {
  claimDeliveries,
  type DeliveryResult,
  type DueDelivery,
  failDeliveries,
  queueCallbacks,
  type Recorded,
  recordDeliveries,
} from './store.ts'

export interface Callbacks {
  readonly firstTries: FirstTries
  start(): void
  nudge(): void
  /** Takes over a callback whose first try is unknown, because its process died. */
  takeBack(callback: Pick<FirstTry, 'cell' | 'workflowId' | 'id'>): Promise<void>
  stop(): Promise<void>
}

export interface CallbackParts {
  readonly sender: Sender
  readonly directory: Directory
  readonly failpoint: Failpoint
}

const PAUSE_MS = 200
const GATHER_MS = 25
const LEASE_SLACK_SECONDS = 5
const RECORD_GATHER_MS = 25
const STOP_WITHIN_MS = 5_000

/** How long one try owns a callback. */
export const callbackLeaseSeconds = (timeoutMs: number): number => timeoutMs / 1_000 + LEASE_SLACK_SECONDS

export function createCallbacks(context: LinkageContext, parts: CallbackParts): Callbacks {
  const { pool, log, config, metrics } = context
  const leaseSeconds = callbackLeaseSeconds(config.linkage.webhookTimeoutMs)
  const places = createPlaces(parts.directory)
  const sending = new Set<Promise<void>>()
  const stopping = new AbortController()
  const tries = metrics.counter('link_callbacks_total', 'Tries of callbacks, by result', ['status'])
  metrics.gauge('link_callbacks_sending', 'Callbacks under way', () => places.taken)
  const record = createRecorder(pool)
  const onRecorded = ({ status }: DeliveryResult): void => {
    parts.failpoint('recorded')
    tries.inc({ status })
  }

  // The answer of the receiver frees the place. We write the result after that, under the lease.
  const tryOne = async (due: DueDelivery): Promise<DeliveryResult | undefined> => {
    const { customerId } = due
    const customer = parts.directory.get(customerId) as CustomerRow
    const result = await tryDelivery(context, parts, due, customer, stopping.signal).finally(() => {
      places.leave(customerId)
      firstTries.onFree(customerId)
      if (places.isBehind(customerId)) loop.nudge()
    })
    if (result) parts.failpoint('sent')
    return result
  }
  const firstTries = createFirstTries(context, {
    enter: places.enterFirst,
    isReady: places.isReady,
    try: tryOne,
    onQueued: () => loop.nudge(),
    onRecorded,
  })

  const sendClaimed = async (due: DueDelivery): Promise<void> => {
    const result = await tryOne(due)
    if (!result) return
    await record.submit(result)
    onRecorded(result)
  }

  const turn = async (): Promise<boolean> => {
    const free = new Map<CustomerId, number>()
    for (const { id, webhook_off_at } of parts.directory.all()) {
      if (webhook_off_at) await failDeliveries(pool, id, 'switched-off')
      const count = places.freeOf(id)
      if (count > 0) free.set(id, count)
    }
    if (free.size === 0) return false
    const due = await claimDeliveries(pool, free, leaseSeconds)
    places.onClaimed(free, due)
    for (const one of due) {
      const work = sendClaimed(one)
        .catch((error: unknown) => log.warn({ err: error, delivery: one.id }, 'a callback could not be recorded'))
        .finally(() => sending.delete(work))
      sending.add(work)
    }
    return false
  }
  const loop = createLoop({ name: 'linkage callbacks', log, pauseMs: PAUSE_MS, gatherMs: GATHER_MS, turn })

  return {
    firstTries,
    start: () => loop.start(),
    nudge: () => loop.nudge(),
    async takeBack(callback) {
      await queueCallbacks(pool, [callback])
      loop.nudge()
    },
    async stop() {
      const abort = setTimeout(() => stopping.abort(), STOP_WITHIN_MS)
      await Promise.all([loop.stop(), firstTries.stop()])
      await Promise.all(sending)
      clearTimeout(abort)
      await record.idle()
    },
  }
}

const createRecorder = (pool: LinkageContext['pool']) =>
  createBatch<DeliveryResult, Recorded>({
    sizeMax: 128,
    waitingMax: 10_000,
    lanes: 1,
    gatherMs: RECORD_GATHER_MS,
    overloaded: () => new Problem(unavailable),
    run: (results) => recordDeliveries(pool, results),
  })

/** Makes one try. Switches a receiver off when it answers 410, before the free place can get another callback. */
async function tryDelivery(
  context: LinkageContext,
  parts: CallbackParts,
  due: DueDelivery,
  customer: CustomerRow,
  signal: AbortSignal,
): Promise<DeliveryResult | undefined> {
  const result = await trySend(context, parts.sender, due, customer, signal)
  if (result?.answerStatus === 410 && due.webhookUrl === null) {
    const off = await switchWebhookOff(context.pool, customer.id, customer.webhook_url)
    if (off) parts.directory.put(off)
  }
  return result
}

/** Sends once. Undefined when the process stops: after the lease expires, a process sends the callback again. */
async function trySend(
  context: LinkageContext,
  sender: Sender,
  due: DueDelivery,
  customer: CustomerRow,
  signal: AbortSignal,
): Promise<DeliveryResult | undefined> {
  const { clock, config } = context
  const startedMs = performance.now()
  // This callback was written after we ended the waiting callbacks of the receiver that is off. So we end it here.
  if (customer.webhook_off_at && due.webhookUrl === null) {
    const off = { status: 'failed', reason: 'switched-off', retryMs: 0 } as const
    return { ...toResult(context, due, startedMs, 'switched-off', null, undefined), ...off }
  }
  const now = clock.now()
  const headers = signatureHeaders(keysOf(context, customer, now), { id: due.id, body: due.body, now })
  const url = due.webhookUrl ?? customer.webhook_url
  const timeoutMs = config.linkage.webhookTimeoutMs
  try {
    const { status, headers: answered } = await sender.post(url, due.body, headers, { timeoutMs, signal })
    const isDelivered = status >= 200 && status < 300
    const asked = retryAfterMs(answered['retry-after'], now.getTime())
    return toResult(context, due, startedMs, isDelivered ? 'delivered' : `status-${status}`, status, asked)
  } catch (error) {
    const fault = error instanceof SendError ? error.fault : 'broken'
    return fault === 'stopped' ? undefined : toResult(context, due, startedMs, fault, null, undefined)
  }
}

function toResult(
  { config }: LinkageContext,
  { cell, workflowId, id, lease, attempts }: DueDelivery,
  startedMs: number,
  what: string,
  answerStatus: number | null,
  askedMs: number | undefined,
): DeliveryResult {
  const { webhookRetriesMax, webhookRetryMs } = config.linkage
  const durationMs = Math.round(performance.now() - startedMs)
  const base = { cell, workflowId, id, lease, durationMs, answerStatus, retryMs: 0 }
  if (what === 'delivered') return { ...base, status: 'delivered', reason: null, fault: null }
  if (answerStatus === 410) return { ...base, status: 'failed', reason: 'gone', fault: what }
  if (attempts > webhookRetriesMax) return { ...base, status: 'failed', reason: 'given-up', fault: what }
  const retryMs = callbackPauseMs(attempts, webhookRetryMs, askedMs, Math.random())
  return { ...base, status: 'pending', reason: null, fault: what, retryMs }
}

export const secretPlace = (id: CustomerId): string => `linkage.customers.webhook_secret ${id}`

/** Keys by sealed secret, so that we open each secret once. A changed customer has a new row with a new buffer. */
const openedKeys = new WeakMap<Buffer, KeyObject>()

function openKey(keys: LinkageContext['keys'], id: CustomerId, sealed: Buffer): KeyObject {
  let key = openedKeys.get(sealed)
  if (!key) {
    key = signingKeyOf(keys.unseal(sealed, secretPlace(id)))
    openedKeys.set(sealed, key)
  }
  return key
}

/** The keys that sign callbacks to this customer now: the newest first, and the former one while it works. */
export function keysOf({ keys, config }: LinkageContext, customer: CustomerRow, now: Date): KeyObject[] {
  const { id, webhook_secret, webhook_secret_previous, webhook_secret_changed_at } = customer
  const overlapMs = config.linkage.webhookOverlapSeconds * 1_000
  const isOverlapping = now.getTime() < webhook_secret_changed_at.getTime() + overlapMs
  const sealed = [webhook_secret, ...(webhook_secret_previous && isOverlapping ? [webhook_secret_previous] : [])]
  return sealed.map((one) => openKey(keys, id, one))
}
