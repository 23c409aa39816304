// A process that lets the laboratory hear an event, or answers a request, and dies at a chosen point. For tests.
import { armPoint, type Point, type Request } from '../../testing/dying.ts'
import { setup } from '../../testing/setup.ts'
import { subscriptions } from './jobs.ts'
import type { DiagnosticsContext } from './tables.ts'

export type Deed = Request | { readonly event: { readonly name: string } }

const [databaseUrl, point, now, stated] = process.argv.slice(2) as [string, Point, string, string]
const deed = JSON.parse(stated) as Deed
const { program, clock, ask } = await setup({ after: () => undefined }, { databaseUrl, isStarted: false })
clock.set(now)

const reach = armPoint(point)
const own = program.context('diagnostics') as DiagnosticsContext
const call: DiagnosticsContext['call'] = (type, input) => reach(type.name, () => own.call(type, input))
if ('url' in deed) await ask('POST', deed.url, deed.asked)
else {
  const found = subscriptions({ ...own, call }).find(({ event }) => event.name === deed.event.name)
  await found?.handle(deed.event as never)
}
process.exit(0)
