// What events say of an order, and how its lines and its own state move together.

import type { Tx } from '../../../platform/postgres/db.ts'
import { Problem } from '../../../platform/problem.ts'
import { type OrderId, orderState } from '../contract.ts'
import type { DiagnosticsTables, Order, OrderLine } from '../tables.ts'
import { decideLine, type LineEvent, toOrderStatus } from './states.ts'
import { changeLines, changeOrder, listLines, lockOrder } from './store.ts'

type Tables = DiagnosticsTables

export const toOrderFacts = (order: Order) => ({
  ...{ orderId: order.id, labFacilityId: order.lab_facility_id, orderedAtFacilityId: order.facility_id },
  ...{ patientId: order.patient_id, priority: order.priority },
  ...(order.doctor_id !== null && { doctorId: order.doctor_id }),
  ...(order.visit_id !== null && { visitId: order.visit_id }),
})

export interface Locked {
  readonly order: Order
  readonly lines: readonly OrderLine[]
}

/** Locks an order that exists, and reads its lines. */
export async function lockWhole(tx: Tx<Tables>, id: OrderId): Promise<Locked> {
  const order = (await lockOrder(tx, id)) as Order
  return { order, lines: await listLines(tx, [id]) }
}

type Changed = Omit<Parameters<typeof changeLines>[2], 'status'>

/** Moves lines of a locked order, and the order with them. Gives the order as it is then. */
export async function moveLines(
  tx: Tx<Tables>,
  { order, lines }: Locked,
  moved: readonly OrderLine[],
  event: LineEvent,
  changed: Changed = {},
): Promise<Locked> {
  let after = [...lines]
  for (const status of new Set(moved.map((line) => line.status))) {
    const of = moved.filter((line) => line.status === status)
    const decided = decideLine(status, event)
    if ('instead' in decided) {
      throw new Problem(orderState, { members: { line: of[0]?.line, status, instead: decided.instead } })
    }
    const { next } = decided
    const ended = next === 'COMPLETED' || next === 'CANCELLED' ? { ended_at: tx.clock.now() } : {}
    const done = await changeLines(tx, of, { ...changed, ...ended, status: next })
    const byLine = new Map(done.map((line) => [line.line, line]))
    after = after.map((line) => byLine.get(line.line) ?? line)
  }
  const status = toOrderStatus(after.map((line) => line.status))
  if (status !== order.status) await changeOrder(tx, order, { status })
  return { order: { ...order, status }, lines: after }
}

/** The lines with these numbers. Undefined when the order lacks one. */
export function pickLines(lines: readonly OrderLine[], numbers: readonly number[]): OrderLine[] | undefined {
  const found = lines.filter(({ line }) => numbers.includes(line))
  return found.length === new Set(numbers).size ? found : undefined
}
