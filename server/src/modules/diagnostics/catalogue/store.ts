// The SQL of the catalogue: tests, panels, and the ranges of each test by sex, age and day.
import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/postgres/db.ts'
import type { DiagnosticsTables, Panel, Range, Test } from '../tables.ts'

type Tables = DiagnosticsTables
type Reading = Db<Tables> | Tx<Tables>

/** Writes the tests of the shipped list, unless somebody has changed a test in Sehat. */
export async function saveTests(tx: Tx<Tables>, tests: readonly Test[]): Promise<void> {
  await sql`insert into diagnostics.tests as old (code, name, search_text, kind, choices, unit, specimen, container,
      turnaround_minutes, doctor_first, highest_possible, stated_range, fault, version)
    select code, name, search_text, kind, choices, unit, specimen, container, turnaround_minutes, doctor_first,
      highest_possible, stated_range, fault, 1
    from json_to_recordset(${JSON.stringify(tests)}::json) t (code text, name text, search_text text, kind text,
      choices text[], unit text, specimen text, container text, turnaround_minutes int, doctor_first boolean,
      highest_possible double precision, stated_range text, fault text)
    on conflict (code) do update set name = excluded.name, search_text = excluded.search_text, kind = excluded.kind,
      choices = excluded.choices, unit = excluded.unit, specimen = excluded.specimen, container = excluded.container,
      turnaround_minutes = excluded.turnaround_minutes, doctor_first = excluded.doctor_first,
      highest_possible = excluded.highest_possible, stated_range = excluded.stated_range, fault = excluded.fault,
      version = old.version + 1
    where old.changed_by is null and (old.name, old.kind, old.choices, old.unit, old.specimen, old.container,
        old.turnaround_minutes, old.doctor_first, old.highest_possible, old.stated_range, old.fault)
      is distinct from (excluded.name, excluded.kind, excluded.choices, excluded.unit, excluded.specimen,
        excluded.container, excluded.turnaround_minutes, excluded.doctor_first, excluded.highest_possible,
        excluded.stated_range, excluded.fault)`.execute(tx)
}

/** Writes the ranges of the shipped list. A range that a person vouches for stays. */
export async function saveRanges(tx: Tx<Tables>, ranges: readonly Range[]): Promise<void> {
  await sql`insert into diagnostics.ranges as old (test, sex, from_days, until_days, valid_from, low, high)
    select test, sex, from_days, until_days, valid_from, low, high
    from json_to_recordset(${JSON.stringify(ranges)}::json) r (test text, sex text, from_days int, until_days int,
      valid_from date, low double precision, high double precision)
    on conflict (test, sex, from_days, until_days, valid_from) do update set low = excluded.low, high = excluded.high
    where old.checked_by is null and (old.low, old.high) is distinct from (excluded.low, excluded.high)`.execute(tx)
}

export async function savePanels(tx: Tx<Tables>, panels: readonly Panel[]): Promise<void> {
  await sql`insert into diagnostics.panels as old (code, name, search_text, tests)
    select code, name, search_text, tests from json_to_recordset(${JSON.stringify(panels)}::json)
      p (code text, name text, search_text text, tests text[])
    on conflict (code) do update set name = excluded.name, search_text = excluded.search_text, tests = excluded.tests
    where (old.name, old.tests) is distinct from (excluded.name, excluded.tests)`.execute(tx)
}

export async function listTests(db: Reading, codes: readonly string[]): Promise<Test[]> {
  if (codes.length === 0) return []
  return db
    .selectFrom('diagnostics.tests')
    .selectAll()
    .where('code', 'in', [...codes])
    .execute()
}

export async function listPanels(db: Reading, codes: readonly string[]): Promise<Panel[]> {
  if (codes.length === 0) return []
  return db
    .selectFrom('diagnostics.panels')
    .selectAll()
    .where('code', 'in', [...codes])
    .execute()
}

/** Lets only one transaction at a time change a test and its ranges. The test may have no row yet. */
export async function lockTest(tx: Tx<Tables>, code: string): Promise<Test | undefined> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`diagnostics.tests ${code}`}, 0))`.execute(tx)
  return tx.selectFrom('diagnostics.tests').selectAll().where('code', '=', code).executeTakeFirst()
}

export async function saveTest(tx: Tx<Tables>, test: Test): Promise<void> {
  const { code: _code, ...facts } = test
  await tx
    .insertInto('diagnostics.tests')
    .values(test)
    .onConflict((conflict) => conflict.column('code').doUpdateSet(facts))
    .execute()
}

/** All ranges of these tests, of all people and all days. */
export async function listRanges(db: Reading, tests: readonly string[]): Promise<Range[]> {
  if (tests.length === 0) return []
  return db
    .selectFrom('diagnostics.ranges')
    .selectAll()
    .where('test', 'in', [...tests])
    .orderBy('test')
    .orderBy('sex')
    .orderBy('from_days')
    .orderBy('valid_from', 'desc')
    .execute()
}

export async function saveRange(tx: Tx<Tables>, range: Range): Promise<void> {
  const { low, high, critical_low, critical_high, checked_by, checked_at } = range
  await tx
    .insertInto('diagnostics.ranges')
    .values(range)
    .onConflict((conflict) =>
      conflict
        .columns(['test', 'sex', 'from_days', 'until_days', 'valid_from'])
        .doUpdateSet({ low, high, critical_low, critical_high, checked_by, checked_at }),
    )
    .execute()
}

export interface CatalogueSearch {
  /** Words in search form; name and code must hold each, at any place. */
  readonly words: readonly string[]
  readonly after: string | undefined
  readonly limit: number
  /** Only tests whose shipped range was not taken over. */
  readonly isFaulty?: boolean
}

/** Tests of the catalogue in the order of their codes. */
export async function searchTests(db: Db<Tables>, search: CatalogueSearch): Promise<Test[]> {
  let query = db.selectFrom('diagnostics.tests').selectAll()
  // Search form holds only letters, digits and spaces, so `like` needs no escapes.
  for (const word of search.words) query = query.where('search_text', 'like', `%${word}%`)
  if (search.after !== undefined) query = query.where('code', '>', search.after)
  if (search.isFaulty) query = query.where('fault', 'is not', null)
  return query.orderBy('code').limit(search.limit).execute()
}
