// Signs people in: checks the proof, issues and refreshes tokens, and ends sign-ins.
import { randomBytes } from 'node:crypto'
import { decodeJwt } from 'jose'
import type { Actor } from '../../../platform/auth.ts'
import { ID_PATTERN, newId } from '../../../platform/id.ts'
import { type Tx, transaction } from '../../../platform/postgres/db.ts'
import { Problem } from '../../../platform/problem.ts'
import { type EventOrigin, publish } from '../../../platform/work/outbox.ts'
import { findAccount, findAccountByPhone, getAccount, holdAccount } from '../accounts/store.ts'
import { tellHolder } from '../accounts/tell-holder.ts'
import { type AccountId, enrolByCode, noAccount, refreshTokenReused } from '../contract.ts'
import { type Device, UNKNOWN_DEVICE } from '../devices/device.ts'
import { hasDevice, noteDevice } from '../devices/store.ts'
import { findFactorDue } from '../factors/gates.ts'
import type { FactorDue } from '../factors/rules.ts'
import { claimOffer, openAccountOfOffer } from '../offers/steps.ts'
import { listOpenOffers } from '../offers/store.ts'
import { undoClosing } from '../personal/closing.ts'
import { decideRefresh, type Proof, pickWorkplace, rolesAt, type ShownToken, sessionSeconds } from '../rules.ts'
import type { Account, IdentityContext, IdentityTables, Session, SignInProof, Workplace } from '../tables.ts'
import { endingNow, refuseTokens } from '../tokens/refusal.ts'
import type { Revocation } from '../tokens/store.ts'
import { endSession, insertSession, lockSession, rotateRefreshToken } from '../tokens/store.ts'
import { listWorkplaces, updateWorkplace } from '../workplaces/store.ts'
import { withCode } from './codes.ts'
import { isPasswordOf } from './passwords.ts'

/**
 * Gives the account of this phone if the proof is right. A wrong password and an unknown phone cost the same work.
 * Throws `noAccount` when a code proves a phone without an account. The code stays valid, so that its holder can
 * register.
 */
export async function findProven(
  context: IdentityContext,
  phone: string,
  proof: Proof,
  origin: EventOrigin,
): Promise<Account | undefined> {
  const phoneHash = context.keys.hash('phone', phone)
  if ('otp' in proof) {
    const stated = { phone, otp: proof.otp }
    const proven = await withCode(context, stated, (tx) => openProven(tx, context, phoneHash))
    return proven ?? claimOffer(context, stated, origin)
  }
  const account = await findAccountByPhone(context.db, phoneHash)
  return (await isPasswordOf(account?.password_hash, proof.password)) ? account : undefined
}

/** Whether the holder of this phone signed in with this browser before. */
export async function isDeviceOf(context: IdentityContext, phone: string, device: Device): Promise<boolean> {
  if (!device.isSecret) return false
  const account = await findAccountByPhone(context.db, context.keys.hash('phone', phone))
  return account !== undefined && hasDevice(context.db, account.id, device.hash)
}

// Somebody to whom a role is offered may have no account yet, or one that was switched off after their last role.
async function openProven(tx: Tx<IdentityTables>, context: IdentityContext, phoneHash: string): Promise<Account> {
  const account = await findAccountByPhone(tx, phoneHash)
  if (account && !account.deactivated_at) return account
  const [offer] = await listOpenOffers(tx, phoneHash, context.clock.now())
  if (!offer) throw new Problem(noAccount)
  return openAccountOfOffer(tx, context, offer)
}

/** What a client gets after a sign-in. */
export interface SignedIn {
  readonly accessToken: string
  readonly refreshToken: string
  readonly expiresInSeconds: number
  /** When the sign-in ends. A refresh does not move it; no refresh token lives longer. */
  readonly endsAt: Date
  readonly account: Account
  /** What the access token carries. */
  readonly actor: Actor
  /** The active appointments of the account. */
  readonly workplaces: readonly Workplace[]
  /** What the person must still do before the tokens carry any role. */
  readonly factorDue: FactorDue | undefined
}

type Issue = Pick<SignedIn, 'account' | 'actor' | 'workplaces' | 'factorDue' | 'refreshToken' | 'endsAt'>

export interface SignInSource {
  readonly device: Device
  readonly origin: EventOrigin
  readonly proof: SignInProof
}

const NO_SOURCE: SignInSource = {
  device: UNKNOWN_DEVICE,
  origin: { actorId: null, requestId: newId(0) },
  proof: 'code',
}

/**
 * Begins a sign-in and tells the holder of a new device; undefined when the account is switched off. Throws
 * `enrolByCode` when the person must first set up a second factor, and did not prove the phone now.
 */
