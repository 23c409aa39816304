// The routes of passkeys: add one, list and remove one's own, and sign in with one.
import { access, actorOf } from '../../../platform/access.ts'
import { object, Type } from '../../../platform/contract.ts'
import { once } from '../../../platform/idempotency.ts'
import { type App, originOf } from '../../../platform/module.ts'
import { Problem } from '../../../platform/problem.ts'
import { openChallenge } from '../challenges/challenges.ts'
import { PasskeyId, passkeyRefused } from '../contract.ts'
import { readDevice, readDeviceName } from '../devices/device.ts'
import { answerSignedIn, toSignedInView } from '../signing-in/answers.ts'
import { countTry, limitsOf } from '../signing-in/limits.ts'
import { openSession } from '../signing-in/steps.ts'
import type { IdentityContext } from '../tables.ts'
import { refuseOtherSites, SessionHeader } from '../tokens/session-cookie.ts'
import {
  CreationOptions,
  NewCredential,
  PasskeyView,
  RequestOptions,
  SigningIn,
  toCreationOptions,
  toPasskeyView,
  toRequestOptions,
} from './shapes.ts'
import { addPasskey, findPasskeyHolder, openEnrolment, readPasskey, removePasskey } from './steps.ts'
import { listPasskeys } from './store.ts'
import { readWebsite } from './website.ts'

export const passkeyRoutes = (context: IdentityContext) => (app: App) => {
  addEnrolment(app, context)
  addOwnPasskeys(app, context)
  addSignIn(app, context)
}

function addEnrolment(app: App, context: IdentityContext): void {
  app.post(
    '/v1/me/passkeys/challenge',
    {
      config: { access: access.beforeFactor },
      schema: {
        summary: 'Begin to add a passkey',
        description:
          'Give the answer to `navigator.credentials.create`. It is valid for five minutes, and works once. The ' +
          'sign-in must not be older than an hour.',
        response: { 200: CreationOptions },
      },
    },
    async (request) => {
      const party = readWebsite(context, request)
      await countTry(context, limitsOf(context.config).challengesPerAccount, actorOf(request).accountId)
      return toCreationOptions(await openEnrolment(context, actorOf(request)), party)
    },
  )

  app.post(
    '/v1/me/passkeys',
    {
      config: { access: access.beforeFactor },
      schema: {
        summary: 'Add a passkey',
        description:
          'Send what the browser made. The holder of the account gets a message. It counts as the second factor of ' +
          'this sign-in: refresh the tokens afterwards. Takes an Idempotency-Key.',
        body: NewCredential,
        response: { 201: PasskeyView },
      },
    },
    async (request, reply) => {
      const actor = actorOf(request)
      const stated = { ...request.body, deviceName: readDeviceName(request), party: readWebsite(context, request) }
      const read = await readPasskey(context, actor, stated)
      return once(context, request, reply, 201, async (tx) => {
        await addPasskey(tx, context, { actor, ...read }, originOf(request))
        return toPasskeyView(read.passkey)
      })
    },
  )
}

function addOwnPasskeys(app: App, context: IdentityContext): void {
  app.get(
    '/v1/me/passkeys',
    {
      config: { access: access.signedIn },
      schema: {
        summary: 'List my passkeys',
        description: 'The oldest first.',
        response: { 200: object({ items: Type.Array(PasskeyView) }) },
      },
    },
    async (request) => {
      const known = await listPasskeys(context.db, actorOf(request).accountId)
      return { items: known.map(toPasskeyView) }
    },
  )

  app.delete(
    '/v1/me/passkeys/:passkeyId',
    {
      config: { access: access.signedIn },
      schema: {
        summary: 'Remove one of my passkeys',
        description:
          'Nobody can sign in with it any more. The holder of the account gets a message. The sign-in must not be ' +
          'older than an hour.',
        params: object({ passkeyId: PasskeyId }),
        response: { 204: Type.Null({ description: 'It is removed.' }) },
      },
    },
    async (request, reply) => {
      await removePasskey(context, actorOf(request), request.params.passkeyId, originOf(request))
      void reply.code(204)
      return null
    },
  )
}

function addSignIn(app: App, context: IdentityContext): void {
  const { signInsPerAddress } = limitsOf(context.config)
  app.post(
    '/v1/auth/passkey/challenge',
    {
      config: { access: access.public },
      schema: {
        summary: 'Begin to sign in with a passkey',
        description: 'Give the answer to `navigator.credentials.get`. It is valid for five minutes, and works once.',
        response: { 200: RequestOptions },
      },
    },
    async (request) => {
      const party = readWebsite(context, request)
      await countTry(context, signInsPerAddress, request.ip)
      return toRequestOptions(await openChallenge(context, { purpose: 'passkey-sign-in' }), party)
    },
  )

  app.post(
    '/v1/auth/passkey',
    {
      config: { access: access.public },
      preValidation: refuseOtherSites,
      schema: {
        summary: 'Sign in with a passkey',
        description:
          'Send what the browser signed. The passkey names its account, so nobody types a phone. It counts as both ' +
          'factors.',
        headers: SessionHeader,
        body: SigningIn,
        response: { 200: toSignedInView(context) },
      },
    },
    async (request, reply) => {
      await countTry(context, signInsPerAddress, request.ip)
      const accountId = await findPasskeyHolder(context, request.body, readWebsite(context, request))
      const source = {
        device: readDevice(context, request, reply),
        origin: originOf(request),
        proof: 'passkey',
      } as const
      const signedIn = await openSession(context, accountId, source)
      if (!signedIn) throw new Problem(passkeyRefused)
      return answerSignedIn(context, request, reply, signedIn)
    },
  )
}
