// The SQL of sign-ins and of revocations.

import { cellOf } from '../../../platform/id.ts'
import type { Db, Pool, Tx } from '../../../platform/postgres/db.ts'
import { changedSince, type Position } from '../../../platform/work/follow.ts'
import type { AccountId, WorkplaceId } from '../contract.ts'
import type { IdentityTables, Session } from '../tables.ts'

/** People with more sign-ins end all of them. */
const SESSIONS_SHOWN_MAX = 200

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

export async function findSession(db: Db<IdentityTables>, id: string): Promise<Session | undefined> {
  return db
    .selectFrom('identity.sessions')
    .selectAll()
    .where('cell', '=', cellOf(id))
    .where('id', '=', id)
    .executeTakeFirst()
}

/** The sign-ins of an account that have not ended, the newest first. */
export async function listSessions(db: Db<IdentityTables>, accountId: AccountId, now: Date): Promise<Session[]> {
  return db
    .selectFrom('identity.sessions')
    .selectAll()
    .where('cell', '=', cellOf(accountId))
    .where('account_id', '=', accountId)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(SESSIONS_SHOWN_MAX)
    .execute()
}

/** Replaces the refresh token that was used by the next one. */
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

/** Notes that the person has given a second factor in this sign-in. */
export async function noteFactor(tx: Tx<IdentityTables>, id: string, now: Date): Promise<void> {
  await tx
    .updateTable('identity.sessions')
    .set({ factor_at: now })
    .where('cell', '=', cellOf(id))
    .where('id', '=', id)
    .execute()
}

/** Binds a sign-in to a workplace and sets its end; the refresh token stays valid. */
export async function moveSession(
  tx: Tx<IdentityTables>,
  { id, workplaceId, endsAt, now }: { id: string; workplaceId: WorkplaceId; endsAt: Date; now: Date },
): Promise<void> {
  await tx
    .updateTable('identity.sessions')
    .set({ workplace_id: workplaceId, switched_at: now, expires_at: endsAt })
    .where('cell', '=', cellOf(id))
    .where('id', '=', id)
    .execute()
}

/** A sign-in or a workplace whose access tokens the server refuses until the last of them has expired. */
export interface Revocation {
  readonly id: string
  readonly expiresAt: Date
}

export interface Ending {
  readonly now: Date
  /** For how long a new access token is valid, with a margin, in milliseconds. */
  readonly tokenLifeMs: number
}

export async function endSession(tx: Tx<IdentityTables>, sessionId: string, ending: Ending): Promise<Revocation[]> {
  const ended = await tx
    .updateTable('identity.sessions')
    .set({ revoked_at: ending.now })
    .where('cell', '=', cellOf(sessionId))
    .where('id', '=', sessionId)
    .where('revoked_at', 'is', null)
    .returning(TOKEN_TIMES)
    .execute()
  return insertRevocations(tx, withTokens(ended, ending), ending)
}

export interface EndingSessions {
  readonly accountId: AccountId
  /** Ends only the sign-ins that are bound to one of these workplaces. */
  readonly workplaceIds?: readonly WorkplaceId[]
  /** The sign-in that stays. */
  readonly exceptId?: string | undefined
}

/** Ends all sign-ins of an account, or some of them. */
export async function endSessionsOf(
  tx: Tx<IdentityTables>,
  { accountId, workplaceIds, exceptId }: EndingSessions,
  ending: Ending,
): Promise<Revocation[]> {
  let update = tx
    .updateTable('identity.sessions')
    .set({ revoked_at: ending.now })
    .where('cell', '=', cellOf(accountId))
    .where('account_id', '=', accountId)
    .where('revoked_at', 'is', null)
  if (workplaceIds) update = update.where('workplace_id', 'in', workplaceIds)
  if (exceptId !== undefined) update = update.where('id', '<>', exceptId)
  const ended = await update.returning(TOKEN_TIMES).execute()
  return insertRevocations(tx, withTokens(ended, ending), ending)
}

/** Refuses the tokens of workplaces that have ended, also tokens of sign-ins that have changed the workplace since. */
export async function refuseWorkplaces(
  tx: Tx<IdentityTables>,
  ids: readonly WorkplaceId[],
  ending: Ending,
): Promise<Revocation[]> {
  return insertRevocations(tx, ids, ending)
}

const TOKEN_TIMES = ['id', 'refreshed_at', 'switched_at'] as const

// If a session got its last access token longer ago than a token lives, no valid token is left to refuse.
function withTokens(ended: readonly Pick<Session, (typeof TOKEN_TIMES)[number]>[], ending: Ending): string[] {
  const { now, tokenLifeMs } = ending
  const issuedAtMs = (one: (typeof ended)[number]): number =>
    Math.max(one.refreshed_at.getTime(), one.switched_at?.getTime() ?? 0)
  return ended.filter((session) => issuedAtMs(session) > now.getTime() - tokenLifeMs).map(({ id }) => id)
}

async function insertRevocations(
  tx: Tx<IdentityTables>,
  ids: readonly string[],
  { now, tokenLifeMs }: Ending,
): Promise<Revocation[]> {
  if (ids.length === 0) return []
  const expiresAt = new Date(now.getTime() + tokenLifeMs)
  await tx
    .insertInto('identity.revocations')
    .values(ids.map((id) => ({ cell: cellOf(id), subject_id: id, expires_at: expiresAt })))
    .execute()
  return ids.map((id) => ({ id, expiresAt }))
}

/** All revocations, or only those written since this position. */
export async function listRevocations(pool: Pool, since?: Position): Promise<Revocation[]> {
  const { rows } = await pool.query<Revocation>({
    name: since === undefined ? 'revocations' : 'revocations-since',
    text: `select subject_id as id, expires_at as "expiresAt" from identity.revocations
      ${since === undefined ? '' : `where ${changedSince('$1')}`}`,
    values: since === undefined ? [] : [since],
  })
  return rows
}

export async function deleteExpiredSessions(db: Db<IdentityTables>, now: Date): Promise<void> {
  await db.deleteFrom('identity.sessions').where('expires_at', '<', now).execute()
  await db.deleteFrom('identity.revocations').where('expires_at', '<', now).execute()
}