export async function openSession(
  context: IdentityContext,
  accountId: AccountId,
  { device, origin, proof }: SignInSource = NO_SOURCE,
): Promise<SignedIn | undefined> {
  const { db, config, clock, keys } = context
  // Every kind of sign-in comes here. Whoever asked to close the account and signs in again keeps it.
  if ((await findAccount(db, accountId))?.closes_at) await undoClosing(context, accountId, origin)
  const issue = await transaction(db, async (tx): Promise<Issue | undefined> => {
    // The lock puts an appointment or a deactivation at this moment either before this session, or it ends the session.
    const account = await holdAccount(tx, accountId)
    if (!account || account.deactivated_at) return undefined
    const now = clock.now()
    const sessionId = newId(account.cell, now.getTime())
    const refreshToken = firstRefreshToken(sessionId)
    const workplaces = await listWorkplaces(tx, accountId)
    const workplace = pickWorkplace(workplaces)
    const seconds = sessionSeconds(workplaces.length > 0, config.refreshTokenSeconds)
    const endsAt = new Date(now.getTime() + seconds * 1_000)
    const session: Session = {
      cell: account.cell,
      id: sessionId,
      account_id: account.id,
      workplace_id: workplace?.id ?? null,
      device_name: device.name,
      proof,
      // Who uses a passkey has the device, and shows a finger, a face or a PIN to it.
      factor_at: proof === 'passkey' ? now : null,
      refresh_hash: keys.hash('refresh', refreshToken),
      created_at: now,
      refreshed_at: now,
      switched_at: null,
      expires_at: endsAt,
      revoked_at: null,
    }
    const factorDue = await findFactorDue(tx, session, workplaces)
    // Whoever knows the password alone must not set up the factor.
    if (factorDue === 'enrol' && proof !== 'code') throw new Problem(enrolByCode)
    await insertSession(tx, session)
    if (workplace) await updateWorkplace(tx, workplace.id, { last_used_at: now })
    if (device !== UNKNOWN_DEVICE) await tellNewDevice(tx, account, device, origin)
    const actor = toActor(account, sessionId, workplace, factorDue)
    return { account, actor, factorDue, workplaces, refreshToken, endsAt }
  })
  return issue && toSignedIn(context, issue)
}

const FIRST_HOUR_MS = 3_600_000

// People who opened the account a moment ago know their device.
async function tellNewDevice(
  tx: Tx<IdentityTables>,
  { id: accountId, created_at }: Account,
  device: Device,
  origin: EventOrigin,
): Promise<void> {
  const now = tx.clock.now()
  const isNew = await noteDevice(tx, accountId, device, now)
  if (!isNew || now.getTime() - created_at.getTime() < FIRST_HOUR_MS) return
  await tellHolder(tx, { accountId, change: 'new-device', deviceName: device.name }, origin)
}

interface ShownRefreshToken {
  readonly token: string
  /** True for browsers: two tabs may show one token at the same moment (decision 0008). */
  readonly isFromCookie: boolean
}

/** Gives new tokens for a sign-in; undefined when the token is refused. A second use of a token ends the sign-in. */
export async function refreshSession(
  context: IdentityContext,
  shown: ShownRefreshToken,
  origin: EventOrigin,
): Promise<SignedIn | undefined> {
  const sessionId = sessionIdOf(shown.token)
  if (sessionId === undefined) return undefined
  const outcome = await exchangeToken(context, { ...shown, sessionId, origin })
  refuseTokens(context, outcome.revoked)
  return outcome.issue && toSignedIn(context, outcome.issue)
}

interface Exchange {
  readonly issue?: Issue
  readonly revoked: readonly Revocation[]
}

// The session's row lock decides between two requests with one token: the second request finds the token used and ends
// the sign-in for both, unless both come from one browser.
async function exchangeToken(
  context: IdentityContext,
  { sessionId, token, isFromCookie, origin }: ShownRefreshToken & { sessionId: string; origin: EventOrigin },
): Promise<Exchange> {
  const { db, clock, keys } = context
  return transaction(db, async (tx): Promise<Exchange> => {
    const now = clock.now()
    const session = await lockSession(tx, sessionId)
    const shown = session ? compareToken(context, session, token) : 'other'
    const decision = decideRefresh(session, shown === 'previous' && !isFromCookie ? 'other' : shown, now)
    if (!session || decision === 'refuse') return { revoked: [] }
    if (decision === 'revoke') {
      const body = { accountId: session.account_id, sessionId }
      await publish(tx, origin, refreshTokenReused, body)
      return { revoked: await endSession(tx, sessionId, endingNow(context)) }
    }
    const standing = await readStanding(tx, session)
    const refreshToken = nextRefreshToken(context, sessionId, token)
    if (decision === 'rotate') {
      await rotateRefreshToken(tx, { id: sessionId, refreshHash: keys.hash('refresh', refreshToken), now })
    }
    return { issue: { ...standing, refreshToken }, revoked: [] }
  })
}

