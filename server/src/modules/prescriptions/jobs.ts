// Background work: follows items, stores, levels, payments, recalls and merges; drives dispenses and returns to their
// ends; verifies the hashes of all versions each night.
import type { EventType } from '../../platform/contract.ts'
import { on, type Schedule, type Subscription } from '../../platform/work/jobs.ts'
import { originOfEvent } from '../../platform/work/outbox.ts'
import { chargesSettled } from '../billing/contract.ts'
import { itemChanged, levelChanged, reservationEnded, storeChanged } from '../inventory/contract.ts'
import { patientMerges } from '../patients/merging/contract.ts'
import { prescriptionStopped } from './contract.ts'
import { dispenseAbandoned, dispenseHandedOver, medicineReturned } from './dispensing/contract.ts'
import { abandonById } from './dispensing/moving.ts'
import { advance, sweepDispenses } from './dispensing/saga.ts'
import { findOfGroup, listUnderWay } from './dispensing/store.ts'
import { copyItem, copyLevel, copyStore } from './medicines/steps.ts'
import { mergeSubscriptions } from './merging.ts'
import { onReservationEnded } from './recalls/steps.ts'
import { settleReturn, sweepReturns } from './returns/steps.ts'
import { verifyVersions } from './signing/verifying.ts'
import type { PrescriptionsContext } from './tables.ts'

/** The events that this module hears; `subscriptions` says what it does on each. */
export const hears: readonly EventType[] = [
  itemChanged,
  storeChanged,
  levelChanged,
  chargesSettled,
  reservationEnded,
  dispenseHandedOver,
  dispenseAbandoned,
  medicineReturned,
  prescriptionStopped,
  ...patientMerges,
]

export const subscriptions = (context: PrescriptionsContext): Subscription[] => [
  on(itemChanged, ({ body }) => copyItem(context, body)),
  on(storeChanged, ({ body }) => copyStore(context, body)),
  on(levelChanged, (event) => copyLevel(context, event)),
  on(chargesSettled, async (event) => {
    const dispense = await findOfGroup(context.db, event.body.group)
    if (dispense) await advance(context, dispense.id, originOfEvent(event))
  }),
  on(reservationEnded, (event) => onReservationEnded(context, event.body, originOfEvent(event))),
  ...[dispenseHandedOver, dispenseAbandoned].map((event) =>
    on(event, async (told) => void (await advance(context, told.body.dispenseId, originOfEvent(told)))),
  ),
  on(medicineReturned, (event) => settleReturn(context, event.body, originOfEvent(event))),
  // What the doctor stopped cannot be handed over any more, so it need not wait for its time.
  on(prescriptionStopped, async (event) => {
    for (const id of await listUnderWay(context.db, event.body.prescriptionId)) {
      await abandonById(context, id, { reason: 'stopped', origin: originOfEvent(event) })
    }
  }),
  ...mergeSubscriptions(context),
]

// 20:10 UTC is 01:40 in India.
export const schedules = (context: PrescriptionsContext): Schedule[] => [
  { name: 'sweep-dispenses', cron: '* * * * *', run: () => sweepDispenses(context) },
  { name: 'sweep-returns', cron: '* * * * *', run: () => sweepReturns(context) },
  { name: 'verify-versions', cron: '10 20 * * *', run: async () => void (await verifyVersions(context)) },
]
