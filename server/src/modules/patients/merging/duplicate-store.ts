// The SQL of likely duplicates: pairs of records that may belong to one person, and the decisions of administrators.
import { type Selectable, sql } from 'kysely'
import { cellOf, type Id } from '../../../platform/id.ts'
import type { Db, Tx } from '../../../platform/postgres/db.ts'
import type { PatientId } from '../contract.ts'
import type { DuplicateRow, PatientsTables } from '../tables.ts'

export type Duplicate = Selectable<DuplicateRow>
export type DuplicateId = Duplicate['id']

/** Adds a pair. If the pair is known already, changes nothing and keeps the decision about it. */
export async function insertDuplicate(
  db: Db<PatientsTables>,
  pair: Pick<Duplicate, 'id' | 'patient_id' | 'other_id' | 'bits' | 'explanation' | 'found_at'>,
): Promise<void> {
  await db
    .insertInto('patients.duplicates')
    .values({ ...pair, cell: cellOf(pair.patient_id), explanation: JSON.stringify(pair.explanation) })
    .onConflict((conflict) => conflict.columns(['cell', 'patient_id', 'other_id']).doNothing())
    .execute()
}

export interface DuplicateSearch {
  readonly status: Duplicate['status']
  /** Lists only pairs with this patient. */
  readonly patientId: PatientId | undefined
  readonly before: DuplicateId | undefined
  readonly limit: number
}

/** Lists pairs, the newest first. */
export async function listDuplicates(
  db: Db<PatientsTables>,
  { status, patientId, before, limit }: DuplicateSearch,
): Promise<Duplicate[]> {
  return db
    .selectFrom('patients.duplicates')
    .selectAll()
    .where('status', '=', status)
    .$if(patientId !== undefined, (query) =>
      query.where(({ and, eb, or }) =>
        or([
          and([eb('cell', '=', cellOf(patientId as PatientId)), eb('patient_id', '=', patientId as PatientId)]),
          eb('other_id', '=', patientId as PatientId),
        ]),
      ),
    )
    .$if(before !== undefined, (query) => query.where('id', '<', before as DuplicateId))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
}

/** Counts the pairs that nobody has decided, up to a limit, so that a long list costs no more than a short one. */
export async function countOpenDuplicates(db: Db<PatientsTables>, max: number): Promise<number> {
  const { open } = await db
    .selectFrom((eb) =>
      eb.selectFrom('patients.duplicates').select('id').where('status', '=', 'open').limit(max).as('some'),
    )
    .select(({ fn }) => fn.countAll<string>().as('open'))
    .executeTakeFirstOrThrow()
  return Number(open)
}

export async function findDuplicate(db: Db<PatientsTables>, id: DuplicateId): Promise<Duplicate | undefined> {
  return db
    .selectFrom('patients.duplicates')
    .selectAll()
    .where('cell', '=', cellOf(id))
    .where('id', '=', id)
    .executeTakeFirst()
}

/** Marks an open pair as two people; undefined when it is not open. */
export async function dismissDuplicate(
  tx: Tx<PatientsTables>,
  id: DuplicateId,
  { reason, by, now }: { reason: string; by: Id<'account'>; now: Date },
): Promise<Duplicate | undefined> {
  return tx
    .updateTable('patients.duplicates')
    .set({ status: 'different', reason, decided_by: by, decided_at: now })
    .where('cell', '=', cellOf(id))
    .where('id', '=', id)
    .where('status', '=', 'open')
    .returningAll()
    .executeTakeFirst()
}

/**
 * Closes every open pair of a record that was merged into another. Nobody finds this record any more, so there is
 * nothing to compare. A dismissed pair stays dismissed with its reason, also when the merge is undone.
 */
export async function closeDuplicates(
  tx: Tx<PatientsTables>,
  goneId: PatientId,
  { reason, by, now }: { reason: string; by: Id<'account'>; now: Date },
): Promise<void> {
  const closed = sql`status = 'merged', gone_id = ${goneId}, reason = ${reason}, decided_by = ${by},
    decided_at = ${now}`
  await sql`update patients.duplicates set ${closed}
    where cell = ${cellOf(goneId)} and patient_id = ${goneId} and status = 'open'`.execute(tx)
  await sql`update patients.duplicates set ${closed} where other_id = ${goneId} and status = 'open'`.execute(tx)
}

/** Opens the pairs that the merge of this record closed. */
export async function reopenDuplicates(tx: Tx<PatientsTables>, goneId: PatientId): Promise<void> {
  const opened = sql`status = 'open', gone_id = null, reason = null, decided_by = null, decided_at = null`
  await sql`update patients.duplicates set ${opened}
    where cell = ${cellOf(goneId)} and patient_id = ${goneId} and gone_id = ${goneId}`.execute(tx)
  await sql`update patients.duplicates set ${opened} where other_id = ${goneId} and gone_id = ${goneId}`.execute(tx)
}
