// Follows whether an order is paid: billing says so, and is asked when its word may be late.
import type { Static } from '../../../platform/contract.ts'
import type { EventEnvelope } from '../../../platform/work/outbox.ts'
import { type ChargeGroup, type chargesSettled, findSettlements } from '../../billing/contract.ts'
import type { OrderId } from '../contract.ts'
import { listUnsettled, markSettled } from '../orders/store.ts'
import type { DiagnosticsContext, Order } from '../tables.ts'

type Told = EventEnvelope<Static<(typeof chargesSettled)['body']>>

/** For billing an order is a group of charges. Other groups are no orders, and change nothing here. */
export const followSettlement = ({ db, clock }: DiagnosticsContext, { body }: Told): Promise<void> =>
  markSettled(db, [body.group as string as OrderId], clock.now())

async function ask({ db, clock, call }: DiagnosticsContext, ids: readonly OrderId[]): Promise<void> {
  if (ids.length === 0) return
  const groups = ids.map((id) => id as string as ChargeGroup)
  const settled = (await call(findSettlements, { groups })).filter(({ isSettled }) => isSettled)
  const orderIds = settled.map(({ group }) => group as string as OrderId)
  if (orderIds.length > 0) await markSettled(db, orderIds, clock.now())
}

/** Asks billing about an order whose payment is not known here: nobody waits at the counter for an event. */
export async function askSettlement(context: DiagnosticsContext, order: Order): Promise<void> {
  if (order.priority !== 'routine' || order.settled_at !== null) return
  // Without an answer the gate stays as it is: closed for who has not paid, open for who has.
  await ask(context, [order.id]).catch((error) => context.log.warn({ err: error }, 'billing does not say who has paid'))
}

const ASKED_AT_ONCE = 100
const SWEPT_MS = 3 * 86_400_000

/** Asks billing about the orders of the last days that wait for their payment, in case an event was lost. */
export async function sweepSettlements(context: DiagnosticsContext): Promise<void> {
  let before = context.clock.now()
  const since = new Date(before.getTime() - SWEPT_MS)
  for (;;) {
    const waiting = await listUnsettled(context.db, { since, before, limit: ASKED_AT_ONCE })
    await ask(
      context,
      waiting.map(({ id }) => id),
    )
    const last = waiting.at(-1)
    if (!last || waiting.length < ASKED_AT_ONCE) return
    before = last.placed_at
  }
}
