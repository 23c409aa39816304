// Follows what billing tells of the money of a fee: paid, to be given back, given back.
import type { Id } from '../../../platform/id.ts'
import { cellOf } from '../../../platform/id.ts'
import { transaction } from '../../../platform/postgres/db.ts'
import { on, type Subscription } from '../../../platform/work/jobs.ts'
import { chargesSettled } from '../../billing/contract.ts'
import { refundDue, refundPaid } from '../../billing/payments/contract.ts'
import type { AppointmentId } from '../contract.ts'
import type { TokenId } from '../queues/contract.ts'
import type { AppointmentsContext } from '../tables.ts'
import { findFeeOfAppointment, findFeeOfWalkIn } from './sources.ts'
import { type FeePayment, upsertPayment } from './store.ts'

export function paymentSubscriptions(context: AppointmentsContext): Subscription[] {
  const note = async (groups: readonly Id<'charge group'>[], payment: FeePayment['payment']): Promise<void> => {
    for (const group of groups) await notePayment(context, group, payment)
  }
  return [
    on(chargesSettled, ({ body }) => (body.totalPaise === 0 ? Promise.resolve() : note([body.group], 'paid'))),
    on(refundDue, ({ body }) => note(body.groups, 'refund-due')),
    on(refundPaid, ({ body }) => note(body.groups, 'refunded')),
  ]
}

/** Most groups of charges are no fees. For billing an appointment or a walk-in is a group. */
async function notePayment(
  { db, clock }: AppointmentsContext,
  group: Id<'charge group'>,
  payment: FeePayment['payment'],
): Promise<void> {
  const id = group as string
  const fee = (await findFeeOfAppointment(db, id as AppointmentId)) ?? (await findFeeOfWalkIn(db, id as TokenId))
  if (!fee) return
  const row = { cell: cellOf(id), source_id: fee.id, payment, changed_at: clock.now() }
  await transaction(db, (tx) => upsertPayment(tx, row))
}
