// The SQL of challenges.
import type { ExpressionBuilder, Selectable } from 'kysely'
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

const isValid =
  ({ hash, purpose, accountId, now }: Shown) =>
  (column: ExpressionBuilder<IdentityTables, 'identity.challenges'>) =>
    column.and([
      column('challenge_hash', '=', hash),
      column('purpose', '=', purpose),
      column('account_id', 'is not distinct from', accountId),
      column('expires_at', '>', now),
    ])

/** Deletes a challenge that is still valid, and gives it. Of two requests at the same time only one gets it. */
export async function deleteChallenge(db: Db<IdentityTables>, shown: Shown): Promise<Challenge | undefined> {
  return db.deleteFrom('identity.challenges').where(isValid(shown)).returningAll().executeTakeFirst()
}

/** Finds a challenge that is still valid. */
export async function findChallenge(db: Db<IdentityTables>, shown: Shown): Promise<Challenge | undefined> {
  return db.selectFrom('identity.challenges').selectAll().where(isValid(shown)).executeTakeFirst()
}

export async function deleteExpiredChallenges(db: Db<IdentityTables>, now: Date): Promise<void> {
  await db.deleteFrom('identity.challenges').where('expires_at', '<', now).execute()
}
