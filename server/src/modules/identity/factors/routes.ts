// The routes of second factors: set up an authenticator app and recovery codes, and give the factor of a sign-in.
import type { FastifyRequest } from 'fastify'
import { access, actorOf } from '../../../platform/access.ts'
import { object, Type } from '../../../platform/contract.ts'
import { type App, originOf } from '../../../platform/module.ts'
import { invalidField } from '../../../platform/problem.ts'
import { openChallenge } from '../challenges/challenges.ts'
import { Assertion, RequestOptions, toRequestOptions } from '../passkeys/shapes.ts'
import { provePasskey } from '../passkeys/steps.ts'
import { listPasskeys } from '../passkeys/store.ts'
import { readWebsite } from '../passkeys/website.ts'
import { countTry, limitsOf } from '../signing-in/limits.ts'
import type { IdentityContext } from '../tables.ts'
import { findSession } from '../tokens/store.ts'
import { shapesOf, toAccountView } from '../workplaces/views.ts'
import { isDemandedOf } from './gates.ts'
import {
  activateApp,
  finishFactor,
  type Given,
  giveFactor,
  openAppSetup,
  removeApp,
  renewRecoveryCodes,
  type StatedFactor,
} from './steps.ts'
import { countRecoveryCodes, findTotp } from './store.ts'

const AppCode = Type.String({ pattern: '^[0-9]{6}$', description: 'The six digits that the app shows now.' })
const RecoveryCode = Type.String({
  pattern: '^[2-9A-Za-z -]{10,20}$',
  description: 'One of the codes that the person keeps on paper, such as 7KQ2M-XW49P.',
})
const changed = { 204: Type.Null({ description: 'It is changed.' }) }

export const factorRoutes = (context: IdentityContext) => (app: App) => {
  addStatus(app, context)
  addApp(app, context)
  addRecoveryCodes(app, context)
  addGiving(app, context)
  addGivingByPasskey(app, context)
}

function addStatus(app: App, context: IdentityContext): void {
  app.get(
    '/v1/me/second-factor',
    {
      config: { access: access.beforeFactor },
      schema: {
        summary: 'Read which second factors I have',
        response: {
          200: object({
            isDemanded: Type.Boolean({ description: 'One of my roles needs a second factor.' }),
            isGiven: Type.Boolean({ description: 'I gave a second factor in this sign-in.' }),
            passkeys: Type.Integer(),
            hasApp: Type.Boolean({ description: 'I have an authenticator app.' }),
            recoveryCodesLeft: Type.Integer(),
          }),
        },
      },
    },
    async (request) => {
      const { accountId, sessionId } = actorOf(request)
      const { db } = context
      return {
        isDemanded: await isDemandedOf(db, accountId),
        isGiven: (await findSession(db, sessionId))?.factor_at != null,
        passkeys: (await listPasskeys(db, accountId)).length,
        hasApp: (await findTotp(db, accountId)) !== undefined,
        recoveryCodesLeft: await countRecoveryCodes(db, accountId),
      }
    },
  )
}

