// Pure decisions about places and facilities: which rows of a directory we keep, and how far two points are apart.

import { cleanPin, cleanRecordId, cleanText } from '../../platform/files/clean-values.ts'
import { tidyText, toSearchText } from '../../platform/words.ts'
import type { FacilityFacts } from './contract.ts'
import type { FacilityRow } from './tables.ts'

export interface Position {
  readonly latitude: number
  readonly longitude: number
}

export interface PinPlace extends Position {
  readonly cell: number
  readonly district: string
  readonly state: string
  readonly stateCode: string
}

/** The known places, against which we check a row. */
export interface Places {
  findPin(pin: string): PinPlace | undefined
  /** Finds the code of a state by any of its spellings. */
  findStateCode(name: string): string | undefined
}

/** One row of a hospital directory, as text. */
export interface DirectoryRow {
  readonly number: string
  readonly name: string
  readonly address: string
  readonly district: string
  readonly state: string
  readonly pin: string
  readonly latitude: string
  readonly longitude: string
}

export interface CleanFacility extends Position {
  readonly cell: number
  readonly name: string
  readonly searchName: string
  readonly address: string
  readonly pin: string
  readonly positionSource: 'given' | 'pin'
  readonly sourceRow: string
}

export type Refusal =
  | 'name-missing'
  | 'name-too-long'
  | 'address-too-long'
  | 'formula-text'
  | 'not-utf8'
  | 'number-missing'
  | 'number-damaged'
  | 'number-repeated'
  | 'pin-missing'
  | 'pin-invalid'
  | 'pin-unknown'
  | 'pin-contradicted'
  | 'repeated'

export type Repair =
  | 'text-tidied'
  | 'pin-tidied'
  | 'state-from-pin'
  | 'position-missing'
  | 'position-unreadable'
  | 'position-outside-india'
  | 'position-far-from-pin'

export type Cleaned =
  | { readonly facility: CleanFacility; readonly repaired: readonly Repair[] }
  | { readonly refused: Refusal }

/** Row numbers and facilities seen before, to recognise repeats; make a new one for each file. */
export interface SeenRows {
  readonly numbers: Set<string>
  readonly facilities: Set<string>
}

export const NAME_LENGTH_MAX = 200
export const ADDRESS_LENGTH_MAX = 500
const NUMBER_LENGTH_MAX = 50

// A position farther than this from the PIN belongs to another place: the largest districts are about 200 km across.
export const KM_FROM_PIN_MAX = 100

const PIN_FORM = /^[1-9][0-9]{5}$/
// A spreadsheet runs a field that begins with one of these characters as a formula. No hospital has such a name.
const FORMULA_START = /^[=@+\t\r]/

/** Gives the form in which we compare names of places: it ignores spaces, hyphens and case. */
export function toPlaceKey(name: string): string {
  return toSearchText(name).replaceAll(' ', '')
}

export const EARTH_RADIUS_KM = 6371.0088

/** Gives the distance over the ground in km (haversine). */
export function distanceKm(from: Position, to: Position): number {
  const radians = (degrees: number): number => (degrees * Math.PI) / 180
  const latitudeHalf = Math.sin(radians(to.latitude - from.latitude) / 2)
  const longitudeHalf = Math.sin(radians(to.longitude - from.longitude) / 2)
  const chord =
    latitudeHalf ** 2 + Math.cos(radians(from.latitude)) * Math.cos(radians(to.latitude)) * longitudeHalf ** 2
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(chord)))
}

/** Whether a point lies in the box around India with its islands. */
export function isInIndia({ latitude, longitude }: Position): boolean {
  return latitude >= 6 && latitude <= 38 && longitude >= 68 && longitude <= 98
}

/** Gives a box that holds every point within `radiusKm` of the centre. */
export function boxAround(centre: Position, radiusKm: number): { southWest: Position; northEast: Position } {
  const latitudeReach = (radiusKm / EARTH_RADIUS_KM) * (180 / Math.PI)
  const widest = Math.min(89, Math.abs(centre.latitude) + latitudeReach)
  const longitudeReach = latitudeReach / Math.cos((widest * Math.PI) / 180)
  return {
    southWest: { latitude: centre.latitude - latitudeReach, longitude: centre.longitude - longitudeReach },
    northEast: { latitude: centre.latitude + latitudeReach, longitude: centre.longitude + longitudeReach },
  }
}

