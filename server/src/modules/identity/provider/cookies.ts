// Two short-lived cookies of a sign-in at the provider: which browser began it, and which outside account it proved.
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { IdentityContext } from '../tables.ts'

export type ProviderCookie = 'began' | 'ticket'

/**
 * The provider sends the browser back from another site, so the first cookie must be Lax. Only our own pages send the
 * second.
 */
const SAME_SITE: Record<ProviderCookie, string> = { began: 'Lax', ticket: 'Strict' }
const PATH: Record<ProviderCookie, string> = { began: '/v1/auth/oidc', ticket: '/v1' }
const TOKEN_FORM = /^[A-Za-z0-9_-]{43}$/

const nameOf = ({ config }: IdentityContext, cookie: ProviderCookie): string =>
  config.environment === 'production' ? `__Host-sehat_${cookie}` : `sehat_${cookie}`

export function readProviderCookie(
  context: IdentityContext,
  { headers }: FastifyRequest,
  cookie: ProviderCookie,
): string | undefined {
  const known = new RegExp(`(?:^|;)\\s*${nameOf(context, cookie)}=([^;\\s]+)`).exec(headers.cookie ?? '')?.[1]
  return known !== undefined && TOKEN_FORM.test(known) ? known : undefined
}

/** Sets a cookie for so many seconds; 0 deletes it. */
export function writeProviderCookie(
  context: IdentityContext,
  reply: FastifyReply,
  cookie: ProviderCookie,
  { value, seconds }: { readonly value: string; readonly seconds: number },
): void {
  const place = context.config.environment === 'production' ? 'Path=/; Secure' : `Path=${PATH[cookie]}`
  const attributes = `${place}; HttpOnly; SameSite=${SAME_SITE[cookie]}; Max-Age=${seconds}`
  void reply.header('set-cookie', `${nameOf(context, cookie)}=${value}; ${attributes}`)
}
