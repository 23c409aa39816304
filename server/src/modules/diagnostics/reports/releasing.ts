// Releases reports: keeps the names of the moment, so that a version never looks different, and tells others.
import { transaction } from '../../../platform/postgres/db.ts'
import { type EventOrigin, publish } from '../../../platform/work/outbox.ts'
import { findDoctors } from '../../doctors/contract.ts'
import { type OrderId, reportReleased } from '../contract.ts'
import { isRefused, noteStuck } from '../fees/stuck.ts'
import { findLab } from '../menus/store.ts'
import { toOrderFacts } from '../orders/facts.ts'
import { requirePerson } from '../orders/people.ts'
import { findOrder, listLines, lockOrder } from '../orders/store.ts'
import { listResults } from '../results/store.ts'
import { hiddenUntil } from '../results/visible.ts'
import type { DiagnosticsContext, Order, OrderLine, ReportSnapshot, Result } from '../tables.ts'
import { listPending, listReports, releaseReport } from './store.ts'

/** The names on a report, as they are now. */
export async function readNames(context: DiagnosticsContext, order: Order): Promise<ReportSnapshot> {
  const { name, birthYear, gender } = await requirePerson(context, order.patient_id)
  const lab = await findLab(context.db, order.lab_facility_id)
  const doctorIds = order.doctor_id === null ? [] : [order.doctor_id]
  const [doctor] = doctorIds.length === 0 ? [] : await context.call(findDoctors, { doctorIds })
  return {
    ...{ patient: { name, birthYear, gender }, lab: { name: lab?.name ?? '', address: lab?.address ?? '' } },
    ...(doctor && { doctorName: doctor.name }),
  }
}

/** Releases the versions of an order that are due, the oldest first. A repeat releases nothing twice. */
export async function releaseReports(context: DiagnosticsContext, id: OrderId, origin: EventOrigin): Promise<void> {
  const order = await findOrder(context.db, id)
  const waiting = (await listReports(context.db, id)).filter(({ status }) => status === 'PENDING')
  if (!order || waiting.length === 0) return
  const snapshot = await readNames(context, order)
  await transaction(context.db, async (tx) => {
    await lockOrder(tx, id)
    const lines = await listLines(tx, [id])
    const results = await listResults(tx, [id])
    const pending = (await listReports(tx, id)).filter(({ status }) => status === 'PENDING')
    for (const report of pending.toReversed()) {
      const released_at = tx.clock.now()
      const keep_from = latest(released_at, lines, results)
      await releaseReport(tx, report, { snapshot, released_at, keep_from })
      const { id: reportId, version, is_corrected: isCorrected } = report
      const facts = { ...toOrderFacts(order), reportId, version, isCorrected, readableFrom: keep_from.toISOString() }
      await publish(tx, origin, reportReleased, facts)
    }
  })
}

/** When the family may read all results of an order. */
function latest(releasedAt: Date, lines: readonly OrderLine[], results: readonly Result[]): Date {
  const times = lines.map((line) => {
    const versions = results.filter((one) => one.line === line.line)
    return hiddenUntil(line, versions)?.getTime() ?? 0
  })
  return new Date(Math.max(releasedAt.getTime(), ...times))
}

const HOUR_MS = 3_600_000
const SWEPT_AT_ONCE = 200

/** Releases what was left behind. What cannot be done for an hour is stuck; the results are readable all the same. */
export async function sweepReports(context: DiagnosticsContext): Promise<void> {
  const now = context.clock.now()
  const origin = { actorId: null, requestId: 'release-reports' }
  for (const { order_id, made_at } of await listPending(context.db, SWEPT_AT_ONCE)) {
    try {
      await releaseReports(context, order_id, origin)
    } catch (error) {
      const order = await findOrder(context.db, order_id)
      const isLate = now.getTime() - made_at.getTime() >= HOUR_MS
      if (order && (isLate || isRefused(error))) await noteStuck(context, order, 'report', error)
    }
  }
}
