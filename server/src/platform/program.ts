// Puts a process together: opens the database and the modules, and runs the web, the relay and the jobs by its role.
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { platformPowers } from './access.ts'
import { openAuth } from './auth.ts'
import { type Clock, systemClock } from './clock.ts'
import type { Config } from './config.ts'
import { type Database, type Databases, openDatabases } from './databases.ts'
import { buildApp } from './http/app.ts'
import type { Readiness } from './http/health.ts'
import { purgeIdempotencyKeys } from './idempotency.ts'
import { type Keys, loadKeys } from './keys.ts'
import type { Logger } from './log.ts'
import { createMeter, purgeAllowances } from './meter.ts'
import { type Metrics, openMetrics } from './metrics.ts'
import type { App, Context, Module, Opened } from './module.ts'
import { modulesHere } from './module-order.ts'
import { openNeighbours } from './neighbours.ts'
import { personalCalls } from './personal.ts'
import { rabbitBroker } from './ports/broker-rabbitmq.ts'
import { openMessages } from './ports/messages.ts'
import { type Channels, openChannels } from './ports/open-channels.ts'
import { openFiles } from './ports/open-files.ts'
import { browserPdf } from './ports/pdf.ts'
import { openDb } from './postgres/db.ts'
import { migrate, readModuleSql } from './postgres/migrations.ts'
import { gatherPowers, type PowerTable } from './powers.ts'
import { StartError } from './start-error.ts'
import { purgeArrivals } from './work/arrivals.ts'
import type { Calls } from './work/calls.ts'
import { createDelivery } from './work/delivery.ts'
import { migrateJobs, type Schedule, startJobs, type Workers } from './work/jobs.ts'
import type { Relay } from './work/relay.ts'

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
  readonly relay: Pick<Relay, 'runOnce'>
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
  const { config, log, modules: all } = options
  const channels = options.channels ?? openChannels(config, log)
  const keys = loadKeys(config)
  const metrics = openMetrics()
  const neighbours = openNeighbours({ config, keys, log, modules: all })
  const here = modulesHere(all, config)
  const databases = openDatabases({ ...options, modules: here.map(({ name }) => name), metrics })
  const opening = { ...options, channels, keys, metrics, databases, here, calls: neighbours.calls }
  const { modules, parts, shared } = await openModules(opening)
  const readiness = readinessOf(modules)
  const app = await buildApp({
    ...{ config, log, metrics, auth: shared.auth, powers: shared.powers },
    facilitiesOfChain: parts.find((part) => part.facilitiesOfChain)?.facilitiesOfChain ?? nobodyKnows,
    recordReads: parts.find((part) => part.recordReads)?.recordReads,
    pools: databases.all.map(({ pool }) => pool),
    readiness,
    inbox: channels.inbox,
    webFolder: WEB_FOLDER,
    modules: modules.map(toWeb),
  })
  const openBroker = brokerOf(config, log)
  const relay = createDelivery({ databases: databases.all, modules: all, openBroker, log, metrics })
  let workers: readonly Workers[] = []
  let stopped: Promise<void> | undefined
  const stop = async (): Promise<void> => {
    readiness.isReady = false
    await app.close()
    await relay.stop()
    await Promise.all(workers.map((one) => one.stop()))
    for (const part of parts.toReversed()) await part.stop?.()
    await neighbours.close()
    channels.sms?.close()
    channels.mail?.close()
    shared.cache.close()
    await databases.end()
  }

  return {
    app,
    relay,
    context: (name) => (modules.find((module) => module.name === name) as OpenModule).context,
    async start() {
      await neighbours.listen()
      for (const part of parts) await part.start?.()
      if (config.role !== 'web') {
        await relay.start()
        workers = await Promise.all(databases.all.map((database) => startJobsOn(database, modules, log)))
      }
      const port = await listen(app, config)
      readiness.isReady = true
      return { port }
    },
    stop() {
      stopped ??= stop()
      return stopped
    },
  }
}

interface Opening extends ProgramOptions {
  readonly channels: Channels
  readonly keys: Keys
  readonly metrics: Metrics
  readonly databases: Databases
  readonly calls: Calls
  /** The modules that run in this process. */
  readonly here: readonly Module[]
}

/** Opens the modules of this process, and the stand-ins of those that run elsewhere. */
async function openModules({ config, log, channels, keys, metrics, databases, calls, here, ...options }: Opening) {
  const { modules: all, clock = systemClock } = options
  const auth = await openAuth(keys, clock)
  const messages = openMessages(channels, log)
  const kept = all.flatMap(({ name, keeps = [] }) => (keeps.length > 0 ? [{ module: name, keeps }] : []))
  const files = { ...openFiles(config, log), toPdf: browserPdf(config.browser) }
  const shared = { config, clock, log, metrics, keys, auth, powers: powersOf(all), kept, messages, channels, ...files }
  const modules = here.map((module): OpenModule => {
    const { name } = module
    const { pool, url: databaseUrl } = databases.of(name)
    const meter = createMeter({ pool, module: name, clock, isOn: config.rateLimits })
    const own = { name, pool, databaseUrl, meter, db: openDb(pool, clock), call: calls.by(name) }
    const context: Context = { ...shared, ...own }
    return { ...module, context, opened: checkSubscriptions(module, module.open(context)) }
  })
  for (const { opened } of modules) for (const answer of opened.calls ?? []) calls.add(answer)
  const elsewhere = all.filter((module) => !here.includes(module))
  const standIns = elsewhere.flatMap(({ name, standIn }) => standIn?.({ ...shared, call: calls.by(name) }) ?? [])
  calls.requireAnswered([
    ...modules.flatMap(({ asks = [] }) => asks),
    ...elsewhere.flatMap(({ standInAsks = [] }) => standInAsks),
    ...(modules.some((module) => module.asksForPersons) ? personalCalls(kept) : []),
  ])
  return { modules, shared, parts: [...modules.map(({ opened }) => opened), ...standIns] }
}

/** Throws when what a module hears is not what it has declared: the relay knows only what is declared. */
function checkSubscriptions({ name, hears = [] }: Module, opened: Opened): Opened {
  const declared = new Set(hears.map((event) => event.name))
  const handled = new Set((opened.subscriptions ?? []).map(({ event }) => event.name))
  const undeclared = [...handled].find((event) => !declared.has(event))
  if (undeclared) throw new Error(`${name} handles ${undeclared}: add it to \`hears\``)
  const unhandled = [...declared].find((event) => !handled.has(event))
  if (unhandled) throw new Error(`${name} hears ${unhandled}, and nothing handles it`)
  return opened
}

const brokerOf = ({ apart: { brokerUrl } }: Config, log: Logger) =>
  brokerUrl === undefined ? undefined : () => rabbitBroker({ url: brokerUrl, log })

function startJobsOn(
  { pool, modules: names }: Database,
  modules: readonly OpenModule[],
  log: Logger,
): Promise<Workers> {
  const own = modules.filter(({ name }) => names.includes(name))
  return startJobs({ pool, log, concurrency: 4, modules: own.map(toJobs) })
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
    { name: 'purge-arrivals', cron: '27 * * * *', run: () => purgeArrivals(context.pool, name) },
  ]
  return { name, subscriptions: opened.subscriptions ?? [], schedules: [...(opened.schedules ?? []), ...purges] }
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
