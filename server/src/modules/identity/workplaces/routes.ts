// The routes of workplaces: list one's own workplaces, and choose one of them.
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
        description: 'Lists the appointments that have not ended, one for each place, the oldest first.',
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
          'Gives an access token with the roles of this workplace. The refresh token stays valid and now gives ' +
          'tokens for this workplace. The next sign-in begins at this workplace. A repeat changes nothing. If the ' +
          'sign-in is older than 12 hours, sign in again.',
        body: object({ workplaceId: WorkplaceId }),
        response: {
          200: object({
            accessToken: Type.String(),
            expiresInSeconds: Type.Integer({ description: 'For how many seconds the access token is valid.' }),
            endsInSeconds: Type.Integer({
              description: 'In how many seconds the sign-in ends. A refresh does not move it.',
            }),
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
