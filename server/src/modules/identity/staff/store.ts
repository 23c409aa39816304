// The SQL of lists of staff.
import { type RawBuilder, sql } from 'kysely'
import type { Cell } from '../../../platform/id.ts'
import type { Db } from '../../../platform/postgres/db.ts'
import type { WorkplaceId } from '../contract.ts'
import type { Account, IdentityTables, Workplace } from '../tables.ts'

export type StaffMember = Pick<
  Workplace,
  'id' | 'account_id' | 'holder_name' | 'roles' | 'facility_id' | 'chain_id' | 'district_cell' | 'until'
> &
  Pick<Account, 'phone'>

/** Where a list continues: after this name; among people with the same name, after this appointment. */
export interface StaffPlaceInList {
  readonly name: string
  readonly id: WorkplaceId
}

/** Whose staff to list: of these facilities, of the chain itself, of a district, or (empty) of the whole country. */
export interface StaffPlace {
  readonly facilityIds?: readonly string[]
  readonly chainId?: string
  readonly cell?: Cell
}

interface StaffSearch {
  readonly place: StaffPlace
  readonly words: readonly string[]
  readonly after: StaffPlaceInList | undefined
  readonly limit: number
}

/** Whether a row of this table lies at the place; the table has the columns of a place. */
export function isAt(table: string, { facilityIds, chainId, cell }: StaffPlace): RawBuilder<boolean> {
  const column = (name: string) => sql.ref(`${table}.${name}`)
  if (cell !== undefined) return sql<boolean>`${column('place_cell')} = ${cell}`
  const ofFacilities = sql<boolean>`${column('facility_id')} = any(${facilityIds ?? []}::uuid[])`
  if (chainId !== undefined) return sql<boolean>`(${ofFacilities} or ${column('chain_id')} = ${chainId})`
  return facilityIds ? ofFacilities : sql<boolean>`true`
}

/** Lists appointments by name: the active ones, and the ended ones of accounts that are switched off. */
export async function listStaff(
  db: Db<IdentityTables>,
  { place, words, after, limit }: StaffSearch,
): Promise<StaffMember[]> {
  let query = db
    .selectFrom('identity.workplaces as w')
    .innerJoin('identity.accounts as a', (join) =>
      join.onRef('a.cell', '=', 'w.cell').onRef('a.id', '=', 'w.account_id'),
    )
    .select(['w.id', 'w.account_id', 'w.holder_name', 'w.roles', 'w.facility_id', 'w.chain_id', 'w.district_cell'])
    .select(['w.until', 'a.phone'])
    .where((where) => where.or([where('w.until', 'is', null), where('a.deactivated_at', 'is not', null)]))
  query = query.where(isAt('w', place))
  for (const word of words) query = query.where(sql<boolean>`strpos(lower(w.holder_name), lower(${word})) > 0`)
  if (after) query = query.where(sql<boolean>`(w.holder_name, w.id) > (${after.name}, ${after.id}::uuid)`)
  return query.orderBy('w.holder_name').orderBy('w.id').limit(limit).execute()
}
