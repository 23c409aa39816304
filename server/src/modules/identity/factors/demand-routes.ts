// The routes with which administrators demand a second factor of roles, and help somebody who lost theirs.
import type { FastifyRequest } from 'fastify'
import { actorOf, reaches } from '../../../platform/access.ts'
import { object, oneOf, Type } from '../../../platform/contract.ts'
import { type App, originOf } from '../../../platform/module.ts'
import { transaction } from '../../../platform/postgres/db.ts'
import { STAFF_ROLES } from '../../../platform/powers.ts'
import { forbidden, notFound, Problem } from '../../../platform/problem.ts'
import { publish } from '../../../platform/work/outbox.ts'
import { may } from '../access.ts'
import { AccountId, secondFactorDemanded } from '../contract.ts'
import { mayAppoint, placeOf } from '../rules.ts'
import type { IdentityContext, Workplace } from '../tables.ts'
import { resetFactors } from './steps.ts'
import { listFactorRoles, replaceFactorRoles } from './store.ts'

const Demand = object({
  roles: Type.Array(oneOf(STAFF_ROLES), { uniqueItems: true, description: 'The roles that need a second factor.' }),
})

export const demandRoutes = (context: IdentityContext) => (app: App) => {
  addDemand(app, context)
  addReset(app, context)
}

function addDemand(app: App, context: IdentityContext): void {
  const url = '/v1/staff/second-factor'
  const config = { access: may('second-factor.demand').at('anywhere') }
  app.get(
    url,
    {
      config,
      schema: { summary: 'Read which roles need a second factor', response: { 200: Demand } },
    },
    async () => ({ roles: (await listFactorRoles(context.db)).map(({ role }) => role) }),
  )

  app.put(
    url,
    {
      config,
      schema: {
        summary: 'Demand a second factor of roles',
        description:
          'From now on a sign-in of somebody who works in one of these roles has no role before the second factor. ' +
          'Sign-ins that began before go on until they end, at most twelve hours. A repeat changes nothing.',
        body: Demand,
        response: { 200: Demand },
      },
    },
    async (request) => {
      const { roles } = request.body
      const by = actorOf(request).accountId
      await transaction(context.db, async (tx) => {
        await replaceFactorRoles(tx, roles, { by, now: tx.clock.now() })
        await publish(tx, originOf(request), secondFactorDemanded, { roles })
      })
      return { roles: (await listFactorRoles(context.db)).map(({ role }) => role) }
    },
  )
}

function addReset(app: App, context: IdentityContext): void {
  app.post(
    '/v1/staff/:accountId/second-factor/reset',
    {
      config: { access: may('staff.appoint').at('record') },
      schema: {
        summary: 'Reset the second factor of a person',
        description:
          'For somebody who lost the phone and the recovery codes. Removes the passkeys, the authenticator app and ' +
          'the recovery codes, and ends all sign-ins. The person gets a message, and signs in with a code. You may ' +
          'do it if you could have given all roles of the person. Nobody resets their own. A repeat changes nothing.',
        params: object({ accountId: AccountId }),
        response: { 204: Type.Null({ description: 'The person sets up a new factor at the next sign-in.' }) },
      },
    },
    async (request, reply) => {
      const permit = (active: readonly Workplace[]): void => requireAppointerOfAll(context, request, active)
      await resetFactors(context, request.params.accountId, permit, originOf(request))
      void reply.code(204)
      return null
    },
  )
}

/** Throws `notFound` when the actor reaches no workplace of the person, and `forbidden` unless they could give all. */
function requireAppointerOfAll(
  { powers }: IdentityContext,
  request: FastifyRequest,
  active: readonly Workplace[],
): void {
  const actor = actorOf(request)
  const appointers = powers.rolesWith('staff.appoint') ?? new Set()
  const reached = active.find((workplace) => reaches(actor, appointers, placeOf(workplace)))
  if (!reached) throw new Problem(notFound)
  request.permit(placeOf(reached))
  const isOwn = reached.account_id === actor.accountId
  if (isOwn || !active.every((workplace) => mayAppoint(actor, workplace.roles, placeOf(workplace)))) {
    throw new Problem(forbidden)
  }
}
