// Puts a process together: opens the database and the modules, and runs the web, the relay and the jobs by its role.
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { platformPowers } from './access.ts'
import { openAuth } from './auth.ts'
import { type Clock, systemClock } from './clock.ts'
import type { Config } from './config.ts'
import { buildApp } from './http/app.ts'
import type { Readiness } from './http/health.ts'
import { purgeIdempotencyKeys } from './idempotency.ts'
import { loadKeys } from './keys.ts'
import type { Logger } from './log.ts'
import { createMeter, purgeAllowances } from './meter.ts'
import { openMetrics } from './metrics.ts'
import type { App, Context, Module, Opened } from './module.ts'
import { personalCalls } from './personal.ts'
import { openMessages } from './ports/messages.ts'
import { type Channels, openChannels } from './ports/open-channels.ts'
import { openFiles } from './ports/open-files.ts'
import { browserPdf } from './ports/pdf.ts'
import { openDb, openPool } from './postgres/db.ts'
import { migrate, readModuleSql } from './postgres/migrations.ts'
import { gatherPowers, type PowerTable } from './powers.ts'
import { createCalls } from './work/calls.ts'
import { migrateJobs, type Schedule, startJobs, subscriptionJob, type Workers } from './work/jobs.ts'
import { createRelay, type Relay } from './work/outbox.ts'

export interface ProgramOptions {
  readonly config: Config
  readonly databaseUrl: string
  readonly log: Logger
  readonly modules: readonly Module[]
  readonly clock?: Clock
  readonly channels?: Channels
}

export interface Program {
  readonly app: App
  readonly context: (module: string) => Context
  readonly relay: Relay
  /** Starts to listen and to work, as its role says. Gives the port; a worker shows only health and metrics there. */
  start(): Promise<{ port: number }>
  /** Lets running requests and jobs finish, then closes everything. */
  stop(): Promise<void>
}

const MODULES_FOLDER = path.resolve(import.meta.dirname, '../modules')
const WEB_FOLDER = path.resolve(import.meta.dirname, '../../../web/dist')

/** Brings the database to the newest schema of these modules and of the job queue. Gives how many migrations it ran. */
export async function migrateAll(databaseUrl: string, modules: readonly Module[], log: Logger): Promise<number> {
  const sql = modules.map(({ name }) => readModuleSql(name, path.join(MODULES_FOLDER, name)))
  const count = await migrate(databaseUrl, sql)
  await migrateJobs(databaseUrl, log)
  return count
}

interface OpenModule extends Module {
  readonly context: Context
  readonly opened: Opened
}

/** Opens a program on a migrated database; nothing listens until `start`. */
export async function openProgram(options: ProgramOptions): Promise<Program> {
  const { config, log, databaseUrl } = options
  const clock = options.clock ?? systemClock
  const channels = options.channels ?? openChannels(config, log)
  const messages = openMessages(channels, log)
  const keys = loadKeys(config)
  const metrics = openMetrics()
  const auth = await openAuth(keys, clock)
  const calls = createCalls(config.callTimeoutMsMin)
  const pool = openPool({
    url: databaseUrl,
    poolMax: config.databasePoolMax,
    statementTimeoutMs: config.statementTimeoutMs,
    log,
  })
  metrics.gauge('database_connections', 'Open connections of the pool', () => pool.totalCount)
  metrics.gauge('database_waiting', 'Requests that wait for a connection', () => pool.waitingCount)
  const powers = powersOf(options.modules)
  const kept = options.modules.flatMap(({ name, keeps = [] }) => (keeps.length > 0 ? [{ module: name, keeps }] : []))
  const shared = {
    ...{ pool, databaseUrl, config, clock, log, metrics, keys, auth, powers, kept, messages, channels },
    ...{ ...openFiles(config, log), toPdf: browserPdf(config.browser) },
  }
  const modules = inOrderOfUse(options.modules).map((module): OpenModule => {
    const { name } = module
    const meter = createMeter({ pool, module: name, clock, isOn: config.rateLimits })
    const context: Context = { ...shared, call: calls.call, name, meter, db: openDb(pool, clock) }
    return { ...module, context, opened: module.open(context) }
  })
  for (const { opened } of modules) for (const answer of opened.calls ?? []) calls.add(answer)
  calls.requireAnswered([...modules.flatMap((module) => module.asks ?? []), ...personalCalls(kept)])

  const readiness = readinessOf(modules)
  const app = await buildApp({
    config,
    log,
    metrics,
    auth,
    powers,
    facilitiesOfChain: modules.find(({ opened }) => opened.facilitiesOfChain)?.opened.facilitiesOfChain ?? nobodyKnows,
    recordReads: modules.find(({ opened }) => opened.recordReads)?.opened.recordReads,
    pool,
    readiness,
    inbox: channels.inbox,
    webFolder: WEB_FOLDER,
    modules: modules.map(toWeb),
  })
  const relay = openRelay(modules, pool, log, metrics)
  let workers: Workers | undefined

  return {
    app,
    relay,
    context: (name) => (modules.find((module) => module.name === name) as OpenModule).context,
    async start() {
      for (const { opened } of modules) await opened.start?.()
      if (config.role !== 'web') {
        relay.start()
        workers = await startJobs({ pool, log, concurrency: 4, modules: modules.map(toJobs) })
      }
      const port = await listen(app, config)
      readiness.isReady = true
      return { port }
    },
    async stop() {
      readiness.isReady = false
      await app.close()
      await relay.stop()
      await workers?.stop()
      for (const { opened } of modules.toReversed()) await opened.stop?.()
      channels.sms?.close()
      channels.mail?.close()
      shared.cache.close()
      await pool.end()
    },
  }
}

