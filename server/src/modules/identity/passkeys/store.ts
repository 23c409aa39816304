// The SQL of passkeys.
import { cellOf } from '../../../platform/id.ts'
import type { Db, Tx } from '../../../platform/postgres/db.ts'
import type { AccountId, PasskeyId } from '../contract.ts'
import type { IdentityTables, Passkey } from '../tables.ts'

const selectPasskeys = (db: Db<IdentityTables>, accountId: AccountId) =>
  db
    .selectFrom('identity.passkeys')
    .selectAll()
    .where('cell', '=', cellOf(accountId))
    .where('account_id', '=', accountId)

/** The passkeys of an account, the oldest first. */
export async function listPasskeys(db: Db<IdentityTables>, accountId: AccountId): Promise<Passkey[]> {
  return selectPasskeys(db, accountId).orderBy('created_at').orderBy('id').execute()
}

/** Locks a passkey, so that two uses at the same time do not share one count. */
export async function lockPasskey(
  tx: Tx<IdentityTables>,
  accountId: AccountId,
  credentialId: string,
): Promise<Passkey | undefined> {
  return selectPasskeys(tx, accountId).where('credential_id', '=', credentialId).forUpdate().executeTakeFirst()
}

/** Stores a passkey; false when the account has it already. */
export async function insertPasskey(tx: Tx<IdentityTables>, passkey: Passkey): Promise<boolean> {
  const result = await tx
    .insertInto('identity.passkeys')
    .values(passkey)
    .onConflict((conflict) => conflict.constraint('passkeys_once').doNothing())
    .executeTakeFirst()
  return result.numInsertedOrUpdatedRows === 1n
}

export async function notePasskeyUse(
  tx: Tx<IdentityTables>,
  { account_id, id }: Passkey,
  { counter, now }: { readonly counter: number; readonly now: Date },
): Promise<void> {
  await tx
    .updateTable('identity.passkeys')
    .set({ counter, last_used_at: now })
    .where('cell', '=', cellOf(account_id))
    .where('account_id', '=', account_id)
    .where('id', '=', id)
    .execute()
}

/** Removes one passkey of an account, or all; gives how many it removed. */
export async function deletePasskeys(tx: Tx<IdentityTables>, accountId: AccountId, id?: PasskeyId): Promise<number> {
  let gone = tx
    .deleteFrom('identity.passkeys')
    .where('cell', '=', cellOf(accountId))
    .where('account_id', '=', accountId)
  if (id !== undefined) gone = gone.where('id', '=', id)
  return Number((await gone.executeTakeFirst()).numDeletedRows)
}
