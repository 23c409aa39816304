// The SQL of menus: which tests and panels each facility offers, and the policy of its laboratory.
import { sql } from 'kysely'
import { cellOf } from '../../../platform/id.ts'
import type { Db, Tx } from '../../../platform/postgres/db.ts'
import type { FacilityFacts, FacilityId } from '../../facilities/contract.ts'
import type { CatalogueSearch } from '../catalogue/store.ts'
import type { SpecimenKind, TestKind } from '../contract.ts'
import type { DiagnosticsTables, Lab, MenuEntry } from '../tables.ts'

type Tables = DiagnosticsTables
type Reading = Db<Tables> | Tx<Tables>

export async function findLab(db: Reading, facilityId: FacilityId): Promise<Lab | undefined> {
  return db
    .selectFrom('diagnostics.labs')
    .selectAll()
    .where('cell', '=', cellOf(facilityId))
    .where('facility_id', '=', facilityId)
    .executeTakeFirst()
}

/** Copies the facts of a facility unless the copy is as new. The policy stays. */
export async function copyLab(tx: Tx<Tables>, facts: FacilityFacts): Promise<void> {
  const { cell, facilityId: facility_id, name, address, isActive: is_active, version } = facts
  const copied = { name, address, is_active, version }
  await tx
    .insertInto('diagnostics.labs')
    .values({ cell, facility_id, ...copied, pays_first: true, language: 'en' })
    .onConflict((conflict) =>
      conflict
        .columns(['cell', 'facility_id'])
        .doUpdateSet(copied)
        .whereRef('diagnostics.labs.version', '<', 'excluded.version'),
    )
    .execute()
}

export async function changePolicy(
  tx: Tx<Tables>,
  facilityId: FacilityId,
  policy: Pick<Lab, 'pays_first' | 'language'>,
): Promise<void> {
  await tx
    .updateTable('diagnostics.labs')
    .set(policy)
    .where('cell', '=', cellOf(facilityId))
    .where('facility_id', '=', facilityId)
    .execute()
}

/** Lets only one transaction at a time change a test of a menu. It may have no row yet. */
export async function lockEntry(tx: Tx<Tables>, facilityId: FacilityId, code: string): Promise<MenuEntry | undefined> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`diagnostics.menus ${facilityId} ${code}`}, 0))`.execute(tx)
  const [entry] = await listEntries(tx, facilityId, [code])
  return entry
}

export async function listEntries(db: Reading, facilityId: FacilityId, codes: readonly string[]): Promise<MenuEntry[]> {
  if (codes.length === 0) return []
  return db
    .selectFrom('diagnostics.menus')
    .selectAll()
    .where('cell', '=', cellOf(facilityId))
    .where('facility_id', '=', facilityId)
    .where('code', 'in', [...codes])
    .execute()
}

export async function saveEntry(tx: Tx<Tables>, entry: MenuEntry): Promise<void> {
  const { cell: _cell, facility_id: _facility, code: _code, ...facts } = entry
  await tx
    .insertInto('diagnostics.menus')
    .values(entry)
    .onConflict((conflict) => conflict.columns(['cell', 'facility_id', 'code']).doUpdateSet(facts))
    .execute()
}

interface MenuRow {
  readonly code: string
  readonly name: string
  readonly kind: TestKind | null
  readonly unit: string | null
  readonly specimen: SpecimenKind | null
  readonly turnaround_minutes: number | null
  readonly tests: string[] | null
  readonly price_code: string
  readonly in_house: boolean
  readonly two_persons: boolean
  readonly is_offered: boolean
  readonly version: number
}

/** What a facility offers, in the order of the codes. */
export async function searchMenu(db: Db<Tables>, facilityId: FacilityId, search: CatalogueSearch) {
  const { words, after, limit } = search
  const holds = words.map((word) => sql` and coalesce(t.search_text, p.search_text) like ${`%${word}%`}`)
  const { rows } = await sql<MenuRow>`
    select m.code, coalesce(t.name, p.name) as name, t.kind, t.unit, t.specimen, t.turnaround_minutes, p.tests,
      m.price_code, m.in_house, m.two_persons, m.is_offered, m.version
    from diagnostics.menus m
    left join diagnostics.tests t on t.code = m.code
    left join diagnostics.panels p on p.code = m.code
    where m.cell = ${cellOf(facilityId)} and m.facility_id = ${facilityId} and m.is_offered
      and m.code > ${after ?? ''} ${sql.join(holds, sql``)}
    order by m.code limit ${limit}`.execute(db)
  return rows.map((row) => ({
    ...{ code: row.code, name: row.name, priceCode: row.price_code, inHouse: row.in_house },
    ...{ twoPersons: row.two_persons, isOffered: row.is_offered, version: row.version },
    ...(row.kind !== null && { kind: row.kind }),
    ...(row.unit !== null && { unit: row.unit }),
    ...(row.specimen !== null && { specimen: row.specimen }),
    ...(row.turnaround_minutes !== null && { turnaroundMinutes: row.turnaround_minutes }),
    ...(row.tests !== null && { tests: row.tests }),
  }))
}
