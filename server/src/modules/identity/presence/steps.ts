// Sends and checks the codes that prove that a patient is at a centre. They sign nobody in.
import type { Static } from '../../../platform/contract.ts'
import { transaction } from '../../../platform/postgres/db.ts'
import { Problem } from '../../../platform/problem.ts'
import { answerTo, type CallAnswer } from '../../../platform/work/calls.ts'
import { findAccount } from '../accounts/store.ts'
import { issueCode, toWords, withCodeOf } from '../signing-in/codes.ts'
import { countTry, findWaitSeconds, limitsOf } from '../signing-in/limits.ts'
import { lockCode, updateCode } from '../signing-in/store.ts'
import type { IdentityContext } from '../tables.ts'
import { noProvenPhone, returnPresenceCode, sendPresenceCode, usePresenceCode } from './contract.ts'

/** The person must find the phone, wait for the message, and read it out. */
const CODE_SECONDS = 600
/** A longer name of a centre would need a further SMS. */
const PLACE_SIGNS_MAX = 60

export const presenceAnswers = (context: IdentityContext): CallAnswer[] => [
  answerTo(sendPresenceCode, (asked) => send(context, asked)),
  answerTo(usePresenceCode, (asked) => useCode(context, asked)),
  answerTo(returnPresenceCode, (asked) => giveBack(context, asked)),
]

type About = Pick<Static<typeof usePresenceCode.input>, 'accountId' | 'patientId' | 'facilityId'>

/** The phone of the account, and what the code belongs to. Every phone of an account was proven by a code. */
async function findAim(
  { db, keys }: IdentityContext,
  { accountId, patientId, facilityId }: About,
): Promise<{ phone: string; about: string; hash: string } | undefined> {
  const account = await findAccount(db, accountId)
  if (!account || account.deactivated_at) return undefined
  const about = `${account.phone} ${facilityId} ${patientId}`
  return { phone: account.phone, about, hash: keys.hash('presence', about) }
}

async function send(context: IdentityContext, { place, ...about }: Static<typeof sendPresenceCode.input>) {
  const { clock, config, messages } = context
  const { presencePerPhone, presenceResend } = limitsOf(config)
  const aim = await findAim(context, about)
  if (!aim) throw new Problem(noProvenPhone)
  await countTry(context, presencePerPhone, aim.phone)
  const { code, isNew } = await issueCode(context, { hash: aim.hash, seconds: CODE_SECONDS })
  const waitSeconds = await findWaitSeconds(context, presenceResend, aim.about)
  if (isNew || waitSeconds === 0) {
    const { digits, time } = toWords(context, code)
    const where = place.length > PLACE_SIGNS_MAX ? `${place.slice(0, PLACE_SIGNS_MAX - 1).trim()}…` : place
    const text =
      `Sehat: ${digits} is your code for ${where}. It shows the staff there that you have come. Read it out only if ` +
      `you are there now. It is valid for ${time}.`
    messages.send({ to: aim.phone, text })
  }
  const expiresInSeconds = Math.floor((code.expires_at.getTime() - clock.now().getTime()) / 1_000)
  return {
    expiresAt: code.expires_at.toISOString(),
    expiresInSeconds,
    resendAfterSeconds: Math.max(waitSeconds, config.otpResendSeconds),
  }
}

async function useCode(
  context: IdentityContext,
  { code, use, ...about }: Static<typeof usePresenceCode.input>,
): Promise<{ isRight: boolean }> {
  const aim = await findAim(context, about)
  const isRight = aim && (await withCodeOf(context, { hash: aim.hash, otp: code, use }, async () => true))
  return { isRight: isRight === true }
}

async function giveBack(
  context: IdentityContext,
  { use, ...about }: Static<typeof returnPresenceCode.input>,
): Promise<object> {
  const aim = await findAim(context, about)
  if (!aim) return {}
  await transaction(context.db, async (tx) => {
    const code = await lockCode(tx, aim.hash)
    if (code?.used_for === use) await updateCode(tx, { ...code, used_at: null, used_for: null })
  })
  return {}
}
