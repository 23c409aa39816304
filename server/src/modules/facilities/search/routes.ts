// The public routes that find and read facilities.
import { access } from '../../../platform/access.ts'
import { object } from '../../../platform/contract.ts'
import { sendTagged, toTag, unchanged } from '../../../platform/http/tagged.ts'
import type { App } from '../../../platform/module.ts'
import { notFound, Problem } from '../../../platform/problem.ts'
import { FacilityId } from '../contract.ts'
import type { FacilitiesContext } from '../tables.ts'
import { FacilityPage, FacilityQuery, FacilityView, searchFacilities, toView } from './search.ts'
import { findFacility } from './store.ts'

export const searchRoutes = (context: FacilitiesContext) => (app: App) => {
  app.get(
    '/v1/facilities',
    {
      config: { access: access.public },
      schema: {
        summary: 'Find facilities',
        description:
          'Lists facilities that meet all conditions, in the order of district and name. With `near` the nearest ' +
          'come first. If a search by PIN finds nothing, `nearest` lists the nearest facilities of that kind.',
        querystring: FacilityQuery,
        response: { 200: FacilityPage },
      },
    },
    (request) => searchFacilities(context.db, request.query),
  )

  app.get(
    '/v1/facilities/:facilityId',
    {
      config: { access: access.public },
      schema: {
        summary: 'Read a facility, open or closed',
        params: object({ facilityId: FacilityId }),
        response: { 200: FacilityView, ...unchanged },
      },
    },
    async (request, reply) => {
      const facility = await findFacility(context.db, request.params.facilityId)
      if (!facility) throw new Problem(notFound)
      const tagged = { answer: toView(facility), tag: toTag(facility.version), cacheControl: 'public, no-cache' }
      return sendTagged(request, reply, tagged)
    },
  )
}
