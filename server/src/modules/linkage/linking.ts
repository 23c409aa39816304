// Puts the parts of linking together: index, acceptance, worker, callbacks and reconciliation of one process.
import { ConfigError } from '../../platform/config.ts'
import { createLoop } from '../../platform/work/loop.ts'
import { type Acceptance, createAcceptance } from './accepting/acceptance.ts'
import type { RequestStore } from './accepting/request-store.ts'
import { postgresRequests } from './accepting/request-store-postgres.ts'
import { redisRequests } from './accepting/request-store-redis.ts'
import { createWaiting, type Waiting } from './accepting/waiting.ts'
import { type Archive, openArchive } from './archive/steps.ts'
import { createGuard, type Guard, operatorsGuard } from './callbacks/addresses.ts'
import { createCallbacks } from './callbacks/callbacks.ts'
import { createSender, type Sender } from './callbacks/sender.ts'
import { createDirectory, type Directory } from './customers/directory.ts'
import { reconcile } from './oversight/reconciliation.ts'
import { createSweep } from './oversight/sweep.ts'
import { httpIndex } from './searching/index-http.ts'
import { ownIndex } from './searching/index-own.ts'
import { createWorker } from './searching/worker.ts'
import { createUsage, type Usage } from './self-service/usage.ts'
import type { LinkageContext } from './tables.ts'
import { createFailpoint } from './workflows/failpoints.ts'
import type { PatientIndex } from './workflows/patient-index.ts'
import { createSettler, type Settler } from './workflows/settlement.ts'

export interface Linking {
  readonly guard: Guard
  /** Sends to customers, through the guard. */
  readonly sender: Sender
  readonly usage: Usage
  /** Undefined when the settings ask for no archive. */
  readonly archive: Archive | undefined
  readonly directory: Directory
  readonly requests: RequestStore
  readonly acceptance: Acceptance
  readonly settler: Settler
  readonly waiting: Waiting
  /** Starts a search for due callbacks at once. */
  nudgeCallbacks(): void
  /** Makes the worker look into the queue at once. */
  nudgeWorker(): void
  start(): Promise<void>
  stop(): Promise<void>
}

export function createLinking(context: LinkageContext): Linking {
  const { config, log } = context
  const guard = createGuard(config.linkage.allowLoopback)
  const sender = createSender(guard)
  const indexSender = createSender(operatorsGuard)
  const directory = createDirectory(context)
  const requests = openRequests(context)
  const waiting = createWaiting(context)
  const failpoint = createFailpoint(config)
  const callbacks = createCallbacks(context, { sender, directory, failpoint })
  const settler = createSettler(context, callbacks.firstTries)
  const sweep = createSweep(context)
  const worker = createWorker(context, {
    index: openIndex(context, indexSender),
    requests,
    directory,
    settler,
    failpoint,
    onCallback: (work) => callbacks.takeBack(work),
  })
  const usage = createUsage(context)
  const acceptance = usage.counting(createAcceptance(context, guard, requests, () => worker.nudge()))
  const archive = openArchive(context, requests)
  const reconciling = createLoop({
    name: 'linkage reconciliation',
    log,
    pauseMs: config.linkage.reconcileSeconds * 1_000,
    turn: async () => {
      // Nothing is erased before the archive has it, so this comes first. It reports its own failures.
      await archive?.keepDue()
      const { requeued } = await reconcile(context, { settler, requests, sweep })
      if (requeued > 0) worker.nudge()
      return false
    },
  })
  const isWorker = config.role !== 'web'
  return {
    guard,
    sender,
    usage,
    archive,
    directory,
    requests,
    acceptance,
    settler,
    waiting,
    nudgeCallbacks: () => callbacks.nudge(),
    nudgeWorker: () => worker.nudge(),
    async start() {
      await requests.start()
      await directory.start()
      waiting.start()
      usage.start()
      if (isWorker) for (const loop of [worker, callbacks, reconciling]) loop.start()
    },
    async stop() {
      await waiting.stop()
      await acceptance.stop()
      await usage.stop()
      await Promise.all([worker.stop(), reconciling.stop()])
      await settler.stop()
      await callbacks.stop()
      await directory.stop()
      sender.close()
      indexSender.close()
      await requests.stop()
    },
  }
}

/** The store that the settings name. */
export function openRequests(context: LinkageContext): RequestStore {
  const { config } = context
  if (config.linkage.requests === 'postgres') return postgresRequests(context)
  if (!config.redisUrl) throw new ConfigError('SEHAT_LINKAGE_REQUESTS=redis needs SEHAT_REDIS_URL')
  return redisRequests(context, config.redisUrl)
}

function openIndex(context: LinkageContext, sender: Sender): PatientIndex {
  const { index, indexUrl, indexSecret, indexTimeoutMs, indexAtOnce } = context.config.linkage
  if (index === 'own') return ownIndex(context)
  if (!indexUrl) throw new ConfigError(`SEHAT_LINKAGE_INDEX=${index} needs SEHAT_LINKAGE_INDEX_URL`)
  const mayAnswerLater = index === 'http-async'
  if (mayAnswerLater && !indexSecret) {
    throw new ConfigError('SEHAT_LINKAGE_INDEX=http-async needs SEHAT_LINKAGE_INDEX_SECRET to check the later answer')
  }
  return httpIndex(context, sender, {
    ...{ url: indexUrl, secret: indexSecret, timeoutMs: indexTimeoutMs, mayAnswerLater, atOnce: indexAtOnce },
  })
}
