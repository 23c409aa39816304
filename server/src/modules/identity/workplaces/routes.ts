// The routes of workplaces: where one is appointed, and the choice among several.
import { access, actorOf } from '../../../platform/access.ts'
import { object, Type } from '../../../platform/contract.ts'
import type { App } from '../../../platform/module.ts'
import { WorkplaceId } from '../contract.ts'
import type { IdentityContext } from '../tables.ts'
import { switchWorkplace } from './steps.ts'
import { listWorkplaces } from './store.ts'
import { shapesOf, toAccountView, toWorkplaceView } from './views.ts'

export const workplaceRoutes = (context: IdentityContext) => (app: App) => {
  const { WorkplaceView, accountView } = shapesOf(context.powers)
  app.get(
    '/v1/me/workplaces',
    {
      config: { access: access.signedIn },
      schema: {
        summary: 'List my workplaces',
        description: 'The appointments that have not ended, the oldest first: one for each place.',
        response: { 200: object({ items: Type.Array(WorkplaceView) }) },
      },
    },
    async (request) => {
      const actor = actorOf(request)
      const workplaces = await listWorkplaces(context.db, actor.accountId)
      return { items: workplaces.map((workplace) => toWorkplaceView(context.powers, workplace, actor)) }
    },
  )

  app.post(
    '/v1/auth/workplace',
    {
      config: { access: access.signedIn },
      schema: {
        summary: 'Choose my workplace',
        description:
          'Gives an access token with the roles of this workplace. The refresh token stays, and from now on gives ' +
          'tokens for it; the next sign-in begins here. A repeat changes nothing. A sign-in that is older than a ' +
          'working day takes no workplace: sign in again.',
        body: object({ workplaceId: WorkplaceId }),
        response: {
          200: object({
            accessToken: Type.String(),
            expiresInSeconds: Type.Integer({ description: 'For how long the access token is valid.' }),
            endsInSeconds: Type.Integer({ description: 'For how long the sign-in lasts, however often refreshed.' }),
            account: object(accountView),
          }),
        },
      },
    },
    async (request) => {
      const switched = await switchWorkplace(context, actorOf(request), request.body.workplaceId)
      const { accessToken, expiresInSeconds, endsAt } = switched
      const endsInSeconds = Math.floor((endsAt.getTime() - context.clock.now().getTime()) / 1_000)
      return { accessToken, expiresInSeconds, endsInSeconds, account: toAccountView(context.powers, switched) }
    },
  )
}
