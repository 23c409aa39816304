// The SQL of the patient index: keys, match records, and counts of names.
import { sql } from 'kysely'
import { cellOf } from '../../../platform/id.ts'
import type { Db, Pool, Tx } from '../../../platform/postgres/db.ts'
import type { PatientId } from '../contract.ts'
import type { PatientsTables } from '../tables.ts'
import type { HashedNumber } from './matching/compare-numbers.ts'
import type { StatedFacts } from './matching/profile.ts'

export interface MatchRecord {
  readonly patientId: PatientId
  readonly facts: StatedFacts
  readonly identifiers: readonly HashedNumber[]
  readonly keys: readonly string[]
}

/** Writes the match record and the keys of a patient; replaces the old ones. */
export async function saveMatchRecord(tx: Tx<PatientsTables>, record: MatchRecord): Promise<void> {
  const { patientId, facts, identifiers } = record
  const cell = cellOf(patientId)
  const keys = [...new Set(record.keys)]
  const before = await tx
    .selectFrom('patients.match_records')
    .select('keys')
    .where('cell', '=', cell)
    .where('patient_id', '=', patientId)
    .forUpdate()
    .executeTakeFirst()
  const row = { facts: JSON.stringify(facts), identifiers: JSON.stringify(identifiers), keys }
  await tx
    .insertInto('patients.match_records')
    .values({ cell, patient_id: patientId, ...row })
    .onConflict((conflict) => conflict.columns(['cell', 'patient_id']).doUpdateSet(row))
    .execute()
  const gone = (before?.keys ?? []).filter((key) => !keys.includes(key))
  if (gone.length > 0) await deleteKeys(tx, patientId, gone)
  const fresh = keys.filter((key) => !before?.keys.includes(key))
  if (fresh.length === 0) return
  await tx
    .insertInto('patients.match_keys')
    .values(fresh.map((key) => ({ key, patient_id: patientId })))
    .onConflict((conflict) => conflict.columns(['key', 'patient_id']).doNothing())
    .execute()
}

async function deleteKeys(tx: Tx<PatientsTables>, patientId: PatientId, keys: readonly string[]): Promise<void> {
  await tx.deleteFrom('patients.match_keys').where('key', 'in', keys).where('patient_id', '=', patientId).execute()
}

/** Removes a patient from the index, so that no search finds the patient. */
export async function deleteMatchRecord(tx: Tx<PatientsTables>, patientId: PatientId): Promise<void> {
  const gone = await tx
    .deleteFrom('patients.match_records')
    .where('cell', '=', cellOf(patientId))
    .where('patient_id', '=', patientId)
    .returning('keys')
    .executeTakeFirst()
  if (gone && gone.keys.length > 0) await deleteKeys(tx, patientId, gone.keys)
}

/**
 * Reads the rows of these keys in this order: at most `rowsPerKey` plus one for each key, and at most `rowsMax` in all.
 * The outer limit ends the read: PostgreSQL runs the nested loop lazily, so it never reads more rows than it gives.
 * This form is for one PostgreSQL. Citus needs a `union all` of selects with one key each, and sends each to one shard.
 */
export async function readKeyRows(
  pool: Pool,
  keys: readonly string[],
  rowsPerKey: number,
  rowsMax: number,
): Promise<{ position: number; patientId: PatientId }[]> {
  const { rows } = await pool.query<{ position: number; patientId: PatientId }>({
    name: 'patients-read-key-rows',
    text: `select probe.position::int as position, found.patient_id as "patientId"
           from unnest($1::bigint[]) with ordinality probe (key, position)
           cross join lateral (
             select patient_id from patients.match_keys where key = probe.key order by key, patient_id limit $2
           ) found
           limit $3`,
    values: [keys, rowsPerKey + 1, rowsMax],
  })
  return rows
}

export interface FoundRecord {
  readonly patientId: PatientId
  readonly facts: StatedFacts
  readonly identifiers: readonly HashedNumber[]
}

/** Reads the facts to weigh of these patients, each by its cell and id. */
export async function listMatchRecords(pool: Pool, ids: readonly PatientId[]): Promise<FoundRecord[]> {
  const { rows } = await pool.query<FoundRecord>({
    name: 'patients-list-match-records',
    text: `select r.patient_id as "patientId", r.facts, r.identifiers
           from unnest($1::int[], $2::uuid[]) wanted (cell, id)
           join patients.match_records r on r.cell = wanted.cell and r.patient_id = wanted.id`,
    values: [ids.map(cellOf), ids],
  })
  return rows
}

/** Lists the patients after this cell and id, for a pass over the whole index. */
export async function listMatchRecordsAfter(
  db: Db<PatientsTables>,
  after: { cell: number; patientId: string },
  limit: number,
): Promise<{ cell: number; patientId: PatientId; facts: FoundRecord['facts'] }[]> {
  return db
    .selectFrom('patients.match_records')
    .select(['cell', 'patient_id as patientId', 'facts'])
    .where(({ eb, refTuple, tuple }) =>
      eb(refTuple('cell', 'patient_id'), '>', tuple(after.cell, after.patientId as PatientId)),
    )
    .orderBy('cell')
    .orderBy('patient_id')
    .limit(limit)
    .execute()
}

/** Replaces the old counts of names by new ones. */
export async function saveNameCounts(
  tx: Tx<PatientsTables>,
  counts: ReadonlyMap<string, number>,
  people: number,
  now: Date,
): Promise<void> {
  await sql`delete from patients.name_counts`.execute(tx)
  const tokens = [...counts.keys()]
  const rowsPerInsert = 10_000
  for (let start = 0; start < tokens.length; start += rowsPerInsert) {
    const part = tokens.slice(start, start + rowsPerInsert)
    const numbers = part.map((token) => counts.get(token) ?? 0)
    await sql`insert into patients.name_counts (token, people)
              select * from unnest(${part}::text[], ${numbers}::int[])`.execute(tx)
  }
  await tx
    .insertInto('patients.match_sizes')
    .values({ name: 'patients', people, counted_at: now })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ people, counted_at: now }))
    .execute()
}

export interface NameCounts {
  readonly people: number
  readonly countedAt: Date | undefined
  readonly counts: ReadonlyMap<string, number>
}

/** Loads the counts of the most common names. A name that is not among them is rare, so it counts as unseen. */
export async function loadNameCounts(db: Db<PatientsTables>, limit: number): Promise<NameCounts> {
  const size = await db
    .selectFrom('patients.match_sizes')
    .select(['people', 'counted_at'])
    .where('name', '=', 'patients')
    .executeTakeFirst()
  const rows = await db
    .selectFrom('patients.name_counts')
    .select(['token', 'people'])
    .orderBy('people', 'desc')
    .orderBy('token')
    .limit(limit)
    .execute()
  return {
    people: size?.people ?? 0,
    countedAt: size?.counted_at,
    counts: new Map(rows.map(({ token, people }) => [token, people])),
  }
}
