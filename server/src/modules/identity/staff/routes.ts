// The routes with which administrators list and appoint staff, and end an appointment.

import type { FastifyRequest } from 'fastify'
import { actorOf, reaches } from '../../../platform/access.ts'
import { CellNumber, Cursor, Limit, object, oneOf, page, Type, text } from '../../../platform/contract.ts'
import { type App, originOf } from '../../../platform/module.ts'
import { cursor, cutPage, refuseCursor } from '../../../platform/paging.ts'
import { type Role, STAFF_ROLES } from '../../../platform/powers.ts'
import { notFound, Problem } from '../../../platform/problem.ts'
import { ChainId, FacilityId } from '../../facilities/contract.ts'
import { PersonName } from '../../patients/contract.ts'
import { may } from '../access.ts'
import { AccountId, WorkplaceId } from '../contract.ts'
import { listFactorRoles } from '../factors/store.ts'
import { placeOf } from '../rules.ts'
import type { IdentityContext, Workplace } from '../tables.ts'
import { findWorkplace } from '../workplaces/store.ts'
import { permitPlace, placeQuery, requireAppointer } from './reach.ts'
import { endAppointments } from './steps.ts'
import { listStaff, type StaffMember } from './store.ts'

const WORDS_MAX = 5

const StaffView = object({
  workplaceId: WorkplaceId,
  accountId: AccountId,
  name: PersonName,
  phoneLast4: Type.String({
    description: 'The last four digits of the phone: enough to tell people with the same name apart.',
  }),
  roles: Type.Array(oneOf(STAFF_ROLES)),
  facilityId: Type.Optional(FacilityId),
  chainId: Type.Optional(ChainId),
  districtCell: Type.Optional(CellNumber),
  isActive: Type.Boolean({ description: 'False once the appointment has ended.' }),
  needsSecondFactor: Type.Boolean({ description: 'One of these roles needs a second factor to sign in.' }),
})

function toView(
  demanded: readonly Role[],
  { id, account_id, holder_name, phone, roles, until, ...place }: StaffMember,
) {
  const { facility_id, chain_id, district_cell } = place
  return {
    workplaceId: id,
    accountId: account_id,
    name: holder_name,
    phoneLast4: phone.slice(-4),
    roles: [...roles],
    ...(facility_id !== null && { facilityId: facility_id }),
    ...(chain_id !== null && { chainId: chain_id }),
    ...(district_cell !== null && { districtCell: district_cell }),
    isActive: until === null,
    needsSecondFactor: roles.some((role) => demanded.includes(role)),
  }
}

export const staffRoutes = (context: IdentityContext) => (app: App) => {
  addList(app, context)
  addDeactivation(app, context)
}

function addList(app: App, context: IdentityContext): void {
  app.get(
    '/v1/staff',
    {
      config: { access: may('staff.appoint').at('place') },
      schema: {
        summary: 'List staff',
        description:
          'Lists one entry for each appointment, in the order of names. Give a `facility` or a `district`. Without ' +
          'them you get all staff that your role reaches: of the country, or of your district, chain or facility. ' +
          'The list also holds people whose account was switched off when the last appointment ended.',
        querystring: object({
          ...placeQuery,
          q: Type.Optional(text(100, { description: 'Words or parts of words of the name; each must occur.' })),
          limit: Limit,
          cursor: Type.Optional(Cursor),
        }),
        response: { 200: page(StaffView) },
      },
    },
    async (request) => {
      const { q = '', limit, cursor } = request.query
      const place = permitPlace(request)
      const after = await findLast(context, position.read(cursor))
      const words = q.normalize('NFC').split(/\s+/).filter(Boolean).slice(0, WORDS_MAX)
      const found = await listStaff(context.db, { place, words, after, limit: limit + 1 })
      const { shown, next } = cutPage(found, limit, position.write)
      const demanded = (await listFactorRoles(context.db)).map(({ role }) => role)
      return { items: shown.map((member) => toView(demanded, member)), ...next }
    },
  )
}

/** The cursor holds the id of the last appointment and not its name, so that no name stands in a URL. */
const position = cursor({ id: WorkplaceId })

async function findLast({ db }: IdentityContext, last: { id: WorkplaceId } | undefined) {
  const workplace = last && (await findWorkplace(db, last.id))
  if (last && !workplace) throw refuseCursor()
  return workplace && { name: workplace.holder_name, id: workplace.id }
}

function addDeactivation(app: App, context: IdentityContext): void {
  app.post(
    '/v1/staff/:accountId/deactivation',
    {
      config: { access: may('staff.appoint').at('record') },
      schema: {
        summary: 'End an appointment',
        description:
          'Ends the given workplace, or without one all workplaces of the account that you reach. Their tokens and ' +
          'sign-ins end at once. A person who works elsewhere or is a citizen keeps the account; any other account ' +
          'is switched off. You may end the appointments that you could have made.',
        params: object({ accountId: AccountId }),
        body: object({ workplaceId: Type.Optional(WorkplaceId) }, { default: {} }),
        response: { 204: Type.Null({ description: 'The appointment has ended.' }) },
      },
    },
    async (request, reply) => {
      const choose = (listed: readonly Workplace[]) => chooseEnding(context, request, listed)
      await endAppointments(context, request.params.accountId, choose, originOf(request))
      void reply.code(204)
      return null
    },
  )
}

type EndingRequest = FastifyRequest<{ Body: { workplaceId?: WorkplaceId } }>

/** Chooses the appointments to end. If the actor may not end one of them, it throws and none ends. */
function chooseEnding(
  { powers }: IdentityContext,
  request: EndingRequest,
  listed: readonly Workplace[],
): readonly Workplace[] {
  const actor = actorOf(request)
  const appointers = powers.rolesWith('staff.appoint') ?? new Set()
  const { workplaceId } = request.body
  const asked = listed.filter(({ id }) => workplaceId === undefined || id === workplaceId)
  const within = asked.filter((workplace) => reaches(actor, appointers, placeOf(workplace)))
  if (within.length === 0) throw new Problem(notFound)
  for (const workplace of within) requireAppointer(request, workplace.roles, placeOf(workplace))
  return within
}
