// Sets up, gives and resets second factors.
import { randomBytes } from 'node:crypto'
import type { Actor } from '../../../platform/auth.ts'
import { type Tx, transaction } from '../../../platform/postgres/db.ts'
import { invalidField, notFound, Problem, signInNeeded } from '../../../platform/problem.ts'
import { type EventOrigin, publish } from '../../../platform/work/outbox.ts'
import { getOwnAccount } from '../accounts/account.ts'
import { holdAccount, lockAccount } from '../accounts/store.ts'
import { tellHolder } from '../accounts/tell-holder.ts'
import { openChallenge, takeChallenge } from '../challenges/challenges.ts'
import { type AccountId, secondFactorReset } from '../contract.ts'
import { deletePasskeys } from '../passkeys/store.ts'
import { countTry, limitsOf } from '../signing-in/limits.ts'
import { readStanding, type SignedIn } from '../signing-in/steps.ts'
import type { Account, IdentityContext, IdentityTables, Workplace } from '../tables.ts'
import { requireFreshSignIn } from '../tokens/freshness.ts'
import { endingNow, refuseTokens } from '../tokens/refusal.ts'
import { endSessionsOf, lockSession, noteFactor } from '../tokens/store.ts'
import { listWorkplaces } from '../workplaces/store.ts'
import { requireAnotherFactor, requireFactorGiven } from './gates.ts'
import { RECOVERY_CODES, readRecoveryCode, toRecoveryCode } from './rules.ts'
import { deleteTotp, lockTotp, markRecoveryCode, noteTotpUse, replaceRecoveryCodes, writeTotp } from './store.ts'
import { findStep, makeSecret, toAppAddress } from './totp.ts'

const SETUP_SECONDS = 900

export interface AppSetup {
  readonly setup: string
  readonly secret: string
  readonly uri: string
  readonly expiresInSeconds: number
}

/** Begins to set up an authenticator app; the app before stays in use until the new one shows a right code. */
export async function openAppSetup(context: IdentityContext, actor: Actor): Promise<AppSetup> {
  const account = await getOwnAccount(context, actor)
  await requireFreshSignIn(context, actor)
  await requireFactorGiven(context.db, actor)
  const secret = await makeSecret()
  const asked = { purpose: 'authenticator', accountId: account.id, kept: secret, seconds: SETUP_SECONDS } as const
  const setup = await openChallenge(context, asked)
  return { setup, secret, uri: await toAppAddress(secret, account.name), expiresInSeconds: SETUP_SECONDS }
}

/** Takes an authenticator app into use with its first right code. It counts as the second factor of this sign-in. */
export async function activateApp(
  context: IdentityContext,
  actor: Actor,
  { setup, code }: { readonly setup: string; readonly code: string },
  origin: EventOrigin,
): Promise<void> {
  const { accountId, sessionId } = actor
  await countTry(context, limitsOf(context.config).appCodes, accountId)
  await transaction(context.db, async (tx) => {
    const now = tx.clock.now()
    const account = (await lockAccount(tx, accountId)) as Account
    await requireFactorGiven(tx, actor)
    // A wrong code undoes this, so that the person can try again.
    const taken = await takeChallenge(context, tx, { text: setup, purpose: 'authenticator', accountId })
    if (!taken) throw invalidField('/setup', 'has expired or was used: begin again')
    const step = await findStep({ secret: taken.kept, lastStep: 0 }, code, now)
    if (step === undefined) throw wrongAppCode()
    const sealed = context.keys.seal(taken.kept, toBound(accountId))
    await writeTotp(tx, { cell: account.cell, account_id: accountId, sealed, activated_at: now, last_step: step })
    await noteFactor(tx, sessionId, now)
    await tellHolder(tx, { accountId, change: 'second-factor' }, origin)
  })
}

const toBound = (accountId: AccountId): string => `identity.totps ${accountId}`

const wrongAppCode = (): Problem =>
  invalidField('/code', 'is not right, or was used before: wait for the next code of the app')

/** Removes the authenticator app. Throws `signInTooOld`, `notFound` and `lastFactor`. */
export async function removeApp(context: IdentityContext, actor: Actor, origin: EventOrigin): Promise<void> {
  await requireFreshSignIn(context, actor)
  await transaction(context.db, async (tx) => {
    await lockAccount(tx, actor.accountId)
    if (!(await lockTotp(tx, actor.accountId))) throw new Problem(notFound)
    await requireAnotherFactor(tx, actor.accountId)
    await deleteTotp(tx, actor.accountId)
    await tellHolder(tx, { accountId: actor.accountId, change: 'second-factor' }, origin)
  })
}

