// The SQL of objections: whose records no outside system may be linked to, also after a merge of records.
import { type Kysely, sql } from 'kysely'
import { cellOf, ID_PATTERN, type Id } from '../../../platform/id.ts'
import type { Pool } from '../../../platform/postgres/db.ts'
import type { LinkageTables, MappingRow } from '../tables.ts'

type PatientId = Id<'patient'>
type Db = Kysely<LinkageTables>

/** Keeps whether a person objects. A decision that is older than the kept one changes nothing. */
export async function saveObjection(
  db: Db,
  { patientId, isObjecting, decidedAt }: { patientId: PatientId; isObjecting: boolean; decidedAt: Date },
): Promise<void> {
  await sql`
    insert into linkage.objections (cell, patient_id, is_objecting, decided_at)
    values (${cellOf(patientId)}, ${patientId}, ${isObjecting}, ${decidedAt})
    on conflict (cell, patient_id) do update
      set is_objecting = excluded.is_objecting, decided_at = excluded.decided_at
    where objections.decided_at < excluded.decided_at`.execute(db)
}

/** Keeps which record a merged one belongs to; null after an undo. An older event changes nothing. */
export async function saveMerge(
  db: Db,
  { goneId, keptId, version }: { goneId: PatientId; keptId: PatientId | null; version: number },
): Promise<void> {
  await sql`
    insert into linkage.merged_people (cell, patient_id, kept_id, version)
    values (${cellOf(goneId)}, ${goneId}, ${keptId}, ${version})
    on conflict (cell, patient_id) do update set kept_id = excluded.kept_id, version = excluded.version
    where merged_people.version < excluded.version`.execute(db)
}

const FORM = new RegExp(ID_PATTERN)

/** Those of these ids whose person objects under this record, or under one that is merged into it. */
export async function listObjecting(pool: Pool, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const own = ids.filter((id) => FORM.test(id))
  if (own.length === 0) return new Set()
  const { rows } = await pool.query<{ id: string }>({
    name: 'linkage-list-objecting',
    text: `with recursive same (root, id) as (
             select id, id from unnest($1::uuid[]) id
             union select same.root, m.patient_id from same join linkage.merged_people m on m.kept_id = same.id)
           select distinct same.root as id from same
           join linkage.objections o on o.patient_id = same.id and o.is_objecting`,
    values: [own],
  })
  return new Set(rows.map(({ id }) => id))
}

/** All links to a person that were ever made, under any record of the person, the oldest first. */
export async function listMappingsOf(db: Db, patientId: PatientId): Promise<MappingRow[]> {
  const { rows } = await sql<MappingRow>`
    with recursive same (id) as (
      select ${patientId}::uuid
      union select related.id from same cross join lateral (
        select m.patient_id as id from linkage.merged_people m where m.kept_id = same.id
        union all select m.kept_id from linkage.merged_people m where m.patient_id = same.id and m.kept_id is not null
      ) related)
    select p.* from same join linkage.patient_mappings p on p.internal_patient_id = same.id::text
    order by p.created_at limit 1000`.execute(db)
  return rows
}

/** People who objected since this time and are still linked: a link was under way when they objected. */
export async function listOvertaken(db: Db, since: Date): Promise<PatientId[]> {
  const { rows } = await sql<{ patient_id: PatientId }>`
    select distinct o.patient_id from linkage.objections o
    join linkage.patient_mappings p on p.internal_patient_id = o.patient_id::text and p.is_live
    where o.is_objecting and o.decided_at >= ${since} limit 500`.execute(db)
  return rows.map(({ patient_id }) => patient_id)
}

export async function listCustomerNames(db: Db, ids: readonly MappingRow['customer_id'][]) {
  if (ids.length === 0) return new Map<string, string>()
  const rows = await db
    .selectFrom('linkage.customers')
    .select(['id', 'name'])
    .where('id', 'in', [...ids])
    .execute()
  return new Map<string, string>(rows.map(({ id, name }) => [id, name]))
}
