// The SQL of accounts and of the phone numbers that make them unique.

import { cellOf } from '../../../platform/id.ts'
import type { Db, Pool, Tx } from '../../../platform/postgres/db.ts'
import type { AccountId } from '../contract.ts'
import type { Account, IdentityTables } from '../tables.ts'

/** Takes a phone that was just proven for an account; false when it already belongs to one. */
export async function claimPhone(
  tx: Tx<IdentityTables>,
  phoneHash: string,
  { accountId, provenAt }: { accountId: AccountId; provenAt: Date },
): Promise<boolean> {
  const result = await tx
    .insertInto('identity.phones')
    .values({ phone_hash: phoneHash, cell: cellOf(accountId), account_id: accountId, proven_at: provenAt })
    .onConflict((conflict) => conflict.column('phone_hash').doNothing())
    .executeTakeFirst()
  return result.numInsertedOrUpdatedRows === 1n
}

const selectAccountId = (db: Db<IdentityTables>, phoneHash: string) =>
  db.selectFrom('identity.phones').select('account_id').where('phone_hash', '=', phoneHash)

/** Reads in two steps and not with a join: the phone's row and the account's row lie on different shards. */
export async function findAccountByPhone(db: Db<IdentityTables>, phoneHash: string): Promise<Account | undefined> {
  const phone = await selectAccountId(db, phoneHash).executeTakeFirst()
  return phone && findAccount(db, phone.account_id)
}

const selectAccount = (db: Db<IdentityTables>, id: AccountId) =>
  db.selectFrom('identity.accounts').selectAll().where('cell', '=', cellOf(id)).where('id', '=', id)

export async function findAccount(db: Db<IdentityTables>, id: AccountId): Promise<Account | undefined> {
  return selectAccount(db, id).executeTakeFirst()
}

export async function getAccount(db: Db<IdentityTables>, id: AccountId): Promise<Account> {
  return selectAccount(db, id).executeTakeFirstOrThrow()
}

/** Locks an account, so that nobody changes it or signs in with it before the end of the transaction. */
export async function lockAccount(tx: Tx<IdentityTables>, id: AccountId): Promise<Account | undefined> {
  return selectAccount(tx, id).forUpdate().executeTakeFirst()
}

/** Locks and gives the account of a phone; throws when the phone has none. */
async function lockAccountByPhone(tx: Tx<IdentityTables>, phoneHash: string): Promise<Account> {
  const phone = await selectAccountId(tx, phoneHash).executeTakeFirstOrThrow()
  return selectAccount(tx, phone.account_id).forUpdate().executeTakeFirstOrThrow()
}

/** Locks an account against changes until the transaction ends. Several sign-ins may hold this lock at once. */
export async function holdAccount(tx: Tx<IdentityTables>, id: AccountId): Promise<Account | undefined> {
  return selectAccount(tx, id).forShare().executeTakeFirst()
}

/**
 * Stores the account if its phone has none yet. Gives this account, or the one that the phone has, locked. Call it only
 * when the phone is proven.
 */
export async function insertOrLockAccount(
  tx: Tx<IdentityTables>,
  phoneHash: string,
  account: Account,
): Promise<{ account: Account; isNew: boolean }> {
  const isNew = await claimPhone(tx, phoneHash, { accountId: account.id, provenAt: account.created_at })
  if (!isNew) return { account: await lockAccountByPhone(tx, phoneHash), isNew }
  await insertAccount(tx, account)
  return { account, isNew }
}

async function insertAccount(tx: Tx<IdentityTables>, account: Account): Promise<void> {
  const pending = account.pending_patient && JSON.stringify(account.pending_patient)
  await tx
    .insertInto('identity.accounts')
    .values({ ...account, pending_patient: pending })
    .execute()
}

/** Makes the holder of a staff account a citizen too. A password that the holder gives now replaces the old one. */
export async function joinCitizen(tx: Tx<IdentityTables>, id: AccountId, citizen: Account): Promise<void> {
  const { patient_id, pending_patient, password_hash } = citizen
  await tx
    .updateTable('identity.accounts')
    .set({ patient_id, pending_patient: JSON.stringify(pending_patient), deactivated_at: null })
    .$if(password_hash !== null, (update) => update.set({ password_hash }))
    .where('cell', '=', cellOf(id))
    .where('id', '=', id)
    .execute()
}

/** Frees a phone that its account has left. */
export async function releasePhone(tx: Tx<IdentityTables>, phoneHash: string): Promise<void> {
  await tx.deleteFrom('identity.phones').where('phone_hash', '=', phoneHash).execute()
}

/** Changes what the holder proved again: the password or the phone. */
export async function updateAccount(
  tx: Tx<IdentityTables>,
  id: AccountId,
  set: Partial<Pick<Account, 'password_hash' | 'phone' | 'mail'>>,
): Promise<void> {
  await tx.updateTable('identity.accounts').set(set).where('cell', '=', cellOf(id)).where('id', '=', id).execute()
}

/** Switches an account off at this instant; null switches it on again. */
export async function setDeactivated(tx: Tx<IdentityTables>, id: AccountId, at: Date | null): Promise<void> {
  await tx
    .updateTable('identity.accounts')
    .set({ deactivated_at: at })
    .where('cell', '=', cellOf(id))
    .where('id', '=', id)
    .execute()
}

/** The phones of these accounts, without those that are switched off. */
/** How to reach the holders of accounts that are not switched off. */
export async function listReach(
  pool: Pool,
  ids: readonly AccountId[],
): Promise<{ accountId: AccountId; phone: string; mail?: string }[]> {
  const { rows } = await pool.query<{ accountId: AccountId; phone: string; mail: string | null }>({
    name: 'identity-list-reach',
    text: `select a.id as "accountId", a.phone, a.mail from unnest($1::int[], $2::uuid[]) wanted (cell, id)
           join identity.accounts a on a.cell = wanted.cell and a.id = wanted.id
           where a.deactivated_at is null`,
    values: [ids.map(cellOf), ids],
  })
  return rows.map(({ mail, ...one }) => ({ ...one, ...(mail !== null && { mail }) }))
}

/** The names of these accounts, also of those that are switched off. */
export async function listNames(
  db: Db<IdentityTables>,
  ids: readonly AccountId[],
): Promise<{ accountId: AccountId; name: string }[]> {
  if (ids.length === 0) return []
  return db
    .selectFrom('identity.accounts')
    .select(['id as accountId', 'name'])
    .where('cell', 'in', [...new Set(ids.map(cellOf))])
    .where('id', 'in', [...ids])
    .execute()
}

export async function clearPendingPatient(db: Db<IdentityTables>, id: AccountId): Promise<void> {
  await db
    .updateTable('identity.accounts')
    .set({ pending_patient: null })
    .where('cell', '=', cellOf(id))
    .where('id', '=', id)
    .execute()
}
