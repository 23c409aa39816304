// A process that does one thing with a dispense and dies at a chosen point, for the tests of kills.
import { transaction } from '../../platform/postgres/db.ts'
import { armPoint, type Point, type Request } from '../../testing/dying.ts'
import { setup } from '../../testing/setup.ts'
import type { DispenseId } from './dispensing/contract.ts'
import { abandon } from './dispensing/moving.ts'
import { advance } from './dispensing/saga.ts'
import { lockDispense } from './dispensing/store.ts'
import { settleReturn } from './returns/steps.ts'
import type { PrescriptionsContext } from './tables.ts'

/** What the process does: answer a request, drive a dispense, give it up, or settle a return. */
export type Deed =
  | Request
  | { readonly advance: DispenseId }
  | { readonly abandon: DispenseId }
  | { readonly settle: { readonly dispenseId: DispenseId; readonly number: number } }

const [databaseUrl, point, now, stated] = process.argv.slice(2) as [string, Point, string, string]
const deed = JSON.parse(stated) as Deed
const { program, clock, ask } = await setup({ after: () => undefined }, { databaseUrl, isStarted: false })
clock.set(now)

const reach = armPoint(point)
const own = program.context('prescriptions') as PrescriptionsContext
const call: PrescriptionsContext['call'] = (type, input) => reach(type.name, () => own.call(type, input))
const context: PrescriptionsContext = { ...own, call }
const origin = { actorId: null, requestId: 'kills' }

if ('url' in deed) await ask('POST', deed.url, deed.asked)
else if ('advance' in deed) await advance(context, deed.advance, origin)
else if ('settle' in deed) await settleReturn(context, deed.settle, origin)
else {
  await transaction(context.db, async (tx) => {
    const { dispense } = await lockDispense(tx, deed.abandon)
    await abandon(tx, dispense, { reason: 'by-hand', origin })
  })
  await advance(context, deed.abandon, origin)
}
process.exit(0)
