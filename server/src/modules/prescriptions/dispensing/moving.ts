// Moves a dispense to its next state, with all that changes beside it in the same transaction.
import { type Tx, transaction } from '../../../platform/postgres/db.ts'
import { Problem } from '../../../platform/problem.ts'
import { type EventOrigin, publish } from '../../../platform/work/outbox.ts'
import type { Dispense, PrescriptionsContext, PrescriptionsTables } from '../tables.ts'
import { type DispenseId, dispenseAbandoned, type EndReason } from './contract.ts'
import { type DispenseEvent, type DispenseMoment, decideDispense } from './states.ts'
import {
  addToLine,
  changeDispense,
  type DispenseUpdate,
  type Locked,
  listAsked,
  lockDispense,
  lockKnown,
} from './store.ts'

type Tables = PrescriptionsTables

export const toFacts = ({ id, prescription_id, facility_id, patient_id }: Dispense) => ({
  ...{ dispenseId: id, facilityId: facility_id },
  ...(prescription_id !== null && { prescriptionId: prescription_id }),
  ...(patient_id !== null && { patientId: patient_id }),
})

/** Applies an event to a locked dispense. Throws the problem when its state does not allow it. */
export async function apply(
  tx: Tx<Tables>,
  dispense: Dispense,
  event: DispenseEvent,
  moment: Omit<DispenseMoment, 'now'> = {},
  more: DispenseUpdate = {},
): Promise<Dispense> {
  const change = decideDispense(dispense, event, { ...moment, now: tx.clock.now() })
  if (change instanceof Problem) throw change
  return changeDispense(tx, dispense, { ...more, ...change })
}

/**
 * Locks a dispense and lets `work` move it, if it is still in the state in which the caller read it. Gives the dispense
 * as it is then. When somebody was quicker, it is in another state, or has another reservation.
 */
export async function moveFrom(
  { db }: PrescriptionsContext,
  before: Dispense,
  work: (tx: Tx<Tables>, locked: Locked) => Promise<Dispense>,
): Promise<Dispense> {
  return transaction(db, async (tx) => {
    const locked = await lockKnown(tx, before)
    return isAsRead(before, locked.dispense) ? work(tx, locked) : locked.dispense
  })
}

/** Whether a dispense stands where the caller read it. */
export const isAsRead = (before: Dispense, { status, reservation_id }: Dispense): boolean =>
  before.status === status && before.reservation_id === reservation_id

/** Gives back what the lines of the prescription had promised. */
export async function takeBackPromises(tx: Tx<Tables>, { id, prescription_id }: Dispense): Promise<void> {
  if (prescription_id === null) return
  for (const { line_key, quantity } of await listAsked(tx, id)) {
    if (line_key !== null) await addToLine(tx, prescription_id, line_key, { promised: -quantity })
  }
}

interface Ending {
  readonly reason: EndReason
  readonly origin: EventOrigin
  readonly more?: DispenseUpdate
}

/** Ends a locked dispense before its hand-over. What is held elsewhere is given back by the job that follows. */
export async function abandon(tx: Tx<Tables>, dispense: Dispense, { reason, origin, more }: Ending): Promise<Dispense> {
  const ended = await apply(tx, dispense, 'abandon', { reason }, more)
  await takeBackPromises(tx, ended)
  await publish(tx, origin, dispenseAbandoned, { ...toFacts(ended), reason })
  return ended
}

/** Ends a dispense by its id, if it is still under way. */
export async function abandonById(context: PrescriptionsContext, id: DispenseId, ending: Ending): Promise<void> {
  await transaction(context.db, async (tx) => {
    const { dispense } = await lockDispense(tx, id)
    if (decideDispense(dispense, 'abandon', { now: tx.clock.now() }) instanceof Problem) return
    await abandon(tx, dispense, ending)
  })
}
