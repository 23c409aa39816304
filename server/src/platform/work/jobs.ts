// Background work: graphile-worker runs the subscriptions to events and the scheduled work.
import { EventEmitter } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  Logger as JobsLogger,
  type Runner,
  run,
  runMigrations,
  type TaskList,
  type WorkerEvents,
} from 'graphile-worker'
import type pg from 'pg'
import type { EventType, Static } from '../contract.ts'
import type { Logger } from '../log.ts'
import { type WorkerWatch, watchWorkers } from './dead-workers.ts'
import type { EventEnvelope } from './outbox.ts'

/** A module's reaction to an event. The worker may call it more than once for one event, and this must do no harm. */
export interface Subscription {
  readonly event: EventType
  readonly handle: (event: EventEnvelope<never>) => Promise<void>
}

/** Pairs an event with the function that handles it. */
export function on<Type extends EventType>(
  event: Type,
  handle: (event: EventEnvelope<Static<Type['body']>>) => Promise<void>,
): Subscription {
  return { event, handle: handle as Subscription['handle'] }
}

/** Work at set times; `cron` is in UTC. */
export interface Schedule {
  readonly name: string
  readonly cron: string
  readonly run: () => Promise<void>
}

export interface JobsOptions {
  readonly pool: pg.Pool
  readonly log: Logger
  readonly concurrency: number
  readonly modules: readonly { name: string; subscriptions: readonly Subscription[]; schedules: readonly Schedule[] }[]
}

export const subscriptionJob = (module: string, eventName: string): string => `${module}/${eventName}`

export async function migrateJobs(databaseUrl: string, log: Logger): Promise<void> {
  await runMigrations({ connectionString: databaseUrl, logger: quietLogger(log) })
}

// Log only the job's name and the error's safe members: graphile-worker's messages repeat error texts, and these can
// contain personal data.
function quietLogger(log: Logger): JobsLogger {
  return new JobsLogger(() => (level, _message, meta) => {
    if (level !== 'error' && level !== 'warning') return
    const { job, error } = (meta ?? {}) as { job?: { task_identifier: string; attempts: number }; error?: unknown }
    log.warn(
      { job: job?.task_identifier, attempts: job?.attempts, err: error },
      'a job failed, or the worker reported a problem',
    )
  })
}

/** The workers of a process. */
export interface Workers {
  /** Resolves when the running jobs have ended. */
  stop(): Promise<void>
}

/** Starts the workers of this process, with all subscriptions and schedules. */
export async function startJobs(options: JobsOptions): Promise<Workers> {
  let current = await startRunner(options)
  let isStopping = false
  // The workers end by themselves when they lose a job in the database. Without new ones, no event would be handled.
  const watch = ({ runner }: Running): void => void runner.promise.then(() => restart(), restart)
  const restart = async (error?: unknown): Promise<void> => {
    if (isStopping) return
    options.log.error({ err: error }, 'the workers of jobs ended; new ones start')
    await Promise.all([current.deadWorkers.stop(), sleep(RESTART_PAUSE_MS)])
    if (isStopping) return
    await startRunner(options).then((started) => {
      current = started
      watch(started)
    }, restart)
  }
  watch(current)
  return {
    async stop() {
      isStopping = true
      await current.runner.stop().catch(() => {})
      await current.deadWorkers.stop()
    },
  }
}

const RESTART_PAUSE_MS = 1_000

interface Running {
  readonly runner: Runner
  readonly deadWorkers: WorkerWatch
}

/** The tasks of all modules. A module hears an event in one job, so a second `on` of it would never be called. */
export function readTasks(modules: JobsOptions['modules']) {
  const taskList: TaskList = {}
  const crontab: string[] = []
  const add = (task: string, run: TaskList[string]): void => {
    if (task in taskList) throw new Error(`${task} stands twice: join what both do in one function`)
    taskList[task] = run
  }
  for (const { name, subscriptions, schedules } of modules) {
    for (const one of subscriptions) add(subscriptionJob(name, one.event.name), subscriptionTask(one))
    for (const schedule of schedules) {
      add(`${name}/${schedule.name}`, () => schedule.run())
      crontab.push(`${schedule.cron} ${name}/${schedule.name} ?jobKey=${name}/${schedule.name}&max=3`)
    }
  }
  return { taskList, crontab }
}

async function startRunner(options: JobsOptions): Promise<Running> {
  const { taskList, crontab } = readTasks(options.modules)
  const deadWorkers = watchWorkers(options)
  const events = new EventEmitter() as WorkerEvents
  events.once('pool:create', ({ workerPool }) => deadWorkers.start(workerPool.id))
  const runner = await run({
    // Without a batch, an end of a job that cannot be written is an unhandled rejection, which ends the process. With
    // one, the workers end instead, and new ones start.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    pgPool: options.pool,
    events,
    taskList,
    crontab: crontab.join('\n'),
    concurrency: options.concurrency,
    pollInterval: 1_000,
    noHandleSignals: true,
    logger: quietLogger(options.log),
  })
  return { runner, deadWorkers }
}

type Helpers = Parameters<NonNullable<TaskList[string]>>[1]

// A job holds up to a hundred events. When one event fails, the others must not wait for it: each failed event gets its
// own job, and the worker tries only that event again.
function subscriptionTask(subscription: Subscription) {
  return async (payload: unknown, helpers: Helpers): Promise<void> => {
    const { events } = payload as { events: EventEnvelope<never>[] }
    if (events.length === 1) return subscription.handle(events[0] as EventEnvelope<never>)
    for (const event of events) {
      try {
        await subscription.handle(event)
      } catch {
        await helpers.addJob(helpers.job.task_identifier, { events: [event] })
      }
    }
  }
}
