// The SQL of what one account keeps, and of closing it.
import { cellOf } from '../../../platform/id.ts'
import type { Db, Tx } from '../../../platform/postgres/db.ts'
import type { AccountId } from '../contract.ts'
import type { IdentityTables, Offer } from '../tables.ts'

/** Sets when an account closes; null when its holder keeps it. */
export async function setClosing(tx: Tx<IdentityTables>, id: AccountId, closesAt: Date | null): Promise<void> {
  await tx
    .updateTable('identity.accounts')
    .set({ closes_at: closesAt })
    .where('cell', '=', cellOf(id))
    .where('id', '=', id)
    .execute()
}

/** Takes name, contact, password, sign-ins, devices and offers from an account. Its workplaces keep the pseudonym. */
export async function eraseAccount(
  tx: Tx<IdentityTables>,
  id: AccountId,
  { phoneHash, pseudonym, now }: { readonly phoneHash: string; readonly pseudonym: string; readonly now: Date },
): Promise<void> {
  const cell = cellOf(id)
  await tx.deleteFrom('identity.phones').where('phone_hash', '=', phoneHash).where('account_id', '=', id).execute()
  await tx.deleteFrom('identity.sessions').where('cell', '=', cell).where('account_id', '=', id).execute()
  await tx.deleteFrom('identity.devices').where('cell', '=', cell).where('account_id', '=', id).execute()
  await tx
    .deleteFrom('identity.offers')
    .where((where) => where.or([where('phone_hash', '=', phoneHash), where('account_id', '=', id)]))
    .execute()
  await tx
    .updateTable('identity.workplaces')
    .set({ holder_name: pseudonym })
    .where('cell', '=', cell)
    .where('account_id', '=', id)
    .execute()
  await tx
    .updateTable('identity.accounts')
    .set({
      ...{ phone: '', name: pseudonym, password_hash: null, patient_id: null, pending_patient: null },
      ...{ closes_at: null, closed_at: now, deactivated_at: now },
    })
    .where('cell', '=', cell)
    .where('id', '=', id)
    .execute()
}

export async function listDevices(db: Db<IdentityTables>, id: AccountId) {
  return db
    .selectFrom('identity.devices')
    .select(['name', 'first_used_at', 'last_used_at'])
    .where('cell', '=', cellOf(id))
    .where('account_id', '=', id)
    .orderBy('last_used_at', 'desc')
    .execute()
}

/** All offers to a phone that are still kept, also those that have ended. */
export async function listOffersTo(db: Db<IdentityTables>, phoneHash: string): Promise<Offer[]> {
  return db
    .selectFrom('identity.offers')
    .selectAll()
    .where('phone_hash', '=', phoneHash)
    .orderBy('offered_at')
    .execute()
}
