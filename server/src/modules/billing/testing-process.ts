// A process that does one thing with bills and dies at a chosen point, for the tests of kills.
import { armPoint, type Point, type Request } from '../../testing/dying.ts'
import { setup } from '../../testing/setup.ts'
import { reverseCharges } from './contract.ts'
import type { BillingContext } from './tables.ts'
import { expire } from './upi/steps.ts'

/** What the process does: answer a request, reverse charges for a module, or give up requests that nobody paid. */
export type Deed = Request | { readonly reversal: object } | 'expire-upi'

const [databaseUrl, point, now, stated] = process.argv.slice(2) as [string, Point, string, string]
const deed = JSON.parse(stated) as Deed
const { program, clock, ask } = await setup({ after: () => undefined }, { databaseUrl, isStarted: false })
clock.set(now)
armPoint(point)

const context = program.context('billing') as BillingContext
if (deed === 'expire-upi') await expire(context)
else if ('reversal' in deed) await context.call(reverseCharges, deed.reversal as never)
else await ask('POST', deed.url, deed.asked)
process.exit(0)
