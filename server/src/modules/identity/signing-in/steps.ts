// Signing in: one-time codes, the proof of who it is, and tokens that follow one another until the sign-in ends.
import { randomBytes, randomInt } from 'node:crypto'
import { decodeJwt } from 'jose'
import type { Actor } from '../../../platform/auth.ts'
import { ID_PATTERN, newId } from '../../../platform/id.ts'
import { transaction } from '../../../platform/postgres/db.ts'
import { Problem } from '../../../platform/problem.ts'
import { type EventOrigin, publish } from '../../../platform/work/outbox.ts'
import { findAccountByPhone, getAccount, holdAccount } from '../accounts/store.ts'
import { type AccountId, refreshTokenReused } from '../contract.ts'
import { decideRefresh, type Proof, pickWorkplace, rolesAt, type ShownToken, sessionSeconds } from '../rules.ts'
import type { Account, IdentityContext, Session, Workplace } from '../tables.ts'
import type { Ending, Revocation } from '../tokens/store.ts'
import { endSession, insertSession, lockSession, rotateRefreshToken } from '../tokens/store.ts'
import { listWorkplaces, updateWorkplace } from '../workplaces/store.ts'
import { isPasswordOf } from './passwords.ts'
import { replaceCode, useCode } from './store.ts'

/** Makes a new one-time code the only one that counts, and sends it if the phone has an account; gives its end. */
export async function sendCode(context: IdentityContext, phone: string): Promise<Date> {
  const { db, config, clock, keys, messages } = context
  const code = String(randomInt(1_000_000)).padStart(6, '0')
  const phoneHash = keys.hash('phone', phone)
  const expiresAt = new Date(clock.now().getTime() + config.otpSeconds * 1_000)
  await replaceCode(db, { phoneHash, codeHash: keys.hash('otp', phoneHash + code), expiresAt })
  const account = await findAccountByPhone(db, phoneHash)
  const text = `Sehat: ${code} is your code to sign in. It holds for ${config.otpSeconds} seconds. Give it to nobody.`
  if (account && !account.deactivated_at) messages.send({ to: phone, text })
  return expiresAt
}

/** Whose phone this is, if the proof is right; a wrong proof and an unknown phone cost the same work. */
export async function findProven(context: IdentityContext, phone: string, proof: Proof): Promise<Account | undefined> {
  const { db, keys } = context
  const phoneHash = keys.hash('phone', phone)
  const account = await findAccountByPhone(db, phoneHash)
  const isProven =
    'otp' in proof
      ? await isCodeOf(context, phoneHash, proof.otp)
      : await isPasswordOf(account?.password_hash, proof.password)
  return isProven ? account : undefined
}

async function isCodeOf({ db, config, clock, keys }: IdentityContext, phoneHash: string, otp: string) {
  const codeHash = keys.hash('otp', phoneHash + otp)
  return useCode(db, { phoneHash, codeHash, triesMax: config.otpTriesMax, now: clock.now() })
}

/** What a client gets that has signed in. */
export interface SignedIn {
  readonly accessToken: string
  readonly refreshToken: string
  readonly expiresInSeconds: number
  /** End of the sign-in however often it is refreshed, and so of every refresh token. */
  readonly endsAt: Date
  readonly account: Account
  /** What the access token carries. */
  readonly actor: Actor
  /** The appointments that the account has. */
  readonly workplaces: readonly Workplace[]
}

type Issue = Pick<SignedIn, 'account' | 'actor' | 'workplaces' | 'refreshToken' | 'endsAt'>

