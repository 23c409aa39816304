// The routes with which administrators appoint staff and end an appointment.

import type { FastifyRequest } from 'fastify'
import { access, actorOf, type Owner, type Role } from '../../../platform/access.ts'
import {
  CellNumber,
  Cursor,
  Limit,
  object,
  oneOf,
  type ProblemType,
  page,
  Type,
  text,
} from '../../../platform/contract.ts'
import { cellOf } from '../../../platform/id.ts'
import { once } from '../../../platform/idempotency.ts'
import { type App, originOf } from '../../../platform/module.ts'
import { cursor, cutPage, refuseCursor } from '../../../platform/paging.ts'
import { forbidden, invalidField, Problem } from '../../../platform/problem.ts'
import { FacilityId } from '../../facilities/contract.ts'
import { PersonName } from '../../patients/contract.ts'
import { findAccount } from '../accounts/store.ts'
import { AccountId, Password, PhoneAsTyped } from '../contract.ts'
import { mayAppoint, ownStaffPlace, placeOf, STAFF_ROLES, staffRolesOf } from '../rules.ts'
import { refuseTokens } from '../signing-in/steps.ts'
import type { Account, IdentityContext } from '../tables.ts'
import type { Revocation } from '../tokens/store.ts'
import { appoint, deactivate, readStaff } from './steps.ts'
import { listStaff, type StaffAccount } from './store.ts'

const administrators = access.record('national-admin', 'district-officer', 'centre-admin')

const WORDS_MAX = 5

const StaffView = object({
  accountId: AccountId,
  name: PersonName,
  phoneLast4: Type.String({ description: 'The last four digits of the phone: enough to tell namesakes apart.' }),
  roles: Type.Array(oneOf(STAFF_ROLES)),
  facilityId: Type.Optional(FacilityId),
  districtCell: Type.Optional(CellNumber),
  isActive: Type.Boolean({ description: 'False once the appointment has ended.' }),
})

function toView({ id, name, phone, roles, facility_id, district_cell, deactivated_at }: StaffAccount) {
  return {
    accountId: id,
    name,
    phoneLast4: phone.slice(-4),
    roles: staffRolesOf(roles),
    ...(facility_id !== null && { facilityId: facility_id }),
    ...(district_cell !== null && { districtCell: district_cell }),
    isActive: deactivated_at === null,
  }
}

/** Throws unless the actor's own roles reach the place and cover these. */
function requireAppointer(request: FastifyRequest, roles: readonly Role[], place: Owner, refusal?: ProblemType): void {
  request.permit(place, refusal)
  if (!mayAppoint(actorOf(request), roles, place)) throw new Problem(forbidden)
}

export const staffRoutes = (context: IdentityContext) => (app: App) => {
  addList(app, context)
  addAppointment(app, context)
  addDeactivation(app, context)
}

function addList(app: App, context: IdentityContext): void {
  app.get(
    '/v1/staff',
    {
      config: { access: administrators },
      schema: {
        summary: 'List staff',
        description:
          'By name: those of a `facility`, of a `district`, or all within reach of the own role: of the country, of ' +
          'the own district, or of the own facility. Those whose appointment has ended are among them.',
        querystring: object({
          facility: Type.Optional(FacilityId),
          district: Type.Optional(CellNumber),
          q: Type.Optional(text(100, { description: 'Words or parts of words of the name; each must occur.' })),
          limit: Limit,
          cursor: Type.Optional(Cursor),
        }),
        response: { 200: page(StaffView) },
      },
    },
    async (request) => {
      const { facility, district, q = '', limit, cursor } = request.query
      if (facility !== undefined && district !== undefined) {
        throw invalidField('query/district', 'give facility or district, not both')
      }
      const place = placeAsked(facility, district) ?? ownStaffPlace(actorOf(request))
      request.permit(place, forbidden)
      const after = await findLast(context, position.read(cursor))
      const words = q.normalize('NFC').split(/\s+/).filter(Boolean).slice(0, WORDS_MAX)
      const found = await listStaff(context.db, { place, words, after, limit: limit + 1 })
      const { shown, next } = cutPage(found, limit, position.write)
      return { items: shown.map(toView), ...next }
    },
  )
}

function placeAsked(facility: FacilityId | undefined, district: number | undefined): Owner | undefined {
  if (facility !== undefined) return { facilityId: facility, cell: cellOf(facility) }
  return district === undefined ? undefined : { cell: district }
}

/** The cursor is the last account that was given, though the list is sorted by name: no name stands in an address. */
const position = cursor({ id: AccountId })

async function findLast({ db }: IdentityContext, last: { id: AccountId } | undefined): Promise<Account | undefined> {
  const account = last && (await findAccount(db, last.id))
  if (last && !account) throw refuseCursor()
  return account
}

function addAppointment(app: App, context: IdentityContext): void {
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
}

function addDeactivation(app: App, context: IdentityContext): void {
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
