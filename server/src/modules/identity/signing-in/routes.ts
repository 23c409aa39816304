// The routes to register, sign in, refresh tokens, sign out, check a token, and read one's own account.
import { access, actorOf } from '../../../platform/access.ts'
import { Instant, object, Phone, Type } from '../../../platform/contract.ts'
import { type App, originOf } from '../../../platform/module.ts'
import { invalidField, Problem } from '../../../platform/problem.ts'
import { FacilityId } from '../../facilities/contract.ts'
import { getOwnAccount } from '../accounts/account.ts'
import { Registered, Registration, readCitizen, register } from '../accounts/registration.ts'
import { AccountId, OneTimeCode, Password, PhoneAsTyped, refreshTokenRefused, signInFailed } from '../contract.ts'
import { readDevice } from '../devices/device.ts'
import { describeDue } from '../factors/gates.ts'
import { kindOf, readProof, toPhone } from '../rules.ts'
import type { IdentityContext } from '../tables.ts'
import { clearCookie, readCookie, refuseOtherSites, SessionHeader, usesCookie } from '../tokens/session-cookie.ts'
import { listWorkplaces } from '../workplaces/store.ts'
import { Roles, shapesOf, toAccountView } from '../workplaces/views.ts'
import { answerSignedIn, toSignedInView } from './answers.ts'
import { sendCode, wrongCode } from './codes.ts'
import { inEqualTime } from './equal-time.ts'
import { countPassword, countTry, limitsOf } from './limits.ts'
import {
  findProven,
  findTokenState,
  isDeviceOf,
  openSession,
  refreshSession,
  signOut,
  signOutByToken,
} from './steps.ts'

export const authRoutes = (context: IdentityContext) => (app: App) => {
  addRegistration(app, context)
  addCodes(app, context)
  addSignIn(app, context)
  addRefresh(app, context)
  addSignOut(app, context)
  addIntrospection(app, context)
  addMe(app, context)
  addKeys(app, context)
}

function addRegistration(app: App, context: IdentityContext): void {
  const limits = limitsOf(context.config)
  app.post(
    '/v1/auth/register',
    {
      config: { access: access.public },
      schema: {
        summary: 'Register as a citizen',
        description:
          'Ask for a code at /v1/auth/otp first. Opens an account and registers its holder as the first patient. ' +
          'Give birthDate or birthYear. Without a password people sign in with codes.',
        body: Registration,
        response: { 201: Registered },
      },
    },
    async (request, reply) => {
      await countTry(context, limits.registrationsPerAddress, request.ip)
      const { otp, ...stated } = request.body
      const citizen = await readCitizen(context, stated)
      const registered = await register(context, citizen, otp, originOf(request))
      if (!registered) throw wrongCode('/otp')
      void reply.code(201)
      return registered
    },
  )
}

function addCodes(app: App, context: IdentityContext): void {
  const limits = limitsOf(context.config)
  const { otpResendSeconds: resendAfterSeconds } = context.config
  app.post(
    '/v1/auth/otp',
    {
      config: { access: access.public },
      schema: {
        summary: 'Ask for a one-time code',
        description:
          'Sends digits to the phone. They prove that the phone is yours, for signing in and for registering. Who ' +
          'asks again gets the same code until it has been used. The clock of a phone is often wrong: count down ' +
          '`expiresInSeconds`, and do not compare a clock with `expiresAt`.',
        body: object({ phone: PhoneAsTyped }),
        response: {
          202: object({ expiresAt: Instant, expiresInSeconds: Type.Integer(), resendAfterSeconds: Type.Integer() }),
        },
      },
    },
    (request, reply) =>
      inEqualTime(async () => {
        const phone = toPhone(request.body.phone)
        await countTry(context, limits.codesPerAddress, request.ip)
        const expiresAt = await sendCode(context, phone)
        const expiresInSeconds = Math.floor((expiresAt.getTime() - context.clock.now().getTime()) / 1_000)
        void reply.code(202)
        return { expiresAt: expiresAt.toISOString(), expiresInSeconds, resendAfterSeconds }
      }),
  )
}

function addSignIn(app: App, context: IdentityContext): void {
  const limits = limitsOf(context.config)
  app.post(
    '/v1/auth/login',
    {
      config: { access: access.public },
      preValidation: refuseOtherSites,
      schema: {
        summary: 'Sign in',
        description: 'Give the password or a one-time code, not both.',
        headers: SessionHeader,
        body: object({
          phone: PhoneAsTyped,
          password: Type.Optional(Password),
          otp: Type.Optional(OneTimeCode),
        }),
        response: { 200: toSignedInView(context) },
      },
    },
    (request, reply) =>
      inEqualTime(async () => {
        const phone = toPhone(request.body.phone)
        const proof = readProof(request.body)
        if ('pointer' in proof) throw invalidField(proof.pointer, proof.detail)
        await countTry(context, limits.signInsPerAddress, request.ip)
        const device = readDevice(context, request, reply)
        // The holder of the phone can always sign in with a code: nobody can use up tries of others.
        if ('password' in proof) {
          const knownDevice = (await isDeviceOf(context, phone, device)) ? device.hash : undefined
          await countPassword(context, { phone, address: request.ip, knownDevice })
        }
        const origin = originOf(request)
        const account = await findProven(context, phone, proof, origin)
        const source = { device, origin, proof: kindOf(proof) }
        const signedIn = account && (await openSession(context, account.id, source))
        if (!signedIn) throw new Problem(signInFailed)
        return answerSignedIn(context, request, reply, signedIn)
      }),
  )
}

