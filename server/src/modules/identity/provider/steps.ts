// Signs in with an account at the outside identity provider, and binds such an account to one of Sehat.
import { randomBytes } from 'node:crypto'
import type { Actor } from '../../../platform/auth.ts'
import { newId } from '../../../platform/id.ts'
import { type IdentityProvider, type OutsideSubject, ProviderDown } from '../../../platform/ports/identity-provider.ts'
import { type Tx, transaction } from '../../../platform/postgres/db.ts'
import { notFound, Problem } from '../../../platform/problem.ts'
import type { EventOrigin } from '../../../platform/work/outbox.ts'
import { getOwnAccount } from '../accounts/account.ts'
import { lockAccount } from '../accounts/store.ts'
import { tellHolder } from '../accounts/tell-holder.ts'
import { openChallenge, peekChallenge, takeChallenge } from '../challenges/challenges.ts'
import {
  type AccountId,
  type OutsideAccountId,
  outsideAccountTaken,
  outsideAccountUnknown,
  outsideSignInEnded,
} from '../contract.ts'
import { openSession, type SignedIn, type SignInSource } from '../signing-in/steps.ts'
import type { IdentityContext, IdentityTables, OutsideAccount } from '../tables.ts'
import { requireFreshSignIn } from '../tokens/freshness.ts'
import { deleteOutsideAccount, findOutsideAccount, insertOutsideAccount } from './store.ts'

/** Long enough to read the pages of a provider, and to prove the phone afterwards. */
export const PROVIDER_SECONDS = 900

/** What a page must say after the provider sent the browser back. */
export type Outcome = 'proven' | 'refused' | 'unreachable' | 'failed'

interface Begun {
  readonly nonce: string
  readonly verifier: string
  readonly redirectUri: string
  readonly back: string
  /** Names the browser that began, so that nobody can finish the sign-in of another. */
  readonly browser: string
}

const random = (): string => randomBytes(32).toString('base64url')

/** Begins a sign-in at the provider; undefined when the provider is down. */
export async function beginAtProvider(
  context: IdentityContext,
  provider: IdentityProvider,
  { redirectUri, back }: Pick<Begun, 'redirectUri' | 'back'>,
): Promise<{ readonly url: URL; readonly browser: string } | undefined> {
  const begun: Begun = { nonce: random(), verifier: random(), browser: random(), redirectUri, back }
  const kept = JSON.stringify(begun)
  const state = await openChallenge(context, { purpose: 'provider', kept, seconds: PROVIDER_SECONDS })
  try {
    return { url: await provider.begin({ ...begun, state }), browser: begun.browser }
  } catch (error) {
    return undefinedIfDown(context, error)
  }
}

function undefinedIfDown({ log }: IdentityContext, error: unknown): undefined {
  if (!(error instanceof ProviderDown)) throw error
  log.warn({ reason: error.message }, 'the identity provider cannot be reached')
  return undefined
}

export interface Returned {
  readonly state: string
  /** The query with which the provider sent the browser back. */
  readonly query: string
  readonly browser: string | undefined
  readonly isRefused: boolean
}

export interface Finished {
  readonly outcome: Outcome
  readonly back: string
  /** Proves the outside account to the routes that sign in and bind, once. */
  readonly ticket?: string
}

/** Finishes a sign-in at the provider. The state works once, in the browser that began. */
export async function finishAtProvider(
  context: IdentityContext,
  provider: IdentityProvider,
  { state, query, browser, isRefused }: Returned,
): Promise<Finished> {
  const taken = await takeChallenge(context, context.db, { text: state, purpose: 'provider' })
  const begun = taken && (JSON.parse(taken.kept) as Begun)
  if (!begun || browser === undefined || !context.keys.equal(browser, begun.browser)) {
    return { outcome: 'failed', back: begun?.back ?? '' }
  }
  const { back } = begun
  if (isRefused) return { outcome: 'refused', back }
  try {
    const subject = await provider.finish(new URL(`${begun.redirectUri}?${query}`), { ...begun, state })
    return { outcome: 'proven', back, ticket: await openTicket(context, subject) }
  } catch (error) {
    const isDown = error instanceof ProviderDown
    const { name, message, code } = error as Error & { code?: string }
    const what = isDown ? 'cannot be reached' : 'gave an answer that is not accepted'
    context.log.warn({ reason: code ?? name, ...(isDown && { message }) }, `the identity provider ${what}`)
    return { outcome: isDown ? 'unreachable' : 'failed', back }
  }
}

