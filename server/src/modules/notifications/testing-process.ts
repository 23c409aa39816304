// A process that lets notifications hear an event and dies at a chosen point. For tests.
import { armPoint, type Point } from '../../testing/dying.ts'
import { setup } from '../../testing/setup.ts'
import { subscriptions } from './jobs.ts'
import type { NotificationsContext } from './tables.ts'

export interface Deed {
  readonly event: { readonly name: string }
}

const [databaseUrl, point, now, stated] = process.argv.slice(2) as [string, Point, string, string]
const { event } = JSON.parse(stated) as Deed
const { program, clock } = await setup({ after: () => undefined }, { databaseUrl, isStarted: false })
clock.set(now)

const reach = armPoint(point)
const own = program.context('notifications') as NotificationsContext
const call: NotificationsContext['call'] = (type, input) => reach(type.name, () => own.call(type, input))
const found = subscriptions({ ...own, call }, () => undefined).find((one) => one.event.name === event.name)
await found?.handle(event as never)
process.exit(0)
