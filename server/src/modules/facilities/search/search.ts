// Finds facilities: reads the query, searches, and offers the nearest facilities if the PIN has none.

import { Cursor, Limit, object, oneOf, Pin, type Static, Type, text } from '../../../platform/contract.ts'
import { cursor, cutPage, refuseCursor } from '../../../platform/paging.ts'
import type { Db } from '../../../platform/postgres/db.ts'
import { invalidField } from '../../../platform/problem.ts'
import { toSearchText } from '../../../platform/words.ts'
import { ChainId, FACILITY_KINDS, FacilityFacts, FacilityId, StateCode } from '../contract.ts'
import { findDistrict, findPin, findState, type Place } from '../places/store.ts'
import { isInIndia, type Position, toFacts } from '../rules.ts'
import type { FacilitiesTables } from '../tables.ts'
import {
  type Facility,
  findFacility,
  listFacilities,
  listFacilitiesNear,
  listNearestFacilities,
  type Search,
} from './store.ts'

const RADIUS_KM = 25
const RADIUS_KM_MAX = 200
const NEAREST_MAX = 10
const WORDS_MAX = 8

export const FacilityQuery = object({
  pin: Type.Optional(Pin),
  district: Type.Optional(
    Type.Integer({ minimum: 101, maximum: 9_999, description: 'Number of the district (cell).' }),
  ),
  state: Type.Optional(StateCode),
  kind: Type.Optional(oneOf(FACILITY_KINDS)),
  chain: Type.Optional(ChainId),
  near: Type.Optional(
    Type.String({
      pattern: '^-?[0-9]{1,2}(\\.[0-9]{1,9})?,-?[0-9]{1,3}(\\.[0-9]{1,9})?$',
      description: 'Latitude,longitude in degrees within India. The nearest come first.',
    }),
  ),
  radiusKm: Type.Optional(
    Type.Number({
      exclusiveMinimum: 0,
      maximum: RADIUS_KM_MAX,
      description: `Only with \`near\`. Without it the radius is ${RADIUS_KM} km.`,
    }),
  ),
  q: Type.Optional(text(100, { description: 'Words or parts of words. The name must hold each of them.' })),
  isActive: Type.Boolean({ default: true, description: 'False lists closed facilities.' }),
  limit: Limit,
  cursor: Type.Optional(Cursor),
})
export type FacilityQuery = Static<typeof FacilityQuery>

export const FacilityView = object({
  ...FacilityFacts.properties,
  positionSource: oneOf(['given', 'pin'], { description: '`pin`: only the PIN is known, not the exact place.' }),
})

export const FacilityFound = object({
  ...FacilityView.properties,
  distanceKm: Type.Optional(Type.Number({ description: 'Straight distance in km, if the search has a centre.' })),
})

export const FacilityPage = object({
  items: Type.Array(FacilityFound),
  nextCursor: Type.Optional(Cursor),
  nearest: Type.Optional(
    Type.Array(FacilityFound, { description: 'The nearest to the PIN, if a search by PIN finds nothing.' }),
  ),
})
export type FacilityPage = Static<typeof FacilityPage>

export function toView(facility: Facility): Static<typeof FacilityView> {
  return { ...toFacts(facility, facility), positionSource: facility.position_source }
}

function toFound(facility: Facility): Static<typeof FacilityFound> {
  const { distance_km } = facility
  return { ...toView(facility), ...(distance_km !== undefined && { distanceKm: Math.round(distance_km * 10) / 10 }) }
}

export async function searchFacilities(db: Db<FacilitiesTables>, query: FacilityQuery): Promise<FacilityPage> {
  const { search, place } = await readSearch(db, query)
  const centre = readCentre(query)
  const after = await findLast(db, position.read(query.cursor))
  const wanted = query.limit + 1
  const found = centre
    ? await listFacilitiesNear(db, search, centre, after, wanted)
    : await listFacilities(db, search, after, wanted)
  if (found.length === 0 && place && !centre && !after) {
    const { pin: _pin, cell: _cell, stateNumber: _state, ...rest } = search
    const nearest = await listNearestFacilities(db, rest, place, Math.min(query.limit, NEAREST_MAX))
    return { items: [], nearest: nearest.map(toFound) }
  }
  const { shown, next } = cutPage(found, query.limit, position.write)
  return { items: shown.map(toFound), ...next }
}

async function readSearch(
  db: Db<FacilitiesTables>,
  query: FacilityQuery,
): Promise<{ search: Search; place: Place | undefined }> {
  const { pin, district, state: code, kind, chain, q, isActive } = query
  const place = pin === undefined ? undefined : await findPin(db, pin)
  if (pin !== undefined && !place) throw invalidField('query/pin', 'is not in the directory of PIN codes: check it')
  if (district !== undefined && !(await findDistrict(db, district))) {
    throw invalidField('query/district', 'is not the number of a district; see /v1/states/{code}/districts')
  }
  const state = code === undefined ? undefined : await findState(db, code)
  if (code !== undefined && !state) throw invalidField('query/state', 'is not the code of a state; see /v1/states')
  const words = q === undefined ? [] : toSearchText(q).split(' ').slice(0, WORDS_MAX)
  if (words[0] === '') throw invalidField('query/q', 'needs at least one letter or digit')
  // A facility lies in the district of its PIN, so a PIN narrows the search to one shard.
  const cells = { cell: district ?? place?.cell }
  const isElsewhere = place && district !== undefined && district !== place.cell
  return {
    search: { pin, ...cells, stateNumber: state?.number, kind, chain, words, isActive },
    place: isElsewhere ? undefined : place,
  }
}

function readCentre({ near, radiusKm }: FacilityQuery): (Position & { radiusKm: number }) | undefined {
  if (near === undefined) {
    if (radiusKm !== undefined) throw invalidField('query/radiusKm', 'needs near: give both')
    return undefined
  }
  const [latitude, longitude] = near.split(',').map(Number) as [number, number]
  if (!isInIndia({ latitude, longitude })) {
    throw invalidField('query/near', 'must be latitude,longitude of a point in India')
  }
  return { latitude, longitude, radiusKm: radiusKm ?? RADIUS_KM }
}

/** The cursor holds only the id of the last facility. The next page reads its sort keys, in any order of the list. */
const position = cursor({ id: FacilityId })

async function findLast(db: Db<FacilitiesTables>, last: { id: FacilityId } | undefined): Promise<Facility | undefined> {
  const facility = last && (await findFacility(db, last.id))
  if (last && !facility) throw refuseCursor()
  return facility
}
