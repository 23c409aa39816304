// Sends the callbacks of settled workflows at once, from the memory of the process that settled them.
// Their rows stay in the queue under a lease, so that another process sends them when this one dies.
import { Problem, unavailable } from '../../../platform/problem.ts'
import { createBatch } from '../../../platform/work/batch.ts'
import type { CustomerId } from '../contract.ts'
import type { LinkageContext } from '../tables.ts'
import { writeTwoWays } from '../workflows/at-once.ts'
import {
  type DeliveryResult,
  type DueDelivery,
  queueCallbacks,
  type Recorded,
  recordDelivered,
  recordFirstTries,
} from './store.ts'

export type FirstTry = Omit<DueDelivery, 'attempts' | 'lease'>

export interface FirstTries {
  /** How long the row in the queue must wait for the end of the first try. */
  readonly leaseSeconds: number
  /** Takes a place for a callback of this customer. False when its receiver is off, fails now, or has no place. */
  reserve(customerId: CustomerId): boolean
  /** Gives a place back that nothing was sent in. */
  release(customerId: CustomerId): void
  /** Sends a callback in a place that was taken. */
  send(callback: FirstTry): void
  /** Told when a callback was written that nobody sends at once. */
  onQueued(): void
}

/** What the sender of callbacks gives: its places, and one try. */
export interface FirstTryParts {
  /** Takes one of the customer's places for a try. False when all are taken; `onFree` is called when one is free. */
  enter(customerId: CustomerId): boolean
  /** False when the receiver is off, or when earlier callbacks of this customer wait for places. */
  isReady(customerId: CustomerId): boolean
  /** Undefined when the process stops. It has left the place. */
  try(due: DueDelivery): Promise<DeliveryResult | undefined>
  onQueued(): void
  onRecorded(result: DeliveryResult): void
}

interface Waiting {
  readonly callbacks: { readonly callback: FirstTry; readonly sinceMs: number }[]
  /** Places that were taken and not given back yet. */
  reserved: number
  failedAtMs: number
}

/** So many callbacks of a customer may wait in memory. The lease must last until the last of them is tried. */
const RESERVED_PER_CUSTOMER = 256
const RESERVED_MAX = 4_096
const LEASE_SLACK_SECONDS = 10
/** After a failed try, callbacks of this customer go through the claim for so long. */
const REST_MS = 5_000
const RECORD_GATHER_MS = 25

export interface FirstTrying extends FirstTries {
  /** Sends what waits for a place of this customer. */
  onFree(customerId: CustomerId): void
  stop(): Promise<void>
}

export function createFirstTries(context: LinkageContext, parts: FirstTryParts): FirstTrying {
  const { pool, log, config } = context
  const leaseMs = 2 * config.linkage.webhookTimeoutMs + LEASE_SLACK_SECONDS * 1_000
  const customers = new Map<CustomerId, Waiting>()
  const running = new Set<Promise<void>>()
  let reserved = 0
  let isStopped = false

  const record = createRecorder(context)

  const of = (id: CustomerId): Waiting => findOrMake(customers, id)
  const release = (id: CustomerId): void => {
    of(id).reserved--
    reserved--
  }

  const tryOne = async (callback: FirstTry): Promise<void> => {
    const due = { ...callback, attempts: 1, lease: 1 }
    const result = await parts.try(due).finally(() => release(callback.customerId))
    if (!result) return
    if (result.status !== 'delivered') of(callback.customerId).failedAtMs = performance.now()
    await record.submit(result)
    parts.onRecorded(result)
  }

  const pump = (id: CustomerId): void => {
    const waiting = of(id)
    const { callbacks } = waiting
    // The row of a callback must not lose its lease while the callback waits here or is tried.
    const oldestMs = performance.now() - leaseMs + config.linkage.webhookTimeoutMs + LEASE_SLACK_SECONDS * 1_000
    const late = callbacks.filter(({ sinceMs }) => sinceMs < oldestMs)
    handOver(waiting, isResting(waiting) ? callbacks.length : late.length)
    while (callbacks.length > 0 && !isStopped && parts.enter(id)) {
      const { callback } = callbacks.shift() as Waiting['callbacks'][number]
      const work = tryOne(callback)
        .catch((error: unknown) => log.warn({ err: error, delivery: callback.id }, 'a callback could not be recorded'))
        .finally(() => running.delete(work))
      running.add(work)
    }
  }

  /** Lets any process send the first `count` of these callbacks. */
  const handOver = (waiting: Waiting, count: number): void => {
    const callbacks = waiting.callbacks.splice(0, count).map(({ callback }) => callback)
    if (callbacks.length === 0) return
    for (const { customerId } of callbacks) release(customerId)
    const work = queueCallbacks(pool, callbacks)
      .then(parts.onQueued)
      .catch((error: unknown) => log.warn({ err: error }, 'callbacks wait until their leases end'))
      .finally(() => running.delete(work))
    running.add(work)
  }

  return {
    leaseSeconds: leaseMs / 1_000,
    reserve(id) {
      const waiting = of(id)
      if (isStopped || isResting(waiting) || !parts.isReady(id)) return false
      if (waiting.reserved >= RESERVED_PER_CUSTOMER || reserved >= RESERVED_MAX) return false
      waiting.reserved++
      reserved++
      return true
    },
    release,
    send(callback) {
      of(callback.customerId).callbacks.push({ callback, sinceMs: performance.now() })
      pump(callback.customerId)
    },
    onQueued: parts.onQueued,
    onFree: pump,
    async stop() {
      isStopped = true
      for (const waiting of customers.values()) handOver(waiting, waiting.callbacks.length)
      while (running.size > 0) await Promise.all(running)
      await record.idle()
    },
  }
}

function findOrMake(customers: Map<CustomerId, Waiting>, id: CustomerId): Waiting {
  const known = customers.get(id)
  if (known) return known
  const made: Waiting = { callbacks: [], reserved: 0, failedAtMs: -REST_MS }
  customers.set(id, made)
  return made
}

const isResting = ({ failedAtMs }: Waiting): boolean => performance.now() - failedAtMs < REST_MS

const createRecorder = (context: LinkageContext) =>
  createBatch<DeliveryResult, Recorded>({
    sizeMax: 256,
    waitingMax: 2 * RESERVED_MAX,
    lanes: 1,
    gatherMs: RECORD_GATHER_MS,
    overloaded: () => new Problem(unavailable),
    run: (results) => recordAll(context, results),
  })

/** Records delivered callbacks together. The others, and those that are recorded already, one by one. */
function recordAll({ pool }: LinkageContext, results: readonly DeliveryResult[]): Promise<Recorded[]> {
  const delivered = results.filter(({ status }) => status === 'delivered')
  return writeTwoWays<DeliveryResult, DeliveryResult, Recorded>(results, delivered, {
    atOnce: (some) => recordDelivered(pool, some),
    each: (others) => recordFirstTries(pool, others),
    done: 'done',
  })
}