/** Begins a sign-in; undefined where the account is switched off. */
export async function openSession(context: IdentityContext, accountId: AccountId): Promise<SignedIn | undefined> {
  const { db, config, clock, keys } = context
  const issue = await transaction(db, async (tx): Promise<Issue | undefined> => {
    // Held, so that an appointment or a deactivation at this moment comes either before this session or ends it.
    const account = await holdAccount(tx, accountId)
    if (!account || account.deactivated_at) return undefined
    const now = clock.now()
    const sessionId = newId(account.cell, now.getTime())
    const refreshToken = firstRefreshToken(sessionId)
    const workplaces = await listWorkplaces(tx, accountId)
    const workplace = pickWorkplace(workplaces)
    const seconds = sessionSeconds(workplaces.length > 0, config.refreshTokenSeconds)
    const endsAt = new Date(now.getTime() + seconds * 1_000)
    await insertSession(tx, {
      cell: account.cell,
      id: sessionId,
      account_id: account.id,
      workplace_id: workplace?.id ?? null,
      refresh_hash: keys.hash('refresh', refreshToken),
      created_at: now,
      refreshed_at: now,
      switched_at: null,
      expires_at: endsAt,
      revoked_at: null,
    })
    if (workplace) await updateWorkplace(tx, workplace.id, { last_used_at: now })
    return { account, actor: toActor(account, sessionId, workplace), workplaces, refreshToken, endsAt }
  })
  return issue && toSignedIn(context, issue)
}

interface ShownRefreshToken {
  readonly token: string
  /** From a browser: two of its tabs may show one token at the same moment (decision 0008). */
  readonly isFromCookie: boolean
}

/** Goes on with a sign-in; undefined where the token is refused. A token that was used before ends the sign-in. */
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

// The session's row lock decides between two who show one token: the second finds it used, and nobody stays signed in,
// unless both come from one browser.
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
    const account = await getAccount(tx, session.account_id)
    const workplaces = await listWorkplaces(tx, account.id)
    const workplace = workplaces.find(({ id }) => id === session.workplace_id)
    const refreshToken = nextRefreshToken(context, sessionId, token)
    if (decision === 'rotate') {
      await rotateRefreshToken(tx, { id: sessionId, refreshHash: keys.hash('refresh', refreshToken), now })
    }
    const actor = toActor(account, sessionId, workplace)
    return { issue: { account, actor, workplaces, refreshToken, endsAt: session.expires_at }, revoked: [] }
  })
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

/** Ends the sign-in of a refresh token that could still be used; does nothing with any other. */
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

/** Whose an access token is; undefined when it is not valid, whatever the reason. */
export async function findTokenState({ auth }: IdentityContext, token: string): Promise<TokenState | undefined> {
  try {
    const actor = await auth.verify(token)
    return { actor, expiresAt: new Date((decodeJwt(token).exp ?? 0) * 1_000) }
  } catch (error) {
    if (error instanceof Problem) return undefined
    throw error
  }
}

// A token may be signed a moment after its session was written, for a repeated refresh too, and by a process whose
// clock is ahead.
const TOKEN_LIFE_MARGIN_SECONDS = 60

export function endingNow({ clock, config }: IdentityContext): Ending {
  return { now: clock.now(), tokenLifeMs: (config.accessTokenSeconds + TOKEN_LIFE_MARGIN_SECONDS) * 1_000 }
}

/** Refuses tokens in this process at once, after the commit; the others read of it within a second. */
export function refuseTokens({ auth }: IdentityContext, revoked: readonly Revocation[]): void {
  for (const { id, expiresAt } of revoked) auth.revoke(id, expiresAt.getTime())
}

async function toSignedIn(context: IdentityContext, issue: Issue): Promise<SignedIn> {
  const { auth, config } = context
  const expiresInSeconds = config.accessTokenSeconds
  return { ...issue, accessToken: await auth.sign(issue.actor, expiresInSeconds), expiresInSeconds }
}

/** What a token of this sign-in carries: a citizen's role, and the roles of one workplace with its place. */
export function toActor(account: Account, sessionId: string, workplace: Workplace | undefined): Actor {
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

// The id of the session stands in front, because it holds the cell: a refresh touches one shard.
function firstRefreshToken(sessionId: string): string {
  return `${sessionId}.${randomBytes(32).toString('base64url')}`
}

// Each follows from the one before by a key of ours: a repeat gets the same successor, and a predecessor is known by it
// although only the hash of the newest is kept.
function nextRefreshToken({ keys }: IdentityContext, sessionId: string, token: string): string {
  return `${sessionId}.${Buffer.from(keys.hash('next-refresh', token), 'hex').toString('base64url')}`
}

const REFRESH_TOKEN_FORM = new RegExp(`^(${ID_PATTERN.slice(1, -1)})\\.[A-Za-z0-9_-]{43}$`)

function sessionIdOf(token: string): string | undefined {
  return REFRESH_TOKEN_FORM.exec(token)?.[1]
}
