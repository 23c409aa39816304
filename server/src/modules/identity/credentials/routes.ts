// The routes with which people set a new password, and change their password and phone.
import { access, actorOf } from '../../../platform/access.ts'
import { object, Type } from '../../../platform/contract.ts'
import { type App, originOf } from '../../../platform/module.ts'
import { invalidField } from '../../../platform/problem.ts'
import { getOwnAccount } from '../accounts/account.ts'
import { OneTimeCode, Password, PhoneAsTyped } from '../contract.ts'
import { type Proof, readProof, toPhone } from '../rules.ts'
import { wrongCode } from '../signing-in/codes.ts'
import { countPassword, countTry, limitsOf } from '../signing-in/limits.ts'
import { readNewPassword } from '../signing-in/passwords.ts'
import type { IdentityContext } from '../tables.ts'
import { changePassword, changePhone, resetPassword } from './steps.ts'

const changed = { 204: Type.Null({ description: 'It is changed.' }) }

export const credentialRoutes = (context: IdentityContext) => (app: App) => {
  addCheck(app, context)
  addReset(app, context)
  addPassword(app, context)
  addPhone(app, context)
}

function addCheck(app: App, context: IdentityContext): void {
  const { passwordChecksPerAddress } = limitsOf(context.config)
  app.post(
    '/v1/auth/password/check',
    {
      config: { access: access.public },
      schema: {
        summary: 'Check a new password',
        description:
          'Says whether Sehat would take this password for this phone, so that a form can refuse it where it is ' +
          'typed and not on its last page. Stores nothing, and says nothing about an account.',
        body: object({ phone: PhoneAsTyped, password: Password }),
        response: { 204: Type.Null({ description: 'Sehat takes it.' }) },
      },
    },
    async (request, reply) => {
      await countTry(context, passwordChecksPerAddress, request.ip)
      await readNewPassword(request.body.password, toPhone(request.body.phone))
      void reply.code(204)
      return null
    },
  )
}

function addReset(app: App, context: IdentityContext): void {
  const { signInsPerAddress } = limitsOf(context.config)
  app.post(
    '/v1/auth/password/reset',
    {
      config: { access: access.public },
      schema: {
        summary: 'Set a new password with a code',
        description:
          'For people who forgot their password or never had one. Ask for a code at /v1/auth/otp first. All sign-ins ' +
          'of the account end. Sign in afterwards.',
        body: object({ phone: PhoneAsTyped, otp: OneTimeCode, password: Password }),
        response: changed,
      },
    },
    async (request, reply) => {
      await countTry(context, signInsPerAddress, request.ip)
      const { phone, ...stated } = request.body
      const isRight = await resetPassword(context, { ...stated, phone: toPhone(phone) }, originOf(request))
      if (!isRight) throw wrongCode('/otp')
      void reply.code(204)
      return null
    },
  )
}

function addPassword(app: App, context: IdentityContext): void {
  app.put(
    '/v1/me/password',
    {
      config: { access: access.signedIn },
      schema: {
        summary: 'Change my password',
        description:
          'Give the current password or a code of your phone, not both. Your other sign-ins end; this one stays.',
        body: object({
          current: Type.Optional(Password),
          otp: Type.Optional(OneTimeCode),
          password: Password,
        }),
        response: changed,
      },
    },
    async (request, reply) => {
      const { current, otp, password } = request.body
      const proof = readProofOfChange({ current, otp })
      if ('password' in proof) {
        const { phone } = await getOwnAccount(context, actorOf(request))
        await countPassword(context, { phone, address: request.ip, knownDevice: undefined })
      }
      const isRight = await changePassword(context, actorOf(request), { proof, password }, originOf(request))
      if (!isRight) throw 'otp' in proof ? wrongCode('/otp') : invalidField('/current', 'is not your password')
      void reply.code(204)
      return null
    },
  )
}

function readProofOfChange({ current, otp }: { current: string | undefined; otp: string | undefined }): Proof {
  const proof = readProof({ password: current, otp })
  if (!('pointer' in proof)) return proof
  throw invalidField(proof.pointer === '/password' ? '/current' : proof.pointer, 'give current or otp, one of them')
}

function addPhone(app: App, context: IdentityContext): void {
  app.put(
    '/v1/me/phone',
    {
      config: { access: access.signedIn },
      schema: {
        summary: 'Change my phone',
        description:
          'Give the new phone and a code that was sent to it. The sign-in must not be older than an hour. The old ' +
          'phone gets a message.',
        body: object({ phone: PhoneAsTyped, otp: OneTimeCode }),
        response: changed,
      },
    },
    async (request, reply) => {
      const { phone, otp } = request.body
      const stated = { phone: toPhone(phone), otp }
      const isRight = await changePhone(context, actorOf(request), stated, originOf(request))
      if (!isRight) throw wrongCode('/otp')
      void reply.code(204)
      return null
    },
  )
}
