// The SQL of challenges.
import type { Selectable } from 'kysely'
import type { Db } from '../../../platform/postgres/db.ts'
import type { AccountId } from '../contract.ts'
import type { IdentityTables } from '../tables.ts'

export type Challenge = Selectable<IdentityTables['identity.challenges']>

export async function insertChallenge(db: Db<IdentityTables>, challenge: Challenge): Promise<void> {
  await db.insertInto('identity.challenges').values(challenge).execute()
}

interface Shown {
  readonly hash: string
  readonly purpose: Challenge['purpose']
  readonly accountId: AccountId | null
  readonly now: Date
}

/** Deletes a challenge that is still valid, and gives it. Of two requests at the same time only one gets it. */
export async function deleteChallenge(
  db: Db<IdentityTables>,
  { hash, purpose, accountId, now }: Shown,
): Promise<Challenge | undefined> {
  return db
    .deleteFrom('identity.challenges')
    .where('challenge_hash', '=', hash)
    .where('purpose', '=', purpose)
    .where('account_id', 'is not distinct from', accountId)
    .where('expires_at', '>', now)
    .returningAll()
    .executeTakeFirst()
}

/** Finds a challenge that is still valid. */
export async function findChallenge(
  db: Db<IdentityTables>,
  { hash, purpose, accountId, now }: Shown,
): Promise<Challenge | undefined> {
  return db
    .selectFrom('identity.challenges')
    .selectAll()
    .where('challenge_hash', '=', hash)
    .where('purpose', '=', purpose)
    .where('account_id', 'is not distinct from', accountId)
    .where('expires_at', '>', now)
    .executeTakeFirst()
}

export async function deleteExpiredChallenges(db: Db<IdentityTables>, now: Date): Promise<void> {
  await db.deleteFrom('identity.challenges').where('expires_at', '<', now).execute()
}
