// Keeps a browser's refresh token in a cookie that no script can read and that counts only for pages of this server.
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Config } from '../../../platform/config.ts'
import { oneOf, Type } from '../../../platform/contract.ts'
import { Problem } from '../../../platform/problem.ts'
import { crossSiteRequest } from '../contract.ts'
import type { IdentityContext } from '../tables.ts'

/** On a laptop without TLS. The path limits it to the routes that read it. */
const PLAIN = { name: 'sehat_refresh', attributes: 'Path=/v1/auth; HttpOnly; SameSite=Strict' }
/**
 * In production. A browser takes a cookie with this name over TLS only, and sends it to this host only. Such a cookie
 * must have the path `/`.
 */
const STRICT = { name: '__Host-sehat_refresh', attributes: 'Path=/; Secure; HttpOnly; SameSite=Strict' }

const kindOf = ({ environment }: Pick<Config, 'environment'>) => (environment === 'production' ? STRICT : PLAIN)

export const SessionHeader = Type.Object({
  'sehat-session': Type.Optional(
    oneOf(['cookie'], {
      description:
        'For browsers. The server keeps the refresh token in a cookie, which no script can read, and never puts it ' +
        'into a body. Such a request must come from a page of this server.',
    }),
  ),
})

export function usesCookie({ headers }: Pick<FastifyRequest, 'headers'>): boolean {
  return headers['sehat-session'] !== undefined
}

/**
 * Runs before all other steps of such a request; throws `crossSiteRequest` for other sites. The header alone already
 * keeps other sites out: a form cannot send it, and browsers do not let other sites send it. We still check what the
 * browser says about the sender.
 */
export async function refuseOtherSites(request: FastifyRequest): Promise<void> {
  if (usesCookie(request) && !isFromHere(request)) throw new Problem(crossSiteRequest)
}

// We compare only the host: behind a proxy that ends TLS and is not trusted, this server sees http instead of https.
function isFromHere({ headers, host }: FastifyRequest): boolean {
  const { origin, 'sec-fetch-site': site } = headers
  if (site !== undefined && site !== 'same-origin') return false
  return origin === undefined || (URL.canParse(origin) && new URL(origin).host === host)
}

/** Gives the refresh token in the cookie; undefined when there is none. */
export function readCookie({ config }: IdentityContext, { headers }: FastifyRequest): string | undefined {
  return new RegExp(`(?:^|;)\\s*${kindOf(config).name}=([^;\\s]+)`).exec(headers.cookie ?? '')?.[1]
}

export function setCookie(
  { config }: IdentityContext,
  reply: FastifyReply,
  token: string,
  maxAgeSeconds: number,
): void {
  const { name, attributes } = kindOf(config)
  void reply.header('set-cookie', `${name}=${token}; ${attributes}; Max-Age=${maxAgeSeconds}`)
}

export function clearCookie(context: IdentityContext, reply: FastifyReply): void {
  setCookie(context, reply, '', 0)
}