function addApp(app: App, context: IdentityContext): void {
  const url = '/v1/me/authenticator'
  app.post(
    `${url}/setup`,
    {
      config: { access: access.beforeFactor },
      schema: {
        summary: 'Begin to set up an authenticator app',
        description:
          'Show `uri` as a QR code, or let the person type `secret` into the app. An app that is in use stays so ' +
          'until PUT /v1/me/authenticator. The sign-in must not be older than an hour.',
        response: {
          200: object({
            setup: Type.String(),
            secret: Type.String(),
            uri: Type.String(),
            expiresInSeconds: Type.Integer(),
          }),
        },
      },
    },
    async (request) => {
      await countTry(context, limitsOf(context.config).challengesPerAccount, actorOf(request).accountId)
      return openAppSetup(context, actorOf(request))
    },
  )

  app.put(
    url,
    {
      config: { access: access.beforeFactor },
      schema: {
        summary: 'Take an authenticator app into use',
        description:
          'Give the `setup` of before and the code that the app shows. The app replaces the one before. It counts as ' +
          'the second factor of this sign-in: refresh the tokens afterwards.',
        body: object({ setup: Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' }), code: AppCode }),
        response: changed,
      },
    },
    async (request, reply) => {
      await activateApp(context, actorOf(request), request.body, originOf(request))
      void reply.code(204)
      return null
    },
  )

  app.delete(
    url,
    {
      config: { access: access.signedIn },
      schema: {
        summary: 'Remove my authenticator app',
        description: 'Refused when my role needs a second factor and I have no passkey.',
        response: changed,
      },
    },
    async (request, reply) => {
      await removeApp(context, actorOf(request), originOf(request))
      void reply.code(204)
      return null
    },
  )
}

function addRecoveryCodes(app: App, context: IdentityContext): void {
  app.post(
    '/v1/me/recovery-codes',
    {
      config: { access: access.signedIn },
      schema: {
        summary: 'Make new recovery codes',
        description:
          'Ten codes for the day when the second factor is lost. Each works once. They replace the codes before, and ' +
          'only this answer shows them. The sign-in must not be older than an hour.',
        response: { 200: object({ codes: Type.Array(Type.String()) }) },
      },
    },
    async (request) => ({ codes: await renewRecoveryCodes(context, actorOf(request), originOf(request)) }),
  )
}

const toGivenView = ({ powers }: IdentityContext) => ({
  200: object({
    accessToken: Type.String(),
    expiresInSeconds: Type.Integer({ description: 'For how many seconds the access token is valid.' }),
    endsInSeconds: Type.Integer({ description: 'In how many seconds the sign-in ends. A refresh does not move it.' }),
    account: object(shapesOf(powers).accountView),
  }),
})

function toGivenAnswer({ powers, clock }: IdentityContext, given: Given) {
  const { accessToken, expiresInSeconds, endsAt } = given
  const endsInSeconds = Math.floor((endsAt.getTime() - clock.now().getTime()) / 1_000)
  return { accessToken, expiresInSeconds, endsInSeconds, account: toAccountView(powers, given) }
}

function readFactor({ code, recoveryCode }: { code?: string; recoveryCode?: string }): StatedFactor {
  if (code !== undefined && recoveryCode === undefined) return { code }
  if (code === undefined && recoveryCode !== undefined) return { recoveryCode }
  throw invalidField(code === undefined ? '/code' : '/recoveryCode', 'give code or recoveryCode, one of them')
}

function addGiving(app: App, context: IdentityContext): void {
  app.post(
    '/v1/auth/second-factor',
    {
      config: { access: access.beforeFactor },
      schema: {
        summary: 'Give the second factor of this sign-in',
        description: 'A code of the authenticator app, or a recovery code. The refresh token stays valid.',
        body: object({ code: Type.Optional(AppCode), recoveryCode: Type.Optional(RecoveryCode) }),
        response: toGivenView(context),
      },
    },
    async (request) => {
      const stated = readFactor(request.body)
      return toGivenAnswer(context, await giveFactor(context, actorOf(request), stated, originOf(request)))
    },
  )
}

function addGivingByPasskey(app: App, context: IdentityContext): void {
  const count = (request: FastifyRequest) =>
    countTry(context, limitsOf(context.config).challengesPerAccount, actorOf(request).accountId)
  app.post(
    '/v1/auth/second-factor/challenge',
    {
      config: { access: access.beforeFactor },
      schema: {
        summary: 'Begin to give a passkey as the second factor',
        description: 'Give the answer to `navigator.credentials.get`. It is valid for five minutes, and works once.',
        response: { 200: RequestOptions },
      },
    },
    async (request) => {
      const party = readWebsite(context, request)
      const { accountId } = actorOf(request)
      await count(request)
      const challenge = await openChallenge(context, { purpose: 'second-factor', accountId })
      return toRequestOptions(challenge, party, await listPasskeys(context.db, accountId))
    },
  )

  app.post(
    '/v1/auth/second-factor/passkey',
    {
      config: { access: access.beforeFactor },
      schema: {
        summary: 'Give a passkey as the second factor',
        description: 'Send what the browser signed. The refresh token stays valid.',
        body: Assertion,
        response: toGivenView(context),
      },
    },
    async (request) => {
      const actor = actorOf(request)
      const party = readWebsite(context, request)
      await provePasskey(context, {
        accountId: actor.accountId,
        assertion: request.body,
        party,
        purpose: 'second-factor',
      })
      return toGivenAnswer(context, await finishFactor(context, actor))
    },
  )
}
