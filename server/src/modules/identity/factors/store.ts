// The SQL of second factors: authenticator apps, recovery codes, and the roles that need a second factor.
import type { Selectable } from 'kysely'
import { cellOf } from '../../../platform/id.ts'
import type { Db, Tx } from '../../../platform/postgres/db.ts'
import type { Role } from '../../../platform/powers.ts'
import type { AccountId } from '../contract.ts'
import type { IdentityTables } from '../tables.ts'

export type Totp = Selectable<IdentityTables['identity.totps']>
export type FactorRole = Selectable<IdentityTables['identity.factor_roles']>

/** The roles that need a second factor. The table has at most one row for each role. */
export async function listFactorRoles(db: Db<IdentityTables>): Promise<FactorRole[]> {
  return db.selectFrom('identity.factor_roles').selectAll().orderBy('role').execute()
}

/** Replaces the roles that need a second factor. A role that is among them already keeps its time. */
export async function replaceFactorRoles(
  tx: Tx<IdentityTables>,
  roles: readonly Role[],
  { by, now }: { readonly by: AccountId; readonly now: Date },
): Promise<void> {
  const gone = tx.deleteFrom('identity.factor_roles')
  await (roles.length === 0 ? gone : gone.where('role', 'not in', roles)).execute()
  if (roles.length === 0) return
  await tx
    .insertInto('identity.factor_roles')
    .values(roles.map((role) => ({ role, since: now, demanded_by: by })))
    .onConflict((conflict) => conflict.column('role').doNothing())
    .execute()
}

const selectTotp = (db: Db<IdentityTables>, accountId: AccountId) =>
  db.selectFrom('identity.totps').selectAll().where('cell', '=', cellOf(accountId)).where('account_id', '=', accountId)

export async function findTotp(db: Db<IdentityTables>, accountId: AccountId): Promise<Totp | undefined> {
  return selectTotp(db, accountId).executeTakeFirst()
}

/** Locks the authenticator app of an account, so that a code is used once. */
export async function lockTotp(tx: Tx<IdentityTables>, accountId: AccountId): Promise<Totp | undefined> {
  return selectTotp(tx, accountId).forUpdate().executeTakeFirst()
}

/** Stores an authenticator app in place of the one before. */
export async function writeTotp(tx: Tx<IdentityTables>, totp: Totp): Promise<void> {
  const { cell: _cell, account_id: _account, ...set } = totp
  await tx
    .insertInto('identity.totps')
    .values(totp)
    .onConflict((conflict) => conflict.columns(['cell', 'account_id']).doUpdateSet(set as never))
    .execute()
}

/** Notes the step of the code that was used. */
export async function noteTotpUse(tx: Tx<IdentityTables>, accountId: AccountId, step: number): Promise<void> {
  await tx
    .updateTable('identity.totps')
    .set({ last_step: step })
    .where('cell', '=', cellOf(accountId))
    .where('account_id', '=', accountId)
    .execute()
}

/** Removes the authenticator app; gives how many it removed. */
export async function deleteTotp(tx: Tx<IdentityTables>, accountId: AccountId): Promise<number> {
  const gone = await tx
    .deleteFrom('identity.totps')
    .where('cell', '=', cellOf(accountId))
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  return Number(gone.numDeletedRows)
}

/** Replaces all recovery codes of an account. */
export async function replaceRecoveryCodes(
  tx: Tx<IdentityTables>,
  accountId: AccountId,
  { hashes, now }: { readonly hashes: readonly string[]; readonly now: Date },
): Promise<void> {
  await tx
    .deleteFrom('identity.recovery_codes')
    .where('cell', '=', cellOf(accountId))
    .where('account_id', '=', accountId)
    .execute()
  if (hashes.length === 0) return
  const cell = cellOf(accountId)
  await tx
    .insertInto('identity.recovery_codes')
    .values(hashes.map((code_hash) => ({ cell, account_id: accountId, code_hash, created_at: now, used_at: null })))
    .execute()
}

/** Uses a recovery code up; false when the account has no such code, or it was used. */
export async function markRecoveryCode(
  tx: Tx<IdentityTables>,
  accountId: AccountId,
  { hash, now }: { readonly hash: string; readonly now: Date },
): Promise<boolean> {
  const result = await tx
    .updateTable('identity.recovery_codes')
    .set({ used_at: now })
    .where('cell', '=', cellOf(accountId))
    .where('account_id', '=', accountId)
    .where('code_hash', '=', hash)
    .where('used_at', 'is', null)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

/** How many recovery codes of an account nobody has used. */
export async function countRecoveryCodes(db: Db<IdentityTables>, accountId: AccountId): Promise<number> {
  const { count } = await db
    .selectFrom('identity.recovery_codes')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('cell', '=', cellOf(accountId))
    .where('account_id', '=', accountId)
    .where('used_at', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(count)
}
