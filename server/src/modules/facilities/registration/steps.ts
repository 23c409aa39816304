// Registers and corrects a facility: the PIN decides its district, and a correction keeps the old version.

import type { Static, TSchema } from 'typebox'
import { object, Pin, Type, text } from '../../../platform/contract.ts'
import type { Tx } from '../../../platform/postgres/db.ts'
import { invalidField, Problem } from '../../../platform/problem.ts'
import { tidyText, toSearchText } from '../../../platform/words.ts'
import { type EventOrigin, type PersonActs, publish } from '../../../platform/work/outbox.ts'
import { findChain } from '../chains/store.ts'
import {
  ChainId,
  type FacilityId,
  FacilityKinds,
  FacilityName,
  facilityChanged,
  facilityExists,
  facilityInOtherDistrict,
  facilityRegistered,
  Latitude,
  Longitude,
} from '../contract.ts'
import type { Place } from '../places/store.ts'
import { ADDRESS_LENGTH_MAX, distanceKm, KM_FROM_PIN_MAX, toFacts, toFingerprint } from '../rules.ts'
import { insertFacility, listNamesakes, replaceFacility, type StoredFacility } from '../search/store.ts'
import type { FacilitiesContext, FacilitiesTables } from '../tables.ts'

const Address = text(ADDRESS_LENGTH_MAX, { description: 'House, street and locality, without the PIN code.' })

export const NewFacility = object({
  name: FacilityName,
  kinds: FacilityKinds,
  address: Address,
  pin: Pin,
  latitude: Type.Optional(Latitude),
  longitude: Type.Optional(Longitude),
})
export type NewFacility = Static<typeof NewFacility>

const nullable = <Schema extends TSchema>(schema: Schema) => Type.Union([schema, Type.Null()])

export const FacilityChange = object(
  {
    name: Type.Optional(FacilityName),
    kinds: Type.Optional(FacilityKinds),
    address: Type.Optional(Address),
    pin: Type.Optional(Pin),
    latitude: Type.Optional(nullable(Latitude)),
    longitude: Type.Optional(nullable(Longitude)),
    isActive: Type.Optional(Type.Boolean()),
    chainId: Type.Optional(nullable(ChainId)),
  },
  {
    minProperties: 1,
    description:
      'Send only the fields that change. Null for latitude and longitude takes the point of the PIN. Null for ' +
      'chainId takes the facility out of its chain.',
  },
)
export type FacilityChange = Static<typeof FacilityChange>

interface StatedPosition {
  readonly latitude?: number | null | undefined
  readonly longitude?: number | null | undefined
}

/** Gives the stated position, or without one the point of the PIN; throws a 400 if it is incomplete or too far. */
function decidePosition({ latitude, longitude }: StatedPosition, place: Place) {
  if ((latitude ?? undefined) === undefined && (longitude ?? undefined) === undefined) {
    return { latitude: place.latitude, longitude: place.longitude, position_source: 'pin' as const }
  }
  if (typeof latitude !== 'number') throw invalidField('/latitude', 'is needed with longitude')
  if (typeof longitude !== 'number') throw invalidField('/longitude', 'is needed with latitude')
  const km = distanceKm({ latitude, longitude }, place)
  if (km > KM_FROM_PIN_MAX) {
    throw invalidField('/latitude', `with longitude lies ${Math.round(km)} km from PIN ${place.pin}: leave both out`)
  }
  return { latitude, longitude, position_source: 'given' as const }
}

function decideName(stated: string) {
  const name = tidyText(stated).normalize('NFC')
  const search_name = toSearchText(name)
  if (search_name === '') throw invalidField('/name', 'needs at least one letter or digit')
  return { name, search_name }
}

async function refuseTwin(tx: Tx<FacilitiesTables>, facility: StoredFacility): Promise<void> {
  const fingerprint = (one: StoredFacility): string => toFingerprint({ ...one, searchName: one.search_name })
  const namesakes = await listNamesakes(tx, facility.cell, facility.pin, facility.search_name)
  const twin = namesakes.find((one) => one.id !== facility.id && fingerprint(one) === fingerprint(facility))
  if (twin) throw new Problem(facilityExists, { members: { facilityId: twin.id } })
}

export async function registerFacility(
  tx: Tx<FacilitiesTables>,
  { clock }: FacilitiesContext,
  facilityId: FacilityId,
  place: Place,
  stated: NewFacility,
  origin: EventOrigin,
): Promise<StoredFacility> {
  const now = clock.now()
  const facility: StoredFacility = {
    cell: place.cell,
    id: facilityId,
    kinds: stated.kinds,
    ...decideName(stated.name),
    address: tidyText(stated.address).normalize('NFC'),
    pin: place.pin,
    ...decidePosition(stated, place),
    is_active: true,
    chain_id: null,
    source: 'official',
    source_row: null,
    version: 1,
    created_at: now,
    updated_at: now,
  }
  await refuseTwin(tx, facility)
  await insertFacility(tx, facility)
  await publish(tx, origin, facilityRegistered, toFacts(facility, place))
  return facility
}

/** Corrects a locked facility. A change that changes nothing makes no version and no event. */
export async function changeFacility(
  tx: Tx<FacilitiesTables>,
  { clock }: FacilitiesContext,
  before: StoredFacility,
  place: Place,
  change: FacilityChange,
  origin: EventOrigin & PersonActs,
): Promise<StoredFacility> {
  if (place.pin !== before.pin && place.cell !== before.cell) throw new Problem(facilityInOtherDistrict)
  if (change.chainId && !(await findChain(tx, change.chainId))) {
    throw invalidField('/chainId', 'is not the id of a chain; see GET /v1/chains')
  }
  const now = clock.now()
  const stated = {
    ...before,
    ...(change.name !== undefined && decideName(change.name)),
    ...(change.address !== undefined && { address: tidyText(change.address).normalize('NFC') }),
    ...(change.kinds !== undefined && { kinds: change.kinds }),
    ...(change.isActive !== undefined && { is_active: change.isActive }),
    ...(change.chainId !== undefined && { chain_id: change.chainId }),
    ...decideNewPosition(before, place, change),
    pin: place.pin,
  }
  if (isSame(before, stated)) return before
  const after = { ...stated, version: before.version + 1, updated_at: now }
  if (after.is_active) await refuseTwin(tx, after)
  await replaceFacility(tx, before, after, origin.actorId)
  await publish(tx, origin, facilityChanged, toFacts(after, place))
  return after
}

// When the PIN changes, a given position stays unless it is too far from the new PIN. The point of the old PIN goes.
function decideNewPosition(before: StoredFacility, place: Place, change: FacilityChange) {
  if (change.latitude !== undefined || change.longitude !== undefined) return decidePosition(change, place)
  if (before.pin === place.pin) return {}
  const isKnown = before.position_source === 'given' && distanceKm(before, place) <= KM_FROM_PIN_MAX
  return isKnown ? {} : decidePosition({}, place)
}

function isSame(before: StoredFacility, after: StoredFacility): boolean {
  return JSON.stringify(before) === JSON.stringify({ ...before, ...after })
}
