// The SQL of workplaces: who is appointed where and to which roles, and which workplace was used last.

import { cellOf } from '../../../platform/id.ts'
import type { Db, Tx } from '../../../platform/postgres/db.ts'
import type { Role } from '../../../platform/powers.ts'
import type { ChainId, FacilityId } from '../../facilities/contract.ts'
import type { AccountId, WorkplaceId } from '../contract.ts'
import type { IdentityTables, Workplace } from '../tables.ts'

const selectWorkplaces = (db: Db<IdentityTables>, accountId: AccountId) =>
  db
    .selectFrom('identity.workplaces')
    .selectAll()
    .where('cell', '=', cellOf(accountId))
    .where('account_id', '=', accountId)
    .orderBy('since')
    .orderBy('id')

/** The appointments of an account that have not ended, the oldest first. */
export async function listWorkplaces(db: Db<IdentityTables>, accountId: AccountId): Promise<Workplace[]> {
  return selectWorkplaces(db, accountId).where('until', 'is', null).execute()
}

/** All appointments of an account, also those that have ended. */
export async function listAppointments(db: Db<IdentityTables>, accountId: AccountId): Promise<Workplace[]> {
  return selectWorkplaces(db, accountId).execute()
}

export async function findWorkplace(db: Db<IdentityTables>, id: WorkplaceId): Promise<Workplace | undefined> {
  return db
    .selectFrom('identity.workplaces')
    .selectAll()
    .where('cell', '=', cellOf(id))
    .where('id', '=', id)
    .executeTakeFirst()
}

export async function insertWorkplace(tx: Tx<IdentityTables>, workplace: Workplace): Promise<void> {
  await tx.insertInto('identity.workplaces').values(workplace).execute()
}

type Change = Partial<Pick<Workplace, 'until' | 'last_used_at'>> & { readonly roles?: readonly Role[] }

export async function updateWorkplace(tx: Tx<IdentityTables>, id: WorkplaceId, change: Change): Promise<void> {
  await tx.updateTable('identity.workplaces').set(change).where('cell', '=', cellOf(id)).where('id', '=', id).execute()
}

/** Writes the new name of a place into all workplaces there, which hold copies of it. */
export async function renamePlace(
  db: Db<IdentityTables>,
  place: { readonly facilityId: FacilityId } | { readonly chainId: ChainId },
  name: string,
): Promise<void> {
  const update = db.updateTable('identity.workplaces').set({ place_name: name }).where('place_name', '<>', name)
  await ('facilityId' in place
    ? update.where('facility_id', '=', place.facilityId)
    : update.where('chain_id', '=', place.chainId)
  ).execute()
}
