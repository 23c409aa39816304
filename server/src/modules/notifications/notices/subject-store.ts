// The SQL of subjects: the copy of what reminders speak of.
import type pg from 'pg'
import type { Tx } from '../../../platform/postgres/db.ts'
import type { NotificationsTables } from '../tables.ts'
import type { Subject } from './rules.ts'

export interface SubjectKey {
  readonly cell: number
  readonly kind: string
  readonly id: string
}

/**
 * Notes a subject. Events come in any order, so the copy keeps the highest version. Of two with the same version the
 * one that is not live counts: a reminder too few is better than one for a cancelled appointment.
 */
export async function noteSubject(
  tx: Tx<NotificationsTables>,
  { cell, kind, id }: SubjectKey,
  { version, isLive }: Subject,
): Promise<void> {
  await tx
    .insertInto('notifications.subjects')
    .values({ cell, kind, id, version, is_live: isLive })
    .onConflict((conflict) =>
      conflict
        .columns(['cell', 'kind', 'id'])
        .doUpdateSet({ version, is_live: isLive })
        .where((row) =>
          row.or([
            row('notifications.subjects.version', '<', version),
            row.and([row('notifications.subjects.version', '=', version), row.lit(!isLive)]),
          ]),
        ),
    )
    .execute()
}

/** The subjects with these keys, by `cell kind id`. */
export async function listSubjects(pool: pg.Pool, keys: readonly SubjectKey[]): Promise<ReadonlyMap<string, Subject>> {
  if (keys.length === 0) return new Map()
  const { rows } = await pool.query<SubjectKey & Subject>({
    name: 'notifications-list-subjects',
    text: `select s.cell, s.kind, s.id, s.version, s.is_live as "isLive"
      from unnest($1::int[], $2::text[], $3::text[]) wanted (cell, kind, id)
      join notifications.subjects s on s.cell = wanted.cell and s.kind = wanted.kind and s.id = wanted.id`,
    values: [keys.map(({ cell }) => cell), keys.map(({ kind }) => kind), keys.map(({ id }) => id)],
  })
  return new Map(rows.map((row) => [subjectName(row), row]))
}

export const subjectName = ({ cell, kind, id }: SubjectKey): string => `${cell} ${kind} ${id}`
