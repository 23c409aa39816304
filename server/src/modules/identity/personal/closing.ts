// Closes accounts: begins with a code of the phone, is undone by a sign-in, and ends when the days to think are over.
import { referenceOf } from '../../../platform/id.ts'
import { originOfClosing } from '../../../platform/personal.ts'
import { type Tx, transaction } from '../../../platform/postgres/db.ts'
import { Problem } from '../../../platform/problem.ts'
import { type EventOrigin, publish } from '../../../platform/work/outbox.ts'
import { CITIZEN } from '../access.ts'
import { getOwnAccount } from '../accounts/account.ts'
import { findAccount, lockAccount } from '../accounts/store.ts'
import {
  type AccountId,
  accountClosed,
  appointmentsOpen,
  type beginClosing as beginClosingCall,
  closingAsked,
  closingUndone,
  type endClosing as endClosingCall,
} from '../contract.ts'
import { toAddressHash, withCode, wrongCode } from '../signing-in/codes.ts'
import type { Account, IdentityContext, IdentityTables, InputOf } from '../tables.ts'
import { requireFreshSignIn } from '../tokens/freshness.ts'
import { endingNow, refuseTokens } from '../tokens/refusal.ts'
import { endSessionsOf, type Revocation } from '../tokens/store.ts'
import { listWorkplaces } from '../workplaces/store.ts'
import { eraseAccount, setClosing } from './store.ts'

/**
 * Sets the end of an account and ends its sign-ins. Throws `signInTooOld`, `appointmentsOpen`, or a 400 that names
 * `otp`; then nothing changes.
 */
export async function beginClosing(context: IdentityContext, asked: InputOf<typeof beginClosingCall>): Promise<void> {
  const { accountId, sessionId, otp, requestId } = asked
  const closesAt = new Date(asked.closesAt)
  const { phone, mail } = await getOwnAccount(context, { accountId })
  await requireFreshSignIn(context, { sessionId })
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
  // The module notifications tells of the days to think. Without them it could not: the address goes in a moment.
  if (closesAt <= context.clock.now()) await tellLast(context, { phone, mail })
}

const LAST_WORD =
  'Sehat: your account closes now, as you asked. Nobody can open it again. You can register anew with this phone. ' +
  'सेहत: आपके कहने पर आपका खाता अब बंद हो रहा है। इसे कोई फिर नहीं खोल सकता। आप इसी फ़ोन से नया खाता बना सकते हैं।'

const LAST_WORD_MS = 8_000

/** Tells the holder that the account closes. Waits for the channels, because the address goes after that. */
async function tellLast(
  { messages }: IdentityContext,
  { phone, mail }: Pick<Account, 'phone' | 'mail'>,
): Promise<void> {
  const subject = 'Your Sehat account / आपका सेहत खाता'
  await Promise.all(
    [phone, mail].map((to) => to !== null && messages.deliver({ to, text: LAST_WORD, subject }, LAST_WORD_MS)),
  )
}

/** Keeps the account open: its holder has signed in again. A repeat changes nothing. */
export async function undoClosing(context: IdentityContext, accountId: AccountId, origin: EventOrigin): Promise<void> {
  await transaction(context.db, async (tx) => {
    const account = await lockAccount(tx, accountId)
    if (!account?.closes_at) return
    await setClosing(tx, accountId, null)
    const { requestId } = origin
    await publish(tx, { actorId: accountId, role: CITIZEN, requestId }, closingUndone, { accountId })
  })
}

/** Where a closing stands: `undone` also when nobody asked for one. */
export type ClosingState = 'waiting' | 'undone' | 'closed'

/**
 * Tells the holder, and erases the account when its time has come. A repeat changes nothing, but it tells the holder
 * again when the process before died between the two.
 */
export async function endClosing(
  context: IdentityContext,
  asked: InputOf<typeof endClosingCall>,
): Promise<ClosingState> {
  const { db, clock } = context
  const before = await findAccount(db, asked.accountId)
  if (before && !asked.isTold && stateOf(before, clock.now()) === 'due') await tellLast(context, before)
  const { state, revoked } = await transaction(db, async (tx) => {
    const account = await lockAccount(tx, asked.accountId)
    const now = stateOf(account, clock.now())
    if (!account || now !== 'due') return { state: now, revoked: [] }
    return { state: 'closed' as const, revoked: await erase(tx, context, account, originOfClosing(asked)) }
  })
  refuseTokens(context, revoked)
  return state === 'due' ? 'waiting' : state
}

function stateOf(account: Account | undefined, now: Date): ClosingState | 'due' {
  if (account?.closed_at) return 'closed'
  if (!account?.closes_at) return 'undone'
  return account.closes_at > now ? 'waiting' : 'due'
}

async function erase(
  tx: Tx<IdentityTables>,
  context: IdentityContext,
  account: Account,
  origin: EventOrigin,
): Promise<Revocation[]> {
  const { id: accountId, phone, mail } = account
  const revoked = await endSessionsOf(tx, { accountId }, endingNow(context))
  const pseudonym = referenceOf('AC', accountId)
  const addressHashes = [phone, mail].flatMap((address) => (address === null ? [] : toAddressHash(context, address)))
  await eraseAccount(tx, accountId, { addressHashes, pseudonym, now: context.clock.now() })
  await publish(tx, origin, accountClosed, { accountId })
  return revoked
}
