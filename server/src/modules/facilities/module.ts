// The module facilities: hospitals, labs, pharmacies and vaccination centres, and the places that they lie in.
import { answerTo } from '../../platform/calls.ts'
import { defineModule } from '../../platform/module.ts'
import {
  facilityChangedMeanwhile,
  facilityExists,
  facilityInOtherDistrict,
  findFacility,
  locatePin,
} from './contract.ts'
import { findingRoutes, officialRoutes } from './routes/facilities.ts'
import { pinRoutes, stateRoutes } from './routes/places.ts'
import { toFacts } from './rules.ts'
import { findFacility as findStored } from './store/facilities.ts'
import { findPin } from './store/places.ts'
import type { FacilitiesTables } from './tables.ts'

export const facilities = defineModule<FacilitiesTables>({
  name: 'facilities',
  summary: 'Hospitals, labs, pharmacies and vaccination centres; PIN codes, districts and states.',
  uses: [],
  problems: [facilityInOtherDistrict, facilityExists, facilityChangedMeanwhile],
  open: (context) => ({
    routes: [findingRoutes(context), officialRoutes(context), pinRoutes(context), stateRoutes(context)],
    calls: [
      answerTo(locatePin, async ({ pin }) => {
        const place = await findPin(context.db, pin)
        return place ? { cell: place.cell } : null
      }),
      answerTo(findFacility, async ({ facilityId }) => {
        const facility = await findStored(context.db, facilityId)
        return facility ? toFacts(facility, facility) : null
      }),
    ],
  }),
})
