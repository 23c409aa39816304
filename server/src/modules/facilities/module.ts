// The module facilities: hospitals, labs, pharmacies and vaccination centres, and the places where they lie.

import { defineModule } from '../../platform/module.ts'
import { answerTo } from '../../platform/work/calls.ts'
import { rows } from './access.ts'
import { openChainDirectory } from './chains/directory.ts'
import { chainRoutes } from './chains/routes.ts'
import { toChainFacts } from './chains/steps.ts'
import { findChain as findStoredChain, listFacilityIds } from './chains/store.ts'
import { addCommands } from './commands.ts'
import {
  facilitiesProblems,
  findChain,
  findDistrict,
  findFacility,
  listFacilitiesOfChain,
  locatePin,
} from './contract.ts'
import { departmentRoutes } from './departments/routes.ts'
import { loadShippedPlaces } from './importing/shipped-places.ts'
import { pinRoutes, stateRoutes } from './places/routes.ts'
import { findPin, findDistrict as findStoredDistrict } from './places/store.ts'
import { registrationRoutes } from './registration/routes.ts'
import { toFacts } from './rules.ts'
import { searchRoutes } from './search/routes.ts'
import { findFacility as findStored } from './search/store.ts'
import type { FacilitiesContext, FacilitiesTables } from './tables.ts'

export const facilities = defineModule<FacilitiesTables>({
  name: 'facilities',
  summary: 'Hospitals, labs, pharmacies and vaccination centres; PIN codes, districts and states.',
  uses: [],
  problems: facilitiesProblems,
  powers: rows,
  open: (context) => {
    const chains = openChainDirectory((chainId) => listFacilityIds(context.db, chainId))
    return {
      routes: [
        searchRoutes(context),
        registrationRoutes(context, chains),
        chainRoutes(context),
        departmentRoutes(context),
        pinRoutes(context),
        stateRoutes(context),
      ],
      calls: answers(context),
      facilitiesOfChain: chains.facilitiesOf,
    }
  },
  standIn: ({ call }) => {
    const chains = openChainDirectory(async (chainId) => (await call(listFacilitiesOfChain, { chainId })).facilityIds)
    return { facilitiesOfChain: chains.facilitiesOf }
  },
  standInAsks: [listFacilitiesOfChain],
  prepare: loadShippedPlaces,
  addCommands,
})

const answers = ({ db }: FacilitiesContext) => [
  answerTo(locatePin, async ({ pin }) => {
    const place = await findPin(db, pin)
    return place ? { cell: place.cell } : null
  }),
  answerTo(findFacility, async ({ facilityId }) => {
    const facility = await findStored(db, facilityId)
    return facility ? toFacts(facility, facility) : null
  }),
  answerTo(findChain, async ({ chainId }) => {
    const chain = await findStoredChain(db, chainId)
    return chain ? toChainFacts(chain) : null
  }),
  answerTo(listFacilitiesOfChain, async ({ chainId }) => ({ facilityIds: await listFacilityIds(db, chainId) })),
  answerTo(findDistrict, async ({ cell }) => {
    const district = await findStoredDistrict(db, cell)
    return district ? { name: district.name, stateCode: district.state_code } : null
  }),
]