/** Cleans one row of a directory: gives a facility and the repairs, or the reason why the row is refused. */
export function cleanDirectoryRow(row: DirectoryRow, places: Places, seen: SeenRows): Cleaned {
  const name = tidyText(row.name)
  const address = tidyText(row.address)
  const sourceRow = toSourceRow(row.number)
  const refused = refuseText(row, name, address, sourceRow)
  if (refused) return { refused }
  if (seen.numbers.has(sourceRow)) return { refused: 'number-repeated' }

  const pin = tidyPin(row.pin)
  if (pin === '') return { refused: 'pin-missing' }
  if (!PIN_FORM.test(pin)) return { refused: 'pin-invalid' }
  const place = places.findPin(pin)
  if (!place) return { refused: 'pin-unknown' }

  const isSameState = places.findStateCode(row.state) === place.stateCode
  const position = readPosition(row, place)
  // The state and the position both contradict the PIN, so the PIN is probably wrong.
  const isKnownState = places.findStateCode(row.state) !== undefined
  if (isKnownState && !isSameState && position === 'position-far-from-pin') return { refused: 'pin-contradicted' }

  const isGiven = typeof position !== 'string'
  const { latitude, longitude } = isGiven ? position : place
  const facility: CleanFacility = {
    cell: place.cell,
    name,
    searchName: toSearchText(name),
    address,
    pin,
    latitude,
    longitude,
    positionSource: isGiven ? 'given' : 'pin',
    sourceRow,
  }
  const fingerprint = toFingerprint(facility)
  if (seen.facilities.has(fingerprint)) return { refused: 'repeated' }
  seen.numbers.add(sourceRow)
  seen.facilities.add(fingerprint)

  const repaired: Repair[] = []
  if (name !== row.name || address !== row.address) repaired.push('text-tidied')
  if (pin !== row.pin) repaired.push('pin-tidied')
  if (!isSameState) repaired.push('state-from-pin')
  if (!isGiven) repaired.push(position)
  return { facility, repaired }
}

/** Rows with the same fingerprint are one facility: same name, PIN and address (position if there is no address). */
export function toFingerprint(facility: Pick<CleanFacility, 'searchName' | 'pin' | 'address'> & Position): string {
  const { searchName, pin, address, latitude, longitude } = facility
  const place = toSearchText(address) || `${latitude.toFixed(4)} ${longitude.toFixed(4)}`
  return `${searchName}|${pin}|${place}`
}

function refuseText(row: DirectoryRow, name: string, address: string, number: string): Refusal | undefined {
  // The reader replaces bytes that are not UTF-8 with U+FFFD.
  if (Object.values(row).some((field) => field.includes('\ufffd'))) return 'not-utf8'
  // A spreadsheet rounds long numbers. Two rows would then be one facility.
  if (cleanRecordId(row.number).fault !== undefined) return 'number-damaged'
  if (number === '' || number.length > NUMBER_LENGTH_MAX) return 'number-missing'
  if (toSearchText(name) === '' || cleanText(name).fault !== undefined) return 'name-missing'
  if (name.length > NAME_LENGTH_MAX) return 'name-too-long'
  if (address.length > ADDRESS_LENGTH_MAX) return 'address-too-long'
  if (FORMULA_START.test(name) || FORMULA_START.test(address)) return 'formula-text'
  return undefined
}

// The directory holds PINs such as '560 029' and '160047\n' (a backslash and an n).
function tidyPin(text: string): string {
  const tidied = tidyText(text.replaceAll('\\n', ''))
  return cleanPin(tidied).value ?? tidied
}

/** The number of a row as Sehat stores it; empty when it is missing or damaged. */
export const toSourceRow = (text: string): string => cleanRecordId(tidyText(text)).value ?? ''

function readPosition(row: DirectoryRow, pin: Position): Position | Repair {
  const texts = [row.latitude.trim(), row.longitude.trim()]
  if (texts.every((text) => text === '')) return 'position-missing'
  if (!texts.every((text) => /^-?[0-9]{1,3}(\.[0-9]{1,15})?$/.test(text))) return 'position-unreadable'
  const position = { latitude: Number(texts[0]), longitude: Number(texts[1]) }
  if (!isInIndia(position)) return 'position-outside-india'
  return distanceKm(position, pin) > KM_FROM_PIN_MAX ? 'position-far-from-pin' : position
}

/** Gives the facts of a facility for other modules; `names` come from the district of its PIN. */
export function toFacts(
  row: Omit<FacilityRow, 'created_at' | 'updated_at'>,
  names: { readonly district: string; readonly state: string; readonly stateCode: string },
): FacilityFacts {
  return {
    facilityId: row.id,
    cell: row.cell,
    kinds: row.kinds,
    name: row.name,
    address: row.address,
    pin: row.pin,
    district: names.district,
    state: names.state,
    stateCode: names.stateCode,
    latitude: row.latitude,
    longitude: row.longitude,
    isActive: row.is_active,
    ...(row.chain_id !== null && { chainId: row.chain_id }),
    version: row.version,
  }
}
