// Follows the end of reservations after a recall: what nobody paid for yet is picked from other lots, and what was
// charged is given up, because its bill names the lot.
import { newId } from '../../../platform/id.ts'
import type { EventOrigin } from '../../../platform/work/outbox.ts'
import { type ReservationId, releaseReservation, reserve } from '../../inventory/contract.ts'
import { abandonById, apply, moveFrom } from '../dispensing/moving.ts'
import { advance, toGiven } from '../dispensing/saga.ts'
import { findOfReservation, listAsked, replaceGiven } from '../dispensing/store.ts'
import type { Dispense, PrescriptionsContext } from '../tables.ts'

export type EndedWhy = 'time' | 'recalled' | 'lot-expired'

/** What ends by time is left to the sweep: the dispense has the same time. */
export async function onReservationEnded(
  context: PrescriptionsContext,
  { reservationId, why }: { reservationId: ReservationId; why: EndedWhy },
  origin: EventOrigin,
): Promise<void> {
  if (why === 'time') return
  const dispense = await findOfReservation(context.db, reservationId)
  if (!dispense) return
  if (dispense.is_free && dispense.status === 'READY') await pickAnew(context, dispense, origin)
  else await abandonById(context, dispense.id, { reason: 'recall', origin })
  await advance(context, dispense.id, origin)
}

/** A store that gives freely hands over other lots of the same items. */
async function pickAnew(context: PrescriptionsContext, dispense: Dispense, origin: EventOrigin): Promise<void> {
  const { id, cell, store_id: storeId, expires_at } = dispense
  const reservationId = newId<'reservation'>(cell, context.clock.now().getTime())
  const asked = await listAsked(context.db, id)
  const lines = asked.map(({ line, item_code: itemCode, quantity }) => ({ line, itemCode, quantity }))
  const expiresAt = expires_at.toISOString()
  const answer = await context.call(reserve, { reservationId, storeId, lines, expiresAt, origin })
  if (answer.status === 'short') {
    const short = 'short' in answer ? answer.short : []
    return abandonById(context, id, { reason: 'recall', origin, more: { short } })
  }
  const given = await toGiven(context, dispense, asked, 'lines' in answer ? answer.lines : [])
  const after = await moveFrom(context, dispense, async (tx, { dispense: locked }) => {
    await replaceGiven(tx, id, given)
    return apply(tx, locked, 'repicked', {}, { reservation_id: reservationId, attempts: locked.attempts + 1 })
  })
  if (after.reservation_id !== reservationId) await context.call(releaseReservation, { reservationId, storeId, origin })
}
