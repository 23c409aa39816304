// The routes of sign-ins: where am I signed in, end one of them, end all.
import { access, actorOf } from '../../../platform/access.ts'
import { Instant, id, object, type Static, Type } from '../../../platform/contract.ts'
import { type App, originOf } from '../../../platform/module.ts'
import { transaction } from '../../../platform/postgres/db.ts'
import { notFound, Problem } from '../../../platform/problem.ts'
import { tellHolder } from '../accounts/tell-holder.ts'
import type { IdentityContext, Session } from '../tables.ts'
import { listWorkplaces } from '../workplaces/store.ts'
import { endingNow, refuseTokens } from './refusal.ts'
import { clearCookie } from './session-cookie.ts'
import { endSession, endSessionsOf, findSession, listSessions } from './store.ts'

const SignInId = id('sign-in')
type SignInId = Static<typeof SignInId>

const SignInView = object({
  signInId: SignInId,
  deviceName: Type.String({ description: 'For example Chrome on Android.' }),
  placeName: Type.Optional(Type.String({ description: 'The workplace whose roles this sign-in has.' })),
  startedAt: Instant,
  lastUsedAt: Instant,
  endsAt: Instant,
  isCurrent: Type.Boolean({ description: 'Whether this request comes from this sign-in.' }),
})

export const signInRoutes = (context: IdentityContext) => (app: App) => {
  addList(app, context)
  addEnd(app, context)
  addEndOfAll(app, context)
}

function addList(app: App, context: IdentityContext): void {
  app.get(
    '/v1/me/sign-ins',
    {
      config: { access: access.signedIn },
      schema: {
        summary: 'List where I am signed in',
        description: 'The newest first.',
        response: { 200: object({ items: Type.Array(SignInView) }) },
      },
    },
    async (request) => {
      const { accountId, sessionId } = actorOf(request)
      const open = await listSessions(context.db, accountId, context.clock.now())
      const workplaces = await listWorkplaces(context.db, accountId)
      const toView = (session: Session) => {
        const place = workplaces.find(({ id }) => id === session.workplace_id)?.place_name
        return {
          signInId: session.id as SignInId,
          deviceName: session.device_name,
          ...(place && { placeName: place }),
          startedAt: session.created_at.toISOString(),
          lastUsedAt: session.refreshed_at.toISOString(),
          endsAt: session.expires_at.toISOString(),
          isCurrent: session.id === sessionId,
        }
      }
      return { items: open.map(toView) }
    },
  )
}

const ended = { 204: Type.Null({ description: 'The tokens are refused everywhere within a second.' }) }

function addEnd(app: App, context: IdentityContext): void {
  app.delete(
    '/v1/me/sign-ins/:signInId',
    {
      config: { access: access.signedIn },
      schema: {
        summary: 'End one of my sign-ins',
        description: 'A repeat changes nothing.',
        params: object({ signInId: SignInId }),
        response: ended,
      },
    },
    async (request, reply) => {
      const { accountId } = actorOf(request)
      const { signInId } = request.params
      const session = await findSession(context.db, signInId)
      if (session?.account_id !== accountId) throw new Problem(notFound)
      refuseTokens(context, await transaction(context.db, (tx) => endSession(tx, signInId, endingNow(context))))
      void reply.code(204)
      return null
    },
  )
}

function addEndOfAll(app: App, context: IdentityContext): void {
  app.delete(
    '/v1/me/sign-ins',
    {
      config: { access: access.signedIn },
      schema: {
        summary: 'End all my sign-ins',
        description: 'Also this one: sign in again afterwards.',
        response: ended,
      },
    },
    async (request, reply) => {
      const { accountId } = actorOf(request)
      const revoked = await transaction(context.db, async (tx) => {
        await tellHolder(tx, { accountId, change: 'sign-ins-ended' }, originOf(request))
        return endSessionsOf(tx, { accountId }, endingNow(context))
      })
      refuseTokens(context, revoked)
      clearCookie(context, reply)
      void reply.code(204)
      return null
    },
  )
}
