// Limits how often somebody may try something with a phone or from a network address.
import type { Config } from '../../../platform/config.ts'
import type { Limit } from '../../../platform/meter.ts'
import { Problem, tooManyRequests } from '../../../platform/problem.ts'
import { toAddressBlock } from '../rules.ts'
import type { IdentityContext } from '../tables.ts'

/** The counters store only a keyed hash of the phone or address. */
interface TryLimit extends Limit {
  readonly per: 'phone' | 'address'
}

export function limitsOf(config: Config) {
  return {
    codesPerAddress: { name: 'codes', per: 'address', max: config.otpPerAddressMax, seconds: 600 },
    codesPerPhone: { name: 'codes', per: 'phone', max: config.otpPerPhoneMax, seconds: 600 },
    resend: { name: 'resend', per: 'phone', max: 1, seconds: config.otpResendSeconds },
    signInsPerAddress: { name: 'sign-ins', per: 'address', max: config.loginPerAddressMax, seconds: 900 },
    signInsPerPhone: { name: 'sign-ins', per: 'phone', max: config.loginPerPhoneMax, seconds: 900 },
    registrationsPerAddress: { name: 'register', per: 'address', max: config.registerPerAddressMax, seconds: 3_600 },
    noticesPerPhone: { name: 'notices', per: 'phone', max: 1, seconds: 3_600 },
  } as const satisfies Record<string, TryLimit>
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
