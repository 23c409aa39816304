// Who hears an event: jobs of modules in the same database, and modules that live in another one. Pure decisions.
import type { EventType } from '../contract.ts'
import type { BrokerRoute } from '../ports/broker.ts'
import { subscriptionJob } from './jobs.ts'

/** What the program knows of a module, whether or not the module runs in this process. */
export interface Hearer {
  readonly name: string
  readonly hears?: readonly EventType[]
  readonly hearsAll?: true
}

export interface Routing {
  /** The jobs that an event becomes in this database. */
  jobsOf(eventName: string): readonly string[]
  /** The names of the events that become jobs in this database. */
  readonly wanted: readonly string[]
  /** The names of the events that the broker carries on to other databases. */
  readonly carried: readonly string[] | 'all'
  /** What the modules of other databases hear from this one. */
  readonly routes: readonly BrokerRoute[]
  /** The table of this database that gets a copy of every event. Undefined when nobody here hears all events. */
  readonly inbox: string | undefined
}

/** The routing of one database. `residents` are the modules whose tables are in it. */
export function routeEvents(modules: readonly Hearer[], residents: ReadonlySet<string>): Routing {
  const jobs = new Map<string, string[]>()
  for (const { name, hears = [] } of modules.filter((module) => residents.has(module.name))) {
    for (const event of hears)
      jobs.set(event.name, [...(jobs.get(event.name) ?? []), subscriptionJob(name, event.name)])
  }
  const isOurs = (event: EventType): boolean => residents.has(event.name.slice(0, event.name.indexOf('.')))
  const routes = modules
    .filter((module) => !residents.has(module.name))
    .map(
      ({ name, hears = [], hearsAll }): BrokerRoute => ({
        module: name,
        events: hearsAll ? 'all' : hears.filter(isOurs).map((event) => event.name),
      }),
    )
    .filter(({ events }) => events.length > 0)
  const isAll = routes.some(({ events }) => events === 'all')
  const hearer = modules.find(({ name, hearsAll }) => hearsAll && residents.has(name))
  return {
    jobsOf: (eventName) => jobs.get(eventName) ?? [],
    wanted: [...jobs.keys()],
    carried: isAll ? 'all' : [...new Set(routes.flatMap(({ events }) => events as readonly string[]))],
    routes,
    inbox: hearer && `${hearer.name}.inbox`,
  }
}
