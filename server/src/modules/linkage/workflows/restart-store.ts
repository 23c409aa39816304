// SQL that runs a failed workflow again.
import { sql } from 'kysely'
import { cellOf } from '../../../platform/id.ts'
import type { Tx } from '../../../platform/postgres/db.ts'
import type { CustomerId, WorkflowId } from '../contract.ts'
import type { LinkageTables } from '../tables.ts'

export type Restarted =
  | { readonly verdict: 'restarted'; readonly customerId: CustomerId }
  | { readonly verdict: 'unknown' | 'not-failed' | 'erased' | 'another-open' }

/** Puts a failed workflow back into the queue, with its tries at zero. */
export async function restart(tx: Tx<LinkageTables>, id: WorkflowId): Promise<Restarted> {
  const { rows } = await sql<Restarted>`
    select linkage.restart_workflow(${cellOf(id)}, ${id}) as verdict,
      (select customer_id from linkage.workflows where cell = ${cellOf(id)} and id = ${id}) as "customerId"`.execute(tx)
  return rows[0] as Restarted
}
