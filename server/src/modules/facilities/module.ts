// The module facilities: hospitals, labs, pharmacies and vaccination centres, and the places that they lie in.

import { defineModule } from '../../platform/module.ts'
import { answerTo } from '../../platform/work/calls.ts'
import { addCommands } from './commands.ts'
import {
  facilityChangedMeanwhile,
  facilityExists,
  facilityInOtherDistrict,
  findFacility,
  locatePin,
} from './contract.ts'
import { loadShippedPlaces } from './importing/shipped-places.ts'
import { pinRoutes, stateRoutes } from './places/routes.ts'
import { findPin } from './places/store.ts'
import { registrationRoutes } from './registration/routes.ts'
import { toFacts } from './rules.ts'
import { searchRoutes } from './search/routes.ts'
import { findFacility as findStored } from './search/store.ts'
import type { FacilitiesTables } from './tables.ts'

export const facilities = defineModule<FacilitiesTables>({
  name: 'facilities',
  summary: 'Hospitals, labs, pharmacies and vaccination centres; PIN codes, districts and states.',
  uses: [],
  problems: [facilityInOtherDistrict, facilityExists, facilityChangedMeanwhile],
  open: (context) => ({
    routes: [searchRoutes(context), registrationRoutes(context), pinRoutes(context), stateRoutes(context)],
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
  prepare: loadShippedPlaces,
  addCommands,
})
