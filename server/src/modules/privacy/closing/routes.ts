// The route with which people close their account.
import { actorOf } from '../../../platform/access.ts'
import { Instant, object, Type } from '../../../platform/contract.ts'
import type { App } from '../../../platform/module.ts'
import { type AccountId, beginClosing, OneTimeCode } from '../../identity/contract.ts'
import { may } from '../access.ts'
import { closesAt } from '../rules.ts'
import type { PrivacyContext } from '../tables.ts'
import { followAsked } from './steps.ts'

export const closingRoutes = (context: PrivacyContext) => (app: App) => {
  app.post(
    '/v1/privacy/closing',
    {
      config: { access: may('account.close').at('own') },
      schema: {
        summary: 'Close my account',
        description:
          'Give a code of your phone. The sign-in must not be older than an hour. All sign-ins end and open bookings ' +
          'are cancelled at once. The account closes seven days later, unless you sign in again before; with ' +
          '`isAtOnce` it closes now and for ever. Health records stay under a pseudonym. Who repeats the request is ' +
          'signed out already, so it needs no Idempotency-Key.',
        body: object({
          otp: OneTimeCode,
          isAtOnce: Type.Optional(Type.Boolean({ description: 'True: no days to think.' })),
        }),
        response: { 202: object({ closesAt: Instant }) },
      },
    },
    async (request, reply) => {
      const { otp, isAtOnce = false } = request.body
      const { sessionId } = actorOf(request)
      const accountId = actorOf(request).accountId as AccountId
      const at = context.clock.now()
      const end = closesAt(at, isAtOnce)
      const asked = { accountId, sessionId, otp, closesAt: end.toISOString(), requestId: request.id }
      await context.call(beginClosing, asked)
      // The account closes already. The event of identity does the rest again if it fails or this process dies here.
      await followAsked(context, { accountId, closesAt: end, at, requestId: request.id }).catch((error: unknown) => {
        context.log.warn({ err: error }, 'the first share of a closing failed; a job does it again')
      })
      void reply.code(202)
      return { closesAt: end.toISOString() }
    },
  )
}
