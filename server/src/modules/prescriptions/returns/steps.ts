// Takes medicines back: what came back is written first, then the stock follows, then the money. Each is asked by the
// id of the return, so that it happens once.
import { cellOf, newId } from '../../../platform/id.ts'
import { type Tx, transaction } from '../../../platform/postgres/db.ts'
import { invalidField, Problem } from '../../../platform/problem.ts'
import { tidyText } from '../../../platform/words.ts'
import { type EventOrigin, type PersonActs, publish } from '../../../platform/work/outbox.ts'
import { type ReversalId, reverseCharges } from '../../billing/contract.ts'
import { putBack } from '../../inventory/contract.ts'
import { type DispenseId, medicineReturned, notReturnable, returnTooMuch } from '../dispensing/contract.ts'
import { apply, toFacts } from '../dispensing/moving.ts'
import { advance, sourceOf } from '../dispensing/saga.ts'
import { addReturned, addToLine, findDispense, listAsked, listGiven, lockDispense } from '../dispensing/store.ts'
import type { Dispense, DispenseLine, PrescriptionsContext, PrescriptionsTables, Return } from '../tables.ts'
import { refuseReturn } from './rules.ts'
import { changeReturn, findReturn, insertReturn, listDueReturns } from './store.ts'

type Tables = PrescriptionsTables

export interface ComingBack {
  readonly line: number
  readonly quantity: number
  readonly isSealed: boolean
  readonly isUsable: boolean
}

interface Returning {
  readonly lines: readonly ComingBack[]
  readonly reason: string
  readonly origin: EventOrigin & PersonActs
}

/** Point 1: the lines go up together, or none does. Gives the number of the return. */
export async function takeReturn(tx: Tx<Tables>, id: DispenseId, returning: Returning): Promise<number> {
  const { lines, reason, origin } = returning
  const { dispense } = await lockDispense(tx, id)
  const number = dispense.returns + 1
  const returned = await apply(tx, dispense, 'return', {}, { returns: number })
  const given = new Map((await listGiven(tx, [id])).map((line) => [line.line, line]))
  for (const [index, coming] of lines.entries()) {
    requireReturnable(given.get(coming.line), coming, { dispense, now: tx.clock.now(), at: `/lines/${index}` })
    await addReturned(tx, id, coming.line, coming.quantity)
  }
  await giveBackToLines(tx, dispense, lines, given)
  const now = tx.clock.now()
  await insertReturn(tx, {
    ...{ cell: dispense.cell, dispense_id: id, number, reason: tidyText(reason), returned_at: now, due_at: now },
    return_id: newId<'return'>(cellOf(dispense.facility_id), now.getTime()),
    lines: lines.map(({ line, quantity, isUsable }) => ({ line, quantity, isUsable })),
    ...{ returned_by: origin.actorId as Return['returned_by'], problem: null },
    ...{ is_stock_settled: false, is_money_settled: dispense.is_free },
  })
  await publish(tx, origin, medicineReturned, { ...toFacts(returned), number })
  return number
}

interface Judging {
  readonly dispense: Dispense
  readonly now: Date
  readonly at: string
}

function requireReturnable(line: DispenseLine | undefined, coming: ComingBack, { dispense, now, at }: Judging): void {
  if (!line) throw invalidField(`${at}/line`, 'is no line of this dispense')
  const why = refuseReturn({ line, isSealed: coming.isSealed, handedOverAt: dispense.handed_over_at as Date, now })
  if (why !== undefined) throw new Problem(notReturnable, { members: { line: line.line, why } })
  const left = line.quantity - line.returned
  if (coming.quantity > left) throw new Problem(returnTooMuch, { members: { line: line.line, left } })
}

/** What came back may be dispensed again from the same prescription. */
async function giveBackToLines(
  tx: Tx<Tables>,
  { id, prescription_id }: Dispense,
  lines: readonly ComingBack[],
  given: ReadonlyMap<number, DispenseLine>,
): Promise<void> {
  if (prescription_id === null) return
  const asked = new Map((await listAsked(tx, id)).map(({ line, line_key }) => [line, line_key]))
  for (const { line, quantity } of lines) {
    const key = asked.get(given.get(line)?.asked_line ?? -1)
    if (key != null) await addToLine(tx, prescription_id, key, { returned: quantity })
  }
}

/** Points 2 to 4: stock, then money. */
export async function settleReturn(
  context: PrescriptionsContext,
  { dispenseId, number }: { dispenseId: DispenseId; number: number },
  origin: EventOrigin,
): Promise<void> {
  const one = await findReturn(context.db, dispenseId, number)
  if (!one || one.due_at === null) return
  // What was handed over has left the store before it comes back.
  const { is_stock_settled: hasLeft } = await advance(context, dispenseId, origin)
  if (!hasLeft) throw new Error(`the stock of dispense ${dispenseId} has not left its store yet`)
  const dispense = (await findDispense(context.db, dispenseId)) as Dispense
  if (!one.is_stock_settled) await returnStock(context, { one, dispense, origin })
  if (!one.is_money_settled) await returnMoney(context, { one, dispense, origin })
  await transaction(context.db, (tx) => changeReturn(tx, one, { due_at: null, problem: null }))
}

interface Settling {
  readonly one: Return
  readonly dispense: Dispense
  readonly origin: EventOrigin
}

async function returnStock(context: PrescriptionsContext, { one, dispense, origin }: Settling): Promise<void> {
  const given = new Map((await listGiven(context.db, [dispense.id])).map((line) => [line.line, line]))
  const lines = one.lines.map(({ line, quantity, isUsable }) => {
    const { item_code: itemCode, lot, maker, expires_on: expiresOn } = given.get(line) as DispenseLine
    return { itemCode, lot, maker, expiresOn, quantity, isUsable }
  })
  await context.call(putBack, { returnId: one.return_id, storeId: dispense.store_id, lines, origin })
  await transaction(context.db, (tx) => changeReturn(tx, one, { is_stock_settled: true }))
}

/** At the price that was paid: billing gives the charge of each line back. */
async function returnMoney(context: PrescriptionsContext, { one, dispense, origin }: Settling): Promise<void> {
  const { charge_group: group, id } = dispense
  const reversalId = one.return_id as string as ReversalId
  const lines = one.lines.map(({ line, quantity }) => ({ ...sourceOf(id, line), quantity }))
  await context.call(reverseCharges, { group, lines, reversalId, reason: one.reason, origin })
  await transaction(context.db, (tx) => changeReturn(tx, one, { is_money_settled: true }))
}

const AT_ONCE = 100

/** Tries again what an event did not bring to its end. */
export async function sweepReturns(context: PrescriptionsContext): Promise<void> {
  const origin = { actorId: null, requestId: 'sweep-returns' }
  const now = context.clock.now()
  for (const one of await listDueReturns(context.db, now, AT_ONCE)) {
    try {
      await settleReturn(context, { dispenseId: one.dispense_id, number: one.number }, origin)
    } catch (error) {
      context.log.warn({ err: error, dispenseId: one.dispense_id }, 'a return is not settled; the sweep tries it again')
      const problem = error instanceof Problem ? error.type.slug : 'unavailable'
      const due_at = new Date(now.getTime() + 60_000)
      await transaction(context.db, (tx) => changeReturn(tx, one, { problem, due_at }))
    }
  }
}
