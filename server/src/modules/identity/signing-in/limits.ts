// Limits how often somebody may try something with a phone or from a network address.
import type { Config } from '../../../platform/config.ts'
import { toAddressBlock } from '../../../platform/http/address-block.ts'
import type { Limit } from '../../../platform/meter.ts'
import { Problem, tooManyRequests } from '../../../platform/problem.ts'
import { codeNeeded } from '../contract.ts'
import type { IdentityContext } from '../tables.ts'

/** The counters store only a keyed hash of the phone or address. */
interface TryLimit extends Limit {
  readonly per: 'phone' | 'address' | 'account' | 'device'
}

export function limitsOf(config: Config) {
  return {
    codesPerAddress: { name: 'codes', per: 'address', max: config.otpPerAddressMax, seconds: 600 },
    codesPerPhone: { name: 'codes', per: 'phone', max: config.otpPerPhoneMax, seconds: 600 },
    resend: { name: 'resend', per: 'phone', max: 1, seconds: config.otpResendSeconds },
    signInsPerAddress: { name: 'sign-ins', per: 'address', max: config.loginPerAddressMax, seconds: 900 },
    /** Checks of new passwords: cheap, but nobody needs thousands. A school registers from one address. */
    passwordChecksPerAddress: { name: 'password-checks', per: 'address', max: 600, seconds: 900 },
    /** Of one phone from one address: others elsewhere do not use up the tries of its holder. */
    passwordsPerSource: { name: 'passwords', per: 'phone', max: config.loginPerPhoneMax, seconds: 900 },
    /** From all addresses together: whoever guesses from many of them ends here, and the holder takes a code. */
    passwordsPerPhone: { name: 'passwords-day', per: 'phone', max: config.passwordsPerPhoneMax, seconds: 86_400 },
    /** From a device on which the holder signed in before. Others cannot use up these tries. */
    passwordsPerDevice: { name: 'passwords-device', per: 'device', max: config.loginPerPhoneMax, seconds: 900 },
    /** Codes for mail addresses that one account asks for. */
    codesPerMailAccount: { name: 'mail-codes', per: 'account', max: 20, seconds: 86_400 },
    /** Offers of roles by one administrator. A large hospital invites its people over some days. */
    offersPerAccount: { name: 'offers', per: 'account', max: config.offersPerAccountMax, seconds: 86_400 },
    /** Offers that one phone hears about. */
    offersPerPhone: { name: 'offers', per: 'phone', max: 10, seconds: 86_400 },
    /** Passkeys that somebody begins to add. */
    challengesPerAccount: { name: 'challenges', per: 'account', max: 100, seconds: 3_600 },
    /** Codes of an authenticator app: 20 tries among a million, three of which are right, succeed with 6 in 100,000. */
    appCodes: { name: 'app-codes', per: 'account', max: 20, seconds: 86_400 },
    recoveryCodes: { name: 'recovery-codes', per: 'account', max: 20, seconds: 86_400 },
    /** Codes of presence that staff have sent to one phone: a family of six comes together, and asks twice. */
    presencePerPhone: { name: 'presence-codes', per: 'phone', max: 12, seconds: 600 },
    /** The message with one code of presence is sent again only after a pause. */
    presenceResend: { name: 'presence-resend', per: 'phone', max: 1, seconds: config.otpResendSeconds },
    wrongCodes: { name: 'wrong-codes', max: config.wrongCodesMax, seconds: 600 },
    registrationsPerAddress: { name: 'register', per: 'address', max: config.registerPerAddressMax, seconds: 3_600 },
  } as const satisfies Record<string, Limit | TryLimit>
}

/** Counts one try of this phone or address; gives the seconds to wait, or 0 when the try is allowed. */
export async function findWaitSeconds(
  { meter, keys }: IdentityContext,
  { per, ...limit }: TryLimit,
  subject: string,
): Promise<number> {
  return meter.take(limit, keys.hash(per, per === 'address' ? toAddressBlock(subject) : subject))
}

/** Counts one try of this phone or address; throws `tooManyRequests` when there were too many. */
export async function countTry(context: IdentityContext, limit: TryLimit, subject: string): Promise<void> {
  const retryAfterSeconds = await findWaitSeconds(context, limit, subject)
  if (retryAfterSeconds > 0) throw new Problem(tooManyRequests, { retryAfterSeconds })
}

/**
 * Counts one try of a password; throws `tooManyRequests`, or `codeNeeded` when a code is the only way that is left. A
 * device on which the holder signed in before has tries of its own.
 */
export async function countPassword(
  context: IdentityContext,
  { phone, address, knownDevice }: { phone: string; address: string; knownDevice: string | undefined },
): Promise<void> {
  const { passwordsPerSource, passwordsPerPhone, passwordsPerDevice } = limitsOf(context.config)
  if (knownDevice !== undefined) return countTry(context, passwordsPerDevice, knownDevice)
  await countTry(context, passwordsPerSource, `${phone} ${toAddressBlock(address)}`)
  if ((await findWaitSeconds(context, passwordsPerPhone, phone)) > 0) throw new Problem(codeNeeded)
}
