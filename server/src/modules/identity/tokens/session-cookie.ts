// Keeps a browser's refresh token in a cookie that no script can read and that counts only for pages of this server.
import type { FastifyReply, FastifyRequest } from 'fastify'
import { oneOf, Type } from '../../../platform/contract.ts'
import { Problem } from '../../../platform/problem.ts'
import { crossSiteRequest } from '../contract.ts'

const NAME = 'sehat_refresh'
/** The path limits the cookie to the routes that read it: the browser sends it with no other request. */
const ATTRIBUTES = 'Path=/v1/auth; HttpOnly; SameSite=Strict'

export const SessionHeader = Type.Object({
  'sehat-session': Type.Optional(
    oneOf(['cookie'], {
      description:
        'For browsers. The server keeps the refresh token in the cookie `sehat_refresh`, which no script can read, ' +
        'and never puts it into a body. Such a request must come from a page of this server.',
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
