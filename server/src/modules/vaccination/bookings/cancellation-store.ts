// The SQL that deletes counts of cancellations whose window has ended.
import { sql } from 'kysely'
import type { Db } from '../../../platform/postgres/db.ts'
import type { VaccinationTables } from '../tables.ts'

const DELETED_AT_ONCE = 5_000

/** Deletes in portions, so that each statement stays within its time limit. */
export async function deleteEndedCounts(db: Db<VaccinationTables>, now: Date): Promise<void> {
  let gone: bigint | undefined
  do {
    // Check the end twice: somebody may begin a new window between the two reads.
    const deleted = await sql`delete from vaccination.cancellation_counts where window_ends_at <= ${now}
      and (cell, subject_id) in (select cell, subject_id from vaccination.cancellation_counts
        where window_ends_at <= ${now} limit ${DELETED_AT_ONCE})`.execute(db)
    gone = deleted.numAffectedRows
  } while (gone === BigInt(DELETED_AT_ONCE))
}
