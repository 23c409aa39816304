// The SQL of what others share: the grants that hold now for somebody.
import { sql } from 'kysely'
import type { Db } from '../../../platform/postgres/db.ts'
import type { GrantId } from '../contract.ts'
import type { DocumentsTables, Grant } from '../tables.ts'

/** To whom a grant may be given: kind and id. */
export type Receiver = readonly [kind: Grant['to_kind'], id: string]

/** The grants that hold now for one of these receivers, the newest first. */
export async function listReceived(
  db: Db<DocumentsTables>,
  receivers: readonly Receiver[],
  asked: { readonly now: Date; readonly before: GrantId | undefined; readonly limit: number },
): Promise<Grant[]> {
  let query = db
    .selectFrom('documents.grants')
    .selectAll()
    .where('revoked_at', 'is', null)
    .where('until_at', '>', asked.now)
    .where((or) =>
      or.or(
        receivers.map(([kind, id]) => or.and([or('to_kind', '=', kind), or('to_id', '=', sql<string>`${id}::uuid`)])),
      ),
    )
  if (asked.before) query = query.where('id', '<', asked.before)
  return query.orderBy('id', 'desc').limit(asked.limit).execute()
}
