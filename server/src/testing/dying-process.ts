// What a process does that a test of kills starts: a module hears an event, or answers a request, and dies at a point.
import type { Context } from '../platform/module.ts'
import type { Subscription } from '../platform/work/jobs.ts'
import { armPoint, type Point, type Request } from './dying.ts'
import { setup } from './setup.ts'

/** What the process does. `killAt` hands it over, with the database, the point and the time. */
export type Deed = Request | { readonly event: { readonly name: string } }

/** Does the deed and ends the process. Each call of the module to another one is a step at which it may die. */
export async function doAndDie<Own>(
  module: string,
  subscriptionsOf: (context: Own) => readonly Subscription[],
): Promise<never> {
  const [databaseUrl, point, now, stated] = process.argv.slice(2) as [string, Point, string, string]
  const deed = JSON.parse(stated) as Deed
  const { program, clock, ask } = await setup({ after: () => undefined }, { databaseUrl, isStarted: false })
  clock.set(now)
  const reach = armPoint(point)
  const own = program.context(module)
  const call: Context['call'] = (type, input) => reach(type.name, () => own.call(type, input))
  if ('url' in deed) await ask('POST', deed.url, deed.asked)
  else {
    const context = { ...own, call } as unknown as Own
    const found = subscriptionsOf(context).find(({ event }) => event.name === deed.event.name)
    await found?.handle(deed.event as never)
  }
  process.exit(0)
}
