// The SQL of outside accounts.
import { cellOf } from '../../../platform/id.ts'
import type { Db, Tx } from '../../../platform/postgres/db.ts'
import type { AccountId, OutsideAccountId } from '../contract.ts'
import type { IdentityTables, OutsideAccount } from '../tables.ts'

export async function findOutsideAccount(
  db: Db<IdentityTables>,
  subjectHash: string,
): Promise<OutsideAccount | undefined> {
  return db
    .selectFrom('identity.outside_accounts')
    .selectAll()
    .where('subject_hash', '=', subjectHash)
    .executeTakeFirst()
}

/** Stores an outside account; false when it is bound already. */
export async function insertOutsideAccount(tx: Tx<IdentityTables>, outside: OutsideAccount): Promise<boolean> {
  const result = await tx
    .insertInto('identity.outside_accounts')
    .values(outside)
    .onConflict((conflict) => conflict.column('subject_hash').doNothing())
    .executeTakeFirst()
  return result.numInsertedOrUpdatedRows === 1n
}

const OUTSIDE_ACCOUNTS_MAX = 20

/** The outside accounts of an account, the oldest first. */
export async function listOutsideAccounts(db: Db<IdentityTables>, accountId: AccountId): Promise<OutsideAccount[]> {
  return db
    .selectFrom('identity.outside_accounts')
    .selectAll()
    .where('cell', '=', cellOf(accountId))
    .where('account_id', '=', accountId)
    .orderBy('bound_at')
    .orderBy('id')
    .limit(OUTSIDE_ACCOUNTS_MAX)
    .execute()
}

/** Removes an outside account of this account; gives how many it removed. */
export async function deleteOutsideAccount(
  tx: Tx<IdentityTables>,
  accountId: AccountId,
  id: OutsideAccountId,
): Promise<number> {
  const gone = await tx
    .deleteFrom('identity.outside_accounts')
    .where('cell', '=', cellOf(accountId))
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .executeTakeFirst()
  return Number(gone.numDeletedRows)
}
