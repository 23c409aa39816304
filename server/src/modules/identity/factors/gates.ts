// Decides whether a sign-in still needs its second factor, and who may add or remove a factor.
import type { Actor } from '../../../platform/auth.ts'
import type { Db } from '../../../platform/postgres/db.ts'
import { Problem, secondFactorNeeded } from '../../../platform/problem.ts'
import { type AccountId, lastFactor } from '../contract.ts'
import { listPasskeys } from '../passkeys/store.ts'
import type { IdentityTables, Session, Workplace } from '../tables.ts'
import { listWorkplaces } from '../workplaces/store.ts'
import { type FactorDue, isFactorDemanded } from './rules.ts'
import { findTotp, listFactorRoles } from './store.ts'

/** How many second factors an account has: its passkeys and its authenticator app. */
export async function countFactors(db: Db<IdentityTables>, accountId: AccountId): Promise<number> {
  const passkeys = await listPasskeys(db, accountId)
  const totp = await findTotp(db, accountId)
  return passkeys.length + (totp ? 1 : 0)
}

/** What the sign-in still needs; undefined when its tokens may carry the roles of these workplaces. */
export async function findFactorDue(
  db: Db<IdentityTables>,
  session: Pick<Session, 'account_id' | 'factor_at' | 'created_at'>,
  workplaces: readonly Workplace[],
): Promise<FactorDue | undefined> {
  // Citizens have no workplace, and most sign-ins are theirs: ask nothing.
  if (workplaces.length === 0 || session.factor_at !== null) return undefined
  const isDue = isFactorDemanded(await listFactorRoles(db), workplaces, session)
  return describeDue(db, { accountId: session.account_id, ...(isDue && { factorDue: true }) })
}

/**
 * Throws `secondFactorNeeded` when this sign-in has not given the factor that the account has: whoever knows the
 * password alone must not add a factor of their own. Call it with the locked account.
 */
export async function requireFactorGiven(
  db: Db<IdentityTables>,
  { accountId, factorDue }: Pick<Actor, 'accountId' | 'factorDue'>,
): Promise<void> {
  if (factorDue && (await countFactors(db, accountId)) > 0) throw new Problem(secondFactorNeeded)
}

/** What the actor's sign-in still needs, as the token says it. */
export async function describeDue(
  db: Db<IdentityTables>,
  { accountId, factorDue }: Pick<Actor, 'accountId' | 'factorDue'>,
): Promise<FactorDue | undefined> {
  if (!factorDue) return undefined
  return (await countFactors(db, accountId)) > 0 ? 'needed' : 'enrol'
}

/** Whether one of the account's roles needs a second factor now. */
export async function isDemandedOf(db: Db<IdentityTables>, accountId: AccountId): Promise<boolean> {
  const workplaces = await listWorkplaces(db, accountId)
  if (workplaces.length === 0) return false
  const demanded = await listFactorRoles(db)
  return workplaces.some(({ roles }) => demanded.some(({ role }) => roles.includes(role)))
}

/** Throws `lastFactor` when the account's role needs a factor and only one is left. Call it with the locked account. */
export async function requireAnotherFactor(db: Db<IdentityTables>, accountId: AccountId): Promise<void> {
  if ((await countFactors(db, accountId)) <= 1 && (await isDemandedOf(db, accountId))) throw new Problem(lastFactor)
}
