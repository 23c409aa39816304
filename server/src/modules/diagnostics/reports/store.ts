// The SQL of reports: their versions, and what becomes of each.
import { cellOf } from '../../../platform/id.ts'
import { type Db, type Tx, transaction } from '../../../platform/postgres/db.ts'
import type { OrderId } from '../contract.ts'
import type { DiagnosticsTables, Report, ReportSnapshot } from '../tables.ts'

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

/** Writes what has become of a report of a locked order. */
export async function releaseReport(
  tx: Tx<Tables>,
  { cell, order_id, version }: Report,
  released: { readonly snapshot: ReportSnapshot; readonly released_at: Date; readonly keep_from: Date },
): Promise<void> {
  await tx
    .updateTable('diagnostics.reports')
    .set({
      status: 'RELEASED',
      released_at: released.released_at,
      keep_from: released.keep_from,
      snapshot: JSON.stringify(released.snapshot) as never,
    })
    .where('cell', '=', cell)
    .where('order_id', '=', order_id)
    .where('version', '=', version)
    .execute()
}

/** Reports that wait for their release, the oldest first. */
export async function listPending(db: Db<Tables>, limit: number): Promise<Report[]> {
  return db
    .selectFrom('diagnostics.reports')
    .selectAll()
    .where('status', '=', 'PENDING')
    .orderBy('made_at')
    .limit(limit)
    .execute()
}

/** Released reports that the family may read wholly, and that are no documents yet, the oldest first. */
export async function listToKeep(db: Db<Tables>, now: Date, limit: number): Promise<Report[]> {
  return db
    .selectFrom('diagnostics.reports')
    .selectAll()
    .where('keep_from', '<=', now)
    .where('kept_at', 'is', null)
    .orderBy('keep_from')
    .limit(limit)
    .execute()
}

/** Notes that a report is a document. A repeat keeps the first time. */
export async function noteReportKept(db: Db<Tables>, { cell, order_id, version }: Report, at: Date): Promise<void> {
  await transaction(db, (tx) =>
    tx
      .updateTable('diagnostics.reports')
      .set({ kept_at: at })
      .where('cell', '=', cell)
      .where('order_id', '=', order_id)
      .where('version', '=', version)
      .where('kept_at', 'is', null)
      .execute(),
  )
}
