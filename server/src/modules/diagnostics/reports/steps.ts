// Notes that a report is due: when the last result of an order is final, and at each correction after that.
import { cellOf, newId } from '../../../platform/id.ts'
import type { Tx } from '../../../platform/postgres/db.ts'
import type { Locked } from '../orders/facts.ts'
import { listResults } from '../results/store.ts'
import type { DiagnosticsTables, Report } from '../tables.ts'
import { insertReport, listReports } from './store.ts'

/** Adds a version of the report of a locked order, once for each set of results. The job makes its page. */
export async function addReport(tx: Tx<DiagnosticsTables>, { order, lines }: Locked): Promise<void> {
  if (order.status !== 'COMPLETED') return
  const results = lines.flatMap(({ line, result_version }) =>
    result_version === null ? [] : [{ line, version: result_version }],
  )
  const [newest] = await listReports(tx, order.id)
  const corrected = (await listResults(tx, [order.id])).filter(({ status }) => status === 'CORRECTED')
  const now = tx.clock.now()
  const report: Report = {
    ...{ cell: order.cell, order_id: order.id, version: (newest?.version ?? 0) + 1 },
    ...{ id: newId<'report'>(cellOf(order.patient_id), now.getTime()), status: 'PENDING', results, snapshot: null },
    is_corrected: corrected.some((one) =>
      results.some(({ line, version }) => one.line === line && one.version === version),
    ),
    ...{ document_id: null, made_at: now, released_at: null, keep_from: null, kept_at: null },
  }
  await insertReport(tx, report)
}
