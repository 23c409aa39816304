// The SQL of imports: writes whole portions of rows, updates changed places, and never changes existing facilities.
import { type RawBuilder, type Selectable, sql } from 'kysely'
import type { Db, Tx } from '../../../platform/postgres/db.ts'
import type { FacilityId } from '../contract.ts'
import type { FacilitiesTables, FacilityRow } from '../tables.ts'

type Tables = FacilitiesTables
type Row<Name extends keyof Tables> = Selectable<Tables[Name]>

// A whole portion is one JSON parameter, so text arrays and nulls need no special code.
const records = (rows: readonly unknown[]): RawBuilder<unknown> => sql`json_to_recordset(${JSON.stringify(rows)}::json)`

/** Inserts states and updates those that differ; gives the number of rows written. */
export async function saveStates(db: Db<Tables>, rows: readonly Row<'facilities.states'>[]): Promise<number> {
  return countOf(
    sql`insert into facilities.states as old (code, number, name, aliases)
    select code, number, name, aliases from ${records(rows)} r (code text, number int, name text, aliases text[])
    on conflict (code) do update set number = excluded.number, name = excluded.name, aliases = excluded.aliases
    where (old.number, old.name, old.aliases) is distinct from (excluded.number, excluded.name, excluded.aliases)`,
    db,
  )
}

export async function saveDistricts(db: Db<Tables>, rows: readonly Row<'facilities.districts'>[]): Promise<number> {
  return countOf(
    sql`insert into facilities.districts as old (cell, state_code, name, aliases)
    select cell, state_code, name, aliases
    from ${records(rows)} r (cell int, state_code text, name text, aliases text[])
    on conflict (cell) do update set name = excluded.name, aliases = excluded.aliases
    where (old.name, old.aliases) is distinct from (excluded.name, excluded.aliases)`,
    db,
  )
}

export async function savePins(db: Db<Tables>, rows: readonly Row<'facilities.pins'>[]): Promise<number> {
  return countOf(
    sql`insert into facilities.pins as old (pin, cell, latitude, longitude, position_source, main_office)
    select pin, cell, latitude, longitude, position_source, main_office
    from ${records(rows)} r (pin text, cell int, latitude double precision, longitude double precision,
      position_source text, main_office text)
    on conflict (pin) do update set cell = excluded.cell, latitude = excluded.latitude,
      longitude = excluded.longitude, position_source = excluded.position_source, main_office = excluded.main_office
    where (old.cell, old.latitude, old.longitude, old.position_source, old.main_office) is distinct from
      (excluded.cell, excluded.latitude, excluded.longitude, excluded.position_source, excluded.main_office)`,
    db,
  )
}

/** Writes the post offices of many PINs; gives the number of PINs whose offices were new or different. */
export async function savePostOffices(
  db: Db<Tables>,
  rows: readonly Row<'facilities.post_offices'>[],
): Promise<number> {
  return countOf(
    sql`insert into facilities.post_offices as old (pin, offices)
    select pin, offices from ${records(rows)} r (pin text, offices json)
    on conflict (pin) do update set offices = excluded.offices
    where old.offices::text <> excluded.offices::text`,
    db,
  )
}

async function countOf(statement: RawBuilder<unknown>, db: Db<Tables>): Promise<number> {
  const { numAffectedRows } = await statement.execute(db)
  return Number(numAffectedRows ?? 0)
}

/** Inserts facilities whose id does not exist yet; gives the ids of the new ones. */
export async function insertFacilities(
  tx: Tx<Tables>,
  rows: readonly Selectable<FacilityRow>[],
): Promise<Set<FacilityId>> {
  const inserted = await sql<{ id: FacilityId }>`insert into facilities.facilities
      (cell, id, kinds, name, search_name, address, pin, latitude, longitude, position_source, is_active, source,
       source_row, version, created_at, updated_at)
    select cell, id, kinds, name, search_name, address, pin, latitude, longitude, position_source, is_active, source,
      source_row, version, created_at, updated_at
    from ${records(rows)} r (cell int, id uuid, kinds text[], name text, search_name text, address text, pin text,
      latitude double precision, longitude double precision, position_source text, is_active boolean, source text,
      source_row text, version int, created_at timestamptz, updated_at timestamptz)
    on conflict (cell, id) do nothing
    returning id`.execute(tx)
  return new Set(inserted.rows.map(({ id }) => id))
}

/** Gives the row numbers of a directory that are registered already. */
export async function listSourceRows(db: Db<Tables>, source: string): Promise<Set<string>> {
  const rows = await db
    .selectFrom('facilities.facilities')
    .select('source_row')
    .where('source', '=', source)
    .where('source_row', 'is not', null)
    .execute()
  return new Set(rows.map((row) => row.source_row as string))
}

export type Identifying = Pick<FacilityRow, 'search_name' | 'address' | 'pin' | 'latitude' | 'longitude'>

/** Yields the identifying columns of all facilities, to recognise repeats; in portions, in the order of their keys. */
export async function* listIdentifying(db: Db<Tables>, portionSize: number): AsyncGenerator<Identifying[], void> {
  let after: { cell: number; id: FacilityId } | undefined
  for (;;) {
    let query = db
      .selectFrom('facilities.facilities')
      .select(['cell', 'id', 'search_name', 'address', 'pin', 'latitude', 'longitude'])
      .orderBy('cell')
      .orderBy('id')
      .limit(portionSize)
    if (after) query = query.where(sql<boolean>`(cell, id) > (${after.cell}, ${after.id})`)
    const rows = await query.execute()
    yield rows
    after = rows.at(-1)
    if (rows.length < portionSize) return
  }
}

export async function listPlaces(db: Db<Tables>) {
  const [states, pins] = await Promise.all([
    db.selectFrom('facilities.states').selectAll().execute(),
    db
      .selectFrom('facilities.pins as p')
      .innerJoin('facilities.districts as d', 'd.cell', 'p.cell')
      .innerJoin('facilities.states as s', 's.code', 'd.state_code')
      .select(['p.pin', 'p.cell', 'p.latitude', 'p.longitude'])
      .select(['d.name as district', 's.name as state', 's.code as stateCode'])
      .execute(),
  ])
  return { states, pins }
}

export async function listFingerprints(db: Db<Tables>): Promise<Map<string, string>> {
  const rows = await db.selectFrom('facilities.imports').select(['file', 'fingerprint']).execute()
  return new Map(rows.map((row) => [row.file, row.fingerprint]))
}

export async function saveFingerprint(db: Db<Tables>, file: string, fingerprint: string, now: Date): Promise<void> {
  await db
    .insertInto('facilities.imports')
    .values({ file, fingerprint, imported_at: now })
    .onConflict((conflict) => conflict.column('file').doUpdateSet({ fingerprint, imported_at: now }))
    .execute()
}
