// Some changes need a sign-in that began a moment ago: a stolen one must not be enough to take an account over.
import type { Actor } from '../../../platform/auth.ts'
import { Problem } from '../../../platform/problem.ts'
import { signInTooOld } from '../contract.ts'
import type { IdentityContext } from '../tables.ts'
import { findSession } from './store.ts'

const FRESH_MS = 3_600_000

/** Throws `signInTooOld` when the sign-in began more than an hour ago, or has ended. */
export async function requireFreshSignIn(
  { db, clock }: IdentityContext,
  { sessionId }: Pick<Actor, 'sessionId'>,
): Promise<void> {
  const session = await findSession(db, sessionId)
  const isFresh = session && !session.revoked_at && clock.now().getTime() - session.created_at.getTime() <= FRESH_MS
  if (!isFresh) throw new Problem(signInTooOld)
}
