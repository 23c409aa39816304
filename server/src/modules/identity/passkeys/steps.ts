// Adds, uses and removes passkeys.
import type { Actor } from '../../../platform/auth.ts'
import { ID_PATTERN, newId } from '../../../platform/id.ts'
import { type Tx, transaction } from '../../../platform/postgres/db.ts'
import { invalidField, notFound, Problem } from '../../../platform/problem.ts'
import type { EventOrigin } from '../../../platform/work/outbox.ts'
import { getOwnAccount } from '../accounts/account.ts'
import { lockAccount } from '../accounts/store.ts'
import { tellHolder } from '../accounts/tell-holder.ts'
import { openChallenge, takeChallenge } from '../challenges/challenges.ts'
import { type AccountId, type PasskeyId, passkeyRefused, tooManyPasskeys } from '../contract.ts'
import { requireAnotherFactor, requireFactorGiven } from '../factors/gates.ts'
import type { Account, IdentityContext, IdentityTables, Passkey } from '../tables.ts'
import { requireFreshSignIn } from '../tokens/freshness.ts'
import { noteFactor } from '../tokens/store.ts'
import { type Assertion, checkAssertion, checkCredential, type NewCredential } from './checking.ts'
import { PASSKEYS_MAX, type RelyingParty, readSignedChallenge } from './rules.ts'
import { deletePasskeys, insertPasskey, listPasskeys, lockPasskey, notePasskeyUse } from './store.ts'

export interface Enrolment {
  readonly challenge: string
  readonly account: Account
  readonly known: readonly Passkey[]
}

/** Begins to add a passkey. Throws `signInTooOld`, and `secondFactorNeeded` before the account's factor is given. */
export async function openEnrolment(context: IdentityContext, actor: Actor): Promise<Enrolment> {
  const account = await getOwnAccount(context, actor)
  await requireFreshSignIn(context, actor)
  await requireFactorGiven(context.db, actor)
  const known = await listPasskeys(context.db, account.id)
  const challenge = await openChallenge(context, { purpose: 'passkey-registration', accountId: account.id })
  return { challenge, account, known }
}

export interface StatedPasskey extends NewCredential {
  readonly transports: readonly string[]
  readonly deviceName: string
  readonly party: RelyingParty
}

/** Reads a new passkey, outside the transaction; throws a 400 that names the field. */
export async function readPasskey(
  context: IdentityContext,
  { accountId }: Actor,
  { transports, deviceName, party, ...credential }: StatedPasskey,
): Promise<{ readonly passkey: Passkey; readonly challenge: string }> {
  const { cell } = await getOwnAccount(context, { accountId })
  const challenge = readSignedChallenge(credential.clientData)
  if (challenge === undefined) throw invalidField('/clientData', 'holds no challenge')
  const checked = await checkCredential(credential, challenge, party)
  if (!checked)
    throw invalidField('/attestation', 'is not of this website, or not verified by its holder: add it again')
  const now = context.clock.now()
  const passkey = {
    ...{ ...checked, cell, account_id: accountId, id: newId<'passkey'>(cell, now.getTime()) },
    ...{ transports, device_name: deviceName, created_at: now, last_used_at: null },
  }
  return { passkey, challenge }
}

/** Stores a passkey that answers the challenge of this account. It counts as the second factor of this sign-in. */
export async function addPasskey(
  tx: Tx<IdentityTables>,
  context: IdentityContext,
  { actor, passkey, challenge }: { readonly actor: Actor; readonly passkey: Passkey; readonly challenge: string },
  origin: EventOrigin,
): Promise<void> {
  const { accountId, sessionId } = actor
  const purpose = 'passkey-registration'
  const taken = await takeChallenge(context, tx, { text: challenge, purpose, accountId })
  if (!taken) throw invalidField('/clientData', 'was used before, or came too late: add the passkey again')
  await lockAccount(tx, accountId)
  await requireFactorGiven(tx, actor)
  if ((await listPasskeys(tx, accountId)).length >= PASSKEYS_MAX) throw new Problem(tooManyPasskeys)
  if (!(await insertPasskey(tx, passkey))) throw invalidField('/credentialId', 'is a passkey of this account already')
  await noteFactor(tx, sessionId, passkey.created_at)
  await tellHolder(tx, { accountId, change: 'passkey' }, origin)
}

/** Removes a passkey. Throws `signInTooOld`, `notFound` and `lastFactor`. */
export async function removePasskey(
  context: IdentityContext,
  actor: Actor,
  id: PasskeyId,
  origin: EventOrigin,
): Promise<void> {
  const { accountId } = actor
  await requireFreshSignIn(context, actor)
  await transaction(context.db, async (tx) => {
    await lockAccount(tx, accountId)
    const known = await listPasskeys(tx, accountId)
    if (!known.some((passkey) => passkey.id === id)) throw new Problem(notFound)
    await requireAnotherFactor(tx, accountId)
    await deletePasskeys(tx, accountId, id)
    await tellHolder(tx, { accountId, change: 'passkey' }, origin)
  })
}

/** What a browser signs in with: the passkey itself names its account in the user handle. */
export interface SigningIn extends Assertion {
  readonly userHandle: string
}

const ACCOUNT_FORM = new RegExp(ID_PATTERN)

/** The account whose passkey signed a challenge of this server. Throws `passkeyRefused`. */
export async function findPasskeyHolder(
  context: IdentityContext,
  { userHandle, ...assertion }: SigningIn,
  party: RelyingParty,
): Promise<AccountId> {
  const accountId = Buffer.from(userHandle, 'base64url').toString('latin1') as AccountId
  if (!ACCOUNT_FORM.test(accountId)) throw new Problem(passkeyRefused)
  await provePasskey(context, { accountId, assertion, party, purpose: 'passkey-sign-in' })
  return accountId
}

interface Proving {
  readonly accountId: AccountId
  readonly assertion: Assertion
  readonly party: RelyingParty
  readonly purpose: 'passkey-sign-in' | 'second-factor'
}

/** Uses the challenge up, whatever follows. Throws `passkeyRefused` unless a passkey of the account signed it. */
export async function provePasskey(
  context: IdentityContext,
  { accountId, assertion, party, purpose }: Proving,
): Promise<void> {
  const challenge = readSignedChallenge(assertion.clientData)
  const holder = purpose === 'second-factor' ? { accountId } : {}
  const taken = challenge && (await takeChallenge(context, context.db, { text: challenge, purpose, ...holder }))
  if (!challenge || !taken) throw new Problem(passkeyRefused)
  await transaction(context.db, async (tx) => {
    const passkey = await lockPasskey(tx, accountId, assertion.credentialId)
    const counter = passkey && (await checkAssertion(assertion, challenge, { passkey, party }))
    if (!passkey || counter === undefined) throw new Problem(passkeyRefused)
    await notePasskeyUse(tx, passkey, { counter, now: tx.clock.now() })
  })
}
