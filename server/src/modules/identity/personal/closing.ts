// Closes accounts: begins with a code of the phone, is undone by a sign-in, and ends when the days to think are over.
import { referenceOf } from '../../../platform/id.ts'
import { type Tx, transaction } from '../../../platform/postgres/db.ts'
import { Problem } from '../../../platform/problem.ts'
import { type EventOrigin, publish } from '../../../platform/work/outbox.ts'
import { CITIZEN } from '../access.ts'
import { getOwnAccount } from '../accounts/account.ts'
import { lockAccount } from '../accounts/store.ts'
import {
  type AccountId,
  accountClosed,
  appointmentsOpen,
  type beginClosing as beginClosingCall,
  closingAsked,
  closingUndone,
  signInTooOld,
} from '../contract.ts'
import { withCode, wrongCode } from '../signing-in/codes.ts'
import type { Account, IdentityContext, IdentityTables, InputOf } from '../tables.ts'
import { endingNow, refuseTokens } from '../tokens/refusal.ts'
import { endSessionsOf, findSession, type Revocation } from '../tokens/store.ts'
import { listWorkplaces } from '../workplaces/store.ts'
import { eraseAccount, setClosing } from './store.ts'

/** A stolen sign-in must not be enough to take everything out, or to close the account. */
const FRESH_MS = 3_600_000

/** Throws `signInTooOld` when this sign-in began more than an hour ago, or has ended. */
export async function requireFresh({ db, clock }: IdentityContext, sessionId: string): Promise<void> {
  const session = await findSession(db, sessionId)
  const isFresh = session && !session.revoked_at && clock.now().getTime() - session.created_at.getTime() <= FRESH_MS
  if (!isFresh) throw new Problem(signInTooOld)
}

/**
 * Sets the end of an account and ends its sign-ins. Throws `signInTooOld`, `appointmentsOpen`, or a 400 that names
 * `otp`; then nothing changes.
 */
export async function beginClosing(context: IdentityContext, asked: InputOf<typeof beginClosingCall>): Promise<void> {
  const { accountId, sessionId, otp, requestId } = asked
  const closesAt = new Date(asked.closesAt)
  const { phone } = await getOwnAccount(context, { accountId })
  await requireFresh(context, sessionId)
  const origin: EventOrigin = { actorId: accountId, role: CITIZEN, requestId }
  const revoked = await withCode(context, { phone, otp }, async (tx): Promise<Revocation[]> => {
    await lockAccount(tx, accountId)
    if ((await listWorkplaces(tx, accountId)).length > 0) throw new Problem(appointmentsOpen)
    await setClosing(tx, accountId, closesAt)
    await publish(tx, origin, closingAsked, { accountId, closesAt: closesAt.toISOString() })
    return endSessionsOf(tx, { accountId }, endingNow(context))
  })
  if (!revoked) throw wrongCode('/otp')
  refuseTokens(context, revoked)
  const when = closesAt.getTime() <= context.clock.now().getTime() ? 'now' : `on ${toDay(closesAt)}`
  const keep = when === 'now' ? '' : ' Sign in before that day to keep it.'
  context.messages.send({ to: phone, text: `Sehat: your account closes ${when}, as you asked.${keep}` })
}

const toDay = (at: Date): string =>
  at.toLocaleDateString('en-IN', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'Asia/Kolkata' })

/** Keeps the account open: its holder has signed in again. A repeat changes nothing. */
export async function undoClosing(context: IdentityContext, accountId: AccountId, origin: EventOrigin): Promise<void> {
  const phone = await transaction(context.db, async (tx) => {
    const account = await lockAccount(tx, accountId)
    if (!account?.closes_at) return undefined
    await setClosing(tx, accountId, null)
    const { requestId } = origin
    await publish(tx, { actorId: accountId, role: CITIZEN, requestId }, closingUndone, { accountId })
    return account.phone
  })
  if (phone === undefined) return
  context.messages.send({ to: phone, text: 'Sehat: you signed in again, so your account stays open.' })
}

/** Where a closing stands: `undone` also when nobody asked for one. */
export type ClosingState = 'waiting' | 'undone' | 'closed'

/** Erases the account when its time has come. A repeat changes nothing. */
export async function endClosing(context: IdentityContext, accountId: AccountId): Promise<ClosingState> {
  const { db, clock } = context
  const { state, revoked } = await transaction(db, async (tx) => {
    const account = await lockAccount(tx, accountId)
    if (!account) return { state: 'undone' as const, revoked: [] }
    if (account.closed_at) return { state: 'closed' as const, revoked: [] }
    if (!account.closes_at) return { state: 'undone' as const, revoked: [] }
    if (account.closes_at > clock.now()) return { state: 'waiting' as const, revoked: [] }
    return { state: 'closed' as const, revoked: await erase(tx, context, account) }
  })
  refuseTokens(context, revoked)
  return state
}

async function erase(tx: Tx<IdentityTables>, context: IdentityContext, account: Account): Promise<Revocation[]> {
  const { id: accountId, phone } = account
  const revoked = await endSessionsOf(tx, { accountId }, endingNow(context))
  const pseudonym = referenceOf('AC', accountId)
  const phoneHash = context.keys.hash('phone', phone)
  await eraseAccount(tx, accountId, { phoneHash, pseudonym, now: context.clock.now() })
  await publish(tx, { actorId: null, requestId: accountId }, accountClosed, { accountId })
  return revoked
}
