// The refresh token of a browser: in a cookie that no script can read and that counts for pages of this server only.
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Config } from '../../../platform/config.ts'
import { oneOf, Type } from '../../../platform/contract.ts'
import { Problem } from '../../../platform/problem.ts'
import { crossSiteRequest } from '../contract.ts'
import type { IdentityContext } from '../tables.ts'

/** On a laptop without TLS. The path is that of the routes that take it: no other request carries it. */
const PLAIN = { name: 'sehat_refresh', attributes: 'Path=/v1/auth; HttpOnly; SameSite=Strict' }
/**
 * In production, whatever the proxy says. A browser takes a cookie of this name over TLS only, and sends it to this
 * very host only; in return its path must be `/`.
 */
const STRICT = { name: '__Host-sehat_refresh', attributes: 'Path=/; Secure; HttpOnly; SameSite=Strict' }

const kindOf = ({ environment }: Pick<Config, 'environment'>) => (environment === 'production' ? STRICT : PLAIN)

export const SessionHeader = Type.Object({
  'sehat-session': Type.Optional(
    oneOf(['cookie'], {
      description:
        'For browsers: the refresh token stays in a cookie, which no script can read, and never ' +
        'stands in a body. Such a request must come from a page of this server.',
    }),
  ),
})

export function usesCookie({ headers }: Pick<FastifyRequest, 'headers'>): boolean {
  return headers['sehat-session'] !== undefined
}

/**
 * Before anything else of such a request. The header alone keeps forms of other sites out, as no form can send it and
 * no other site is allowed to; what the browser says of the sender has to agree all the same.
 */
export async function refuseOtherSites(request: FastifyRequest): Promise<void> {
  if (usesCookie(request) && !isFromHere(request)) throw new Problem(crossSiteRequest)
}

// The host alone is compared: a proxy that ends TLS and is not trusted makes this server believe in http.
function isFromHere({ headers, host }: FastifyRequest): boolean {
  const { origin, 'sec-fetch-site': site } = headers
  if (site !== undefined && site !== 'same-origin') return false
  return origin === undefined || (URL.canParse(origin) && new URL(origin).host === host)
}

/** The refresh token in the cookie; undefined where there is none. */
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
