// The SQL of the imported list of diagnoses.
import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/postgres/db.ts'
import { toSearchText } from '../../../platform/words.ts'
import type { VisitsTables } from '../tables.ts'

type Tables = VisitsTables

export interface Code {
  readonly code: string
  readonly name: string
}

/** Writes codes; a known code gets the new name. Gives how many are new or have changed. */
export async function upsertCodes(tx: Tx<Tables>, codes: readonly Code[]): Promise<number> {
  if (codes.length === 0) return 0
  const { rows } = await sql<{ code: string }>`
    insert into visits.codes as known (code, name, search)
    select * from unnest(${codes.map(({ code }) => code)}::text[], ${codes.map(({ name }) => name)}::text[],
      ${codes.map(({ code, name }) => toSearchText(`${code} ${name}`))}::text[])
    on conflict (code) do update set name = excluded.name, search = excluded.search
      where known.name <> excluded.name
    returning code`.execute(tx)
  return rows.length
}

/** The codes whose words begin with all of these words, or whose code begins so. */
export async function searchCodes(db: Db<Tables>, asked: string, limit: number): Promise<Code[]> {
  const words = toSearchText(asked)
    .split(' ')
    .filter((word) => word !== '')
  if (words.length === 0) return []
  const query = words.map((word) => `'${word}':*`).join(' & ')
  const { rows } = await sql<Code>`
    select code, name from visits.codes
    where to_tsvector('simple', search) @@ to_tsquery('simple', ${query})
    order by code limit ${limit}`.execute(db)
  return rows
}
