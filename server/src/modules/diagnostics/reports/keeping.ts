// Keeps released reports as documents. The document has the id of the report, so a repeat keeps nothing twice.

import { toPage } from '../../../platform/print/page.ts'
import { Problem } from '../../../platform/problem.ts'
import type { EventOrigin } from '../../../platform/work/outbox.ts'
import { type DocumentId, documentDiffers, documentState, keepDocument } from '../../documents/contract.ts'
import type { OrderId } from '../contract.ts'
import { isRefused, noteStuck } from '../fees/stuck.ts'
import { findOrder, listLines } from '../orders/store.ts'
import { toReference } from '../orders/views.ts'
import { listResults } from '../results/store.ts'
import type { DiagnosticsContext, Order, Report } from '../tables.ts'
import { toReportPrint } from './page.ts'
import { listReports, listToKeep, noteReportKept } from './store.ts'

/**
 * Keeps the versions of an order that are due, the oldest first: each one replaces the one before. What a doctor
 * explains first comes later, because a family reads all its documents. If the process dies after the call, the next
 * one makes the same call and gets the same answer.
 */
export async function keepReports(context: DiagnosticsContext, id: OrderId, origin: EventOrigin): Promise<void> {
  const now = context.clock.now()
  const order = await findOrder(context.db, id)
  const released = (await listReports(context.db, id)).filter(({ keep_from }) => keep_from !== null && keep_from <= now)
  if (!order) return
  let before: Report | undefined
  for (const report of released.toReversed()) {
    if (report.kept_at === null) await keep(context, order, { report, before, origin })
    before = report
  }
}

interface Keeping {
  readonly report: Report
  readonly before: Report | undefined
  readonly origin: EventOrigin
}

async function keep(context: DiagnosticsContext, order: Order, { report, before, origin }: Keeping): Promise<void> {
  const asked = {
    ...{ documentId: report.id as string as DocumentId, patientId: order.patient_id, kind: 'lab-report' as const },
    ...{ facilityId: order.lab_facility_id, title: `Laboratory report ${toReference(order.id)}` },
    ...{ mediaType: 'text/html' as const, content: await toContent(context, order, report) },
    ...{ sourceKind: 'diagnostics.report', sourceId: report.id as string as never, origin },
  }
  const replaces = before && { replaces: before.id as string as DocumentId }
  await context.call(keepDocument, { ...asked, ...replaces }).catch(async (error: unknown) => {
    // Staff withdrew the version before: there is nothing to replace.
    if (replaces && error instanceof Problem && error.type === documentState) {
      return context.call(keepDocument, asked).catch(passSame)
    }
    return passSame(error)
  })
  await noteReportKept(context.db, report, context.clock.now())
}

/** Only this module has the id. Another content is a page that an older Sehat made: it was kept, and it stays. */
function passSame(error: unknown): undefined {
  if (error instanceof Problem && error.type === documentDiffers) return undefined
  throw error
}

async function toContent({ db }: DiagnosticsContext, order: Order, report: Report): Promise<string> {
  const lines = await listLines(db, [order.id])
  const results = await listResults(db, [order.id])
  const { snapshot } = report
  if (snapshot === null) throw new Error(`report ${report.id} is released without names`)
  return toPage(toReportPrint({ order, lines, results, report, snapshot, language: 'en', hidden: new Map() }))
}

const HOUR_MS = 3_600_000
const SWEPT_AT_ONCE = 200

/** Keeps what is due and what was left behind. What cannot be kept for an hour is stuck, and readable all the same. */
export async function sweepKept(context: DiagnosticsContext): Promise<void> {
  const now = context.clock.now()
  const origin = { actorId: null, requestId: 'keep-reports' }
  for (const { order_id, keep_from } of await listToKeep(context.db, now, SWEPT_AT_ONCE)) {
    try {
      await keepReports(context, order_id, origin)
    } catch (error) {
      const order = await findOrder(context.db, order_id)
      const isLate = keep_from !== null && now.getTime() - keep_from.getTime() >= HOUR_MS
      if (order && (isLate || isRefused(error))) await noteStuck(context, order, 'report', error)
    }
  }
}
