// Notes what could not be done for an order: staff see it, and try again or settle it by hand.
import { transaction } from '../../../platform/postgres/db.ts'
import { Problem } from '../../../platform/problem.ts'
import type { DiagnosticsContext, Order } from '../tables.ts'
import { type Deed, upsertStuck } from './store.ts'

/** Whether somebody said no: a repeat alone does not help. */
export const isRefused = (error: unknown): boolean => error instanceof Problem && error.type.status < 500

export async function noteStuck(
  { db, clock, log }: DiagnosticsContext,
  { cell, id, lab_facility_id }: Order,
  deed: Deed,
  error: unknown,
): Promise<void> {
  log.warn({ err: error, orderId: id, deed }, 'a step of an order is stuck; staff must look at it')
  const problem = error instanceof Problem ? error.type.slug : 'unavailable'
  const stuck = {
    ...{ cell, order_id: id, deed, lab_facility_id, problem, failed_at: clock.now() },
    ...{ settled_at: null, settled_by: null, settled_reason: null },
  }
  await transaction(db, (tx) => upsertStuck(tx, stuck))
}
