// The SQL of what has ended: withdrawn documents whose time is over.
import type { Db } from '../../../platform/postgres/db.ts'
import type { DocumentRow, DocumentsTables } from '../tables.ts'

/** Withdrawn documents that the law does not keep any more, with their bytes. */
export async function listErasable(db: Db<DocumentsTables>, today: string, limit: number): Promise<DocumentRow[]> {
  return db
    .selectFrom('documents.documents')
    .selectAll()
    .where('status', '=', 'WITHDRAWN')
    .where('erased_at', 'is', null)
    .where((or) => or.or([or('retain_until', 'is', null), or('retain_until', '<', today)]))
    .limit(limit)
    .execute()
}
