// The routes with which administrators appoint staff and end an appointment.
import type { FastifyRequest } from 'fastify'
import { access, actorOf, type Owner, type Role } from '../../../platform/access.ts'
import { CellNumber, object, oneOf, type ProblemType, Type } from '../../../platform/contract.ts'
import { once } from '../../../platform/idempotency.ts'
import { type App, originOf } from '../../../platform/module.ts'
import { forbidden, Problem } from '../../../platform/problem.ts'
import { FacilityId } from '../../facilities/contract.ts'
import { PersonName } from '../../patients/contract.ts'
import { AccountId, Password, PhoneAsTyped } from '../contract.ts'
import { mayAppoint, placeOf, STAFF_ROLES, staffRolesOf } from '../rules.ts'
import { refuseTokens } from '../sign-in.ts'
import { appoint, deactivate, readStaff } from '../staff.ts'
import type { Revocation } from '../store/sessions.ts'
import type { Account, IdentityContext } from '../tables.ts'

const administrators = access.record('national-admin', 'district-officer', 'centre-admin')

/** Throws unless the actor's own roles reach the place and cover these. */
function requireAppointer(request: FastifyRequest, roles: readonly Role[], place: Owner, refusal?: ProblemType): void {
  request.permit(place, refusal)
  if (!mayAppoint(actorOf(request), roles, place)) throw new Problem(forbidden)
}

export const staffRoutes = (context: IdentityContext) => (app: App) => {
  app.post(
    '/v1/staff',
    {
      config: { access: administrators },
      schema: {
        summary: 'Appoint staff',
        description:
          'A national-admin appoints to any role, a district-officer to the roles of facilities in the own ' +
          'district, a centre-admin to those below at the own facility. Roles of a facility need facilityId, a ' +
          'district-officer districtCell. A phone that already has an account gets the roles added: its name and ' +
          'password stay, and its holder signs in again. Takes an Idempotency-Key.',
        body: object({
          phone: PhoneAsTyped,
          name: PersonName,
          password: Type.Optional(Password),
          roles: Type.Array(oneOf(STAFF_ROLES), { minItems: 1, uniqueItems: true }),
          facilityId: Type.Optional(FacilityId),
          districtCell: Type.Optional(CellNumber),
        }),
        response: { 201: object({ accountId: AccountId }) },
      },
    },
    async (request, reply) => {
      const staff = await readStaff(context, request.body)
      requireAppointer(request, staff.roles, placeOf(staff), forbidden)
      let revoked: readonly Revocation[] = []
      const answer = await once(context, request, reply, 201, async (tx) => {
        const appointed = await appoint(tx, context, staff, originOf(request))
        revoked = appointed.revoked
        return { accountId: appointed.accountId }
      })
      refuseTokens(context, revoked)
      return answer
    },
  )

  app.post(
    '/v1/staff/:accountId/deactivation',
    {
      config: { access: administrators },
      schema: {
        summary: 'End an appointment',
        description:
          'Ends all staff roles of the account, and its sign-ins at once. An account of staff alone is switched off; ' +
          'a citizen keeps the account as a citizen. Those may end it who could have made it.',
        params: object({ accountId: AccountId }),
        response: { 204: Type.Null({ description: 'The appointment has ended.' }) },
      },
    },
    async (request, reply) => {
      const check = (account: Account) => requireAppointer(request, staffRolesOf(account.roles), placeOf(account))
      await deactivate(context, request.params.accountId, check, originOf(request))
      void reply.code(204)
      return null
    },
  )
}
