// Changes the workplace of a sign-in: from then on its tokens carry the roles of that workplace.
import type { Actor } from '../../../platform/auth.ts'
import { transaction } from '../../../platform/postgres/db.ts'
import { notFound, Problem, signInNeeded } from '../../../platform/problem.ts'
import { holdAccount } from '../accounts/store.ts'
import type { WorkplaceId } from '../contract.ts'
import { findFactorDue } from '../factors/gates.ts'
import { decideSwitch } from '../rules.ts'
import { type SignedIn, toActor } from '../signing-in/steps.ts'
import type { IdentityContext } from '../tables.ts'
import { lockSession, moveSession } from '../tokens/store.ts'
import { listWorkplaces, updateWorkplace } from './store.ts'

/**
 * Binds the actor's sign-in to one of the actor's workplaces. A repeat changes no binding and gives another token.
 * Tokens for the earlier workplace stay valid until they expire or that workplace ends. Throws `signInNeeded` when the
 * sign-in is too old, and `notFound` when the workplace is not the actor's or has ended.
 */
export async function switchWorkplace(
  context: IdentityContext,
  { accountId, sessionId }: Actor,
  workplaceId: WorkplaceId,
): Promise<Omit<SignedIn, 'refreshToken'>> {
  const { db, clock, auth, config } = context
  const standing = await transaction(db, async (tx) => {
    // The lock puts the end of an appointment at this moment either before this change, or it ends the sign-in.
    const account = await holdAccount(tx, accountId)
    const now = clock.now()
    const session = await lockSession(tx, sessionId)
    const endsAt = decideSwitch(session, now)
    if (!account || account.deactivated_at || !session || !endsAt) throw new Problem(signInNeeded)
    const workplaces = await listWorkplaces(tx, accountId)
    const workplace = workplaces.find(({ id }) => id === workplaceId)
    if (!workplace) throw new Problem(notFound, { detail: 'You do not work there: choose one of your workplaces' })
    await moveSession(tx, { id: sessionId, workplaceId, endsAt, now })
    await updateWorkplace(tx, workplaceId, { last_used_at: now })
    const factorDue = await findFactorDue(tx, session, workplaces)
    return { account, workplaces, factorDue, actor: toActor(account, sessionId, workplace, factorDue), endsAt }
  })
  const expiresInSeconds = config.accessTokenSeconds
  return { ...standing, expiresInSeconds, accessToken: await auth.sign(standing.actor, expiresInSeconds) }
}