function addRefresh(app: App, context: IdentityContext): void {
  app.post(
    '/v1/auth/refresh',
    {
      config: { access: access.public },
      preValidation: refuseOtherSites,
      schema: {
        summary: 'Get new tokens',
        description:
          'A refresh token works once. A second use ends its sign-in. With `sehat-session: cookie` the cookie holds ' +
          'the token, and the body stays empty. Then a repeat within half a minute, for example by a second tab, ' +
          'gets the same refresh token.',
        headers: SessionHeader,
        body: object({ refreshToken: Type.Optional(Type.String({ maxLength: 512 })) }, { default: {} }),
        response: { 200: toSignedInView(context) },
      },
    },
    async (request, reply) => {
      const isFromCookie = usesCookie(request)
      const token = isFromCookie ? readCookie(context, request) : request.body.refreshToken
      if (isFromCookie && request.body.refreshToken !== undefined) {
        throw invalidField('/refreshToken', 'is in the cookie already: leave the body empty')
      }
      if (!isFromCookie && token === undefined) throw invalidField('/refreshToken', 'is missing: give it in the body')
      const signedIn = token && (await refreshSession(context, { token, isFromCookie }, originOf(request)))
      if (signedIn) return answerSignedIn(context, request, reply, signedIn)
      if (isFromCookie && token) clearCookie(context, reply)
      throw new Problem(refreshTokenRefused)
    },
  )
}

function addSignOut(app: App, context: IdentityContext): void {
  app.post(
    '/v1/auth/logout',
    {
      config: { access: access.beforeFactor },
      preValidation: refuseOtherSites,
      schema: {
        summary: 'Sign out',
        description:
          'Ends this sign-in. All servers refuse its access and refresh tokens within a second. With ' +
          '`sehat-session: cookie` the sign-in of the cookie ends too, and the server deletes the cookie.',
        headers: SessionHeader,
        response: { 204: Type.Null({ description: 'You are signed out.' }) },
      },
    },
    async (request, reply) => {
      await signOut(context, actorOf(request).sessionId)
      if (usesCookie(request)) {
        // Somebody may have signed in from another tab since. We end that sign-in too, so nobody stays signed in.
        await signOutByToken(context, readCookie(context, request) ?? '')
        clearCookie(context, reply)
      }
      void reply.code(204)
      return null
    },
  )
}

function addIntrospection(app: App, context: IdentityContext): void {
  app.post(
    '/v1/auth/introspect',
    {
      config: { access: access.public },
      schema: {
        summary: 'Ask whether an access token is valid',
        description:
          'For other systems that receive a token. This route is public, because anybody who holds a token can use it.',
        body: object({ token: Type.String() }),
        response: {
          200: object({
            active: Type.Boolean(),
            accountId: Type.Optional(AccountId),
            roles: Type.Optional(Roles),
            facilityId: Type.Optional(FacilityId),
            expiresAt: Type.Optional(Instant),
          }),
        },
      },
    },
    async (request) => {
      const state = await findTokenState(context, request.body.token)
      if (!state) return { active: false }
      const { accountId, roles, facilityId } = state.actor
      const expiresAt = state.expiresAt.toISOString()
      return { active: true, accountId, roles: [...roles], ...(facilityId && { facilityId }), expiresAt }
    },
  )
}

function addMe(app: App, context: IdentityContext): void {
  app.get(
    '/v1/me',
    {
      config: { access: access.beforeFactor },
      schema: {
        summary: 'Read my account',
        response: {
          200: object({ ...shapesOf(context.powers).accountView, phone: Phone, mail: Type.Optional(Type.String()) }),
        },
      },
    },
    async (request) => {
      const actor = actorOf(request)
      const account = await getOwnAccount(context, actor)
      const workplaces = await listWorkplaces(context.db, account.id)
      const factorDue = await describeDue(context.db, actor)
      const { phone, mail } = account
      const view = toAccountView(context.powers, { account, actor, workplaces, factorDue })
      return { ...view, phone, ...(mail !== null && { mail }) }
    },
  )
}

function addKeys(app: App, context: IdentityContext): void {
  app.get(
    '/.well-known/jwks.json',
    {
      config: { access: access.public },
      schema: {
        summary: 'The public keys of access tokens (RFC 7517)',
        response: { 200: object({ keys: Type.Array(Type.Record(Type.String(), Type.String())) }) },
      },
    },
    async (_request, reply) => {
      void reply.header('cache-control', 'public, max-age=300')
      return context.auth.jwks() as { keys: Record<string, string>[] }
    },
  )
}