/** What the tokens of a sign-in carry now. */
export async function readStanding(tx: Tx<IdentityTables>, session: Session): Promise<Omit<Issue, 'refreshToken'>> {
  const account = await getAccount(tx, session.account_id)
  const workplaces = await listWorkplaces(tx, account.id)
  const workplace = workplaces.find(({ id }) => id === session.workplace_id)
  const factorDue = await findFactorDue(tx, session, workplaces)
  const actor = toActor(account, session.id, workplace, factorDue)
  return { account, actor, factorDue, workplaces, endsAt: session.expires_at }
}

function compareToken(context: IdentityContext, session: Session, token: string): ShownToken {
  const { keys } = context
  const isKept = (one: string): boolean => keys.equal(session.refresh_hash, keys.hash('refresh', one))
  if (isKept(token)) return 'newest'
  return isKept(nextRefreshToken(context, session.id, token)) ? 'previous' : 'other'
}

export async function signOut(context: IdentityContext, sessionId: string): Promise<void> {
  const revoked = await transaction(context.db, (tx) => endSession(tx, sessionId, endingNow(context)))
  refuseTokens(context, revoked)
}

/** Ends the sign-in of the newest or the previous refresh token; does nothing for any other token. */
export async function signOutByToken(context: IdentityContext, token: string): Promise<void> {
  const sessionId = sessionIdOf(token)
  if (sessionId === undefined) return
  const revoked = await transaction(context.db, async (tx) => {
    const session = await lockSession(tx, sessionId)
    if (!session || compareToken(context, session, token) === 'other') return []
    return endSession(tx, sessionId, endingNow(context))
  })
  refuseTokens(context, revoked)
}

export interface TokenState {
  readonly actor: Actor
  readonly expiresAt: Date
}

/** Gives the actor and the expiry of an access token; undefined when it is not valid for any reason. */
export async function findTokenState({ auth }: IdentityContext, token: string): Promise<TokenState | undefined> {
  try {
    const actor = await auth.verify(token)
    return { actor, expiresAt: new Date((decodeJwt(token).exp ?? 0) * 1_000) }
  } catch (error) {
    if (error instanceof Problem) return undefined
    throw error
  }
}

async function toSignedIn(context: IdentityContext, issue: Issue): Promise<SignedIn> {
  const { auth, config } = context
  const expiresInSeconds = config.accessTokenSeconds
  return { ...issue, accessToken: await auth.sign(issue.actor, expiresInSeconds), expiresInSeconds }
}

/**
 * What a token of this sign-in carries: the role citizen if the holder is one, and one workplace's roles and place. It
 * carries no role at all before the second factor that one of the roles needs.
 */
export function toActor(
  account: Account,
  sessionId: string,
  workplace: Workplace | undefined,
  factorDue: FactorDue | undefined,
): Actor {
  if (factorDue) return { accountId: account.id, sessionId, roles: [], factorDue: true }
  const roles = rolesAt(account, workplace)
  if (!workplace) return { accountId: account.id, sessionId, roles }
  const { id: workplaceId, facility_id: facilityId, chain_id: chainId, district_cell: districtCell } = workplace
  return {
    ...{ accountId: account.id, sessionId, roles, workplaceId },
    ...(facilityId !== null && { facilityId }),
    ...(chainId !== null && { chainId }),
    ...(districtCell !== null && { districtCell }),
  }
}

// The token begins with the session's id, because the id holds the cell: so a refresh touches one shard.
function firstRefreshToken(sessionId: string): string {
  return `${sessionId}.${randomBytes(32).toString('base64url')}`
}

// We compute each token from the one before with a secret key. So a repeat gets the same successor. We also recognise
// the previous token by its successor, although we store only the hash of the newest.
function nextRefreshToken({ keys }: IdentityContext, sessionId: string, token: string): string {
  return `${sessionId}.${Buffer.from(keys.hash('next-refresh', token), 'hex').toString('base64url')}`
}

const REFRESH_TOKEN_FORM = new RegExp(`^(${ID_PATTERN.slice(1, -1)})\\.[A-Za-z0-9_-]{43}$`)

function sessionIdOf(token: string): string | undefined {
  return REFRESH_TOKEN_FORM.exec(token)?.[1]
}
