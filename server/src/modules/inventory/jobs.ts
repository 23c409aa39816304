// Background work: follows facilities, ends reservations in time, blocks what expired, counts what each day uses.

import { dayInIndia } from '../../platform/clock.ts'
import type { EventType } from '../../platform/contract.ts'
import { on, type Schedule, type Subscription } from '../../platform/work/jobs.ts'
import { facilityChanged } from '../facilities/contract.ts'
import { lotRecalled } from './recalls/contract.ts'
import { blockRecalled } from './recalls/steps.ts'
import { endOverdue } from './reservations/steps.ts'
import { blockExpired } from './stock/blocking.ts'
import { listStoresWithStock, writeUse } from './stock/expiry-store.ts'
import { copyChain } from './stores/store.ts'
import type { InventoryContext } from './tables.ts'
import { expectArrival, onReceived } from './transfers/arriving.ts'
import { transferReceived, transferSent } from './transfers/contract.ts'

/** The events that this module hears; `subscriptions` says what it does on each. */
export const hears: readonly EventType[] = [facilityChanged, lotRecalled, transferSent, transferReceived]

export const subscriptions = (context: InventoryContext): Subscription[] => [
  on(facilityChanged, ({ body }) => copyChain(context.db, body)),
  on(lotRecalled, () => blockRecalled(context)),
  on(transferSent, (event) => expectArrival(context, event)),
  on(transferReceived, (event) => onReceived(context, event)),
]

// 18:30 UTC is midnight in India.
export const schedules = (context: InventoryContext): Schedule[] => [
  { name: 'end-reservations', cron: '* * * * *', run: () => endOverdue(context) },
  { name: 'block-recalled', cron: '* * * * *', run: () => blockRecalled(context) },
  { name: 'block-expired', cron: '30 18 * * *', run: () => blockExpired(context) },
  { name: 'count-use', cron: '40 18 * * *', run: () => countUse(context) },
]

export async function countUse({ db, clock }: InventoryContext): Promise<void> {
  const today = dayInIndia(clock.now())
  for (const store of await listStoresWithStock(db)) await writeUse(db, store, today)
}
