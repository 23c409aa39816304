// The routes of the outside identity provider: go there, come back, sign in with the account there, and bind it.
import type { FastifyReply, FastifyRequest } from 'fastify'
import { access, actorOf } from '../../../platform/access.ts'
import { Instant, object, Type } from '../../../platform/contract.ts'
import { once } from '../../../platform/idempotency.ts'
import { type App, originOf } from '../../../platform/module.ts'
import { type IdentityProvider, openIdProvider } from '../../../platform/ports/identity-provider.ts'
import { notFound, Problem } from '../../../platform/problem.ts'
import { OutsideAccountId, outsideSignInEnded } from '../contract.ts'
import { readDevice } from '../devices/device.ts'
import { answerSignedIn, toSignedInView } from '../signing-in/answers.ts'
import { countTry, limitsOf } from '../signing-in/limits.ts'
import type { IdentityContext, OutsideAccount } from '../tables.ts'
import { refuseOtherSites, SessionHeader, usesCookie } from '../tokens/session-cookie.ts'
import { readProviderCookie, writeProviderCookie } from './cookies.ts'
import {
  beginAtProvider,
  bindOutsideAccount,
  finishAtProvider,
  type Outcome,
  PROVIDER_SECONDS,
  requireBinder,
  signInWithTicket,
  unbindOutsideAccount,
} from './steps.ts'
import { listOutsideAccounts } from './store.ts'

/** A page of this site, to which the person goes after signing in. */
const Back = Type.String({ pattern: '^/[\\w-][^\\u0000-\\u0020\\\\]*$', maxLength: 500 })
const redirected = { 302: Type.Null({ description: 'The browser goes on there.' }) }

export const providerRoutes = (context: IdentityContext) => (app: App) => {
  const { provider: settings } = context.config
  const provider = settings && openIdProvider(settings)
  addOffer(app, provider)
  addStart(app, context, provider)
  addCallback(app, context, provider)
  addSignIn(app, context)
  addBinding(app, context, provider)
  addOwnList(app, context)
}

function requireProvider(provider: IdentityProvider | undefined): IdentityProvider {
  if (provider) return provider
  throw new Problem(notFound, { detail: 'This Sehat has no outside identity provider' })
}

function addOffer(app: App, provider: IdentityProvider | undefined): void {
  app.get(
    '/v1/auth/oidc',
    {
      config: { access: access.public },
      schema: {
        summary: 'Ask whether people may sign in with an outside account',
        response: { 200: object({ name: Type.Optional(Type.String({ description: 'The name for the button.' })) }) },
      },
    },
    async () => (provider ? { name: provider.name } : {}),
  )
}

/** The page that continues after the provider. */
function toPage(reply: FastifyReply, outcome: Outcome, back: string): FastifyReply {
  const query = new URLSearchParams({ outcome, ...(back && { back }) })
  return reply.redirect(`/sign-in/outside?${query}`, 302)
}

/** The address to which the provider sends the browser back. In production people reach Sehat over TLS only. */
function toRedirectUri({ config }: IdentityContext, { protocol, host }: FastifyRequest): string {
  return `${config.environment === 'production' ? 'https' : protocol}://${host}/v1/auth/oidc/callback`
}

function addStart(app: App, context: IdentityContext, known: IdentityProvider | undefined): void {
  app.get(
    '/v1/auth/oidc/start',
    {
      config: { access: access.public },
      schema: {
        summary: 'Go to the outside identity provider',
        description: 'For browsers: open this address. The provider sends the browser back to a page of Sehat.',
        querystring: object({ back: Type.Optional(Back) }),
        response: redirected,
      },
    },
    async (request, reply) => {
      const provider = requireProvider(known)
      await countTry(context, limitsOf(context.config).signInsPerAddress, request.ip)
      const { back = '' } = request.query
      const begun = await beginAtProvider(context, provider, { redirectUri: toRedirectUri(context, request), back })
      if (!begun) return toPage(reply, 'unreachable', back)
      writeProviderCookie(context, reply, 'began', { value: begun.browser, seconds: PROVIDER_SECONDS })
      return reply.redirect(begun.url.href, 302)
    },
  )
}

