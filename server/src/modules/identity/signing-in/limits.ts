// How often something may be tried: counted in the database, so that a limit holds over all processes.
import type { Config } from '../../../platform/config.ts'
import { Problem, tooManyRequests } from '../../../platform/problem.ts'
import { toAddressBlock } from '../rules.ts'
import type { IdentityContext } from '../tables.ts'
import { countAttempt } from './store.ts'

interface Limit {
  readonly name: string
  readonly per: 'phone' | 'address'
  readonly max: number
  readonly seconds: number
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
  } as const satisfies Record<string, Limit>
}

/** Counts one try by this phone or address, and gives for how many seconds it has to wait, if it has to. */
export async function findWaitSeconds(
  { db, clock, config, keys }: IdentityContext,
  { name, per, max, seconds }: Limit,
  subject: string,
): Promise<number | undefined> {
  if (!config.rateLimits) return undefined
  const now = clock.now()
  const bucket = `${name} ${keys.hash(per, per === 'address' ? toAddressBlock(subject) : subject)}`
  const windowEndsAt = new Date(now.getTime() + seconds * 1_000)
  const attempts = await countAttempt(db, { bucket, now, windowEndsAt })
  if (attempts.count <= max) return undefined
  return Math.ceil((attempts.windowEndsAt.getTime() - now.getTime()) / 1_000)
}

/** Counts one try by this phone or address, and refuses it when there were too many. */
export async function countTry(context: IdentityContext, limit: Limit, subject: string): Promise<void> {
  const retryAfterSeconds = await findWaitSeconds(context, limit, subject)
  if (retryAfterSeconds !== undefined) throw new Problem(tooManyRequests, { retryAfterSeconds })
}
