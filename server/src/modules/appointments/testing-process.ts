// A process that does one thing with appointments and dies at a chosen point, for the tests of kills.
import { openMetrics } from '../../platform/metrics.ts'
import { armPoint, type Point, type Request } from '../../testing/dying.ts'
import { setup } from '../../testing/setup.ts'
import type { Engine } from './booking/engine.ts'
import { endDisplacements, subscriptions } from './jobs.ts'
import type { AppointmentsContext } from './tables.ts'
import { openEngine } from './testing.ts'
import type { WaitingId } from './waiting/contract.ts'
import { accept, endOverdue } from './waiting/steps.ts'
import { findWaiting } from './waiting/store.ts'

/** What the process does: answer a request, handle an event, accept an offer, or run a job of each minute. */
export type Deed =
  | Request
  | { readonly event: { readonly name: string } }
  | { readonly accept: WaitingId }
  | 'end-offers'
  | 'end-displacements'

const [databaseUrl, point, now, stated] = process.argv.slice(2) as [string, Point, string, string]
const deed = JSON.parse(stated) as Deed
const { program, clock, ask } = await setup({ after: () => undefined }, { databaseUrl, isStarted: false })
clock.set(now)

const reach = armPoint(point)
const own = program.context('appointments') as AppointmentsContext
const call: AppointmentsContext['call'] = (type, input) => reach(type.name, () => own.call(type, input))
const context: AppointmentsContext = { ...own, call, metrics: openMetrics() }
const real = openEngine(own)
const engine: Engine = { ...real, give: (request) => reach('engine', () => real.give(request)) }
const desk = { context, engine }

if (deed === 'end-offers') await endOverdue(desk)
else if (deed === 'end-displacements') await endDisplacements(context, engine)
else if ('url' in deed) await ask('POST', deed.url, deed.asked)
else if ('accept' in deed) {
  const entry = await findWaiting(context.db, deed.accept)
  if (entry) await accept(desk, entry, { origin: { actorId: null, requestId: 'kills' }, repeatable: undefined })
} else {
  const found = subscriptions(context, engine).find(({ event }) => event.name === deed.event.name)
  await found?.handle(deed.event as never)
}
process.exit(0)
