// The routes with which people bind a mail address to their account, as they bind the phone: by a code.
import { access, actorOf } from '../../../platform/access.ts'
import { Instant, object, Type } from '../../../platform/contract.ts'
import { type App, originOf } from '../../../platform/module.ts'
import { Problem } from '../../../platform/problem.ts'
import { getOwnAccount } from '../accounts/account.ts'
import { MailAsTyped, mailNotPossible, OneTimeCode } from '../contract.ts'
import { sendCode, wrongCode } from '../signing-in/codes.ts'
import { countTry, limitsOf } from '../signing-in/limits.ts'
import type { IdentityContext } from '../tables.ts'
import { bindMail, forgetMail } from './steps.ts'

const toMail = (typed: string): string => typed.toLowerCase()

export const mailRoutes = (context: IdentityContext) => (app: App) => {
  addCode(app, context)
  addBinding(app, context)
  addForgetting(app, context)
}

function addCode(app: App, context: IdentityContext): void {
  const { codesPerAddress, codesPerMailAccount } = limitsOf(context.config)
  const { otpResendSeconds: resendAfterSeconds } = context.config
  app.post(
    '/v1/me/mail/code',
    {
      config: { access: access.signedIn },
      schema: {
        summary: 'Ask for a code for my mail address',
        description: 'Sends digits to the address. They prove that it is yours: see PUT /v1/me/mail.',
        body: object({ mail: MailAsTyped }),
        response: {
          202: object({ expiresAt: Instant, expiresInSeconds: Type.Integer(), resendAfterSeconds: Type.Integer() }),
        },
      },
    },
    async (request, reply) => {
      const { accountId } = await getOwnAccountId(context, request)
      if (!context.messages.canMail) throw new Problem(mailNotPossible)
      await countTry(context, codesPerAddress, request.ip)
      // Nobody may send mail to the whole world through Sehat.
      await countTry(context, codesPerMailAccount, accountId)
      const expiresAt = await sendCode(context, toMail(request.body.mail))
      const expiresInSeconds = Math.floor((expiresAt.getTime() - context.clock.now().getTime()) / 1_000)
      void reply.code(202)
      return { expiresAt: expiresAt.toISOString(), expiresInSeconds, resendAfterSeconds }
    },
  )
}

async function getOwnAccountId(context: IdentityContext, request: Parameters<typeof actorOf>[0]) {
  const { accountId } = actorOf(request)
  await getOwnAccount(context, { accountId })
  return { accountId }
}

const changed = { 204: Type.Null({ description: 'It is changed.' }) }

function addBinding(app: App, context: IdentityContext): void {
  app.put(
    '/v1/me/mail',
    {
      config: { access: access.signedIn },
      schema: {
        summary: 'Bind a mail address to my account',
        description: 'Give the code that was sent to it. The sign-in must not be older than an hour.',
        body: object({ mail: MailAsTyped, code: OneTimeCode }),
        response: changed,
      },
    },
    async (request, reply) => {
      const { mail, code } = request.body
      const isRight = await bindMail(context, actorOf(request), { mail: toMail(mail), code }, originOf(request))
      if (!isRight) throw wrongCode('/code')
      void reply.code(204)
      return null
    },
  )
}

function addForgetting(app: App, context: IdentityContext): void {
  app.delete(
    '/v1/me/mail',
    {
      config: { access: access.signedIn },
      schema: {
        summary: 'Forget my mail address',
        description: 'Messages then come by SMS. A repeat changes nothing.',
        response: changed,
      },
    },
    async (request, reply) => {
      await forgetMail(context, actorOf(request), originOf(request))
      void reply.code(204)
      return null
    },
  )
}
