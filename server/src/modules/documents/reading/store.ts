// The SQL of the cache of rights: what has changed since a position, in all processes.
import type { Pool } from '../../../platform/postgres/db.ts'
import { changedSince, type Position } from '../../../platform/work/follow.ts'
import type { DocumentRow, Grant } from '../tables.ts'

export async function readChanges(pool: Pool, since: Position) {
  const [documents, grants] = await Promise.all([
    pool.query<DocumentRow>(`select * from documents.documents where ${changedSince('$1')}`, [since]),
    pool.query<Pick<Grant, 'patient_id'>>(
      `select distinct patient_id from documents.grants where ${changedSince('$1')}`,
      [since],
    ),
  ])
  return { documents: documents.rows, grants: grants.rows }
}
