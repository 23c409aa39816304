// Delivers events in a process: the relays of its databases, the courier to the broker, and what the broker brings.
import { type Database, findResidents } from '../databases.ts'
import type { Logger } from '../log.ts'
import type { Metrics } from '../metrics.ts'
import type { Broker } from '../ports/broker.ts'
import { StartError } from '../start-error.ts'
import { type Arrivals, createArrivals } from './arrivals.ts'
import { type Courier, createCourier, type Waiting } from './courier.ts'
import { createRelay, type Relay } from './relay.ts'
import { type Hearer, routeEvents } from './routing.ts'

export interface DeliveryOptions {
  readonly databases: readonly Database[]
  /** All modules of the installation. */
  readonly modules: readonly Hearer[]
  /** The broker. Undefined in an installation with one database. */
  readonly openBroker: (() => Promise<Broker>) | undefined
  readonly log: Logger
  readonly metrics: Metrics
}

export interface Delivery extends Relay {
  start(): Promise<void>
}

interface Part {
  readonly relay: Relay
  readonly courier: Courier | undefined
  readonly arrivals: Arrivals | undefined
}

export function createDelivery(options: DeliveryOptions): Delivery {
  const reports = createReports(options.metrics)
  let opened: Promise<{ parts: readonly Part[]; broker: Broker | undefined }> | undefined
  const open = () => {
    opened ??= openParts(options, reports)
    return opened
  }
  return {
    async runOnce() {
      let moved = 0
      for (const { relay } of (await open()).parts) moved += await relay.runOnce()
      return moved
    },
    async start() {
      for (const { relay, courier, arrivals } of (await open()).parts) {
        relay.start()
        courier?.start()
        arrivals?.start()
      }
    },
    async stop() {
      // What could not be opened has nothing to stop.
      const found = await opened?.catch(() => undefined)
      if (!found) return
      const { parts, broker } = found
      await Promise.all(
        parts.flatMap(({ relay, courier, arrivals }) => [relay.stop(), courier?.stop(), arrivals?.stop()]),
      )
      await broker?.close()
    },
  }
}

async function openParts({ databases, modules, openBroker, log }: DeliveryOptions, reports: Reports) {
  const found = await Promise.all(
    databases.map(async (database) => ({ database, residents: await findResidents(database.pool) })),
  )
  const routed = found.map(({ database, residents }) => ({
    ...database,
    residents: modules.map(({ name }) => name).filter((name) => residents.has(name)),
    routing: routeEvents(modules, residents),
  }))
  const away = routed.flatMap(({ routing }) => routing.routes.map(({ module }) => module))
  if (away.length > 0 && !openBroker) {
    const names = [...new Set(away)].join(', ')
    throw new StartError(
      `Events of this database are for ${names}, which are not in it: set SEHAT_BROKER_URL, or migrate them here too`,
    )
  }
  const broker = await openBroker?.()
  const parts = routed.map(
    ({ pool, modules: here, residents, routing }): Part => ({
      relay: createRelay({ pool, modules: residents, routing, log, onMoved: reports.moved }),
      courier:
        broker && routing.routes.length > 0
          ? createCourier({ pool, modules: residents, routing, broker, log, onMeasured: reports.waiting })
          : undefined,
      arrivals:
        broker &&
        createArrivals({
          pool,
          modules: modules.filter((module) => here.includes(module.name) && hearsOthers(module)),
          broker,
          log,
        }),
    }),
  )
  return { parts, broker }
}

const hearsOthers = ({ hears = [], hearsAll }: Hearer): boolean => hears.length > 0 || hearsAll === true

interface Reports {
  moved(module: string, count: number): void
  waiting(module: string, waiting: Waiting): void
}

function createReports(metrics: Metrics): Reports {
  const moved = metrics.counter('events_relayed_total', 'Events moved from outboxes to jobs', ['module'])
  const last = new Map<string, Waiting>()
  metrics.gauge('events_outgoing', 'Events that wait for the broker', () =>
    [...last.values()].reduce((sum, { count }) => sum + count, 0),
  )
  metrics.gauge('events_outgoing_oldest_seconds', 'For how long the oldest of them waits', () =>
    Math.max(0, ...[...last.values()].map(({ oldestSeconds }) => oldestSeconds)),
  )
  return {
    moved: (module, count) => moved.inc({ module }, count),
    waiting: (module, waiting) => void last.set(module, waiting),
  }
}
