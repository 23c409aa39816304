// The SQL of the copy of merges: which patient a record belongs to now.
import { sql } from 'kysely'
import type { Id } from '../../../platform/contract.ts'
import { cellOf } from '../../../platform/id.ts'
import type { Db } from '../../../platform/postgres/db.ts'
import type { AuditTables } from '../tables.ts'

type PatientId = Id<'patient'>

/** Keeps who a merged patient is now; null after an undo. An event that is older than the kept one changes nothing. */
export async function keepSurvivor(
  db: Db<AuditTables>,
  { goneId, survivorId, at }: { goneId: PatientId; survivorId: PatientId | null; at: Date },
): Promise<void> {
  await sql`
    insert into audit.survivors (cell, patient_id, survivor_id, changed_at)
    values (${cellOf(goneId)}, ${goneId}, ${survivorId}, ${at})
    on conflict (cell, patient_id) do update set survivor_id = excluded.survivor_id, changed_at = excluded.changed_at
    where survivors.changed_at < excluded.changed_at`.execute(db)
}

const MERGED_MAX = 200

/** The patient, and all who were merged into this patient, directly or through others. */
export async function listSamePerson(db: Db<AuditTables>, patientId: PatientId): Promise<PatientId[]> {
  const { rows } = await sql<{ id: PatientId }>`
    with recursive same (id) as (
      select ${patientId}::uuid
      union select merged.patient_id from same join audit.survivors merged on merged.survivor_id = same.id)
    select id from same limit ${MERGED_MAX}`.execute(db)
  return rows.map(({ id }) => id)
}