/** Makes new recovery codes in place of the old ones. This answer alone holds them: Sehat keeps hashes. */
export async function renewRecoveryCodes(
  context: IdentityContext,
  actor: Actor,
  origin: EventOrigin,
): Promise<string[]> {
  const { accountId } = await getOwnAccount(context, actor).then(({ id }) => ({ accountId: id }))
  await requireFreshSignIn(context, actor)
  const codes = Array.from({ length: RECOVERY_CODES }, () => toRecoveryCode(randomBytes(10)))
  const hashes = codes.map((code) => toHash(context, accountId, code))
  await transaction(context.db, async (tx) => {
    await lockAccount(tx, accountId)
    await replaceRecoveryCodes(tx, accountId, { hashes, now: tx.clock.now() })
    await tellHolder(tx, { accountId, change: 'second-factor' }, origin)
  })
  return codes
}

const toHash = ({ keys }: IdentityContext, accountId: AccountId, typed: string): string =>
  keys.hash('recovery', `${accountId} ${readRecoveryCode(typed)}`)

/** The tokens after the second factor; the refresh token stays the same. */
export type Given = Omit<SignedIn, 'refreshToken'>

export type StatedFactor = { readonly code: string } | { readonly recoveryCode: string }

/** Gives the second factor of this sign-in: a code of the app, or a recovery code. Throws a 400 for a wrong one. */
export async function giveFactor(
  context: IdentityContext,
  { accountId, sessionId }: Actor,
  stated: StatedFactor,
  origin: EventOrigin,
): Promise<Given> {
  const { appCodes, recoveryCodes } = limitsOf(context.config)
  await countTry(context, 'code' in stated ? appCodes : recoveryCodes, accountId)
  return finishFactor(context, { accountId, sessionId }, async (tx) => {
    if ('code' in stated) return useAppCode(tx, context, accountId, stated.code)
    const shown = { hash: toHash(context, accountId, stated.recoveryCode), now: tx.clock.now() }
    const isRight = await markRecoveryCode(tx, accountId, shown)
    if (!isRight) throw invalidField('/recoveryCode', 'is not one of your codes, or was used before')
    await tellHolder(tx, { accountId, change: 'second-factor' }, origin)
  })
}

/** Notes that this sign-in has its second factor, after `prove` has not thrown, and gives the tokens for it. */
export async function finishFactor(
  context: IdentityContext,
  { accountId, sessionId }: Pick<Actor, 'accountId' | 'sessionId'>,
  prove?: (tx: Tx<IdentityTables>) => Promise<void>,
): Promise<Given> {
  const { db, auth, config } = context
  const standing = await transaction(db, async (tx) => {
    const account = await holdAccount(tx, accountId)
    const session = await lockSession(tx, sessionId)
    const now = tx.clock.now()
    const isOpen = account && !account.deactivated_at && session && !session.revoked_at && session.expires_at > now
    if (!isOpen) throw new Problem(signInNeeded)
    await prove?.(tx)
    await noteFactor(tx, sessionId, now)
    return readStanding(tx, { ...session, factor_at: now })
  })
  const expiresInSeconds = config.accessTokenSeconds
  return { ...standing, expiresInSeconds, accessToken: await auth.sign(standing.actor, expiresInSeconds) }
}

async function useAppCode(
  tx: Tx<IdentityTables>,
  { keys }: IdentityContext,
  accountId: AccountId,
  code: string,
): Promise<void> {
  const totp = await lockTotp(tx, accountId)
  const secret = totp && keys.unseal(totp.sealed, toBound(accountId))
  const step = secret && (await findStep({ secret, lastStep: totp.last_step }, code, tx.clock.now()))
  if (!step) throw wrongAppCode()
  await noteTotpUse(tx, accountId, step)
}

/**
 * Removes all second factors of somebody who lost them, ends their sign-ins, and tells them. `permit` throws for an
 * actor who could not have given all roles of the person. A repeat changes nothing more.
 */
export async function resetFactors(
  context: IdentityContext,
  accountId: AccountId,
  permit: (active: readonly Workplace[]) => void,
  origin: EventOrigin,
): Promise<void> {
  const revoked = await transaction(context.db, async (tx) => {
    const account = await lockAccount(tx, accountId)
    const active = account ? await listWorkplaces(tx, accountId) : []
    if (!account || active.length === 0) throw new Problem(notFound)
    permit(active)
    await deletePasskeys(tx, accountId)
    await deleteTotp(tx, accountId)
    await replaceRecoveryCodes(tx, accountId, { hashes: [], now: tx.clock.now() })
    await publish(tx, origin, secondFactorReset, { accountId })
    await tellHolder(tx, { accountId, change: 'second-factor-reset' }, origin)
    return endSessionsOf(tx, { accountId }, endingNow(context))
  })
  refuseTokens(context, revoked)
}
