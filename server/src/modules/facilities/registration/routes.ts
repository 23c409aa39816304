// The routes with which officials register and correct facilities.
import { object } from '../../../platform/contract.ts'
import { IfMatch, requireVersion, toTag } from '../../../platform/http/tagged.ts'
import { newId } from '../../../platform/id.ts'
import { once } from '../../../platform/idempotency.ts'
import { type App, originOf, originOfActor } from '../../../platform/module.ts'
import { transaction } from '../../../platform/postgres/db.ts'
import { forbidden, invalidField, notFound, Problem } from '../../../platform/problem.ts'
import { may } from '../access.ts'
import type { ChainDirectory } from '../chains/directory.ts'
import { FacilityId, facilityChangedMeanwhile } from '../contract.ts'
import { findPin, type Place } from '../places/store.ts'
import { FacilityView, toView } from '../search/search.ts'
import { findFacility, lockFacility, type StoredFacility } from '../search/store.ts'
import type { FacilitiesContext } from '../tables.ts'
import { changeFacility, FacilityChange, NewFacility, registerFacility } from './steps.ts'

const FacilityParams = object({ facilityId: FacilityId })

const viewOf = (facility: StoredFacility, place: Place) => toView({ ...facility, ...namesOf(place) })
const namesOf = ({ district, state, stateCode }: Place) => ({ district, state, stateCode })

async function getPlace({ db }: FacilitiesContext, pin: string): Promise<Place> {
  const place = await findPin(db, pin)
  if (!place) throw invalidField('/pin', 'is not in the directory of PIN codes: check it')
  return place
}

const CHAIN_NEEDS = 'You may not change the chain of a facility: leave out chainId'

export const registrationRoutes = (context: FacilitiesContext, chains: ChainDirectory) => (app: App) => {
  app.post(
    '/v1/facilities',
    {
      config: { access: may('facility.register').at('place') },
      schema: {
        summary: 'Register a facility',
        description:
          'A national-admin may register everywhere. A district-officer may register facilities whose PIN lies in ' +
          'their own district. Without a position the facility gets the point of its PIN. Takes an Idempotency-Key.',
        body: NewFacility,
        response: { 201: FacilityView },
      },
    },
    async (request, reply) => {
      const place = await getPlace(context, request.body.pin)
      request.permit({ cell: place.cell })
      const facilityId = newId<'facility'>(place.cell, context.clock.now().getTime())
      return once(context, request, reply, 201, async (tx) =>
        viewOf(await registerFacility(tx, context, facilityId, place, request.body, originOf(request)), place),
      )
    },
  )

  app.patch(
    '/v1/facilities/:facilityId',
    {
      config: { access: may('facility.register').at('place') },
      schema: {
        summary: 'Correct a facility',
        description:
          'Changes only the fields that you send, and keeps the old version. Send `If-Match` with the ETag of the ' +
          'version that you read: then you do not overwrite a change that somebody made since. `isActive: false` ' +
          'closes the facility. `chainId` also needs the power `chain.manage`.',
        params: FacilityParams,
        headers: IfMatch,
        body: FacilityChange,
        response: { 200: FacilityView },
      },
    },
    async (request, reply) => {
      const { facilityId } = request.params
      const known = await findFacility(context.db, facilityId)
      if (!known) throw new Problem(notFound)
      request.permit({ cell: known.cell })
      const hasChain = request.body.chainId !== undefined
      if (hasChain && !request.holds('chain.manage')) throw new Problem(forbidden, { detail: CHAIN_NEEDS })
      const place = await getPlace(context, request.body.pin ?? known.pin)
      const origin = originOfActor(request)
      const facility = await transaction(context.db, async (tx) => {
        const before = await lockFacility(tx, facilityId)
        if (!before) throw new Problem(notFound)
        requireVersion(before, request.headers['if-match'], facilityChangedMeanwhile)
        return changeFacility(tx, context, before, place, request.body, origin)
      })
      if (hasChain) chains.forget()
      void reply.header('etag', toTag(facility.version))
      return viewOf(facility, place)
    },
  )
}
