// Sends and checks the codes that prove that a patient is at a place. They sign nobody in.
import type { Static } from '../../../platform/contract.ts'
import { transaction } from '../../../platform/postgres/db.ts'
import { invalidField, Problem } from '../../../platform/problem.ts'
import { answerTo, type CallAnswer } from '../../../platform/work/calls.ts'
import type { FacilityId } from '../../facilities/contract.ts'
import type { PatientId } from '../../patients/contract.ts'
import { countLookUp, provePresence } from '../../patients/presence/contract.ts'
import { reachPatients } from '../../patients/reaching/contract.ts'
import { findAccount } from '../accounts/store.ts'
import type { AccountId } from '../contract.ts'
import { issueCode, toWords, withCodeOf } from '../signing-in/codes.ts'
import { countTry, findWaitSeconds, limitsOf } from '../signing-in/limits.ts'
import { lockCode, updateCode } from '../signing-in/store.ts'
import type { IdentityContext } from '../tables.ts'
import { noProvenPhone, provePresenceAt, returnPresenceCode } from './contract.ts'
import { findCodeFault } from './rules.ts'

/** The person must find the phone, wait for the message, and read it out. */
const CODE_SECONDS = 600
/** A longer name of a place would need a further SMS. */
const PLACE_SIGNS_MAX = 60

export const presenceAnswers = (context: IdentityContext): CallAnswer[] => [
  answerTo(provePresenceAt, async (asked) => {
    await prove(context, asked)
    return {}
  }),
  answerTo(returnPresenceCode, (asked) => giveBack(context, asked)),
]

interface About {
  readonly accountId: AccountId
  readonly patientId: PatientId
  readonly facilityId: FacilityId
}

/**
 * The account of the patient's family, whose phone was proven. Throws `noProvenPhone` when there is none. Undefined
 * when there is no such patient.
 */
export async function findFamily({ call }: IdentityContext, patientId: PatientId): Promise<AccountId | undefined> {
  const [reach] = await call(reachPatients, { patientIds: [patientId] })
  if (!reach) return undefined
  if (reach.accountId === null) throw new Problem(noProvenPhone)
  return reach.accountId
}

async function prove(
  context: IdentityContext,
  { patientId, facilityId, proof, staffId, use }: Static<typeof provePresenceAt.input>,
): Promise<void> {
  if (proof.kind !== 'code') {
    await context.call(provePresence, { patientId, proof, staffId })
    return
  }
  const fault = findCodeFault(proof)
  if (fault) throw invalidField(fault.pointer, fault.detail)
  await context.call(countLookUp, { staffId })
  const accountId = await findFamily(context, patientId)
  if (accountId === undefined) throw invalidField('/patientId', 'is not a known patient; check the id')
  const aim = await findAim(context, { accountId, patientId, facilityId })
  const otp = proof.code as string
  const isRight = aim && (await withCodeOf(context, { hash: aim.hash, otp, use }, async () => true))
  if (isRight === true) return
  throw invalidField('/proof/code', 'is not the newest code for this person at this place: ask for another code')
}

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

/**
 * Sends the code: the one that is on its way, or a new one. The message names the place, so that nobody reads it out to
 * somebody else. Throws `noProvenPhone` or `tooManyRequests`.
 */
export async function sendCode(context: IdentityContext, { place, ...about }: About & { readonly place: string }) {
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

async function giveBack(
  context: IdentityContext,
  { use, ...about }: Static<typeof returnPresenceCode.input>,
): Promise<object> {
  const [reach] = await context.call(reachPatients, { patientIds: [about.patientId] })
  const aim = reach?.accountId ? await findAim(context, { ...about, accountId: reach.accountId }) : undefined
  if (!aim) return {}
  await transaction(context.db, async (tx) => {
    const code = await lockCode(tx, aim.hash)
    if (code?.used_for === use) await updateCode(tx, { ...code, used_at: null, used_for: null })
  })
  return {}
}