/** A ticket: the holder of this browser proved the outside account a moment ago. */
export const openTicket = (context: IdentityContext, subject: OutsideSubject): Promise<string> =>
  openChallenge(context, { purpose: 'binding', kept: JSON.stringify(subject), seconds: PROVIDER_SECONDS })

const toHash = ({ keys }: IdentityContext, { issuer, subject }: OutsideSubject): string =>
  keys.hash('outside-account', JSON.stringify([issuer, subject]))

/**
 * Signs in to the account to which the outside account is bound. Throws `outsideAccountUnknown` when there is none: the
 * ticket stays valid, so that the person can prove the phone and bind it. Throws `outsideSignInEnded`.
 */
export async function signInWithTicket(
  context: IdentityContext,
  ticket: string,
  source: Omit<SignInSource, 'proof'>,
): Promise<SignedIn> {
  const shown = await peekChallenge(context, { text: ticket, purpose: 'binding' })
  if (!shown) throw new Problem(outsideSignInEnded)
  const known = await findOutsideAccount(context.db, toHash(context, JSON.parse(shown.kept) as OutsideSubject))
  if (!known) throw new Problem(outsideAccountUnknown)
  const taken = await takeChallenge(context, context.db, { text: ticket, purpose: 'binding' })
  const signedIn = taken && (await openSession(context, known.account_id, { ...source, proof: 'provider' }))
  if (!signedIn) throw new Problem(outsideSignInEnded)
  return signedIn
}

/** Reads who binds. Throws `signInTooOld`. */
export async function requireBinder(context: IdentityContext, actor: Actor): Promise<void> {
  await getOwnAccount(context, actor)
  await requireFreshSignIn(context, actor)
}

/** Binds the outside account of a ticket to an account. Throws `outsideSignInEnded` and `outsideAccountTaken`. */
export async function bindOutsideAccount(
  tx: Tx<IdentityTables>,
  context: IdentityContext,
  { accountId, ticket }: { readonly accountId: AccountId; readonly ticket: string | undefined },
  origin: EventOrigin,
): Promise<OutsideAccount> {
  const taken = ticket && (await takeChallenge(context, tx, { text: ticket, purpose: 'binding' }))
  if (!taken) throw new Problem(outsideSignInEnded)
  const subject = JSON.parse(taken.kept) as OutsideSubject
  const account = await lockAccount(tx, accountId)
  if (!account) throw new Problem(notFound)
  const now = tx.clock.now()
  const outside: OutsideAccount = {
    subject_hash: toHash(context, subject),
    id: newId(account.cell, now.getTime()),
    cell: account.cell,
    account_id: accountId,
    issuer: subject.issuer,
    bound_at: now,
  }
  if (!(await insertOutsideAccount(tx, outside))) {
    const known = await findOutsideAccount(tx, outside.subject_hash)
    if (known?.account_id === accountId) return known
    throw new Problem(outsideAccountTaken)
  }
  await tellHolder(tx, { accountId, change: 'outside-account' }, origin)
  return outside
}

/** Ends a binding. Throws `signInTooOld` and `notFound`. */
export async function unbindOutsideAccount(
  context: IdentityContext,
  actor: Actor,
  id: OutsideAccountId,
  origin: EventOrigin,
): Promise<void> {
  await requireFreshSignIn(context, actor)
  await transaction(context.db, async (tx) => {
    if ((await deleteOutsideAccount(tx, actor.accountId, id)) === 0) throw new Problem(notFound)
    await tellHolder(tx, { accountId: actor.accountId, change: 'outside-account' }, origin)
  })
}
