// The SQL of one-time codes.
import { sql } from 'kysely'
import type { Db } from '../../../platform/postgres/db.ts'
import type { IdentityTables } from '../tables.ts'

/** Makes this the only valid code of a phone. */
export async function replaceCode(
  db: Db<IdentityTables>,
  { phoneHash, codeHash, expiresAt }: { phoneHash: string; codeHash: string; expiresAt: Date },
): Promise<void> {
  const fresh = { code_hash: codeHash, tries: 0, expires_at: expiresAt, used_at: null }
  await db
    .insertInto('identity.codes')
    .values({ phone_hash: phoneHash, ...fresh })
    .onConflict((conflict) => conflict.column('phone_hash').doUpdateSet(fresh))
    .execute()
}

/**
 * Tries a code; true when it is right. One statement counts, compares and uses it up, so parallel tries cannot share
 * one count. The comparison need not take equal time, because it compares keyed hashes.
 */
export async function useCode(
  db: Db<IdentityTables>,
  { phoneHash, codeHash, triesMax, now }: { phoneHash: string; codeHash: string; triesMax: number; now: Date },
): Promise<boolean> {
  const { rows } = await sql<{ matches: boolean }>`
    update identity.codes
    set tries = tries + 1, used_at = case when code_hash = ${codeHash} then ${now}::timestamptz end
    where phone_hash = ${phoneHash} and used_at is null and tries < ${triesMax} and expires_at > ${now}
    returning used_at is not null as matches`.execute(db)
  return rows[0]?.matches ?? false
}

export async function deleteExpiredCodes(db: Db<IdentityTables>, now: Date): Promise<void> {
  await db.deleteFrom('identity.codes').where('expires_at', '<', now).execute()
}
