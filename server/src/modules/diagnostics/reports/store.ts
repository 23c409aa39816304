// The SQL of reports: their versions, and what becomes of each.
import { cellOf } from '../../../platform/id.ts'
import type { Db, Tx } from '../../../platform/postgres/db.ts'
import type { OrderId } from '../contract.ts'
import type { DiagnosticsTables, Report } from '../tables.ts'

type Tables = DiagnosticsTables
type Reading = Db<Tables> | Tx<Tables>

export async function insertReport(tx: Tx<Tables>, report: Report): Promise<void> {
  await tx
    .insertInto('diagnostics.reports')
    .values({ ...report, results: JSON.stringify(report.results) as never, snapshot: null })
    .execute()
}

/** The versions of the report of an order, the newest first. */
export async function listReports(db: Reading, orderId: OrderId): Promise<Report[]> {
  return db
    .selectFrom('diagnostics.reports')
    .selectAll()
    .where('cell', '=', cellOf(orderId))
    .where('order_id', '=', orderId)
    .orderBy('version', 'desc')
    .execute()
}