function readinessOf(modules: readonly OpenModule[]): Readiness {
  const faultOf = ({ name, opened }: OpenModule): string[] => {
    const fault = opened.fault?.()
    return fault === undefined ? [] : [`${name}: ${fault}`]
  }
  return { isReady: false, faults: () => modules.flatMap(faultOf) }
}

function powersOf(modules: readonly Module[]): PowerTable {
  const rows = modules.map((module) => ({ name: module.name, rows: module.powers }))
  return gatherPowers([{ name: 'platform', rows: platformPowers.rows }, ...rows])
}

/** For a program without the module that knows the chains: a chain's roles then reach no facility. */
const nobodyKnows = async (): Promise<ReadonlySet<string>> => new Set()

const toWeb = ({ name, summary, problems, opened: { routes = [], readyAnswers = [] } }: OpenModule) => ({
  ...{ name, summary, problems, routes, readyAnswers },
})

function toJobs({ name, opened, context }: OpenModule) {
  const purges: Schedule[] = [
    {
      name: 'purge-idempotency-keys',
      cron: '17 * * * *',
      run: async () => void (await purgeIdempotencyKeys(context.db, name)),
    },
    {
      name: 'purge-allowances',
      cron: '*/10 * * * *',
      run: () => purgeAllowances(context.pool, name, context.clock.now()),
    },
  ]
  return { name, subscriptions: opened.subscriptions ?? [], schedules: [...(opened.schedules ?? []), ...purges] }
}

function openRelay(
  modules: readonly OpenModule[],
  pool: Context['pool'],
  log: Logger,
  metrics: Context['metrics'],
): Relay {
  const subscribers = new Map<string, string[]>()
  for (const { name, opened } of modules) {
    for (const { event } of opened.subscriptions ?? []) {
      subscribers.set(event.name, [...(subscribers.get(event.name) ?? []), subscriptionJob(name, event.name)])
    }
  }
  const hearer = modules.find(({ opened }) => opened.hearsAll)
  const moved = metrics.counter('events_relayed_total', 'Events moved from outboxes to jobs', ['module'])
  return createRelay({
    pool,
    modules: modules.map(({ name }) => name),
    subscribersOf: (event) => subscribers.get(event) ?? [],
    wanted: [...subscribers.keys()],
    inbox: hearer && `${hearer.name}.inbox`,
    log,
    onMoved: (module, count) => moved.inc({ module }, count),
  })
}

/** Listens. When the port is taken or forbidden, the operator sees one clear line and not a stack. */
async function listen(app: App, config: Config): Promise<number> {
  try {
    await app.listen({ port: config.port, host: config.host })
    return (app.server.address() as AddressInfo).port
  } catch (error) {
    const { code } = error as { code?: string }
    if (code === 'EADDRINUSE')
      throw new StartError(`Port ${config.port} is taken: set PORT to a free one, e.g. PORT=8081`)
    if (code === 'EACCES') throw new StartError(`This user may not use port ${config.port}: set PORT above 1023`)
    throw error
  }
}

/** A start that cannot succeed. The message is one line that says what is wrong and what to do. */
export class StartError extends Error {}

/** Sorts modules so that each comes after the modules that it uses. Throws when they use each other in a circle. */
export function inOrderOfUse(modules: readonly Module[]): Module[] {
  const byName = new Map(modules.map((module) => [module.name, module]))
  const ordered: Module[] = []
  const visit = (module: Module, path: readonly string[]): void => {
    if (ordered.includes(module)) return
    if (path.includes(module.name))
      throw new Error(`Modules use each other in a circle: ${[...path, module.name].join(' -> ')}`)
    for (const name of module.uses) {
      const used = byName.get(name)
      if (used) visit(used, [...path, module.name])
    }
    ordered.push(module)
  }
  for (const module of modules) visit(module, [])
  return ordered
}
