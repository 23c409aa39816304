// The routes of offers: an administrator offers roles, lists and withdraws offers; the person accepts or declines.
import type { FastifyRequest } from 'fastify'
import { access, actorOf } from '../../../platform/access.ts'
import { CellNumber, Cursor, Instant, Limit, object, oneOf, page, Type } from '../../../platform/contract.ts'
import { once } from '../../../platform/idempotency.ts'
import { type App, originOf } from '../../../platform/module.ts'
import { cursor, cutPage, refuseCursor } from '../../../platform/paging.ts'
import { STAFF_ROLES } from '../../../platform/powers.ts'
import { ChainId, FacilityId } from '../../facilities/contract.ts'
import { PersonName } from '../../patients/contract.ts'
import { may } from '../access.ts'
import { getOwnAccount } from '../accounts/account.ts'
import { OfferId, OneTimeCode, PhoneAsTyped, WorkplaceId } from '../contract.ts'
import { placeOf } from '../rules.ts'
import { wrongCode } from '../signing-in/codes.ts'
import { permitPlace, placeQuery, requireAppointer } from '../staff/reach.ts'
import type { IdentityContext, Offer } from '../tables.ts'
import { acceptOffer, countOffer, declineOffer, openOffer, readOffer, tellOffer, withdrawOffer } from './steps.ts'
import { findOffer, listOffers, listOpenOffers } from './store.ts'

const roles = Type.Array(oneOf(STAFF_ROLES))
const places = {
  facilityId: Type.Optional(FacilityId),
  chainId: Type.Optional(ChainId),
  districtCell: Type.Optional(CellNumber),
}

const offered = {
  offerId: OfferId,
  ...places,
  placeName: Type.Optional(Type.String({ description: 'Name of the facility, chain or district.' })),
  roles,
  offeredAt: Instant,
  expiresAt: Instant,
}

/** As the person sees it. */
const OwnOfferView = object(offered)
/** As administrators see it: nothing of an account that the phone may have. */
const OfferView = object({
  ...offered,
  name: PersonName,
  phoneLast4: Type.String(),
  hasExpired: Type.Boolean({ description: 'Nobody answered in time. Make another offer.' }),
})

function toOwnView({ id, facility_id, chain_id, district_cell, place_name, roles: given, ...times }: Offer) {
  return {
    offerId: id,
    ...(facility_id !== null && { facilityId: facility_id }),
    ...(chain_id !== null && { chainId: chain_id }),
    ...(district_cell !== null && { districtCell: district_cell }),
    ...(place_name !== null && { placeName: place_name }),
    roles: [...given],
    offeredAt: times.offered_at.toISOString(),
    expiresAt: times.expires_at.toISOString(),
  }
}

const toView = (offer: Offer, now: Date) => ({
  ...toOwnView(offer),
  name: offer.name,
  phoneLast4: offer.phone.slice(-4),
  hasExpired: offer.expires_at <= now,
})

export const offerRoutes = (context: IdentityContext) => (app: App) => {
  addOffer(app, context)
  addList(app, context)
  addWithdrawal(app, context)
  addOwnList(app, context)
  addAcceptance(app, context)
  addRefusal(app, context)
}

function addOffer(app: App, context: IdentityContext): void {
  app.post(
    '/v1/staff',
    {
      config: { access: may('staff.appoint').at('place') },
      schema: {
        summary: 'Offer roles to a person',
        description:
          'A national-admin offers any role. A district-officer or a chain-admin offers the roles of their ' +
          'facilities. A centre-admin offers the roles of the facility except centre-admin. Roles of a facility ' +
          'need facilityId, roles of a chain need chainId, roles of a district need districtCell. The holder of the ' +
          'phone gets a message. Nothing of an account shows or changes before the person signs in with a code of ' +
          'the phone and accepts. The answer is the same for every phone. Takes an Idempotency-Key.',
        body: object({
          phone: PhoneAsTyped,
          name: PersonName,
          roles: Type.Array(oneOf(STAFF_ROLES), { minItems: 1, uniqueItems: true }),
          ...places,
        }),
        response: { 202: object({ offerId: OfferId, expiresAt: Instant }) },
      },
    },
    async (request, reply) => {
      const offer = await readOffer(context, request.body, actorOf(request).accountId)
      requireAppointer(request, offer.roles, placeOf(offer))
      await countOffer(context, offer)
      let isNew = false
      const answer = await once(context, request, reply, 202, async (tx) => {
        await openOffer(tx, offer)
        isNew = true
        return { offerId: offer.id, expiresAt: offer.expires_at.toISOString() }
      })
      if (isNew) tellOffer(context, offer)
      return answer
    },
  )
}

