// The refresh token of a browser: in a cookie that no script can read and that counts for pages of this server only.
import type { FastifyReply, FastifyRequest } from 'fastify'
import { oneOf, Type } from '../../../platform/contract.ts'
import { Problem } from '../../../platform/problem.ts'
import { crossSiteRequest } from '../contract.ts'

const NAME = 'sehat_refresh'
/** Of the routes that take it: no other request carries it. */
const ATTRIBUTES = 'Path=/v1/auth; HttpOnly; SameSite=Strict'

export const SessionHeader = Type.Object({
  'sehat-session': Type.Optional(
    oneOf(['cookie'], {
      description:
        'For browsers: the refresh token stays in the cookie `sehat_refresh`, which no script can read, and never ' +
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
export function readCookie({ headers }: FastifyRequest): string | undefined {
  return new RegExp(`(?:^|;)\\s*${NAME}=([^;\\s]+)`).exec(headers.cookie ?? '')?.[1]
}

export function setCookie(request: FastifyRequest, reply: FastifyReply, token: string, maxAgeSeconds: number): void {
  const secure = request.protocol === 'https' ? '; Secure' : ''
  void reply.header('set-cookie', `${NAME}=${token}; ${ATTRIBUTES}; Max-Age=${maxAgeSeconds}${secure}`)
}

export function clearCookie(request: FastifyRequest, reply: FastifyReply): void {
  setCookie(request, reply, '', 0)
}
