// The SQL of the course of a value: the lines of one test among the orders of a person.
import { cellOf } from '../../../platform/id.ts'
import type { Db } from '../../../platform/postgres/db.ts'
import type { OrderId } from '../contract.ts'
import type { DiagnosticsTables, OrderLine } from '../tables.ts'

/** The lines of this test that have a final result. */
export async function listLinesOf(
  db: Db<DiagnosticsTables>,
  orderIds: readonly OrderId[],
  test: string,
): Promise<OrderLine[]> {
  if (orderIds.length === 0) return []
  return db
    .selectFrom('diagnostics.order_lines')
    .selectAll()
    .where('cell', 'in', [...new Set(orderIds.map(cellOf))])
    .where('order_id', 'in', [...orderIds])
    .where('test', '=', test)
    .where('result_version', 'is not', null)
    .execute()
}
