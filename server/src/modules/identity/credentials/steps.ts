// Changes the password and the phone of an account, by somebody who proved who they are.
import type { Actor } from '../../../platform/auth.ts'
import { type Tx, transaction } from '../../../platform/postgres/db.ts'
import { invalidField, Problem } from '../../../platform/problem.ts'
import { type EventOrigin, publish } from '../../../platform/work/outbox.ts'
import { changePhone as changePatientPhone } from '../../patients/contract.ts'
import { asHolder, getOwnAccount } from '../accounts/account.ts'
import {
  claimPhone,
  findAccount,
  findAccountByPhone,
  lockAccount,
  releasePhone,
  updateAccount,
} from '../accounts/store.ts'
import { tellHolder } from '../accounts/tell-holder.ts'
import { type AccountId, accountExists, noAccount, phoneChanged } from '../contract.ts'
import type { Proof } from '../rules.ts'
import { withCode } from '../signing-in/codes.ts'
import { hashNewPassword, isPasswordOf } from '../signing-in/passwords.ts'
import type { Account, IdentityContext, IdentityTables } from '../tables.ts'
import { requireFreshSignIn } from '../tokens/freshness.ts'
import { endingNow, refuseTokens } from '../tokens/refusal.ts'
import { endSessionsOf, type Revocation } from '../tokens/store.ts'

/**
 * Sets the password of a phone that answered its code, and ends all sign-ins of the account. Gives false when the code
 * is wrong. Throws `noAccount`, and then the code stays valid.
 */
export async function resetPassword(
  context: IdentityContext,
  { phone, otp, password }: { readonly phone: string; readonly otp: string; readonly password: string },
  origin: EventOrigin,
): Promise<boolean> {
  const passwordHash = await hashNewPassword(password, phone)
  const revoked = await withCode(context, { phone, otp }, async (tx) => {
    const account = await findAccountByPhone(tx, context.keys.hash('phone', phone))
    if (!account || account.deactivated_at) throw new Problem(noAccount)
    return setPassword(tx, context, { account, passwordHash }, asHolder(origin, account.id))
  })
  refuseTokens(context, revoked ?? [])
  return revoked !== undefined
}

/**
 * Sets the password of the actor, and ends the other sign-ins of the account. Gives false when the proof is wrong.
 * Throws a 400 that names `current` when the account has no password to prove.
 */
export async function changePassword(
  context: IdentityContext,
  { accountId, sessionId }: Actor,
  { proof, password }: { readonly proof: Proof; readonly password: string },
  origin: EventOrigin,
): Promise<boolean> {
  const account = await getOwnAccount(context, { accountId })
  const { phone, password_hash: kept } = account
  if ('password' in proof) {
    if (kept === null) throw invalidField('/current', 'this account has no password yet: give otp')
    if (!(await isPasswordOf(kept, proof.password))) return false
  }
  const passwordHash = await hashNewPassword(password, phone)
  const set = (tx: Tx<IdentityTables>) => setPassword(tx, context, { account, passwordHash, sessionId }, origin)
  const revoked =
    'otp' in proof ? await withCode(context, { phone, otp: proof.otp }, set) : await transaction(context.db, set)
  refuseTokens(context, revoked ?? [])
  return revoked !== undefined
}

interface NewPassword {
  readonly account: Account
  readonly passwordHash: string
  /** The sign-in that stays; without it all end. */
  readonly sessionId?: string
}

async function setPassword(
  tx: Tx<IdentityTables>,
  context: IdentityContext,
  { account, passwordHash, sessionId }: NewPassword,
  origin: EventOrigin,
): Promise<Revocation[]> {
  // The lock puts a sign-in at this moment either before the end of all sign-ins, or it needs the new password.
  await lockAccount(tx, account.id)
  await updateAccount(tx, account.id, { password_hash: passwordHash })
  await tellHolder(tx, { accountId: account.id, change: 'password' }, origin)
  return endSessionsOf(tx, { accountId: account.id, exceptId: sessionId }, endingNow(context))
}

/**
 * Moves the account to another phone that answered its code, and tells the old phone. Gives false when the code is
 * wrong. Throws `signInTooOld` and `accountExists`.
 */
export async function changePhone(
  context: IdentityContext,
  { accountId, sessionId }: Actor,
  { phone, otp }: { readonly phone: string; readonly otp: string },
  origin: EventOrigin,
): Promise<boolean> {
  const { keys, messages } = context
  await getOwnAccount(context, { accountId })
  await requireFreshSignIn(context, { sessionId })
  const before = await withCode(context, { phone, otp }, async (tx) => {
    const account = (await lockAccount(tx, accountId)) as Account
    if (account.phone === phone) return phone
    const isFree = await claimPhone(tx, keys.hash('phone', phone), { accountId, provenAt: tx.clock.now() })
    if (!isFree) throw new Problem(accountExists)
    await releasePhone(tx, keys.hash('phone', account.phone))
    await updateAccount(tx, accountId, { phone })
    await publish(tx, origin, phoneChanged, { accountId })
    await tellHolder(tx, { accountId, change: 'phone' }, origin)
    return account.phone
  })
  if (before === undefined) return false
  if (before !== phone) {
    const text = `Sehat: your account now belongs to the phone that ends in ${phone.slice(-4)}.`
    messages.send({ to: before, text: `${text} If you did not change it, tell the helpline at once.` })
    await passPhoneOn(context, accountId)
  }
  return true
}

/** Gives the module patients the phone that the account has now. A repeat changes nothing. */
export async function passPhoneOn(context: IdentityContext, accountId: AccountId): Promise<void> {
  const account = await findAccount(context.db, accountId)
  if (!account?.patient_id || account.pending_patient) return
  await context.call(changePatientPhone, { patientId: account.patient_id, phone: account.phone })
}

/** Binds a mail address that answered a code. Gives false when the code is wrong. Throws `signInTooOld`. */
export async function bindMail(
  context: IdentityContext,
  { accountId, sessionId }: Actor,
  { mail, code }: { readonly mail: string; readonly code: string },
  origin: EventOrigin,
): Promise<boolean> {
  await getOwnAccount(context, { accountId })
  await requireFreshSignIn(context, { sessionId })
  const bound = await withCode(context, { phone: mail, otp: code }, async (tx) => {
    await setMail(tx, accountId, mail, origin)
    return true
  })
  return bound === true
}

/** Forgets the mail address of the account. A repeat changes nothing. */
export async function forgetMail(
  context: IdentityContext,
  { accountId }: Pick<Actor, 'accountId'>,
  origin: EventOrigin,
): Promise<void> {
  const { mail } = await getOwnAccount(context, { accountId })
  if (mail !== null) await transaction(context.db, (tx) => setMail(tx, accountId, null, origin))
}

async function setMail(
  tx: Tx<IdentityTables>,
  accountId: AccountId,
  mail: string | null,
  origin: EventOrigin,
): Promise<void> {
  await updateAccount(tx, accountId, { mail })
  await tellHolder(tx, { accountId, change: 'mail' }, origin)
}
