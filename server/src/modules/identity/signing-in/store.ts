// The SQL of one-time codes.
import type { Selectable } from 'kysely'
import type { Db, Tx } from '../../../platform/postgres/db.ts'
import type { IdentityTables } from '../tables.ts'

export type Code = Selectable<IdentityTables['identity.codes']>

/** Locks the code of an aim, so that requests at the same time cannot share one count of tries. */
export async function lockCode(tx: Tx<IdentityTables>, aimHash: string): Promise<Code | undefined> {
  return tx.selectFrom('identity.codes').selectAll().where('aim_hash', '=', aimHash).forUpdate().executeTakeFirst()
}

/** Stores the first code of an aim; false when another request was faster. */
export async function insertCode(tx: Tx<IdentityTables>, code: Code): Promise<boolean> {
  const result = await tx
    .insertInto('identity.codes')
    .values(code)
    .onConflict((conflict) => conflict.column('aim_hash').doNothing())
    .executeTakeFirst()
  return result.numInsertedOrUpdatedRows === 1n
}

export async function updateCode(tx: Tx<IdentityTables>, { aim_hash, ...set }: Code): Promise<void> {
  await tx.updateTable('identity.codes').set(set).where('aim_hash', '=', aim_hash).execute()
}

export async function deleteExpiredCodes(db: Db<IdentityTables>, before: Date): Promise<void> {
  await db.deleteFrom('identity.codes').where('expires_at', '<', before).execute()
}
