// Raises an alarm for a critical result, keeps who was told and who acknowledged it, and asks others when nobody did.
import { type Tx, transaction } from '../../../platform/postgres/db.ts'
import { Problem } from '../../../platform/problem.ts'
import { type EventOrigin, type PersonActs, publish } from '../../../platform/work/outbox.ts'
import { criticalEscalated, criticalFound, criticalState, type OrderId } from '../contract.ts'
import { toOrderFacts } from '../orders/facts.ts'
import { lockOrder } from '../orders/store.ts'
import { isCritical } from '../results/flags.ts'
import type { Critical, DiagnosticsContext, DiagnosticsTables, Order, Result } from '../tables.ts'
import { type CriticalEvent, type CriticalStatus, decideCritical, decideEscalation, toDueAt } from './states.ts'
import { changeCritical, insertCritical, listCriticals, listDue } from './store.ts'

type Tables = DiagnosticsTables
type ByPerson = EventOrigin & PersonActs

const toFacts = (order: Order, { line, version, due_at }: Critical) => ({
  ...{ ...toOrderFacts(order), line, version, dueAt: due_at.toISOString() },
})

/** Raises an alarm when a final version of a locked order is critical. */
export async function raiseCritical(tx: Tx<Tables>, order: Order, result: Result, origin: EventOrigin): Promise<void> {
  if (!isCritical(result.flag)) return
  const now = tx.clock.now()
  const critical: Critical = {
    ...{ cell: order.cell, order_id: order.id, line: result.line, version: result.version },
    ...{ lab_facility_id: order.lab_facility_id, facility_id: order.facility_id, patient_id: order.patient_id },
    ...{ doctor_id: order.doctor_id, status: 'RAISED', raised_at: now, escalations: 0 },
    due_at: toDueAt(now, order.priority),
    ...{ told_to: null, told_by: null, told_at: null, acknowledged_by: null, acknowledged_at: null },
  }
  await insertCritical(tx, critical)
  await publish(tx, origin, criticalFound, toFacts(order, critical))
}

function move(critical: Critical, event: CriticalEvent): CriticalStatus {
  const status = critical.status as CriticalStatus
  const decided = decideCritical(status, event)
  if ('next' in decided) return decided.next
  throw new Problem(criticalState, { members: { status, instead: decided.instead } })
}

const isOpen = ({ status }: Critical): boolean => 'next' in decideCritical(status as CriticalStatus, 'replace')

/** A newer version takes the place of one that was critical: nobody needs to be told the old value any more. */
export async function replaceCriticals(tx: Tx<Tables>, before: Result): Promise<void> {
  const known = await listCriticals(tx, [before.order_id])
  const old = known.find(({ line, version }) => line === before.line && version === before.version)
  if (old && isOpen(old)) await changeCritical(tx, old, { status: move(old, 'replace') })
}

/** The newest critical result of each line of a locked order that waits for somebody, or of one line. */
async function listWaiting(tx: Tx<Tables>, id: OrderId, number: number | undefined): Promise<Critical[]> {
  const all = (await listCriticals(tx, [id])).filter(({ line }) => number === undefined || line === number)
  const open = all.filter(isOpen)
  const [newest] = all
  if (open.length === 0) throw new Problem(criticalState, { members: { status: newest?.status, instead: [] } })
  return open
}

interface Telling {
  readonly line: number
  readonly to: string
  readonly origin: ByPerson
}

/** Somebody was told, and read the value back. */
export async function tell(tx: Tx<Tables>, id: OrderId, { line, to, origin }: Telling): Promise<Critical> {
  await lockOrder(tx, id)
  const [critical] = (await listWaiting(tx, id, line)) as [Critical]
  const told = { told_to: to, told_by: origin.actorId as Critical['told_by'], told_at: tx.clock.now() }
  return changeCritical(tx, critical, { status: move(critical, 'tell'), ...told })
}

/** A doctor says: I know of it. */
export async function acknowledge(tx: Tx<Tables>, id: OrderId, line: number, origin: ByPerson): Promise<Critical> {
  await lockOrder(tx, id)
  const [critical] = (await listWaiting(tx, id, line)) as [Critical]
  return changeCritical(tx, critical, {
    ...{ status: move(critical, 'acknowledge'), acknowledged_at: tx.clock.now() },
    acknowledged_by: origin.actorId as Critical['acknowledged_by'],
  })
}

const ESCALATED_AT_ONCE = 200

/** Asks others about what nobody acknowledged in time, each step once. */
export async function escalateDue({ db, clock }: DiagnosticsContext): Promise<void> {
  const origin = { actorId: null, requestId: 'escalate-criticals' }
  for (const { order_id, line, version } of await listDue(db, clock.now(), ESCALATED_AT_ONCE)) {
    await transaction(db, async (tx) => {
      const order = (await lockOrder(tx, order_id)) as Order
      const all = await listCriticals(tx, [order_id])
      const critical = all.find((one) => one.line === line && one.version === version) as Critical
      const to = decideEscalation(critical, tx.clock.now())
      if (!to) return
      await changeCritical(tx, critical, { escalations: critical.escalations + 1 })
      await publish(tx, origin, criticalEscalated, { ...toFacts(order, critical), to })
    })
  }
}
