// A process that answers a call or a request of inventory, hears an event or runs a job, and dies at a chosen point.
import { armPoint, type Point, type Request } from '../../testing/dying.ts'
import { setup } from '../../testing/setup.ts'
import { calls } from './calls.ts'
import { schedules, subscriptions } from './jobs.ts'
import type { InventoryContext } from './tables.ts'

export type Deed =
  | Request
  | { readonly call: string; readonly input: object }
  | { readonly event: { readonly name: string } }
  | { readonly job: string }

const [databaseUrl, point, now, stated] = process.argv.slice(2) as [string, Point, string, string]
const deed = JSON.parse(stated) as Deed
const { program, clock, ask } = await setup({ after: () => undefined }, { databaseUrl, isStarted: false })
clock.set(now)

const context = program.context('inventory') as InventoryContext
armPoint(point)
if ('url' in deed) await ask('POST', deed.url, deed.asked)
else if ('call' in deed)
  await calls(context)
    .find(({ call }) => call.name === deed.call)
    ?.answer(deed.input as never)
else if ('job' in deed)
  await schedules(context)
    .find(({ name }) => name === deed.job)
    ?.run()
else
  await subscriptions(context)
    .find(({ event }) => event.name === deed.event.name)
    ?.handle(deed.event as never)
process.exit(0)
