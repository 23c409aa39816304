// All SQL of sign-ins and of what ends them.

import { cellOf } from '../../../platform/id.ts'
import type { Db, Pool, Tx } from '../../../platform/postgres/db.ts'
import { changedSince, type Position } from '../../../platform/work/follow.ts'
import type { AccountId } from '../contract.ts'
import type { IdentityTables, Session } from '../tables.ts'

export async function insertSession(tx: Tx<IdentityTables>, session: Session): Promise<void> {
  await tx.insertInto('identity.sessions').values(session).execute()
}

export async function lockSession(tx: Tx<IdentityTables>, id: string): Promise<Session | undefined> {
  return tx
    .selectFrom('identity.sessions')
    .selectAll()
    .where('cell', '=', cellOf(id))
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
}

/** Puts the next refresh token in the place of the one that was used. */
export async function rotateRefreshToken(
  tx: Tx<IdentityTables>,
  { id, refreshHash, now }: { id: string; refreshHash: string; now: Date },
): Promise<void> {
  await tx
    .updateTable('identity.sessions')
    .set({ refresh_hash: refreshHash, refreshed_at: now })
    .where('cell', '=', cellOf(id))
    .where('id', '=', id)
    .execute()
}

/** A sign-in whose access tokens are refused until the last of them has expired. */
export interface Revocation {
  readonly sessionId: string
  readonly expiresAt: Date
}

export interface Ending {
  readonly now: Date
  /** For how long an access token that has just been issued could still be shown. */
  readonly tokenLifeMs: number
}

export async function endSession(tx: Tx<IdentityTables>, sessionId: string, ending: Ending): Promise<Revocation[]> {
  const ended = await tx
    .updateTable('identity.sessions')
    .set({ revoked_at: ending.now })
    .where('cell', '=', cellOf(sessionId))
    .where('id', '=', sessionId)
    .where('revoked_at', 'is', null)
    .returning(['id', 'refreshed_at'])
    .execute()
  return insertRevocations(tx, ended, ending)
}

export async function endSessionsOf(
  tx: Tx<IdentityTables>,
  accountId: AccountId,
  ending: Ending,
): Promise<Revocation[]> {
  const ended = await tx
    .updateTable('identity.sessions')
    .set({ revoked_at: ending.now })
    .where('cell', '=', cellOf(accountId))
    .where('account_id', '=', accountId)
    .where('revoked_at', 'is', null)
    .returning(['id', 'refreshed_at'])
    .execute()
  return insertRevocations(tx, ended, ending)
}

// A session that was not refreshed for longer than a token lives has none left to refuse.
async function insertRevocations(
  tx: Tx<IdentityTables>,
  ended: readonly Pick<Session, 'id' | 'refreshed_at'>[],
  { now, tokenLifeMs }: Ending,
): Promise<Revocation[]> {
  const expiresAt = new Date(now.getTime() + tokenLifeMs)
  const revocations = ended
    .filter((session) => session.refreshed_at.getTime() > now.getTime() - tokenLifeMs)
    .map((session) => ({ sessionId: session.id, expiresAt }))
  if (revocations.length === 0) return []
  await tx
    .insertInto('identity.revocations')
    .values(
      revocations.map(({ sessionId }) => ({ cell: cellOf(sessionId), session_id: sessionId, expires_at: expiresAt })),
    )
    .execute()
  return revocations
}

/** All revocations, or those that were written since. */
export async function listRevocations(pool: Pool, since?: Position): Promise<Revocation[]> {
  const { rows } = await pool.query<Revocation>({
    name: since === undefined ? 'revocations' : 'revocations-since',
    text: `select session_id as "sessionId", expires_at as "expiresAt" from identity.revocations
      ${since === undefined ? '' : `where ${changedSince('$1')}`}`,
    values: since === undefined ? [] : [since],
  })
  return rows
}

export async function deleteExpiredSessions(db: Db<IdentityTables>, now: Date): Promise<void> {
  await db.deleteFrom('identity.sessions').where('expires_at', '<', now).execute()
  await db.deleteFrom('identity.revocations').where('expires_at', '<', now).execute()
}
