// The SQL of lists of staff.
import { sql } from 'kysely'
import type { Owner } from '../../../platform/access.ts'
import type { Db } from '../../../platform/postgres/db.ts'
import type { AccountId } from '../contract.ts'
import type { Account, IdentityTables } from '../tables.ts'

export type StaffAccount = Pick<
  Account,
  'id' | 'name' | 'phone' | 'roles' | 'facility_id' | 'district_cell' | 'deactivated_at'
>

/** Where a list goes on: after this name, and of several with it after this account. */
export interface StaffPlaceInList {
  readonly name: string
  readonly id: AccountId
}

interface StaffSearch {
  /** Staff of a facility, or of a district, or of the whole country. */
  readonly place: Pick<Owner, 'facilityId' | 'cell'>
  readonly words: readonly string[]
  readonly after: StaffPlaceInList | undefined
  readonly limit: number
}

/** Staff in the order of their names, those among them whose appointment has ended. */
export async function listStaff(
  db: Db<IdentityTables>,
  { place, words, after, limit }: StaffSearch,
): Promise<StaffAccount[]> {
  let query = db
    .selectFrom('identity.accounts')
    .select(['id', 'name', 'phone', 'roles', 'facility_id', 'district_cell', 'deactivated_at'])
    .where('staff_cell', 'is not', null)
  if (place.facilityId !== undefined) query = query.where('facility_id', '=', place.facilityId as never)
  else if (place.cell !== undefined) query = query.where('staff_cell', '=', place.cell)
  for (const word of words) query = query.where(sql<boolean>`strpos(lower(name), lower(${word})) > 0`)
  if (after) query = query.where(sql<boolean>`(name, id) > (${after.name}, ${after.id}::uuid)`)
  return query.orderBy('name').orderBy('id').limit(limit).execute()
}
