// The route for receipts: gateways report whether a message arrived, signed by Standard Webhooks.
import { access } from '../../../platform/access.ts'
import { object, oneOf, Type } from '../../../platform/contract.ts'
import type { App } from '../../../platform/module.ts'
import { notFound, Problem, signInNeeded } from '../../../platform/problem.ts'
import { isSigned, signingKeyOf } from '../../../platform/signing.ts'
import type { NotificationsContext } from '../tables.ts'
import { recordReceipt } from './store.ts'

const JSON_TYPE = 'application/json'

export const receiptKeyOf = (secret: string) => signingKeyOf(Buffer.from(secret).toString('base64'))

/** `onDue` wakes the sender: a message that did not arrive leaves by the next channel. */
export const receiptRoutes = (context: NotificationsContext, onDue: () => void) => (app: App) => {
  const { receiptSecret } = context.config.notifications
  if (receiptSecret === undefined) return
  const key = receiptKeyOf(receiptSecret)
  void app.register(async (scope) => {
    // The signature covers the sent bytes. So we read the body as text and check the signature before we parse it.
    scope.removeContentTypeParser(JSON_TYPE)
    scope.addContentTypeParser(JSON_TYPE, { parseAs: 'string' }, (request, body, done) => {
      if (!isSigned(key, request.headers, body as string, context.clock.now())) {
        return done(new Problem(signInNeeded, { detail: 'The signature is wrong or too old. Check secret and clock.' }))
      }
      try {
        done(null, JSON.parse(body as string))
      } catch (error) {
        done(error as Error)
      }
    })
    addReceipts(scope as unknown as App, context, onDue)
  })
}

function addReceipts(app: App, context: NotificationsContext, onDue: () => void): void {
  app.post(
    '/v1/notifications/receipts/:channel',
    {
      // A gateway has no account. Its signature proves who it is.
      config: { access: access.public },
      schema: {
        summary: 'Report what became of a message',
        description:
          'Only for gateways. Sign the request by Standard Webhooks with the secret of the installation. A message ' +
          'that did not arrive leaves by the next channel. A repeat changes nothing.',
        params: object({ channel: oneOf(['sms', 'mail']) }),
        body: object({
          messageId: Type.String({
            pattern: '^[\\x21-\\x7e]{1,100}$',
            description: 'The name that the gateway gave when it took the message.',
          }),
          status: oneOf(['delivered', 'failed']),
          code: Type.Optional(Type.String({ pattern: '^[A-Za-z0-9_-]{1,40}$', description: 'Why it failed.' })),
        }),
        response: { 204: Type.Null({ description: 'Sehat has noted the receipt, or knew it already.' }) },
      },
    },
    async (request, reply) => {
      const { messageId, status, code = null } = request.body
      const { channel } = request.params
      const isDelivered = status === 'delivered'
      const { triesMax } = context.config.notifications
      const receipt = { channel, providerId: messageId, isDelivered, code, now: context.clock.now(), triesMax }
      if (!(await recordReceipt(context.pool, receipt))) throw new Problem(notFound)
      if (!isDelivered) onDue()
      reply.code(204)
      return null
    },
  )
}
