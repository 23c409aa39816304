// Cancels lines of an order whose specimen was not taken.
import type { Tx } from '../../../platform/postgres/db.ts'
import { invalidField, Problem } from '../../../platform/problem.ts'
import { type EventOrigin, publish } from '../../../platform/work/outbox.ts'
import { alreadyCollected, type OrderId, orderCancelled } from '../contract.ts'
import { deleteExpected } from '../specimens/store.ts'
import type { DiagnosticsTables } from '../tables.ts'
import { type Locked, lockWhole, moveLines, pickLines, toOrderFacts } from './facts.ts'

interface Cancelling {
  readonly lines: readonly number[] | undefined
  readonly reason: string
  readonly origin: EventOrigin
}

/** Cancels the lines, or all. What is cancelled already stays as it is, so a repeat changes nothing. */
export async function cancelLines(
  tx: Tx<DiagnosticsTables>,
  id: OrderId,
  { lines: numbers, reason, origin }: Cancelling,
): Promise<Locked> {
  const locked = await lockWhole(tx, id)
  const named = numbers === undefined ? [...locked.lines] : pickLines(locked.lines, numbers)
  if (!named) throw invalidField('/lines', 'names a line that the order does not have')
  const begun = named.filter(({ status }) => status !== 'PLACED' && status !== 'CANCELLED')
  if (begun.length > 0) throw new Problem(alreadyCollected, { members: { lines: begun.map(({ line }) => line) } })
  const cancelled = named.filter(({ status }) => status === 'PLACED')
  if (cancelled.length === 0) return locked
  const after = await moveLines(tx, locked, cancelled, 'cancel', { cancel_reason: reason, specimen_id: null })
  await deleteExpected(tx, after)
  const isWhole = after.order.status === 'CANCELLED'
  const facts = { ...toOrderFacts(after.order), lines: cancelled.map(({ line }) => line), isWhole }
  await publish(tx, origin, orderCancelled, facts)
  return after
}
