// The answer to a sign-in: tokens and the account. A browser gets its refresh token in a cookie.
import type { FastifyReply, FastifyRequest } from 'fastify'
import { object, Type } from '../../../platform/contract.ts'
import type { IdentityContext } from '../tables.ts'
import { setCookie, usesCookie } from '../tokens/session-cookie.ts'
import { shapesOf, toAccountView } from '../workplaces/views.ts'
import type { SignedIn } from './steps.ts'

/** The schema of the answer to a sign-in. It is a function: the powers are known only when all modules are loaded. */
export function toSignedInView(context: IdentityContext) {
  return object({
    accessToken: Type.String({ description: 'Send it as `Authorization: Bearer <accessToken>`.' }),
    refreshToken: Type.Optional(
      Type.String({
        description: 'Works once: exchange it at /v1/auth/refresh. Absent with the header `sehat-session: cookie`.',
      }),
    ),
    expiresInSeconds: Type.Integer({ description: 'For how many seconds the access token is valid.' }),
    endsInSeconds: Type.Integer({ description: 'In how many seconds the sign-in ends. A refresh does not move it.' }),
    account: object(shapesOf(context.powers).accountView),
  })
}

/** Makes the answer to a sign-in; a browser gets its refresh token in the cookie and not in the body. */
export function answerSignedIn(
  context: IdentityContext,
  request: FastifyRequest,
  reply: FastifyReply,
  signedIn: SignedIn,
) {
  const { accessToken, refreshToken, expiresInSeconds, endsAt } = signedIn
  const endsInSeconds = Math.floor((endsAt.getTime() - context.clock.now().getTime()) / 1_000)
  const view = { accessToken, expiresInSeconds, endsInSeconds, account: toAccountView(context.powers, signedIn) }
  if (!usesCookie(request)) return { ...view, refreshToken }
  setCookie(context, reply, refreshToken, endsInSeconds)
  return view
}