/** The cursor holds the id of the last offer and not its name, so that no name stands in a URL. */
const position = cursor({ id: OfferId })

function addList(app: App, context: IdentityContext): void {
  app.get(
    '/v1/staff/offers',
    {
      config: { access: may('staff.appoint').at('place') },
      schema: {
        summary: 'List offers that wait for an answer',
        description:
          'In the order of names. Give a `facility` or a `district`; without them you get all offers that your role ' +
          'reaches. The list also holds offers that expired.',
        querystring: object({ ...placeQuery, limit: Limit, cursor: Type.Optional(Cursor) }),
        response: { 200: page(OfferView) },
      },
    },
    async (request) => {
      const { limit, cursor } = request.query
      const place = permitPlace(request)
      const last = position.read(cursor)
      const after = last && (await findOffer(context.db, last.id))
      if (last && !after) throw refuseCursor()
      const found = await listOffers(context.db, { place, after, limit: limit + 1 })
      const { shown, next } = cutPage(found, limit, position.write)
      return { items: shown.map((offer) => toView(offer, context.clock.now())), ...next }
    },
  )
}

const offerParams = object({ offerId: OfferId })

function addWithdrawal(app: App, context: IdentityContext): void {
  app.post(
    '/v1/staff/offers/:offerId/withdrawal',
    {
      config: { access: may('staff.appoint').at('record') },
      schema: {
        summary: 'Withdraw an offer',
        description: 'You may withdraw the offers that you could have made. A repeat changes nothing.',
        params: offerParams,
        response: { 204: Type.Null({ description: 'The offer has ended.' }) },
      },
    },
    async (request, reply) => {
      const permit = (offer: Offer): void => requireAppointer(request, offer.roles, placeOf(offer))
      await withdrawOffer(context, request.params.offerId, permit)
      void reply.code(204)
      return null
    },
  )
}

function addOwnList(app: App, context: IdentityContext): void {
  app.get(
    '/v1/me/offers',
    {
      config: { access: access.signedIn },
      schema: {
        summary: 'List offers of roles to me',
        description: 'Lists the open offers to the phone of the account, the oldest first.',
        response: { 200: object({ items: Type.Array(OwnOfferView) }) },
      },
    },
    async (request) => {
      const { phone } = await getOwnAccount(context, actorOf(request))
      const open = await listOpenOffers(context.db, context.keys.hash('phone', phone), context.clock.now())
      return { items: open.map(toOwnView) }
    },
  )
}

const toAnswered = (request: FastifyRequest<{ Params: { offerId: OfferId } }>) => ({
  accountId: actorOf(request).accountId,
  offerId: request.params.offerId,
})

function addAcceptance(app: App, context: IdentityContext): void {
  app.post(
    '/v1/me/offers/:offerId/acceptance',
    {
      config: { access: access.signedIn },
      schema: {
        summary: 'Accept an offer',
        description:
          'Give a code of your phone: ask for it at /v1/auth/otp. Then choose the workplace with POST ' +
          '/v1/auth/workplace, or refresh your tokens if you work there already. Your other sign-ins stay.',
        params: offerParams,
        body: object({ otp: OneTimeCode }),
        response: { 200: object({ workplaceId: WorkplaceId }) },
      },
    },
    async (request) => {
      const workplaceId = await acceptOffer(context, toAnswered(request), request.body.otp, originOf(request))
      if (workplaceId === undefined) throw wrongCode('/otp')
      return { workplaceId }
    },
  )
}

function addRefusal(app: App, context: IdentityContext): void {
  app.post(
    '/v1/me/offers/:offerId/refusal',
    {
      config: { access: access.signedIn },
      schema: {
        summary: 'Decline an offer',
        description: 'A repeat changes nothing.',
        params: offerParams,
        response: { 204: Type.Null({ description: 'The offer has ended.' }) },
      },
    },
    async (request, reply) => {
      await declineOffer(context, toAnswered(request))
      void reply.code(204)
      return null
    },
  )
}