function addCallback(app: App, context: IdentityContext, known: IdentityProvider | undefined): void {
  app.get(
    '/v1/auth/oidc/callback',
    {
      config: { access: access.public },
      schema: {
        summary: 'Come back from the outside identity provider',
        description: 'For the provider alone. It signs nobody in: the page that follows does.',
        // A provider may add parameters of its own.
        querystring: Type.Object(
          {
            state: Type.String({ maxLength: 1_000 }),
            code: Type.Optional(Type.String({ maxLength: 8_000 })),
            error: Type.Optional(Type.String({ maxLength: 1_000 })),
          },
          { additionalProperties: true },
        ),
        response: redirected,
      },
    },
    async (request, reply) => {
      const provider = requireProvider(known)
      await countTry(context, limitsOf(context.config).signInsPerAddress, request.ip)
      const { state, error } = request.query
      const { outcome, back, ticket } = await finishAtProvider(context, provider, {
        state,
        query: request.url.slice(request.url.indexOf('?') + 1),
        browser: readProviderCookie(context, request, 'began'),
        isRefused: error !== undefined,
      })
      if (ticket) writeProviderCookie(context, reply, 'ticket', { value: ticket, seconds: PROVIDER_SECONDS })
      return toPage(reply, outcome, back)
    },
  )
}

function addSignIn(app: App, context: IdentityContext): void {
  app.post(
    '/v1/auth/oidc',
    {
      config: { access: access.public },
      preValidation: refuseOtherSites,
      schema: {
        summary: 'Sign in with an outside account',
        description:
          'After the provider sent the browser back. Needs `sehat-session: cookie`: a cookie proves the outside ' +
          'account. 404 `outside-account-unknown`: the person proves the phone by a code, and connects the accounts.',
        headers: SessionHeader,
        response: { 200: toSignedInView(context) },
      },
    },
    async (request, reply) => {
      await countTry(context, limitsOf(context.config).signInsPerAddress, request.ip)
      const ticket = usesCookie(request) ? readProviderCookie(context, request, 'ticket') : undefined
      if (ticket === undefined) throw new Problem(outsideSignInEnded)
      const source = { device: readDevice(context, request, reply), origin: originOf(request) }
      const signedIn = await signInWithTicket(context, ticket, source)
      writeProviderCookie(context, reply, 'ticket', { value: '', seconds: 0 })
      return answerSignedIn(context, request, reply, signedIn)
    },
  )
}

const OutsideAccountView = object({
  outsideAccountId: OutsideAccountId,
  issuer: Type.String({ description: 'The provider.' }),
  boundAt: Instant,
})

const toView = ({ id, issuer, bound_at }: OutsideAccount) => ({
  outsideAccountId: id,
  issuer,
  boundAt: bound_at.toISOString(),
})

function addBinding(app: App, context: IdentityContext, known: IdentityProvider | undefined): void {
  app.post(
    '/v1/me/outside-accounts',
    {
      config: { access: access.signedIn },
      schema: {
        summary: 'Connect an outside account to mine',
        description:
          'A cookie from the way back from the provider proves the outside account. The sign-in must not be older ' +
          'than an hour. The holder of the account gets a message. Takes an Idempotency-Key.',
        response: { 201: OutsideAccountView },
      },
    },
    async (request, reply) => {
      requireProvider(known)
      const { accountId } = actorOf(request)
      await requireBinder(context, actorOf(request))
      const ticket = readProviderCookie(context, request, 'ticket')
      return once(context, request, reply, 201, async (tx) =>
        toView(await bindOutsideAccount(tx, context, { accountId, ticket }, originOf(request))),
      )
    },
  )
}

function addOwnList(app: App, context: IdentityContext): void {
  app.get(
    '/v1/me/outside-accounts',
    {
      config: { access: access.signedIn },
      schema: {
        summary: 'List the outside accounts that are connected to mine',
        response: { 200: object({ items: Type.Array(OutsideAccountView) }) },
      },
    },
    async (request) => ({
      items: (await listOutsideAccounts(context.db, actorOf(request).accountId)).map(toView),
    }),
  )

  app.delete(
    '/v1/me/outside-accounts/:outsideAccountId',
    {
      config: { access: access.signedIn },
      schema: {
        summary: 'Disconnect an outside account',
        description: 'Nobody can sign in with it any more. The sign-in must not be older than an hour.',
        params: object({ outsideAccountId: OutsideAccountId }),
        response: { 204: Type.Null({ description: 'It is disconnected.' }) },
      },
    },
    async (request, reply) => {
      const { outsideAccountId } = request.params
      await unbindOutsideAccount(context, actorOf(request), outsideAccountId, originOf(request))
      void reply.code(204)
      return null
    },
  )
}
