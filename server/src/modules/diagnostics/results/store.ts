// The SQL of results: versions are added, and only a draft changes.
import { cellOf } from '../../../platform/id.ts'
import type { Db, Tx } from '../../../platform/postgres/db.ts'
import type { OrderId } from '../contract.ts'
import type { DiagnosticsTables, Result } from '../tables.ts'

type Tables = DiagnosticsTables
type Reading = Db<Tables> | Tx<Tables>

/** All versions of the results of orders, the newest first. */
export async function listResults(db: Reading, orderIds: readonly OrderId[]): Promise<Result[]> {
  if (orderIds.length === 0) return []
  return db
    .selectFrom('diagnostics.results')
    .selectAll()
    .where('cell', 'in', [...new Set(orderIds.map(cellOf))])
    .where('order_id', 'in', [...orderIds])
    .orderBy('order_id')
    .orderBy('line')
    .orderBy('version', 'desc')
    .execute()
}

export async function findNewest(tx: Tx<Tables>, orderId: OrderId, line: number): Promise<Result | undefined> {
  return tx
    .selectFrom('diagnostics.results')
    .selectAll()
    .where('cell', '=', cellOf(orderId))
    .where('order_id', '=', orderId)
    .where('line', '=', line)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
}

export async function insertResult(tx: Tx<Tables>, result: Result): Promise<void> {
  await tx.insertInto('diagnostics.results').values(result).execute()
}

/** Writes what has become of a draft of a locked order. A version that is final is never written again. */
export async function changeDraft(tx: Tx<Tables>, result: Result): Promise<void> {
  const { cell, order_id, line, version, ...facts } = result
  await tx
    .updateTable('diagnostics.results')
    .set(facts)
    .where('cell', '=', cell)
    .where('order_id', '=', order_id)
    .where('line', '=', line)
    .where('version', '=', version)
    .where('status', '=', 'PRELIMINARY')
    .execute()
}
