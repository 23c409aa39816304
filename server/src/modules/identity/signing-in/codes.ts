// One-time codes: sends them, and proves with them that somebody holds a phone.
import { randomBytes } from 'node:crypto'
import { type Tx, transaction } from '../../../platform/postgres/db.ts'
import { invalidField, type Problem } from '../../../platform/problem.ts'
import type { IdentityContext, IdentityTables } from '../tables.ts'
import { digitsOf, endOfSameCode, isOpen, isRepeatedUse, withWrongTry } from './code-rules.ts'
import { findWaitSeconds, limitsOf } from './limits.ts'
import { type Code, insertCode, lockCode, updateCode } from './store.ts'

/** What a code belongs to, as the hash under which it is stored, and for how long it is valid. */
export interface CodeAim {
  readonly hash: string
  readonly seconds: number
}

/** Sends a phone or a mail address its code: the one that is on its way, or a new one. Gives the end of the code. */
export async function sendCode(context: IdentityContext, phone: string): Promise<Date> {
  const aim = { hash: toAddressHash(context, phone), seconds: context.config.otpSeconds }
  const { code, isNew } = await issueCode(context, aim)
  // The code stays valid when somebody asks too often. Only the message is not sent again.
  const isAllowed = await mayResend(context, phone)
  if (isNew || isAllowed) context.messages.send({ to: phone, text: toText(context, code), subject: 'Your Sehat code' })
  return code.expires_at
}

const isMail = (address: string): boolean => address.includes('@')

export const toAddressHash = ({ keys }: IdentityContext, address: string): string =>
  keys.hash(isMail(address) ? 'mail' : 'phone', address)

interface IssuedCode {
  readonly code: Code
  readonly isNew: boolean
}

/** The code that is on its way, with a later end, or a new one. */
export function issueCode(context: IdentityContext, aim: CodeAim): Promise<IssuedCode> {
  return transaction(context.db, (tx) => issueIn(tx, context, aim))
}

async function issueIn(tx: Tx<IdentityTables>, context: IdentityContext, aim: CodeAim): Promise<IssuedCode> {
  const { hash, seconds } = aim
  const now = context.clock.now()
  const known = await lockCode(tx, hash)
  const life = { seconds, isStorm: isStorm(context) }
  const end = endOfSameCode(known, now, life)
  if (known && end) {
    const code = { ...known, expires_at: end }
    await updateCode(tx, code)
    return { code, isNew: false }
  }
  const code: Code = {
    aim_hash: hash,
    nonce: randomBytes(16).toString('base64url'),
    digits: digitsOf(known, now, life.isStorm),
    created_at: now,
    expires_at: new Date(now.getTime() + seconds * 1_000),
    used_at: null,
    used_for: null,
    wrong_tries: known?.wrong_tries ?? 0,
    wrong_since: known?.wrong_since ?? now,
  }
  if (known) await updateCode(tx, code)
  // Another request for the same phone was faster: the second look finds its code.
  else if (!(await insertCode(tx, code))) return issueIn(tx, context, aim)
  return { code, isNew: true }
}

async function mayResend(context: IdentityContext, phone: string): Promise<boolean> {
  const { resend, codesPerPhone } = limitsOf(context.config)
  for (const limit of [resend, codesPerPhone]) {
    if ((await findWaitSeconds(context, limit, phone)) > 0) return false
  }
  return true
}

function toText(context: IdentityContext, code: Code): string {
  const { digits, time } = toWords(context, code)
  return `Sehat: ${digits} is your code. It is valid for ${time}. Do not give it to anybody.`
}

/** The digits of a code, and for how long it is still valid, for the text of its message. */
export function toWords({ clock, keys }: IdentityContext, code: Code): { digits: string; time: string } {
  const minutes = Math.max(1, Math.floor((code.expires_at.getTime() - clock.now().getTime()) / 60_000))
  return { digits: digitsFor(keys, code), time: minutes === 1 ? 'one minute' : `${minutes} minutes` }
}

/** The code itself: digits that follow from its nonce by a key. */
function digitsFor(keys: IdentityContext['keys'], { aim_hash, nonce, digits }: Code): string {
  // JavaScript holds 52 bits exactly. Among so many numbers all codes are equally likely.
  const number = Number.parseInt(keys.hash('otp', `${aim_hash} ${nonce}`).slice(0, 13), 16)
  return String(number % 10 ** digits).padStart(digits, '0')
}

/**
 * Does the work if this is the code of the phone, and uses the code up with it in one transaction. Gives undefined when
 * the code is wrong. If the work throws, the code stays valid.
 */
export async function withCode<Result>(
  context: IdentityContext,
  { phone, otp }: { readonly phone: string; readonly otp: string },
  work: (tx: Tx<IdentityTables>) => Promise<Result>,
): Promise<Result | undefined> {
  return withCodeOf(context, { hash: toAddressHash(context, phone), otp, use: null }, work)
}

interface CodeTry {
  readonly hash: string
  readonly otp: string
  /** What uses the code up. The same use may use it again until it expires. Null: only once. */
  readonly use: string | null
}

/** The same for a code of any aim. */
export async function withCodeOf<Result>(
  context: IdentityContext,
  { hash, otp, use }: CodeTry,
  work: (tx: Tx<IdentityTables>) => Promise<Result>,
): Promise<Result | undefined> {
  const { db, clock, keys } = context
  const outcome = await transaction(db, async (tx): Promise<{ result: Result } | 'void' | 'wrong'> => {
    const now = clock.now()
    const code = await lockCode(tx, hash)
    if (!code) return 'void'
    const isRight = keys.equal(otp, digitsFor(keys, code))
    if (isRight && isRepeatedUse(code, use, now)) return { result: await work(tx) }
    if (!isOpen(code, now, isStorm(context))) return 'void'
    await updateCode(tx, isRight ? { ...code, used_at: now, used_for: use } : withWrongTry(code, now))
    return isRight ? { result: await work(tx) } : 'wrong'
  })
  if (outcome === 'wrong') await countWrongCode(context)
  return typeof outcome === 'object' ? outcome.result : undefined
}

/** A 400 that names the field with a code. */
export const wrongCode = (pointer: string): Problem =>
  invalidField(pointer, 'is not the newest code of this phone, or it has expired: ask for another code')

// A brake over many phones: each process that counts too many wrong codes in all processes takes long codes only.
const stormEndsAtMs = new WeakMap<object, number>()

const isStorm = ({ meter, clock }: IdentityContext): boolean => clock.now().getTime() < (stormEndsAtMs.get(meter) ?? 0)

async function countWrongCode(context: IdentityContext): Promise<void> {
  const waitSeconds = await context.meter.take(limitsOf(context.config).wrongCodes, 'all')
  if (waitSeconds > 0) stormEndsAtMs.set(context.meter, context.clock.now().getTime() + waitSeconds * 1_000)
}
